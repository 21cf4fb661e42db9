//! Owns the persons that an article names in full, and which of them a short name or a pronoun means.
//! Refuses to choose between two of one name.

use std::collections::HashMap;

use crate::analyze::speech::{self, Class};
use crate::article::Span;

/// The full names of an article, in order: runs of two to five capitalised words without titles.
#[derive(Debug)]
pub(in crate::attribute) struct People<'a> {
    text: &'a str,
    names: Vec<Span>,
    /// First and last word of a name -> which names.
    by_word: HashMap<&'a str, Vec<u32>>,
}

/// Of one word, so many names are compared.
const MOST: usize = 64;

/// Last words of what is no person.
const NO_PERSON: &[&str] = &[
    "House",
    "Court",
    "Department",
    "Party",
    "Committee",
    "University",
    "Post",
    "Times",
    "News",
    "States",
    "State",
    "Korea",
    "Province",
    "City",
    "Street",
    "County",
    "Council",
    "Assembly",
    "Ministry",
    "Agency",
    "Bank",
    "Group",
    "Institute",
    "Center",
    "Centre",
    "Foundation",
    "Nations",
    "Union",
    "Army",
    "Force",
    "Forces",
    "Office",
    "Association",
    "Congress",
    "Senate",
    "Journal",
    "Press",
    "Administration",
    "Commission",
    "Club",
    "Island",
    "Islands",
    "Sea",
    "Ocean",
    "Day",
    "Act",
    "School",
    "College",
    "Hospital",
    "Company",
    "Corporation",
    "Inc",
    "Corp",
    "Service",
    "Security",
    "Republic",
    "Kingdom",
    "Tower",
    "Hotel",
    "Airport",
    "River",
    "Republicans",
    "Democrats",
    "York",
    "Hampshire",
    "Jersey",
    "Carolina",
    "Dakota",
    "Mexico",
    "Angeles",
    "Francisco",
    "Vegas",
    "Washington",
    "America",
    "American",
    "Americans",
    "Koreans",
    "Korean",
    "Street",
    "Journal",
    "Daily",
    "Ilbo",
    "Sinmun",
    "Shinmun",
    "Conference",
    "Summit",
    "War",
    "Games",
    "Cup",
    "Board",
    "Bureau",
    "Society",
    "League",
    "Front",
    "Movement",
    "Campaign",
    "Foreign",
    "International",
    "Prime",
    "Vice",
    "Deputy",
    "Cross",
    "Crescent",
    "Bridge",
    "Labour",
    "Labor",
    "Weekly",
    "Monthly",
    "Quarterly",
    "Review",
    "Magazine",
    "Herald",
    "Courier",
    "Tribune",
    "Letters",
    "Notes",
    "Radio",
    "Television",
    "Broadcasting",
    "Line",
    "Road",
    "Railway",
    "Station",
    "Square",
    "Market",
    "Factory",
    "Mine",
    "Port",
    "Harbor",
    "Harbour",
    "Hill",
    "Mountain",
    "Mount",
    "Valley",
    "Bay",
    "Zone",
    "Organization",
    "Organisation",
    "Fund",
    "Program",
    "Programme",
    "Project",
    "Panel",
    "Museum",
    "Library",
    "Theater",
    "Theatre",
    "Church",
    "Temple",
    "Palace",
    "Fleet",
    "Navy",
    "Corps",
    "Plan",
    "Law",
    "Code",
    "Treaty",
    "Convention",
    "Embassy",
    "Mission",
    "Staff",
    "Works",
    "Farm",
    "Mill",
];

/// Words before a name that are no part of it, though they begin with a capital.
const NOT_FIRST: &[&str] = &[
    "Former",
    "Ex",
    "South",
    "North",
    "New",
    "Democratic",
    "Republican",
    "Russian",
    "Chinese",
    "Korean",
    "Japanese",
    "American",
    "British",
    "French",
    "German",
    "European",
    "National",
    "Foreign",
    "Prime",
    "Vice",
    "Deputy",
    "Chief",
    "Comrade",
    "Manager",
    "Miss",
    "Madam",
    "Uncle",
    "Aunt",
];

