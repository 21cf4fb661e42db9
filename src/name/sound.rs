//! Owns how Korean sounds are written in Latin letters: which syllables a spelling may stand for, and which spellings a
//! syllable may have. Refuses to know names: that two spellings may sound alike is no proof that they name one.
//!
//! A spelling is read as sets of sounds, since no letter is sure of one: `k` is ㄱ or ㅋ, `g` only ㄱ; `jong` is 종 or 정,
//! `jung` is 중, 증 or, as the press writes it, 정, `jeong` is 정. Two spellings sound alike if some word has both. The
//! sets are those of the Revised Romanisation, of McCune and Reischauer with their marks lost, of the North's own,
//! and of the habits of the press.

mod letters;
mod surname;

use std::sync::LazyLock;

use self::letters::{
    CODAS, EO, FLAP, H, I, J, JJ, LATER, MEET, N, NONE, ONSETS, PALATAL, R, UI, VOWELS,
};
pub use self::surname::{COMMON_SURNAMES, long_surname, spellings as surname_spellings, surnames};

/// Sets of leading consonants and of vowels: bits by their places in Unicode's rows.
type Set = u32;
/// For each final (none ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅇ) the consonants that may lead the next syllable.
type Joint = [Set; 8];

/// Longest word that is read, in letters and in syllables.
const MAX_LETTERS: usize = 28;
/// Syllables above which a word is no name: like the bound of letters, it keeps the work small.
pub const MAX_SYLLABLES: usize = 8;
/// Ways to cut a word into syllables that are followed.
const MAX_READINGS: usize = 24;

/// The syllables that a word may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    first: Set,
    vowels: Vec<Set>,
    joints: Vec<Joint>,
    last: Set,
}

impl Sound {
    /// The readings of a Latin word, folded; several where it can be cut in several ways. A hyphen is never moved: `parts` are
    /// what stands between them. Empty if it can't be Korean.
    pub fn of_latin(parts: &[&str]) -> Vec<Sound> {
        let text = parts.concat();
        let fits = text.len() <= MAX_LETTERS && text.bytes().all(|b| b.is_ascii_lowercase());
        if !fits || parts.iter().any(|p| p.is_empty()) {
            return Vec::new();
        }
        let breaks = parts.iter().scan(0, |at, part| {
            *at += part.len();
            Some(*at)
        });
        let mut reader = Reader {
            text: &text,
            breaks: breaks.collect(),
            made: Vec::new(),
            found: Vec::new(),
        };
        reader.read(0);
        reader.found
    }

    /// The sound of a Korean word; `None` if it is not all composed syllables.
    pub fn of_hangul(word: &[char]) -> Option<Sound> {
        let parts: Vec<(u32, u32, u32)> = word.iter().map(|c| jamo(*c)).collect::<Option<_>>()?;
        let (first, last) = (parts.first()?, parts.last()?);
        if parts.len() > MAX_SYLLABLES {
            return None;
        }
        let joints = parts.windows(2).map(|pair| {
            let mut joint = Joint::default();
            joint[coda(pair[0].2)] = 1 << pair[1].0;
            joint
        });
        Some(Sound {
            first: at_beginning(1 << first.0, 1 << first.1),
            vowels: parts.iter().map(|p| 1 << p.1).collect(),
            joints: joints.collect(),
            last: 1 << coda(last.2),
        })
    }

    /// Syllables.
    pub fn len(&self) -> usize {
        self.vowels.len()
    }

    /// Never: a sound has a syllable.
    pub fn is_empty(&self) -> bool {
        self.vowels.is_empty()
    }

    /// This and another, one after the other.
    pub fn then(&self, next: &Sound) -> Sound {
        let mut joint = Joint::default();
        for c in bits(self.last).filter(|c| *c != FLAP) {
            joint[c as usize] = next.first;
        }
        let mut whole = self.clone();
        whole.vowels.extend_from_slice(&next.vowels);
        whole.joints.push(joint);
        whole.joints.extend_from_slice(&next.joints);
        whole.last = next.last;
        whole
    }

