//! Owns how a kind of name is put together from the spellings of its syllables: persons, places with their units, phrases,
//! and Hangul in braces inside other words.

use super::super::entry::Unit;
use super::super::romanize::jamo::{self, Syllable};
use super::super::romanize::{
    Person, as_said, half_assimilated, mccune_reischauer, north_korean, osc, press, revised,
    revised_person, south,
};
use super::super::{Name, NameKind};
use super::{Origin, Writing, capital, fold};

/// Words one after another, each in any of its forms.
type Slots = Vec<Vec<String>>;

/// Longest word, in syllables, that is also written in two parts or more; longer ones are compounds that people know to cut.
const MAX_PARTED: usize = 4;

/// A person's name as North and South write it.
pub(super) fn person_forms(name: &str) -> Vec<String> {
    let Some((surname, given)) = press::surname(name) else {
        return vec![name.to_string()];
    };
    let both = |text: &str| [Some(text.to_string()), south(text)];
    let mut all = Vec::new();
    for surname in both(surname).into_iter().flatten() {
        for given in both(given).into_iter().flatten() {
            all.push(format!("{surname}{given}"));
        }
    }
    all
}

/// A phrase as North and South write it.
pub(super) fn phrase_forms(phrase: &str) -> Vec<String> {
    let words: Vec<String> = phrase
        .split(' ')
        .map(|w| south(w).unwrap_or_else(|| w.to_string()))
        .collect();
    let southern = words.join(" ");
    let mut all = vec![phrase.to_string()];
    if southern != phrase {
        all.push(southern);
    }
    all
}

impl Name {
    /// What the lexicon states: the printed form, aliases, translations, Chinese characters.
    pub(super) fn stated(&self) -> Vec<Writing> {
        let printed = std::iter::once((&self.printed, Origin::Alias));
        let aliases = self.aliases.iter().map(|t| (t, Origin::Alias));
        let translations = self.translations.iter().map(|t| (t, Origin::Translation));
        let hanja = self.hanja.iter().map(|t| (t, Origin::Hanja));
        let texts = printed.chain(hanja).chain(aliases).chain(translations);
        texts
            .flat_map(|(text, origin)| {
                template(text)
                    .into_iter()
                    .map(move |slots| Writing::of(slots, origin))
            })
            .collect()
    }

    /// What follows from the Hangul.
    pub(super) fn generated(&self) -> Vec<Writing> {
        let bases = [&self.north, &self.south].into_iter().flatten();
        if self.kind == NameKind::Person {
            return bases.flat_map(|name| person(name)).collect();
        }
        let slots = bases.flat_map(|base| match self.unit {
            Some(unit) => place(base, unit),
            None => phrase(base),
        });
        slots
            .map(|slots| Writing::of(slots, Origin::Press))
            .collect()
    }

    /// The spellings of the systems, in full.
    pub(super) fn systematic(&self) -> Vec<(String, Origin, bool)> {
        let northern = self.north.as_ref().or(self.south.as_ref());
        let southern = self.south.clone().or_else(|| {
            let north = self.north.as_ref()?;
            let southern = if self.kind == NameKind::Person {
                person_forms(north).pop()
            } else {
                phrase_forms(north).pop()
            };
            southern.or_else(|| Some(north.clone()))
        });
        let (Some(northern), Some(southern)) = (northern, southern) else {
            return Vec::new();
        };
        if self.kind == NameKind::Person {
            return systematic_person(northern, &southern);
        }
        let unit = self.unit.map_or("", Unit::hangul);
        let spell = |text: &str, letters: &dyn Fn(&[Syllable]) -> String| {
            let words = text.split(' ').map(|w| format!("{w}{unit}"));
            let words = words.filter_map(|w| jamo::syllables(&w));
            let words: Vec<String> = words.map(|w| capital(&letters(&w))).collect();
            words.join(" ")
        };
        vec![
            (
                spell(northern, &|w| north_korean(w, false)),
                Origin::NorthKorean,
                false,
            ),
            (spell(&southern, &revised), Origin::Revised, false),
            (
                spell(northern, &|w| mccune_reischauer(w, false)),
                Origin::MccuneReischauer,
                false,
            ),
            (
                spell(&southern, &|w| mccune_reischauer(w, false)),
                Origin::MccuneReischauer,
                false,
            ),
            (spell(northern, &|w| osc(w, false)), Origin::Cia, false),
        ]
    }
}

