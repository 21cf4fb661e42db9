//! Owns the sieves for Korean sentences, where the verb of saying ends the sentence and particles mark the subject.
//! Refuses a quotation that no particle of quoting follows, unless the paragraph's speaker goes on.

use crate::article::Span;

use super::english::{Found, Verdict};

/// So many bytes before and after a quotation are looked at.
const REACH: usize = 480;

/// What makes the words before it somebody's speech.
const QUOTATIVES: &[&str] = &[
    "이라고",
    "이라며",
    "이라면서",
    "라고",
    "라며",
    "라면서",
    "고",
    "며",
    "면서",
    "하고",
    "하며",
];

/// Stems of verbs of saying.
const SAYING: &[&str] = &[
    "말했",
    "말하",
    "말한",
    "밝혔",
    "밝히",
    "밝힌",
    "전했",
    "전하",
    "전한",
    "강조",
    "설명",
    "주장",
    "덧붙",
    "지적",
    "비판",
    "보도",
    "언급",
    "답했",
    "답하",
    "물었",
    "토로",
    "하소연",
    "호소",
    "경고",
    "촉구",
    "당부",
    "선언",
    "이야기",
    "얘기",
    "귀띔",
    "평가",
    "분석",
    "내다",
    "전망",
    "증언",
    "회상",
    "썼다",
    "적었",
    "했다",
    "하였다",
    "비난",
    "규탄",
    "반박",
    "부연",
    "소개",
    "알렸",
    "외쳤",
    "고백",
    "약속",
    "다짐",
    "단언",
    "역설",
    "인정",
];

/// Nouns for those who speak.
const SPEAKERS: &[&str] = &[
    "소식통",
    "대변인",
    "관계자",
    "당국자",
    "씨",
    "장관",
    "대통령",
    "주민",
    "의원",
    "위원장",
    "총리",
    "교수",
    "대표",
    "기자",
    "국장",
    "차관",
    "대사",
    "연구원",
    "박사",
    "전문가",
    "탈북자",
    "탈북민",
    "간부",
    "총비서",
    "비서",
    "부부장",
    "부장",
    "본부장",
    "실장",
    "사령관",
    "외무성",
    "통일부",
    "국방부",
    "외교부",
    "통신",
    "신문",
    "방송",
    "정부",
    "측",
    "단체",
    "위원",
    "원장",
    "회장",
    "사장",
    "주석",
    "동지",
    "군인",
    "상인",
    "여성",
    "남성",
    "학생",
    "청년",
    "노동자",
    "농민",
    "돈주",
    "무역업자",
    "협회",
    "연구소",
    "당국",
    "매체",
    "백악관",
    "국무부",
    "담화",
    "성명",
    "논평",
    "사설",
];

/// Words in -은 and -는 that are verbs before a noun.
const ADNOMINAL: &[&str] = &[
    "하는", "되는", "있는", "없는", "않는", "않은", "같은", "많은", "좋은", "높은", "낮은", "받은",
    "오는", "라는", "다는", "자는", "냐는", "려는", "지는", "키는", "리는", "주는", "보는", "사는",
    "작은", "적은", "얻은", "맞은", "잡은", "남은", "찾은", "잃은", "입은", "맡은", "묻는", "듣는",
];

