//! Owns the sieves for Korean sentences, where the verb of saying ends the sentence and particles mark the subject.
//! Refuses a quotation that no particle of quoting follows, unless the paragraph's speaker goes on.

mod who;
mod words;

use crate::article::Span;

use super::english::{Found, Verdict};
use who::is_full_name;
use words::{ADNOMINAL, ADNOMINAL_OF_PERSONS, QUOTATIVES, SAYING, SPEAKERS, TITLES};

pub(super) use who::{described, full};

/// So many bytes before and after a quotation are looked at.
const REACH: usize = 480;

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
        return next_sentence(text, within, outer).into();
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

/// “…” 박 씨는 웃으며 말했다. A sentence stands between the marks, and the next, short one says who spoke it.
fn next_sentence(text: &str, within: Span, outer: Span) -> Option<Found> {
    let inside = text[within.start as usize..outer.end as usize]
        .trim_end_matches(['”', '"', '’', '」', '』', '»']);
    if !inside.ends_with(['.', '?', '!', '…']) {
        return None;
    }
    let after = head(&text[outer.end as usize..within.end as usize], REACH);
    let rest = &after[..after.find(['.', '?', '!', '\n', '“', '"'])?];
    let verb = rest.split_whitespace().next_back()?;
    let says = SAYING.iter().any(|stem| verb.contains(stem)) && verb.ends_with('다');
    if !says || rest.chars().count() > 60 {
        return None;
    }
    let from = outer.end as usize;
    let to = verb.as_ptr() as usize - text.as_ptr() as usize;
    let name = subject(text, from, to, true)?;
    Some(Found {
        rule: "ko-next-sentence",
        speaker: name,
        evidence: Span::new(name.start as usize, to + verb.len()),
    })
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
                // 이에 대해서는, 그러면서는: no noun.
                let bound = [
                    "대해서는",
                    "관해서는",
                    "대하여는",
                    "위해서는",
                    "면서는",
                    "에게는",
                    "로서는",
                    "까지는",
                    "부터는",
                ];
                (word.ends_with('은') || word.ends_with('는'))
                    && !bound.iter().any(|b| word.ends_with(b))
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
        let right = words[first].1;
        let comes = ADNOMINAL_OF_PERSONS.contains(&right)
            && (left.ends_with("에서") || left.ends_with('에'));
        let open = [
            "한",
            "또다른",
            "다른",
            "익명의",
            "이",
            "그",
            "해당",
            "마을",
            "서울",
        ]
        .contains(&left)
            || left.ends_with('의')
            || ADNOMINAL_OF_PERSONS.contains(&left)
            || comes;
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
    // 매점 주인 우상철 씨: the name without what its bearer is.
    let bare = &word[..len];
    if index > first && TITLES.contains(&bare) && is_full_name(words[index - 1].1) {
        first = index - 1;
    }
    // 최보람 한반도연구소 소장: what stands between a name and a title is where its bearer works.
    if index - first >= 2 && TITLES.contains(&bare) && is_full_name(words[first].1) {
        let (at, word) = words[first];
        return Some(Span::new(from + at, from + at + word.len()));
    }
    // 2010년에 탈북한 정순애(54)씨: the name with its age is enough.
    if let Some((name, age)) = bare.split_once(['(', '（'])
        && is_full_name(name)
        && age.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(Span::new(from + at, from + at + name.len()));
    }
    // 국제구호단체 ‘푸른다리’
    if let Some(inner) = bare.strip_prefix('‘').and_then(|b| b.strip_suffix('’'))
        && !inner.is_empty()
    {
        let start = from + at + '‘'.len_utf8();
        return Some(Span::new(start, start + inner.len()));
    }
    let start = from + words[first].0;
    Some(Span::new(start, from + at + len))
}

fn head(text: &str, reach: usize) -> &str {
    let mut at = text.len().min(reach);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}
