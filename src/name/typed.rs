//! Owns what in the words of a query may be a Korean name that no lexicon has: a surname with a given name, a word or
//! hyphened words that read as Korean syllables, a place with what kind of place it is. Refuses lone surnames
//! (`park` is a park) and words that English has too.

mod places;

use super::sorted::find;
use super::sound::{Sound, long_surname, surnames};
pub use places::{Kind, Place};
use places::{is_kind, place, with_kind};

/// A word of a query, as the analyzer folds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed<'a> {
    /// The term; a Korean word without a particle.
    pub term: &'a str,
    /// What it is by its capitals, where they make another word of it (SPA, which is no spa).
    pub acronym: Option<&'static str>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a hyphen joins it to the word before.
    pub joined: bool,
}

/// A person's name: a surname, by the numbers of [`super::sound::surnames`], and a given name.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The surnames that it may be.
    pub surnames: Vec<usize>,
    /// The readings of the given name.
    pub given: Vec<Sound>,
}

/// What the words at the beginning of a list may be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    /// Words taken.
    pub taken: usize,
    /// Persons.
    pub persons: Vec<Person>,
    /// Readings of all the words together.
    pub whole: Vec<Sound>,
    /// Places.
    pub places: Vec<Place>,
}

/// Whether a word is one of English, though it reads as Korean.
pub fn is_ordinary(word: &str) -> bool {
    find(include_str!("ordinary.txt"), word).is_some()
}

/// Whether a word is a name of persons or places elsewhere (Putin, Sudan) or an acronym, though it reads as Korean.
pub fn is_foreign(word: &str) -> bool {
    find(include_str!("foreign.txt"), word).is_some()
}

/// Whether a syllable is a word of English that stands before any other: `in San` is no Insan.
pub fn stands_before_any(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "do", "go", "he", "in", "is", "me", "my", "no", "on", "or", "so", "to", "we",
    ];
    WORDS.contains(&word)
}

/// Most words and syllables that are read together.
const MAX_WORDS: usize = 5;
const MAX_SYLLABLES: usize = 6;
/// Surnames beyond this place are rare: a given name that ends like one is not turned round for it, and two words of which the last
/// may be one are no person (Torang Bong).
const COMMON: usize = 40;

/// What the first words may be: a place that says so in English, else a person if they can be, else a word. `None`: nothing that sounds Korean.
pub fn shape(words: &[Typed]) -> Option<Shape> {
    let first = words.first()?;
    if !first.term.is_ascii() {
        return hangul(first.term);
    }
    // Rimhae Bay is nobody called Bae.
    place(words)
        .or_else(|| person(words))
        .or_else(|| word(words))
}

/// A Korean word: any of two to six syllables may be a name.
fn hangul(run: &str) -> Option<Shape> {
    let chars: Vec<char> = run.chars().collect();
    if !(2..=MAX_SYLLABLES).contains(&chars.len()) {
        return None;
    }
    let whole = vec![Sound::of_hangul(&chars)?];
    let mut persons = Vec::new();
    for length in [2, 1] {
        let Some((surname, given)) = chars.split_at_checked(length) else {
            continue;
        };
        let surnames = surnames(&surname.iter().collect::<String>());
        if (1..=2).contains(&given.len()) && !surnames.is_empty() {
            persons.push(Person {
                surnames,
                given: Sound::of_hangul(given).into_iter().collect(),
            });
            break;
        }
    }
    Some(Shape {
        taken: 1,
        persons,
        places: with_kind(&whole, chars.len() > 3),
        whole,
    })
}

/// Whether a Korean word may begin with a person's name, by its first syllable, whose last one looks like a particle (김정은).
pub fn may_end_like_particle(run: &str) -> bool {
    let mut chars = run.chars();
    let (Some(first), Some(_), Some(third)) = (chars.next(), chars.next(), chars.next()) else {
        return false;
    };
    // No given name ends with 는, 를 or 에.
    let common = |s: &usize| *s < COMMON;
    "은이도로만나여란라인".contains(third)
        && chars.count() < 2
        && surnames(first.encode_utf8(&mut [0; 4])).iter().any(common)
}

