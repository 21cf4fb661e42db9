//! Owns which words of Korean are no name though one may sound so: a pronoun or a short noun with its particle (나도, which
//! NATO sounds like), a verb in one of its forms (붙인, which Putin does), the small words of any sentence.
//! Refuses nouns of two syllables: names are made of those.

use crate::analyze::hangul::counted;

/// Pronouns and nouns of one syllable, which take particles all day.
const ONES: &str = "나너저그이내네제것수데때곳말일땅물불길집몸눈손발힘돈밥쌀글책날달별밤낮봄뜻뿐줄둘숲뒤옆밖속위밑끝";

/// Verbs of one syllable that hardly a sentence lacks, and those of which the syllable alone says that it is none of a name.
const STEMS: &str = "하되보가오주있없같높깊넓좋많짧붙받얻잡찾맞맡믿싣짓잇낳넣쌓닿앉읽묻뜯뻗뽑씻잃싫옳젊굳굽돋돕듣맺먹벗솟웃입접찍";

/// Other verbs of one syllable: names begin so as well.
const OTHER_STEMS: &str =
    "나서지이쓰크사타치펴두내매차자배꾸켜떠떨뜨푸추피해돼봐와줘여알살들만물울풀걸길멀밀열돌트패";

/// Verbs of two syllables, before their endings.
const TWO_STEMS: &[&str] = &[
    "가르", "가지", "거두", "거치", "걸치", "고치", "그리", "기르", "기리", "기울", "꺾이", "꾸리",
    "끼치", "나가", "나누", "나서", "나오", "남기", "내리", "넘기", "높이", "누리", "느끼", "늘이",
    "다니", "다루", "다지", "다치", "단련", "달리", "더하", "던지", "돌리", "되살", "드리", "들이",
    "따르", "때리", "떠나", "떨치", "마치", "만나", "만들", "말하", "맞이", "맡기", "머무", "모르",
    "모시", "모이", "모으", "무너", "미치", "믿기", "바꾸", "바라", "바치", "버리", "벌리", "벌이",
    "보내", "보이", "부르", "부리", "붙이", "비기", "비치", "빛나", "빛내", "뻗치", "살리", "살피",
    "생기", "섬기", "세우", "솟구", "숨기", "시키", "싸우", "쌓이", "쓰이", "아끼", "안기", "알리",
    "오르", "올리", "옮기", "외우", "울리", "움직", "이기", "이끌", "이루", "이르", "일구", "일으",
    "잃어", "잠기", "적시", "전하", "정하", "주무", "줄이", "즐기", "지나", "지내", "지니", "지르",
    "지키", "짓누", "차리", "찾아", "채우", "추기", "치르", "키우", "태우", "터지", "통하", "펼치",
    "풀리", "품기", "피우", "합치", "향하", "해치", "헤치", "흐르", "흘러", "흔들", "흘리", "가하",
    "과하", "구하", "권하", "대하", "관하", "위하", "의하", "인하", "속하", "접하", "취하", "행하",
    "처하", "련하", "원하", "변하", "망하", "당하", "강하",
];

/// What verbs end with and hardly a name.
const SURE_ENDINGS: &[&str] = &[
    "는", "며", "던", "려", "다", "도록", "려고", "려는", "면서", "지만", "지는", "는데", "였다",
    "였고", "였던", "어야", "아야", "어서", "아서", "는가", "시고", "시며", "시는", "시여", "구나",
    "거나", "든지", "노라",
];

/// What verbs end with besides.
const ENDINGS: &[&str] = &[
    "고", "면", "서", "게", "지", "자", "니", "여", "어", "아", "라", "지도", "여서", "여야",
    "여도", "으며", "으면", "은", "을", "기", "음", "소서", "리라", "리다", "은데", "신", "실",
    "세",
];

