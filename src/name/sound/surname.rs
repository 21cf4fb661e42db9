//! Owns Korean surnames: how each is spelled beside what the rules for sounds give. Refuses given names.

use super::Sound;

/// Surnames as the South spells them (the North's 리, 류, 림, 량 sound alike at the beginning of a name), with the spellings
/// that no rule gives.
const SURNAMES: &[(&str, &[&str])] = &[
    ("김", &["kim"]),
    (
        "이",
        &[
            "lee", "yi", "rhee", "ree", "yee", "li", "reeh", "rhie", "leigh",
        ],
    ),
    ("박", &["park", "bark", "pak"]),
    ("최", &["choi", "choy", "chey"]),
    ("정", &["chung", "joung", "cheong", "chong"]),
    ("강", &["kahng"]),
    ("조", &["cho", "joh", "choh"]),
    ("윤", &["yoon", "youn", "yune"]),
    ("장", &["chang", "jahng"]),
    ("임", &["lim", "leem", "rim", "yim", "rhim", "lym"]),
    ("한", &["hahn"]),
    ("오", &["oh"]),
    ("서", &["suh", "seoh", "su"]),
    ("신", &["shin", "sheen"]),
    ("권", &["kwon", "kwun"]),
    ("황", &["whang"]),
    ("안", &["ahn"]),
    ("송", &[]),
    ("전", &["chun", "jun", "cheon"]),
    ("홍", &[]),
    ("유", &["yoo", "ryu", "you", "yu", "ryoo", "lyu", "yoh"]),
    ("고", &["koh", "goh"]),
    ("문", &["moon"]),
    ("양", &["ryang", "liang"]),
    ("손", &["sohn"]),
    ("배", &["bae", "pai", "bay"]),
    ("백", &["paik", "baik", "back", "paek"]),
    ("허", &["hur", "huh", "her", "hoh"]),
    ("남", &["nahm"]),
    ("심", &["shim", "sheem"]),
    ("노", &["roh", "noh", "rho", "ro"]),
    ("하", &["hah"]),
    ("곽", &["kwack", "kwak"]),
    ("성", &["sung"]),
    ("차", &["cha"]),
    ("주", &["joo", "choo", "chu"]),
    ("우", &["woo", "wu"]),
    ("구", &["koo", "ku", "goo"]),
    ("나", &["ra", "rah", "nah", "la"]),
    ("민", &["min"]),
    ("진", &["jin", "chin"]),
    ("지", &["ji", "chi", "jee"]),
    ("엄", &["um", "eum", "uhm", "om"]),
    ("채", &["chae", "chai"]),
    ("원", &["won"]),
    ("천", &["chun", "cheon", "chon"]),
    ("방", &["bang", "pang"]),
    ("공", &["kong", "gong"]),
    ("현", &["hyun", "hyon"]),
    ("함", &["hahm"]),
    ("변", &["byun", "pyon", "byon"]),
    ("염", &["yum", "youm", "ryom"]),
    ("여", &["yeo", "ryo", "yuh"]),
    ("추", &["choo", "chu"]),
    ("도", &["do", "to", "doh"]),
    ("소", &["so", "soh"]),
    ("석", &["suk", "sok", "seok"]),
    ("선", &["sun", "son", "seon"]),
    ("설", &["sul", "sol", "seol"]),
    ("마", &["mah"]),
    ("길", &["kil", "gil", "keel"]),
    ("연", &["yeon", "yun", "ryon"]),
    ("위", &["wee", "wi"]),
    ("표", &["pyo"]),
    ("명", &["myung", "myong"]),
    ("기", &["ki", "kee"]),
    ("반", &["ban", "pan"]),
    ("왕", &["wang"]),
    ("금", &["keum", "kum"]),
    ("옥", &["ok", "ock"]),
    ("육", &["yook", "yuk", "ryuk"]),
    ("인", &["in"]),
    ("맹", &["maeng"]),
    ("제", &["je", "che"]),
    ("모", &["moh"]),
    ("탁", &["tak", "tahk"]),
    ("국", &["kook", "kuk"]),
    ("어", &["eo", "uh"]),
    ("은", &["eun"]),
    ("편", &["pyun", "pyon"]),
    ("용", &["yong", "ryong"]),
    ("예", &["ye"]),
    ("봉", &["bong", "pong"]),
    ("사", &["sa"]),
    ("부", &["boo", "bu"]),
    ("태", &["tae", "thae"]),
    ("계", &["kye", "gye"]),
    ("피", &["pi", "pee"]),
    ("두", &["doo", "tu"]),
    ("감", &["kam"]),
    ("호", &["ho"]),
    ("승", &["seung", "sung"]),
    ("범", &["bum", "pom", "beom"]),
    ("경", &["kyung", "kyong"]),
    ("상", &["sang"]),
    ("빈", &["bin", "pin"]),
    ("단", &["dan", "tan"]),
    ("라", &[]),
    ("남궁", &["namkung", "namgung"]),
    ("황보", &["hwangbo"]),
    ("제갈", &["jegal", "chegal"]),
    ("사공", &["sagong"]),
    ("선우", &["sunwoo", "seonwoo"]),
    ("독고", &["dokko", "tokko"]),
    ("서문", &["seomun"]),
];