    /// Some of the syllables as a word of their own.
    pub fn part(&self, from: usize, to: usize) -> Sound {
        let first = match from.checked_sub(1).and_then(|at| self.joints.get(at)) {
            Some(joint) => joint.iter().fold(0, |all, set| all | set),
            None => self.first,
        };
        let last = match self.joints.get(to - 1) {
            Some(joint) => (0..8)
                .filter(|c| joint[*c] != 0)
                .fold(0, |all, c| all | 1 << c),
            None => self.last,
        };
        Sound {
            first,
            vowels: self.vowels[from..to].to_vec(),
            joints: self.joints[from..to - 1].to_vec(),
            last,
        }
    }

    /// What is heard where syllables meet at `at` and each of them is written in a word of its own as it is heard: the syllables
    /// from `from` to there, and those from there to `to`.
    pub fn heard_at(&self, from: usize, at: usize, to: usize) -> Vec<(Sound, Sound)> {
        let Some(joint) = at.checked_sub(1).and_then(|before| self.joints.get(before)) else {
            return Vec::new();
        };
        let changed = MEET
            .iter()
            .filter(|(c, leads, _, _)| joint[*c] & leads != 0);
        let heard = changed.map(|&(_, _, last, first)| {
            let before = Sound {
                last: 1 << last,
                ..self.part(from, at)
            };
            let behind = Sound {
                first,
                ..self.part(at, to)
            };
            (before, behind)
        });
        heard.collect()
    }

    /// Whether some word may be spelled either way.
    pub fn alike(&self, other: &Sound) -> bool {
        let meet = |a: &Joint, b: &Joint| a.iter().zip(b).any(|(a, b)| a & b != 0);
        self.len() == other.len()
            && self.first & other.first != 0
            && self.last & other.last != 0
            && self
                .vowels
                .iter()
                .zip(&other.vowels)
                .all(|(a, b)| a & b != 0)
            && self
                .joints
                .iter()
                .zip(&other.joints)
                .all(|(a, b)| meet(a, b))
    }

    /// Whether a Latin word may spell it.
    pub fn spelled(&self, word: &str) -> bool {
        Sound::of_latin(&[word])
            .iter()
            .any(|sound| self.alike(sound))
    }

    /// The letters that may spell it, stage by stage: more than [`Sound::spelled`] agrees to, never less.
    pub fn stages(&self) -> Vec<Vec<String>> {
        let mut stages = vec![onsets(self.first)];
        for (at, vowel) in self.vowels.iter().enumerate() {
            let spelled = VOWELS
                .iter()
                .filter(|v| (v.open | v.closed) & (vowel | lax(*vowel)) != 0);
            stages.push(spelled.map(|v| v.letters.to_string()).collect());
            stages.push(match self.joints.get(at) {
                Some(joint) => joined(joint),
                None => {
                    let codas = CODAS.iter().filter(|(_, set)| set & self.last != 0);
                    codas.map(|(letters, _)| letters.to_string()).collect()
                }
            });
        }
        stages
    }

    /// The Korean syllables that each of its syllables may be.
    pub fn syllables(&self) -> Vec<Vec<char>> {
        (0..self.len())
            .map(|at| {
                let one = self.part(at, at + 1);
                // Names end with ㅅ, ㅌ, ㅍ before a consonant (샛별); before a vowel verbs do (붙인, 높은).
                let before_vowel = |c: u32| {
                    self.joints
                        .get(at)
                        .is_some_and(|joint| joint[c as usize] == NONE)
                };
                let finals = |c: u32| match c {
                    FLAP => &[],
                    3 if before_vowel(c) => &[],
                    6 if before_vowel(c) => &letters::FINALS[6][..1],
                    c => letters::FINALS[c as usize],
                };
                let mut chars = Vec::new();
                for lead in bits(one.first) {
                    for vowel in bits(one.vowels[0]) {
                        for last in bits(one.last).flat_map(finals) {
                            chars.extend(char::from_u32(0xac00 + (lead * 21 + vowel) * 28 + last));
                        }
                    }
                }
                chars
            })
            .collect()
    }
}