/// Who speaks the quotation at `span`, whose marks end at `outer_end`, in the paragraph at `within`.
pub(super) fn in_sentence(text: &str, within: Span, outer: Span) -> Verdict {
    let after = head(&text[outer.end as usize..within.end as usize], REACH);
    let sentence_end = after
        .find(['.', '?', '!', '\n', '“', '"', '《'])
        .unwrap_or(after.len());
    let rest = &after[..sentence_end];
    let particle = QUOTATIVES
        .iter()
        .find(|q| rest.trim_start().starts_with(*q));
    let Some(particle) = particle else {
        return Verdict::Open;
    };
    let verb = rest
        .split_whitespace()
        .find(|word| SAYING.iter().any(|stem| word.contains(stem)));
    let before_start = sentence_start(text, within.start as usize, outer.start as usize);
    let before = &text[before_start..outer.start as usize];
    let cue: &str = verb.unwrap_or(particle);
    let cue_at = outer.end as usize + rest.find(cue).unwrap_or(0);
    let evidence = |name: Span| Span {
        start: name.start.min(cue_at as u32),
        end: name.end.max((cue_at + cue.len()) as u32),
    };
    // 라고 … 대변인은 말했다
    let rest_from = outer.end as usize + rest.find(particle).unwrap_or(0) + particle.len();
    let rest_to = outer.end as usize + rest.len();
    // …고 비난했다고 통신이 보도했다: who reports is another; …고 밝힌 김 대표는: who has said it follows.
    let verb_at = verb.map_or(rest_to, |v| {
        outer.end as usize + v.as_ptr() as usize - rest.as_ptr() as usize
    });
    let adnominal = verb.is_some_and(|v| ["힌", "한", "던"].iter().any(|e| v.ends_with(e)));
    let rest_to = if adnominal { rest_to } else { verb_at };
    if verb.is_some()
        && rest_from <= rest_to
        && let Some(name) = subject(text, rest_from, rest_to, false)
    {
        return Verdict::Found(Found {
            rule: "ko-cue-after",
            speaker: name,
            evidence: evidence(name),
        });
    }
    if before.is_empty() {
        return Verdict::Open;
    }
    match subject(text, before_start, outer.start as usize, true) {
        Some(name) => Verdict::Found(Found {
            rule: "ko-cue-before",
            speaker: name,
            evidence: evidence(name),
        }),
        None => Verdict::Open,
    }
}

/// Who the end of the text before a quotation says is to speak: … 대변인은 다음과 같이 말했다.
pub(super) fn lead_in(text: &str, before: Span) -> Option<Found> {
    let from = sentence_start(text, before.start as usize, before.end as usize);
    let sentence = text[from..before.end as usize].trim_end();
    let announces = ["다음과 같이", "이렇게", "아래와 같이"];
    let at = announces.iter().find_map(|a| sentence.rfind(a))?;
    let name = subject(text, from, from + at, true)?;
    Some(Found {
        rule: "ko-lead-in",
        speaker: name,
        evidence: Span::new(name.start as usize, from + sentence.len()),
    })
}