/// Titles of persons, and of nobody's office.
const CIVIL: &[&str] = &["Mr", "Mrs", "Ms", "Miss", "Dr", "Sister", "Father", "Mme"];

impl<'a> People<'a> {
    /// Reads an article from byte `start` on: a headline's capitals are no names.
    pub fn of(text: &'a str, start: usize) -> People<'a> {
        let mut people = People {
            text,
            names: Vec::new(),
            by_word: HashMap::new(),
        };
        let bytes = text.as_bytes();
        let mut run: Vec<Span> = Vec::new();
        let mut at = start;
        while at < bytes.len() {
            let byte = bytes[at];
            if !(byte.is_ascii_alphabetic() || byte >= 0x80) {
                // One space, or the dot of an initial, goes on with a name; any other sign ends it.
                if byte != b' ' && !(byte == b'.' && run.last().is_some_and(|s| s.len() == 1)) {
                    people.end(&mut run);
                }
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len()
                && (bytes[at].is_ascii_alphanumeric()
                    || bytes[at] >= 0x80 && !text[at..].starts_with(|c: char| !c.is_alphanumeric())
                    || bytes[at] == b'-'
                        && at + 1 < bytes.len()
                        && bytes[at + 1].is_ascii_alphabetic())
            {
                at += if bytes[at] < 0x80 {
                    1
                } else {
                    text[at..].chars().next().map_or(1, char::len_utf8)
                };
            }
            if at == start {
                // A sign that is no letter.
                people.end(&mut run);
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let word = &text[start..at];
            let cap =
                byte.is_ascii_uppercase() || byte >= 0x80 && word.starts_with(char::is_uppercase);
            let particle = !run.is_empty()
                && ["de", "van", "von", "bin", "al", "el", "der", "la"].contains(&word);
            if !cap && !particle {
                people.end(&mut run);
                continue;
            }
            let class = speech::class(word);
            let closed = Class::CLOSED.or(Class::TITLE).or(Class::PERSON);
            // "Will", "May", "April" are names too, but not first in a run we can tell.
            let hyphened = text[at..].strip_prefix(' ').is_some_and(|rest| {
                let given = rest
                    .split(|c: char| !c.is_alphanumeric() && c != '-')
                    .next();
                given.is_some_and(|g| g.contains('-') && g.starts_with(char::is_uppercase))
            });
            // Jun Halloran, but not "in June Halloran left".
            let month = class.is(Class::DATE)
                && ["Jan", "April", "May", "June", "Jun", "August"].contains(&word)
                && run.is_empty()
                && text[at..].starts_with(' ')
                && text[at + 1..].starts_with(char::is_uppercase)
                && {
                    let before = text[..start].trim_end().rsplit(char::is_whitespace).next();
                    before.is_none_or(|w| speech::class(w) == Class::OPEN || speech::reports(w))
                };
            if (class.is(closed) && !particle || class.is(Class::DATE) && !month) && !hyphened {
                people.end(&mut run);
                continue;
            }
            run.push(Span::new(start, at));
        }
        people.end(&mut run);
        people
    }

    fn end(&mut self, run: &mut Vec<Span>) {
        let text = self.text;
        let titles = run
            .iter()
            .take_while(|w| NOT_FIRST.contains(&w.of(text)))
            .count();
        run.drain(..titles);
        // "Ms Tak", "Dr. Okoro": the title says that one word is a person.
        if let [word] = run.as_slice()
            && CIVIL.iter().any(|title| {
                let before = text[..word.start as usize].trim_end_matches([' ', '.']);
                before.ends_with(title)
                    && !before[..before.len() - title.len()].ends_with(char::is_alphanumeric)
            })
        {
            let index = self.names.len() as u32;
            self.names.push(*word);
            self.by_word.entry(word.of(text)).or_default().push(index);
        }
        if (2..=5).contains(&run.len()) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let person = !NO_PERSON.contains(&last.of(text))
                && !run
                    .iter()
                    .all(|w| w.of(text).chars().all(char::is_uppercase));
            if person {
                let index = self.names.len() as u32;
                self.names.push(Span {
                    start: first.start,
                    end: last.end,
                });
                for word in [first.of(text), last.of(text)] {
                    self.by_word.entry(word).or_default().push(index);
                }
            }
        }
        run.clear();
    }

    /// The fullest earlier mention of whom the words at `span` name, if it is another.
    pub fn full(&self, span: Span) -> Option<&'a str> {
        let words: Vec<&str> = span
            .of(self.text)
            .split(|c: char| c.is_whitespace())
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'))
            .filter(|w| !w.is_empty())
            .collect();
        let named = words.iter().position(|w| {
            w.starts_with(char::is_uppercase)
                && !speech::class(w).is(Class::TITLE.or(Class::PERSON).or(Class::DET))
        })?;
        let core = &words[named..];
        if core.len() > 1
            || words[..named]
                .iter()
                .any(|w| !speech::class(w).is(Class::TITLE.or(Class::PERSON)))
        {
            return None;
        }
        self.named(core[0], span.start)
            .filter(|name| name.len() > core[0].len())
    }

    /// The nearest name before `at` that begins or ends with `word`; none if two persons bear it.
    pub(in crate::attribute) fn named(&self, word: &str, at: u32) -> Option<&'a str> {
        let indices = self.by_word.get(word)?;
        let before = indices.partition_point(|&i| self.names[i as usize].start < at);
        let mut nearest: Option<&'a str> = None;
        for &index in indices[..before].iter().rev().take(MOST) {
            let name = self.names[index as usize].of(self.text);
            match nearest {
                None => nearest = Some(name),
                Some(known) if known == name => {}
                // A longer form of the same name is fuller; another name makes it doubtful.
                Some(known) if name.ends_with(known) || known.ends_with(name) => {
                    if name.len() > known.len() {
                        nearest = Some(name);
                    }
                }
                Some(_) => return None,
            }
        }
        nearest
    }