/// A surname and a given name of one or two syllables, the surname first or last.
fn person(words: &[Typed]) -> Option<Shape> {
    if let [first, second, rest @ ..] = words
        && second.joined
        && let Some(surname) = long_surname(first.term, second.term)
    {
        // Hwang-bo Young-dal: of two words.
        let whole = Typed {
            term: surname,
            ..*first
        };
        let words: Vec<Typed> = std::iter::once(whole).chain(rest.iter().copied()).collect();
        let shape = person(&words)?;
        return Some(Shape {
            taken: shape.taken + 1,
            ..shape
        });
    }
    let mut persons = Vec::new();
    let mut taken = 0;
    for given_words in [2, 1] {
        // A hyphen joins nothing to a name that ends before it: Maeil Kyung-je is nobody called Kyung.
        let cut = words.get(given_words + 1).is_some_and(|next| next.joined);
        let Some(words) = words.get(..=given_words).filter(|_| !cut) else {
            continue;
        };
        let (first, last) = (&words[0], &words[given_words]);
        let turned = words[1].joined && given_words == 2 && !last.joined;
        let ways = [
            (!turned && !first_joined(words)).then_some((first, &words[1..])),
            (turned || !is_common(first.term) && is_common(last.term))
                .then_some((last, &words[..given_words])),
        ];
        for (surname, given) in ways.into_iter().flatten() {
            if surname.joined && surname != first {
                continue;
            }
            persons.extend(surname_and_given(surname, given));
        }
        if !persons.is_empty() {
            taken = words.len();
            break;
        }
    }
    let terms: Vec<&str> = words[..taken].iter().map(|w| w.term).collect();
    (taken > 0).then(|| Shape {
        taken,
        persons,
        whole: Sound::of_latin(&terms),
        places: Vec::new(),
    })
}

fn is_common(surname: &str) -> bool {
    surnames(surname).iter().any(|s| *s < COMMON)
}

/// Whether a hyphen joins the surname to what follows: then the words are one word (Kim-chaek), not a person.
fn first_joined(words: &[Typed]) -> bool {
    words[1].joined
}

fn surname_and_given(surname: &Typed, given: &[Typed]) -> Option<Person> {
    let surnames = surnames(surname.term);
    if surnames.is_empty() {
        return None;
    }
    let parts: Vec<&str> = given.iter().map(|g| g.term).collect();
    let mut readings = Sound::of_latin(&parts);
    readings.retain(|r| r.len() <= 2 && r.len() >= parts.len());
    let syllables = readings.iter().map(Sound::len).max()?;
    let capitals = surname.capital && given[0].capital;
    let hyphened = given.get(1).is_some_and(|g| g.joined);
    let all_ordinary = is_ordinary(surname.term) && parts.iter().all(|p| is_ordinary(p));
    let fused_ordinary = parts.len() == 1 && is_ordinary(parts[0]);
    let sure = match (syllables, parts.len()) {
        (2, 2) => capitals || hyphened || !all_ordinary,
        (2, _) => !fused_ordinary,
        _ => capitals && !fused_ordinary,
    };
    sure.then_some(Person {
        surnames,
        given: readings,
    })
}