/// Small words, and what is left of verbs.
const WORDS: &[&str] = &[
    "가장",
    "거의",
    "그냥",
    "그대",
    "그들",
    "그때",
    "그래",
    "그런",
    "그럼",
    "나머",
    "누가",
    "누구",
    "다른",
    "다만",
    "다시",
    "더욱",
    "더는",
    "도로",
    "두고",
    "드디",
    "따라",
    "때문",
    "또는",
    "또한",
    "마저",
    "마치",
    "만약",
    "많이",
    "매우",
    "모두",
    "모든",
    "모름",
    "못내",
    "무슨",
    "무엇",
    "바로",
    "반드",
    "벌써",
    "비록",
    "서로",
    "스스",
    "아니",
    "아닌",
    "아무",
    "아주",
    "아직",
    "어느",
    "어떤",
    "어디",
    "어째",
    "언제",
    "얼마",
    "여기",
    "여러",
    "오늘",
    "오직",
    "온갖",
    "완전",
    "왜냐",
    "우리",
    "위해",
    "으로",
    "이는",
    "이때",
    "이런",
    "이로",
    "이를",
    "이미",
    "이번",
    "이제",
    "이에",
    "일단",
    "자기",
    "자신",
    "저기",
    "저들",
    "저런",
    "저희",
    "전혀",
    "절대",
    "정말",
    "제일",
    "조차",
    "주로",
    "지금",
    "진정",
    "차라",
    "하기",
    "하나",
    "하지",
    "한때",
    "한번",
    "한층",
    "함께",
    "항상",
    "혹은",
    "그리고",
    "그러나",
    "그래서",
    "그런데",
    "그러면",
    "우리의",
    "이러한",
    "그러한",
    "가운데",
    "때문에",
];

/// Whether a word is one of these.
pub fn is_everyday(word: &[char]) -> bool {
    let pronoun = |only: char| ONES.contains(only);
    if word.len() > 1 && counted(word).is_some_and(pronoun) {
        return true;
    }
    let text: String = word.iter().collect();
    WORDS.contains(&&*text) || is_verb(word, &text)
}

fn is_verb(word: &[char], text: &str) -> bool {
    let (Some((first, behind)), Some((last, before))) = (word.split_first(), word.split_last())
    else {
        return false;
    };
    let sure = |rest: &str| SURE_ENDINGS.contains(&rest);
    let ends = |rest: &str| sure(rest) || ENDINGS.contains(&rest);
    let rest = &text[first.len_utf8()..];
    if STEMS.contains(*first) && ends(rest) || OTHER_STEMS.contains(*first) && sure(rest) {
        return true;
    }
    if (TWO_STEMS.iter()).any(|stem| text.strip_prefix(stem).is_some_and(ends)) {
        return true;
    }
    // 붙인, 붙일, 붙여 of 붙이다; 지키 is seen where an ending follows that looks like a particle.
    let with = |last: char| before.iter().copied().chain([last]).collect::<String>();
    let bare = without_ending(*last);
    if [bare, without_vowel(bare)]
        .iter()
        .any(|last| TWO_STEMS.contains(&&*with(*last)))
    {
        return true;
    }
    // 한다, 했다 of 하다.
    let stem = without_ending(*first);
    let tense = matches!(behind.first(), Some('다' | '던' | '으' | '습' | '었'));
    let is_stem = STEMS.contains(stem) || OTHER_STEMS.contains(stem);
    stem != *first && is_stem && tense
}

/// A syllable without the final of a verb's ending: ㄴ, ㄹ, ㅁ, ㅆ.
fn without_ending(c: char) -> char {
    let Some(at) = (c as u32).checked_sub(0xac00).filter(|at| *at < 11172) else {
        return c;
    };
    match at % 28 {
        4 | 8 | 16 | 20 => char::from_u32(0xac00 + at / 28 * 28).unwrap_or(c),
        _ => c,
    }
}

/// A syllable without the vowel of an ending: 켜 is 키 with 어, 워 is 우 with 어.
fn without_vowel(c: char) -> char {
    const JOINED: [(u32, u32); 3] = [(6, 20), (14, 13), (9, 8)];
    let Some(at) = (c as u32).checked_sub(0xac00).filter(|at| *at < 11172) else {
        return c;
    };
    let apart = JOINED.iter().find(|(joined, _)| *joined == at / 28 % 21);
    let bare = |(_, vowel): &(u32, u32)| char::from_u32(0xac00 + at / 588 * 588 + vowel * 28);
    apart.and_then(bare).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_verbs_are_told_from_names() {
        let is = |word: &str| is_everyday(&word.chars().collect::<Vec<_>>());
        for word in [
            "나도",
            "붙인",
            "하는",
            "하여",
            "이는",
            "우리",
            "세우고",
            "세운",
            "지킬",
            "한다",
            "했다",
        ] {
            assert!(is(word), "{word}");
        }
        for word in [
            "평양",
            "나토",
            "푸틴",
            "인민",
            "장마당",
            "라진",
            "남포",
            "신의주",
            "사리원",
            "수단",
        ] {
            assert!(!is(word), "{word}");
        }
    }
}