/// Where the sentence begins that stands before `at`.
fn sentence_start(text: &str, floor: usize, at: usize) -> usize {
    let mut from = floor.max(at.saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    let stop = before
        .match_indices(['.', '?', '!', '\n', '。', '”', '"', '》'])
        .rfind(|(i, mark)| {
            let next = before[i + mark.len()..].chars().next();
            next.is_none_or(char::is_whitespace)
        });
    match stop {
        Some((i, mark)) if i + mark.len() < before.len() => from + i + mark.len(),
        _ => from,
    }
}

/// The last subject in `from..to`: a noun for one who speaks with a subject's particle, else any topic that is no verb.
fn subject(text: &str, from: usize, to: usize, any_topic: bool) -> Option<Span> {
    let region = &text[from..to];
    let mut words: Vec<(usize, &str)> = Vec::new();
    for word in region.split_whitespace() {
        let at = word.as_ptr() as usize - region.as_ptr() as usize;
        words.push((at, word));
    }
    let marked = |word: &str| -> Option<usize> {
        let word = word.trim_end_matches([',', '，']);
        for particle in ["께서는", "께서", "에서는", "은", "는", "이", "가"] {
            if let Some(bare) = word.strip_suffix(particle).filter(|bare| !bare.is_empty()) {
                return Some(bare.len());
            }
        }
        None
    };
    let is_speaker = |bare: &str| {
        let bare = bare.split(['(', '（']).next().unwrap_or(bare);
        SPEAKERS.iter().any(|s| bare.ends_with(s)) || bare == "그" || bare == "그녀"
    };
    let index = words
        .iter()
        .rposition(|(_, word)| marked(word).is_some_and(|len| is_speaker(&word[..len])))
        .or_else(|| {
            let topic = |word: &str| {
                let word = word.trim_end_matches(',');
                (word.ends_with('은') || word.ends_with('는'))
                    && !ADNOMINAL.iter().any(|a| word.ends_with(a))
            };
            words
                .iter()
                .rposition(|(_, word)| topic(word))
                .filter(|_| any_topic)
        })?;
    let (at, word) = words[index];
    let len = marked(word)?;
    // What stands before it without a particle of its own belongs to it: 통일부 정 대변인, 함경북도의 한 소식통.
    let mut first = index;
    while first > 0 && index - first < 5 {
        let left = words[first - 1].1;
        let stop = [
            "은", "는", "이", "가", "을", "를", "에", "에서", "으로", "로", "고", "며", "서", "자",
            "면", "도", "만", ",", "해", "게", "일", "때", "후", "날", "뒤", "다", "와", "과",
        ];
        let open = left == "한" || left == "또다른" || left == "다른" || left == "익명의";
        let province = [
            "북도", "남도", "강도", "원도", "해도", "안도", "경도", "기도",
        ];
        let province = province.iter().any(|p| left.ends_with(p));
        let verb = left != "한" && SAYING.iter().any(|stem| left.ends_with(stem));
        if (stop.iter().any(|s| left.ends_with(s)) && !open && !province)
            || verb
            || left.ends_with(['.', '”', '"', '》'])
        {
            break;
        }
        first -= 1;
    }
    let start = from + words[first].0;
    Some(Span::new(start, from + at + len))
}

/// The earlier mention in full of a surname with a title: 김 대변인 → 김명수 대변인.
pub(super) fn full(text: &str, span: Span) -> Option<&str> {
    let name = span.of(text);
    let mut words = name.split_whitespace().rev();
    let (title, surname) = (words.next()?, words.next()?);
    let mut letters = surname.chars();
    let first = letters.next().filter(|c| ('가'..='힣').contains(c))?;
    if letters.next().is_some() {
        return None;
    }
    let mut from = (span.start as usize).saturating_sub(20_000);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..span.start as usize];

    before.rmatch_indices(title).find_map(|(at, _)| {
        let left = before[..at].trim_end();
        let given = left.rsplit(|c: char| c.is_whitespace()).next()?;
        let whole = given.starts_with(first) && (2..=4).contains(&given.chars().count());
        let start = left.len() - given.len();
        whole.then(|| &before[start..at + title.len()])
    })
}

/// The earlier mention of 이 소식통, 당국자: the last described speaker of that noun that says more, else the nearest
/// "한 …" before it.
pub(super) fn described(text: &str, span: Span, described: &[Span]) -> Option<String> {
    let name = span.of(text);
    let noun = name
        .strip_prefix("이 ")
        .or_else(|| name.strip_prefix("그 "))
        .or_else(|| name.strip_prefix("해당 "))
        .unwrap_or(name);
    if noun.contains(' ') || noun == "씨" {
        return None;
    }
    let fuller = |full: &str| full.len() > name.len() && full.ends_with(noun);
    let earlier = described
        .iter()
        .rev()
        .map(|s| s.of(text))
        .find(|full| fuller(full));
    if let Some(full) = earlier {
        return Some(full.to_string());
    }
    let mut from = (span.start as usize).saturating_sub(3000);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..span.start as usize];
    before.rmatch_indices(noun).find_map(|(at, _)| {
        let left = before[..at].strip_suffix("한 ")?;
        let owner = left
            .rsplit([' ', '\n'])
            .find(|w| !w.is_empty())
            .unwrap_or("");
        let adjoins = left.ends_with(' ') && (owner.ends_with('의') || owner.ends_with("에 사는"));
        let start = match adjoins {
            true => left.trim_end().len() - owner.len(),
            false if left.is_empty() || left.ends_with([' ', '\n']) => left.len(),
            false => return None,
        };
        Some(before[start..at + noun.len()].to_string())
    })
}

fn head(text: &str, reach: usize) -> &str {
    let mut at = text.len().min(reach);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}
