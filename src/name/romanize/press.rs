//! Owns what newspapers, officials and people themselves write: any of the habits of any system in each syllable, and the
//! surnames that go their own way. Spellings are folded as index terms are: lower case, no marks, no apostrophes.

use super::jamo::{Coda, Syllable, onset, vowel};
use super::systems::{mccune_reischauer, north_korean, plain, revised};

/// The letters that may stand at one place, one or more.
type Letters = &'static [&'static str];

/// Most spellings that are made of one word; a longer word is spelled with the same habit throughout.
const MAX_PRODUCT: usize = 600;

/// The spellings of one syllable.
pub fn choices(syllable: Syllable) -> Vec<String> {
    product(&[onsets(syllable), vowels(syllable), codas(syllable)])
}

/// The spellings of syllables written together: each in any of its own, or, where those would be too many, all by one habit.
pub fn word(word: &[Syllable]) -> Vec<String> {
    let mut parts: Vec<Letters> = Vec::with_capacity(3 * word.len());
    let mut before = None;
    for syllable in word {
        // After l an r is another l.
        let doubled = syllable.onset == onset::R && before == Some(Coda::L);
        parts.push(if doubled { &["l"] } else { onsets(*syllable) });
        parts.extend([vowels(*syllable), codas(*syllable)]);
        before = Some(syllable.ends_in());
    }
    let many: usize = parts.iter().map(|p| p.len()).fold(1, usize::saturating_mul);
    let mut all = if many > MAX_PRODUCT {
        habits(&parts)
    } else {
        product(&parts)
    };
    let systems = [
        plain(&mccune_reischauer(word, false)),
        revised(word),
        north_korean(word, false),
    ];
    all.extend(systems); // what a habit misses
    all.sort_unstable();
    all.dedup();
    all
}

fn product(parts: &[Letters]) -> Vec<String> {
    let mut all = vec![String::new()];
    for part in parts {
        let longer = all
            .iter()
            .flat_map(|begun| part.iter().map(move |s| format!("{begun}{s}")));
        all = longer.collect();
    }
    all
}

/// The same choice wherever syllables begin, and the same for all vowels.
fn habits(parts: &[Letters]) -> Vec<String> {
    let most = |kind: usize| {
        let of_kind = parts.iter().skip(kind).step_by(3);
        of_kind.map(|p| p.len()).max().unwrap_or(0)
    };
    let habits = (0..most(0)).flat_map(|onset| (0..most(1)).map(move |vowel| [onset, vowel, 0]));
    habits
        .map(|habit| {
            let letters = parts.iter().enumerate();
            letters
                .map(|(at, part)| part[habit[at % 3].min(part.len() - 1)])
                .collect()
        })
        .collect()
}

/// Kinds of letters stand at the same place in each list: the first as the North's press has it, the next as the South's.
fn onsets(syllable: Syllable) -> Letters {
    let before_i = matches!(syllable.vowel, vowel::I | vowel::WI);
    match syllable.onset {
        0 => &["k", "g"],
        1 => &["kk", "gg", "k"],
        2 => &["n"],
        3 => &["t", "d"],
        4 => &["tt", "dd", "t"],
        5 => &["r", "l"],
        6 => &["m"],
        7 => &["p", "b"],
        8 => &["pp", "bb", "p"],
        9 if before_i => &["s", "sh"],
        9 => &["s"],
        10 if before_i => &["ss", "sh"],
        10 => &["ss", "s"],
        11 => &[""],
        12 => &["ch", "j"],
        13 => &["jj", "tch", "j"],
        14 => &["ch"],
        15 => &["k", "kh"],
        16 => &["t", "th"],
        17 => &["p", "ph"],
        _ if syllable.vowel == vowel::WA => &[""],
        _ => &["h"],
    }
}

fn vowels(syllable: Syllable) -> Letters {
    let coda = syllable.ends_in();
    let bare = syllable.onset == onset::NONE;
    let closed = coda != Coda::None;
    match syllable.vowel {
        0 => &["a"],
        1 => &["ae"],
        2 => &["ya"],
        3 => &["yae"],
        vowel::EO if coda == Coda::Ng && syllable.onset == onset::J => &["o", "eo", "u", "ou"],
        vowel::EO if closed => &["o", "eo", "u"],
        vowel::EO => &["o", "eo"],
        5 => &["e"],
        vowel::YEO if matches!(coda, Coda::Ng | Coda::N | Coda::L) => &["yo", "yeo", "yu", "you"],
        vowel::YEO if closed => &["yo", "yeo", "yu"],
        vowel::YEO => &["yo", "yeo"],
        7 => &["ye"],
        8 => &["o"],
        // Whang and Kyung-wha: the h comes with the vowel.
        vowel::WA if syllable.onset == onset::H => &["hwa", "wha"],
        vowel::WA => &["wa"],
        10 => &["wae"],
        11 => &["oe", "oi", "we"],
        12 => &["yo"],
        vowel::U if bare => &["u", "oo", "woo", "wu"],
        vowel::U => &["u", "oo"],
        14 => &["wo"],
        15 => &["we"],
        16 => &["wi"],
        vowel::YU => &["yu", "yoo", "you"],
        vowel::EU => &["u", "eu"],
        vowel::UI if syllable.onset == onset::H => &["ui", "ee", "eui", "i"],
        vowel::UI => &["ui", "eui"],
        vowel::I if bare && !closed => &["i", "yi"],
        _ => &["i"],
    }
}