/// The parts of a composed syllable, by their places in Unicode's rows.
fn jamo(c: char) -> Option<(u32, u32, u32)> {
    let at = (c as u32).checked_sub(0xac00).filter(|at| *at < 11172)?;
    Some((at / 588, at / 28 % 21, at % 28))
}

/// Which of the eight finals that are heard a written one is.
fn coda(last: u32) -> usize {
    let heard = |group: &&[u32]| group.contains(&last);
    letters::WRITTEN.iter().position(heard).unwrap_or(0)
}

fn bits(set: Set) -> impl Iterator<Item = u32> {
    (0..32).filter(move |bit| set >> bit & 1 == 1)
}

/// What a sound that begins a word may be in the other Korea: the South drops ㄹ or says ㄴ.
fn at_beginning(onset: Set, vowel: Set) -> Set {
    let mut all = onset;
    if onset & NONE != 0 && vowel & PALATAL != 0 {
        all |= R | N;
    }
    if onset & N != 0 {
        all |= R;
    }
    all
}

/// Vowels that are read from the same letters after some consonants only.
fn lax(vowel: Set) -> Set {
    if vowel & UI != 0 { I } else { 0 }
}

fn onsets(set: Set) -> Vec<String> {
    // What may begin a word in one Korea, the other writes otherwise.
    let set = match set & (R | N | NONE) {
        0 => set,
        some => set | if some & R != 0 { R | N | NONE } else { some },
    };
    let spelled = ONSETS.iter().filter(|(_, sounds)| sounds & set != 0);
    spelled.map(|(letters, _)| letters.to_string()).collect()
}

/// The letters between two vowels.
fn joined(wanted: &Joint) -> Vec<String> {
    static ALL: LazyLock<Vec<(String, Joint)>> = LazyLock::new(|| {
        let each = CODAS.iter().flat_map(|(coda, _)| {
            let letters = move |onset: &str| (format!("{coda}{onset}"), joint(coda, onset, true));
            ONSETS.iter().map(move |(onset, _)| letters(onset))
        });
        let mut all: Vec<(String, Joint)> = each.collect();
        all.sort_unstable();
        all
    });
    let meet = |joint: &Joint| joint.iter().zip(wanted).any(|(a, b)| a & b != 0);
    let some = ALL.iter().filter(|(_, joint)| meet(joint));
    let mut all: Vec<String> = some.map(|(letters, _)| letters.clone()).collect();
    all.dedup();
    all
}

/// The finals and leading consonants that meet as these letters; `within` a word sounds change each other, and a final moves
/// to a syllable that begins with a vowel.
fn joint(coda: &str, onset: &str, within: bool) -> Joint {
    let (codas, mut sounds) = (set_of(CODAS, coda), set_of(ONSETS, onset));
    let mut joint = Joint::default();
    if coda.is_empty() && onset == "l" {
        // Between vowels ㄹ is written r: Maria may be Korean, Malia is not.
        sounds = 0;
    }
    for c in bits(codas) {
        match c {
            FLAP => joint[4] |= sounds & H,
            c => joint[c as usize] = sounds,
        }
    }
    for &(coda_letters, onset_letters, c, o, only_within) in LATER {
        if coda_letters == coda && onset_letters == onset && (within || !only_within) {
            joint[c] |= o;
        }
    }
    joint
}

/// A syllable that was read: onset, vowel, final.
type Read = (&'static str, usize, &'static str);

struct Reader<'a> {
    text: &'a str,
    /// Where hyphens stand, the end among them.
    breaks: Vec<usize>,
    made: Vec<Read>,
    found: Vec<Sound>,
}