    /// The words in the `parts` of the text that name a person, in full or for short.
    pub fn named_in(&self, parts: impl Iterator<Item = Span>) -> Vec<&'a str> {
        let text = self.text;
        let mut named = Vec::new();
        for part in parts {
            let bytes = text.as_bytes();
            let (mut at, end) = (part.start as usize, part.end as usize);
            let mut inside = false;
            // Few words begin with a capital: the others are passed over byte by byte.
            while at < end {
                let byte = bytes[at];
                let begins = !inside && (byte.is_ascii_uppercase() || byte >= 0x80);
                inside = byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80;
                if !begins {
                    at += 1;
                    continue;
                }
                let rest = &text[at..end];
                let word = rest
                    .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                    .next()
                    .unwrap_or("");
                if self.by_word.contains_key(word) {
                    named.push(word);
                }
                inside = !word.is_empty();
                at += word
                    .len()
                    .max(rest.chars().next().map_or(1, char::len_utf8));
            }
        }
        named
    }

    /// Whom "he" or "she" at `at` means: the only person whom the `words` before it name, or the one who was just speaking.
    pub fn antecedent(&self, words: &[&str], at: u32, speaking: Option<&str>) -> Option<String> {
        let mut one: Option<&str> = None;
        // The same few names come again and again.
        let mut seen = [""; 8];
        let mut looked = 0;
        for &word in words {
            if seen.contains(&word) {
                continue;
            }
            seen[looked % seen.len()] = word;
            looked += 1;
            let Some(name) = self.named(word, at) else {
                continue;
            };
            match one {
                Some(known) if known != name => return None,
                _ => one = Some(name),
            }
        }
        match (one, speaking) {
            (Some(name), Some(speaking))
                if !speaking.contains(name) && !name.contains(speaking) =>
            {
                None
            }
            (Some(name), _) => Some(name.to_string()),
            (None, speaking) => speaking.map(str::to_string),
        }
    }
}