fn codas(syllable: Syllable) -> Letters {
    match syllable.ends_in() {
        // Sub and Yub beside Sop and Yop.
        Coda::P if matches!(syllable.vowel, vowel::EO | vowel::YEO) => &["p", "b"],
        Coda::None => &[""],
        Coda::K => &["k"],
        Coda::N => &["n"],
        Coda::T => &["t"],
        Coda::L => &["l"],
        Coda::M => &["m"],
        Coda::P => &["p"],
        Coda::Ng => &["ng"],
    }
}

/// Surnames of two syllables; any other is the first syllable of a name.
const LONG_SURNAMES: &[&str] = &[
    "남궁", "독고", "동방", "사공", "서문", "선우", "제갈", "황보",
];

/// Surnames that are also spelled as no rule would: by families, and by habit of the press.
const SURNAMES: &[(&str, &[&str])] = &[
    ("강", &["kahng"]),
    ("고", &["koh", "goh"]),
    ("곽", &["kwack"]),
    ("구", &["koo", "goo"]),
    ("나", &["nah", "ra", "rah"]),
    ("노", &["noh", "roh", "ro"]),
    ("라", &["rah", "na", "nah"]),
    ("량", &["yang"]),
    ("려", &["yo", "yeo"]),
    ("련", &["yon", "yeon"]),
    ("렴", &["yom", "yeom", "yum"]),
    ("로", &["roh", "no", "noh"]),
    ("류", &["yu", "yoo"]),
    ("리", &["lee", "yi", "rhee", "i"]),
    ("림", &["im", "lim", "yim"]),
    ("문", &["moon"]),
    ("박", &["park", "bark"]),
    ("반", &["bahn"]),
    ("방", &["bahng"]),
    ("배", &["bai", "pai"]),
    ("백", &["paik", "baik"]),
    ("서", &["suh"]),
    ("손", &["sohn"]),
    ("신", &["shinn"]),
    ("안", &["ahn"]),
    ("양", &["ryang"]),
    ("엄", &["ohm", "uhm"]),
    ("여", &["ryo", "ryeo"]),
    ("오", &["oh"]),
    ("우", &["wu"]),
    ("유", &["ryu"]),
    ("이", &["lee", "ri", "rhee", "li"]),
    ("임", &["lim", "rim", "yim"]),
    ("전", &["chun"]),
    ("조", &["joh"]),
    ("최", &["choi", "choy"]),
    ("함", &["hahm"]),
    ("허", &["hur", "huh"]),
];

/// The surname and the given name of a person's Hangul name; a space parts them where it stands. `None` for a single syllable.
pub fn surname(name: &str) -> Option<(&str, &str)> {
    if let Some((surname, given)) = name.split_once(' ') {
        return Some((surname, given));
    }
    let long = LONG_SURNAMES
        .iter()
        .find(|s| name.starts_with(**s) && name.chars().count() == 4);
    let first = name.char_indices().nth(1).map(|(at, _)| at)?;
    let at = long.map_or(first, |s| s.len());
    Some(name.split_at(at))
}

/// The spellings of a surname.
pub fn surname_choices(surname: &str) -> Vec<String> {
    let Some(syllables) = super::jamo::syllables(surname) else {
        return Vec::new();
    };
    let mut all = word(&syllables);
    if let Ok(at) = SURNAMES.binary_search_by_key(&surname, |(name, _)| name) {
        all.extend(SURNAMES[at].1.iter().map(|s| s.to_string()));
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::super::jamo::syllables;
    use super::*;

    #[test]
    fn a_syllable_has_the_spellings_that_are_in_print() {
        let of = |s: &str| choices(syllables(s).unwrap()[0]);
        for (syllable, spelled) in [
            ("정", ["jong", "jung", "jeong", "chong", "chung"].as_slice()),
            ("은", &["un", "eun"]),
            ("희", &["hui", "hee"]),
            ("주", &["ju", "joo", "chu"]),
            ("우", &["u", "woo"]),
            ("영", &["yong", "young", "yeong"]),
            ("섭", &["sop", "seop", "sup", "sub"]),
            ("식", &["sik", "shik"]),
            ("화", &["hwa", "wha"]),
            ("열", &["yol", "yeol", "youl"]),
        ] {
            for spelling in spelled {
                assert!(
                    of(syllable).iter().any(|s| s == spelling),
                    "{syllable} {spelling}"
                );
            }
        }
        assert!(!of("중").contains(&"jong".to_string()), "o is not u");
        assert!(!of("용").contains(&"young".to_string()));
    }

    #[test]
    fn surnames_go_their_own_way() {
        assert!(SURNAMES.is_sorted_by_key(|(name, _)| name));
        for (surname, spelled) in [
            ("박", ["pak", "park"].as_slice()),
            ("리", &["ri", "lee", "yi", "rhee"]),
            ("최", &["choe", "choi"]),
            ("로", &["ro", "roh", "no"]),
            ("우", &["u", "woo"]),
            ("선우", &["sonu", "sunwoo"]),
        ] {
            for spelling in spelled {
                assert!(
                    surname_choices(surname).iter().any(|s| s == spelling),
                    "{surname} {spelling}"
                );
            }
        }
        assert_eq!(surname("남궁민수"), Some(("남궁", "민수")));
        assert_eq!(surname("선우휘"), Some(("선", "우휘")));
        assert_eq!(surname("선우 휘"), Some(("선우", "휘")));
        assert_eq!(surname("최휘"), Some(("최", "휘")));
    }
}