fn systematic_person(northern: &str, southern: &str) -> Vec<(String, Origin, bool)> {
    let parts = |name: &str| -> Option<(Vec<Syllable>, Vec<Syllable>)> {
        let (surname, given) = press::surname(name)?;
        Some((jamo::syllables(surname)?, jamo::syllables(given)?))
    };
    let (Some((n_sur, n_given)), Some((s_sur, s_given))) = (parts(northern), parts(southern))
    else {
        return Vec::new();
    };
    let spaced = north_korean(&n_given, true);
    let spaced: Vec<String> = spaced.split(' ').map(capital).collect();
    // Nobody of that name is spelled with the single letter that the rule gives.
    let reischauer_surname = |surname: &[Syllable]| match mccune_reischauer(surname, false).as_str()
    {
        "i" => "Yi".to_string(),
        letters => capital(letters),
    };
    let mut all = vec![(
        format!(
            "{} {}",
            capital(&north_korean(&n_sur, false)),
            spaced.join(" ")
        ),
        Origin::NorthKorean,
        false,
    )];
    for way in [Person::Apart, Person::Joined] {
        let given = capital(&revised_person(&s_given, way));
        let surname = capital(&revised(&s_sur));
        all.push((format!("{surname} {given}"), Origin::Revised, false));
        all.push((format!("{given} {surname}"), Origin::Revised, true));
    }
    for (surname, given) in [(&n_sur, &n_given), (&s_sur, &s_given)] {
        let surname = reischauer_surname(surname);
        let marked = capital(&mccune_reischauer(given, true));
        all.push((
            format!("{surname} {marked}"),
            Origin::MccuneReischauer,
            false,
        ));
        all.push((
            format!("{surname} {}", capital(&osc(given, true))),
            Origin::Cia,
            false,
        ));
    }
    all
}

/// A person's name: surname first or last, the given name in syllables or as one word.
fn person(name: &str) -> Vec<Writing> {
    let Some((surname, given)) = press::surname(name) else {
        return Vec::new();
    };
    let mut surnames = press::surname_choices(surname);
    if let Some(southern) = south(surname) {
        surnames.extend(press::surname_choices(&southern));
    }
    surnames.sort_unstable();
    surnames.dedup();
    let mut all = Vec::new();
    for given in given_names(given) {
        let first = [vec![surnames.clone()], given.clone()].concat();
        let last = [given, vec![surnames.clone()]].concat();
        all.push(Writing::of(first, Origin::Press));
        all.push(Writing {
            surname_last: true,
            ..Writing::of(last, Origin::Press)
        });
    }
    all
}

fn given_names(given: &str) -> Vec<Slots> {
    match jamo::syllables(given) {
        Some(syllables) if syllables.len() > 1 => {
            vec![vec![joined(given)], apart(given)]
        }
        Some(_) => vec![vec![joined(given)]],
        None => Vec::new(),
    }
}