/// Words that read as Korean: hyphened ones together.
fn word(words: &[Typed]) -> Option<Shape> {
    let first = words.first()?;
    let hyphened = words[1..].iter().take_while(|w| w.joined).count();
    for taken in (1..=(hyphened + 1).min(MAX_WORDS)).rev() {
        let terms: Vec<&str> = words[..taken].iter().map(|w| w.term).collect();
        let mut whole = Sound::of_latin(&terms);
        whole.retain(|s| (2..=MAX_SYLLABLES).contains(&s.len()));
        let Some(least) = whole.iter().map(Sound::len).min() else {
            continue;
        };
        let english = terms.iter().all(|t| is_ordinary(t));
        if taken == 1 && is_foreign(first.term) {
            continue;
        }
        let long_enough = terms.concat().len() >= 4;
        if !long_enough || english && (taken == 1 || least < 3 && !first.capital) {
            continue;
        }
        let places = with_kind(&whole, taken > 1);
        return Some(Shape {
            taken,
            whole,
            places,
            persons: Vec::new(),
        });
    }
    None
}

/// Several words, written apart, that may be one (`inmin ban`, `Joong Ang`); each of them reads as Korean.
pub fn together(words: &[Typed]) -> Option<Shape> {
    let terms: Vec<&str> = words.iter().map(|w| w.term).collect();
    let other = |t: &&&str| is_ordinary(t) || is_foreign(t);
    // Torang Bong: what kind of place it is may be English too.
    let kind = words
        .last()
        .is_some_and(|last| last.capital && is_kind(last.term));
    let english = terms.iter().filter(other).count()
        - usize::from(kind && terms.last().is_some_and(|t| other(&t)));
    let mut whole = Sound::of_latin(&terms);
    whole.retain(|s| s.len() <= MAX_SYLLABLES);
    let fits = (2..=4).contains(&words.len()) && english * 2 < words.len() && !whole.is_empty();
    fits.then(|| Shape {
        taken: words.len(),
        // Kwanmo Bong is a peak as Kwanmo-bong is.
        places: with_kind(&whole, true),
        whole,
        persons: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text, hyphens and capitals seen.
    fn typed(text: &str) -> Vec<(String, bool, bool)> {
        let mut all = Vec::new();
        for word in text.split(' ') {
            for (at, part) in word.split('-').enumerate() {
                let capital = part.starts_with(char::is_uppercase);
                all.push((part.to_lowercase(), capital, at > 0));
            }
        }
        all
    }

    fn read(text: &str) -> Option<Shape> {
        let words = typed(text);
        let words: Vec<Typed> = words
            .iter()
            .map(|(term, capital, joined)| Typed {
                term,
                acronym: None,
                capital: *capital,
                joined: *joined,
            })
            .collect();
        shape(&words)
    }

    fn is_person(text: &str) -> bool {
        read(text).is_some_and(|shape| !shape.persons.is_empty())
    }

    #[test]
    fn persons_are_a_surname_and_a_given_name() {
        for text in [
            "Han Mirae",
            "Park Sol-bi",
            "Sol-bi Park",
            "Rhee Dokyu",
            "kang u-rim",
            "kim bora",
            "Choe Hwi",
            "한소라",
            "남궁소라",
        ] {
            assert!(is_person(text), "{text}");
        }
    }

    #[test]
    fn english_is_no_person() {
        for text in [
            "Park",
            "park sun",
            "so young",
            "Ban coal",
            "an oil",
            "Song Dynasty",
            "no gun song",
            "ban on sun",
        ] {
            assert!(!is_person(text), "{text}");
        }
        for text in ["banana", "human", "coal", "unsung", "among"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn places_are_known_by_what_they_end_with() {
        let cores = |text: &str| read(text).map_or(0, |s| s.places.len());
        for text in [
            "North Solgae",
            "Solgae River",
            "Solgaegang",
            "Solgae-gun",
            "Solgae-bukto",
        ] {
            assert!(cores(text) > 0, "{text}");
        }
        assert_eq!(cores("Solgae"), 0);
    }

    #[test]
    fn names_of_elsewhere_are_not_read_as_korean() {
        for text in ["Putin", "NATO", "Susan", "sudan"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(include_str!("foreign.txt").lines().is_sorted());
        assert!(include_str!("ordinary.txt").lines().is_sorted());
    }
}