impl Reader<'_> {
    fn read(&mut self, at: usize) {
        if self.found.len() >= MAX_READINGS {
            return;
        }
        if at == self.text.len() {
            self.found.extend(self.sound());
            return;
        }
        if self.made.len() == MAX_SYLLABLES {
            return;
        }
        let text = self.text;
        let end = self.breaks.iter().copied().find(|b| *b > at).unwrap_or(at);
        for (onset, _) in ONSETS {
            let Some(rest) = text[at..end].strip_prefix(onset) else {
                continue;
            };
            for (number, vowel) in VOWELS.iter().enumerate() {
                let Some(rest) = rest.strip_prefix(vowel.letters) else {
                    continue;
                };
                if onset.is_empty() && self.is_one_vowel(at, vowel.letters) {
                    continue;
                }
                for (coda, _) in CODAS {
                    let Some(rest) = rest.strip_prefix(coda) else {
                        continue;
                    };
                    self.made.push((onset, number, coda));
                    self.read(end - rest.len());
                    self.made.pop();
                }
            }
        }
    }

    /// Whether a vowel at this place and the one before it are one: `eo` is no 에오, where no hyphen parts them.
    fn is_one_vowel(&self, at: usize, letters: &str) -> bool {
        let open = |(_, vowel, coda): &Read| coda.is_empty().then_some(VOWELS[*vowel].letters);
        let before = self.made.last().and_then(open);
        let one = matches!(
            (before, letters.as_bytes().first()),
            (Some("e"), Some(b'o' | b'u')) | (Some("a"), Some(b'e'))
        );
        one && !self.breaks.contains(&at)
    }

    /// The sound of the syllables read; `None` if no Korean word is written so.
    fn sound(&self) -> Option<Sound> {
        let (mut vowels, mut joints) = (Vec::new(), Vec::new());
        let mut at = 0;
        for (number, (onset, vowel, coda)) in self.made.iter().enumerate() {
            let letters = &VOWELS[*vowel];
            at += onset.len() + letters.letters.len() + coda.len();
            vowels.push(vowel_sounds(onset, *vowel, coda.is_empty())?);
            if let Some((next, _, _)) = self.made.get(number + 1) {
                let within = !self.breaks.contains(&at);
                let mut joint = joint(coda, next, within);
                if !within && next == &"l" {
                    for c in bits(set_of(CODAS, coda)).filter(|c| *c != FLAP) {
                        joint[c as usize] |= R;
                    }
                }
                let next_vowel = self.made.get(number + 1).map_or(0, |made| made.1);
                joint
                    .iter_mut()
                    .for_each(|set| *set &= lead_of(next, next_vowel));
                if joint.iter().all(|set| *set == 0) {
                    return None;
                }
                joints.push(joint);
            }
        }
        let (first, last) = (self.made.first()?, self.made.last()?);
        if last.2 == "r" && self.made.len() > 1 {
            return None; // ㄹ is r before ㅎ alone, where a name's syllables are words (Sŏr-hyang): together is no Korean
        }
        Some(Sound {
            first: at_beginning(
                set_of(ONSETS, first.0) & lead_of(first.0, first.1),
                vowels[0],
            ),
            vowels,
            joints,
            last: set_of(CODAS, last.2),
        })
    }
}

fn set_of(table: &[(&str, Set)], letters: &str) -> Set {
    table
        .iter()
        .find(|(l, _)| *l == letters)
        .map_or(0, |(_, set)| *set)
}

/// What a lead may be before the letters of a vowel: `ch` before `eo` and `eu` is ㅊ, for who writes so writes ㅈ as `j`.
fn lead_of(onset: &str, vowel: usize) -> Set {
    match (onset, VOWELS[vowel].letters) {
        ("ch", "eo" | "eu" | "eui") => !(J | JJ),
        _ => Set::MAX,
    }
}

/// The vowels that letters stand for in a syllable; `None` where no Korean syllable is written so.
fn vowel_sounds(onset: &str, vowel: usize, open: bool) -> Option<Set> {
    let vowel = &VOWELS[vowel];
    let mut set = if open { vowel.open } else { vowel.closed };
    if vowel.bare && onset.is_empty() {
        // `un` is 은 or 운: 언 is written `on` or `eon`.
        set &= !EO;
    }
    if set_of(ONSETS, onset) == H && set & I != 0 {
        set |= UI;
    }
    if vowel.letters == "y" && onset.is_empty() {
        return None;
    }
    (set != 0).then_some(set)
}