/// The forms that a word of Hangul has for the letters: as North and South write it, as it is said, and half so.
fn heard(word: &str) -> Vec<Vec<Syllable>> {
    let mut all: Vec<Vec<Syllable>> = Vec::new();
    for written in [Some(word.to_string()), south(word)].into_iter().flatten() {
        let Some(written) = jamo::syllables(&written) else {
            continue;
        };
        for form in [as_said(&written), half_assimilated(&written), written] {
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// The spellings of a word as one.
fn joined(word: &str) -> Vec<String> {
    let mut all: Vec<String> = heard(word).iter().flat_map(|w| press::word(w)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The spellings of a word syllable by syllable.
fn apart(word: &str) -> Slots {
    let parts: Vec<String> = word.chars().map(String::from).collect();
    in_parts(word, &parts)
}

/// The spellings of a word in parts, which together are the word. No consonant moves from part to part.
fn in_parts(word: &str, parts: &[String]) -> Slots {
    let written: Vec<Syllable> = jamo::syllables(word).unwrap_or_default();
    let ends: Vec<usize> = parts
        .iter()
        .scan(0, |at, part| {
            *at += part.chars().count();
            Some(*at)
        })
        .collect();
    let mut slots: Slots = vec![Vec::new(); parts.len()];
    for form in heard(word) {
        let moved = |end: &usize| (form[end - 1].coda == 0) != (written[end - 1].coda == 0);
        if ends.iter().any(moved) {
            continue;
        }
        let mut from = 0;
        for (slot, end) in slots.iter_mut().zip(&ends) {
            slot.extend(press::word(&form[from..*end]));
            from = *end;
        }
    }
    for slot in &mut slots {
        slot.sort_unstable();
        slot.dedup();
    }
    slots
}

/// A word in one part, in two or more if it is short, or in all its syllables.
fn cuts(word: &str) -> Vec<Slots> {
    let chars: Vec<char> = word.chars().collect();
    let mut all = vec![vec![joined(word)]];
    if chars.len() < 2 || chars.len() > MAX_PARTED {
        return all;
    }
    // Each bit says whether a cut stands behind that syllable.
    for cut in 1..1u32 << (chars.len() - 1) {
        let mut parts = vec![String::new()];
        for (at, c) in chars.iter().enumerate() {
            if let Some(part) = parts.last_mut() {
                part.push(*c);
            }
            if at + 1 < chars.len() && cut >> at & 1 == 1 {
                parts.push(String::new());
            }
        }
        all.push(in_parts(word, &parts));
    }
    all
}

/// A phrase: one or two words however cut, more of them each whole or all in syllables; and all joined.
pub(super) fn phrase(phrase: &str) -> Vec<Slots> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let forms = |word: &str| match (words.len(), word.chars().count()) {
        (..=2, _) => cuts(word),
        (3, 2..=MAX_PARTED) => vec![vec![joined(word)], apart(word)],
        _ => vec![vec![joined(word)]],
    };
    let mut all = words.iter().fold(vec![Vec::new()], |begun, word| {
        one_after(&begun, &forms(word))
    });
    if words.len() > 1 {
        all.push(vec![joined(&words.concat())]);
    }
    all
}

/// Each of the first followed by each of the second.
fn one_after(first: &[Slots], second: &[Slots]) -> Vec<Slots> {
    let pairs = first
        .iter()
        .flat_map(|a| second.iter().map(move |b| [a.as_slice(), b].concat()));
    pairs.collect()
}

fn words(words: &[&str]) -> Vec<Slots> {
    let each = words.iter().map(|w| vec![vec![w.to_string()]]);
    each.collect()
}

/// A place with and without the word for its kind, Korean or English.
fn place(base: &str, unit: Unit) -> Vec<Slots> {
    let whole = format!("{base}{}", unit.hangul());
    let bases = cuts(base);
    let mut all = vec![vec![joined(&whole)]];
    all.extend(one_after(&bases, &[vec![joined(unit.hangul())]]));
    if let Unit::North | Unit::South = unit {
        all.extend(half_province(base, unit, &bases));
        return all;
    }
    if unit.is_dropped() {
        all.extend(bases.clone());
    }
    let (before, behind) = (words(unit.before()), words(unit.behind()));
    all.extend(one_after(&bases, &behind));
    all.extend(one_after(&before, &bases));
    if unit == Unit::Mountain || unit == Unit::River {
        // Mt. Paektusan, Taedonggang River.
        let whole = [vec![joined(&whole)]];
        all.extend(one_after(&whole, &behind));
        all.extend(one_after(&before, &whole));
    }
    all
}

/// A province that has a northern and a southern half (Hamgyongbuk-do, North Hamgyong, Hambuk).
fn half_province(base: &str, unit: Unit, bases: &[Slots]) -> Vec<Slots> {
    let (side, point) = match unit {
        Unit::North => ("북", "north"),
        _ => ("남", "south"),
    };
    let whole = format!("{base}{}", unit.hangul());
    let short: String = base.chars().take(1).chain(side.chars()).collect();
    let mut all = vec![
        in_parts(&whole, &[format!("{base}{side}"), "도".into()]),
        vec![joined(&format!("{base}{side}"))],
    ];
    all.extend(cuts(&short));
    let english = one_after(&words(&[point]), bases);
    all.extend(one_after(&english, &words(unit.behind())));
    all.extend(english);
    all
}

/// A text whose Hangul in braces stands for all of its spellings; a space in braces parts a person's surname and given name.
fn template(text: &str) -> Vec<Slots> {
    let mut all: Vec<Slots> = vec![Vec::new()];
    let mut rest = text;
    let literal =
        |text: &str| -> Vec<Slots> { vec![fold(text).into_iter().map(|w| vec![w]).collect()] };
    while !rest.is_empty() {
        let (forms, after) = match rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            Some((hangul, after)) => (braced(hangul), after),
            None => {
                let end = rest.find('{').filter(|at| *at > 0).unwrap_or(rest.len());
                (literal(&rest[..end]), &rest[end..])
            }
        };
        all = one_after(&all, &forms);
        rest = after;
    }
    all.retain(|slots| !slots.is_empty());
    all
}

fn braced(hangul: &str) -> Vec<Slots> {
    let (mut all, written) = match hangul.split_once(' ') {
        Some(_) => {
            let persons = person(hangul).into_iter().filter(|w| !w.surname_last);
            let mut all: Vec<Slots> = persons.map(|w| w.words).collect();
            all.push(vec![joined(&hangul.replace(' ', ""))]);
            (all, person_forms(hangul))
        }
        None => (cuts(hangul), phrase_forms(hangul)),
    };
    all.push(vec![written]);
    all
}