/// The spellings of the commonest surnames, four Koreans of five.
pub const COMMON_SURNAMES: &[&str] = &[
    "kim", "gim", "lee", "ri", "rhee", "yi", "pak", "park", "bak", "choe", "choi", "jong", "jung",
    "chung", "jeong", "chong", "jang", "chang", "kang", "gang", "cho", "jo", "yun", "yoon", "im",
    "lim", "rim", "han", "oh", "seo", "suh", "sin", "shin", "kwon", "gwon", "hwang", "ahn", "song",
    "jon", "jeon", "chon", "hong", "yu", "yoo", "ryu", "ko", "go", "koh", "mun", "moon", "yang",
    "ryang", "paek", "baek", "heo", "hur", "nam", "sim", "shim", "roh", "noh", "ha", "ji",
];

/// The surnames that a word may be, folded Latin or Hangul: their numbers. Empty if it is none.
pub fn surnames(word: &str) -> Vec<usize> {
    let hangul: Vec<char> = word.chars().collect();
    let read = match Sound::of_hangul(&hangul) {
        Some(sound) => vec![sound],
        None => Sound::of_latin(&[word]),
    };
    let of_rule = |surname: &str| {
        sound(surname).is_some_and(|sound| read.iter().any(|read| sound.alike(read)))
    };
    let is = |(surname, habits): &(&str, &[&str])| {
        habits.contains(&word) || *surname == word || of_rule(surname)
    };
    (0..SURNAMES.len())
        .filter(|at| is(&SURNAMES[*at]))
        .collect()
}

/// The surname of two syllables that two words are, parted by a hyphen, as it is written in one.
pub fn long_surname(first: &str, second: &str) -> Option<&'static str> {
    let read = Sound::of_latin(&[first, second]);
    let long = SURNAMES.iter().filter(|(s, _)| s.chars().count() == 2);
    let mut alike = long
        .filter(|(s, _)| sound(s).is_some_and(|sound| read.iter().any(|read| sound.alike(read))));
    alike.next().and_then(|(_, habits)| habits.first().copied())
}

/// The Latin spellings that one of these surnames may have as habit has it, and what it sounds like.
pub fn spellings(numbers: &[usize]) -> (Vec<&'static str>, Vec<Sound>) {
    let listed = numbers.iter().filter_map(|at| SURNAMES.get(*at));
    let (mut habits, mut sounds) = (Vec::new(), Vec::new());
    for (surname, spelled) in listed {
        habits.extend_from_slice(spelled);
        sounds.extend(sound(surname));
    }
    (habits, sounds)
}

fn sound(surname: &str) -> Option<Sound> {
    Sound::of_hangul(&surname.chars().collect::<Vec<_>>())
}
