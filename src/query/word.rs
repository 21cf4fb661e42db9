//! Owns what one word of a query means: plain, `=exact`, `prefix*`, `misspelt~1`, or a field with its value.

use super::parse::{Parsed, Parser, ends_word, is_quote};
use super::{Expr, Field, Text};
use crate::article::{Lang, PartialDate};

/// The fields, as the error about an unknown one lists them.
const FIELDS: &[&str] = &[
    "source",
    "publisher",
    "citing",
    "speaker",
    "kind",
    "is",
    "after",
    "before",
    "date",
    "lang",
    "title",
    "author",
];

/// What people type who mean one of [`FIELDS`].
const MEANT: &[(&str, &str)] = &[
    ("outlet", "source"),
    ("from", "source"),
    ("src", "source"),
    ("by", "author"),
    ("byline", "author"),
    ("site", "publisher"),
    ("domain", "publisher"),
    ("said", "speaker"),
    ("who", "speaker"),
    ("type", "kind"),
    ("since", "after"),
    ("until", "before"),
    ("year", "date"),
    ("language", "lang"),
    ("headline", "title"),
    ("intitle", "title"),
    ("cites", "citing"),
];

/// A char of a word, whether a backslash stood before it, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Typed {
    char: char,
    literal: bool,
    at: usize,
}

impl Typed {
    fn is(self, c: char) -> bool {
        self.char == c && !self.literal
    }
}

fn string(typed: &[Typed]) -> String {
    typed.iter().map(|t| t.char).collect()
}

impl Parser<'_> {
    /// A word or field; neither a parenthesis nor a quote nor white space stands here.
    pub fn word(&mut self) -> Parsed<Expr> {
        let at = self.pos;
        let typed = self.typed()?;
        let raw = string(&typed);
        if let "&&" | "||" | "|" | "&" | "!" = raw.as_str()
            && typed.iter().all(|t| !t.literal)
        {
            return Err(self.fault(at, "operators are AND, OR and NOT (or -), in capitals"));
        }
        if let Some(first) = typed.first()
            && (first.is('+') || first.is('!'))
        {
            let meaning = match first.char {
                '+' => "all words are required anyway: leave out the +, or write \\+ to search it",
                _ => "- or NOT leaves a word out; write \\! to search the mark",
            };
            return Err(self.fault(at, meaning));
        }
        let colon = typed.iter().position(|t| t.is(':'));
        if let Some(colon) = colon
            && let Some(name) = typed.get(..colon).map(string)
            && typed.iter().take(colon).all(|t| !t.literal)
            && !colon_of_text(
                &name,
                typed
                    .get(colon + 1..)
                    .map(string)
                    .unwrap_or_default()
                    .as_str(),
            )
        {
            return self.field(&name, at, typed.get(colon + 1..).unwrap_or_default());
        }
        self.text(&typed, at).map(Expr::Text)
    }

    /// The chars up to the end of the word, escapes undone.
    fn typed(&mut self) -> Parsed<Vec<Typed>> {
        let mut typed = Vec::new();
        loop {
            let at = self.pos;
            let Some(c) = self.eat(|c| !ends_word(c)) else {
                return Ok(typed);
            };
            let literal = c == '\\';
            let char = match c {
                '\\' => self.eat(|_| true),
                c => Some(c),
            };
            let Some(char) = char else {
                return Err(self.fault(at, "nothing after the backslash; write \\\\ to search one"));
            };
            typed.push(Typed { char, literal, at });
        }
    }

    /// A word with what `=`, `*` and `~` make of it; `at` is where it begins.
    fn text(&self, typed: &[Typed], at: usize) -> Parsed<Text> {
        if let Some((first, rest)) = typed.split_first()
            && first.is('=')
        {
            if rest.is_empty() {
                return Err(self.fault(
                    at,
                    "= needs one word right after it: =Yanggang; a phrase is searched with --exact",
                ));
            }
            return match rest.iter().find(|t| t.is('*') || t.is('~')) {
                Some(mark) => Err(self.fault(
                    mark.at,
                    "a word after = is searched as it is: leave out this mark or the =",
                )),
                None => Ok(Text::Word {
                    word: string(rest),
                    exact: true,
                }),
            };
        }
        if let Some(tilde) = typed.iter().rposition(|t| t.is('~')) {
            let (word, rest) = typed.split_at(tilde);
            return self.fuzzy(word, &string(rest.get(1..).unwrap_or_default()), rest);
        }
        let Some(star) = typed.iter().position(|t| t.is('*')) else {
            return Ok(Text::Word {
                word: string(typed),
                exact: false,
            });
        };
        let star_at = typed.get(star).map_or(at, |t| t.at);
        if star + 1 != typed.len() {
            return Err(self.fault(
                star_at,
                "* stands at the end of a word: defect*; write \\* to search it",
            ));
        }
        let word = string(typed.get(..star).unwrap_or_default());
        if !word.chars().any(char::is_alphanumeric) {
            return Err(self.fault(
                star_at,
                "* needs the beginning of a word before it: defect*",
            ));
        }
        Ok(Text::Prefix(word))
    }

    fn fuzzy(&self, word: &[Typed], number: &str, rest: &[Typed]) -> Parsed<Text> {
        let tilde = rest.first().map_or(self.pos, |t| t.at);
        let word_text = string(word);
        let distance = match number {
            "1" => 1,
            "2" => 2,
            "" => {
                return Err(self.fault(
                    tilde,
                    "~ needs how many letters may differ, ~1 or ~2; write \\~ to search it",
                ));
            }
            _ => {
                return Err(self.fault(tilde, "one or two letters of a word may differ: ~1 or ~2; write \\~ to search the mark"));
            }
        };
        if let Some(mark) = word.iter().find(|t| t.is('*') || t.is('~')) {
            return Err(self.fault(mark.at, "a word takes one of * and ~"));
        }
        let letters = word_text.chars().filter(|c| c.is_alphabetic()).count();
        let spelt = |c: char| {
            (c.is_alphabetic() && !has_no_letters(c))
                || unicode_normalization::char::is_combining_mark(c)
                || matches!(c, '\'' | '’' | '‘' | '`')
        };
        if !word_text.chars().all(spelt) || letters == 0 {
            return Err(self.fault(
                tilde,
                format!("~{distance} is for one word of an alphabet's letters"),
            ));
        }
        if letters <= distance as usize {
            return Err(self.fault(
                tilde,
                format!("~{distance} may change every letter of {word_text:?}"),
            ));
        }
        Ok(Text::Fuzzy(word_text, distance))
    }

    /// The field `name`, which begins at `at`; `bare` is what stood after its colon, and where that is empty a quoted value
    /// may follow.
    fn field(&mut self, name: &str, at: usize, bare: &[Typed]) -> Parsed<Expr> {
        let name = name.to_lowercase();
        if !FIELDS.contains(&name.as_str()) {
            let known = FIELDS.join(":, ");
            let guess = nearest(&name).map_or_else(String::new, |g| format!("did you mean {g}:? "));
            return Err(self.fault(
                at,
                format!("unknown field {name}:; {guess}quote it to search the words; the fields are {known}:"),
            ));
        }
        let value_at = bare.first().map_or(self.pos, |t| t.at);
        let quoted = bare.is_empty() && self.peek().is_some_and(is_quote);
        if bare.is_empty() && !quoted {
            let example = match name.as_str() {
                "kind" => "kind:headline",
                "is" => "is:quoted",
                "after" | "before" | "date" => "date:2016-04",
                "lang" => "lang:ko",
                "title" => "title:sanctions",
                "author" => "author:\"Two Words\"",
                _ => "source:\"Daily NK\"",
            };
            return Err(self.fault(
                value_at,
                format!("{name}: needs its value right after the colon, as in {example}"),
            ));
        }
        if let "title" | "author" = name.as_str() {
            let text = match quoted {
                true => self.phrase()?,
                false if bare.first().is_some_and(|t| t.is('-')) => {
                    return Err(self.fault(at, format!("to leave it out write -{name}:word")));
                }
                false => self.text(bare, value_at)?,
            };
            let field = if name == "title" {
                Field::Title
            } else {
                Field::Author
            };
            return Ok(Expr::Field(field(text)));
        }
        let value = match quoted {
            true => self.quoted()?,
            false => {
                if let Some(mark) = bare.iter().find(|t| t.is('*') || t.is('~')) {
                    return Err(self.fault(
                        mark.at,
                        format!("{name}: takes a whole value; quote it if this mark is part of it"),
                    ));
                }
                string(bare)
            }
        };
        if let Some(mark @ ('~' | '*')) = self.peek().filter(|_| quoted) {
            return Err(self.fault(
                self.pos,
                format!("{name}: takes a name as it is, without {mark}"),
            ));
        }
        if value.trim().is_empty() {
            return Err(self.fault(value_at, format!("{name}: needs more than a space")));
        }
        self.filter(&name, value, value_at).map(Expr::Field)
    }

    fn filter(&self, name: &str, value: String, at: usize) -> Parsed<Field> {
        let date = |s: &str| s.parse::<PartialDate>().map_err(|why| self.fault(at, why));
        Ok(match name {
            "publisher" => Field::Publisher(value),
            "citing" => Field::Citing(value),
            "speaker" => Field::Speaker(value),
            "kind" => Field::Kind(value.parse().map_err(|why: String| self.fault(at, why))?),
            "is" if value == "quoted" => Field::Quoted,
            "is" => {
                return Err(self.fault(at, format!("is:{value} is unknown; there is is:quoted")));
            }
            "after" => Field::Date(Some(date(&value)?), None),
            "before" => Field::Date(None, Some(date(&value)?)),
            "date" => self.dates(&value, at)?,
            "lang" => match Lang::from_tag(&value) {
                Some(lang) => Field::Lang(lang),
                None => {
                    return Err(self.fault(
                        at,
                        format!("{value:?} is no language: two letters, as en or ko"),
                    ));
                }
            },
            _ => Field::Source(value),
        })
    }

    /// `D`, `D..D`, `D..`, `..D`.
    fn dates(&self, value: &str, at: usize) -> Parsed<Field> {
        let date = |s: &str, at: usize| s.parse::<PartialDate>().map_err(|why| self.fault(at, why));
        let Some((from, to)) = value.split_once("..") else {
            let day = date(value, at)?;
            return Ok(Field::Date(Some(day), Some(day)));
        };
        let to_at = at + from.len() + 2;
        let end = |s: &str, at: usize| match s {
            "" => Ok(None),
            s => date(s, at).map(Some),
        };
        let (from, to) = (end(from, at)?, end(to, to_at)?);
        match (from, to) {
            (None, None) => Err(self.fault(
                at,
                "date: needs a beginning or an end: date:2016-03..2016-04",
            )),
            (Some(a), Some(b)) if a.first_day() > b.last_day() => {
                Err(self.fault(at, format!("this range is reversed: date:{b}..{a}")))
            }
            _ => Ok(Field::Date(from, to)),
        }
    }
}

/// Whether the first colon of `name:rest` belongs to text: an address, a time of day, a mark after something that can be
/// no field's name.
pub(super) fn colon_of_text(name: &str, rest: &str) -> bool {
    let named = |c: char| c.is_alphanumeric() || c == '_';
    let address = rest.starts_with("//") && !FIELDS.contains(&name.to_lowercase().as_str());
    address || !name.chars().all(named) || !name.chars().any(char::is_alphabetic)
}

/// Syllables and characters, in which a letter that differs can't be told.
fn has_no_letters(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..)
}

/// The field that was probably meant by `name`.
fn nearest(name: &str) -> Option<&'static str> {
    if let Some((_, meant)) = MEANT.iter().find(|(typed, _)| *typed == name) {
        return Some(meant);
    }
    let near = FIELDS
        .iter()
        .map(|field| (differences(name, field), *field));
    near.min()
        .filter(|(differences, field)| *differences <= field.len() / 3)
        .map(|(_, field)| field)
}

/// Letters to change, add, drop or swap; names of more than 20 letters are as different as can be.
fn differences(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > 20 {
        return usize::MAX;
    }
    let mut rows: [Vec<usize>; 3] = [Vec::new(), Vec::new(), (0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        rows.rotate_left(1);
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let changed = rows[1][j] + usize::from(x != y);
            let mut best = changed.min(rows[1][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(rows[0][j - 1] + 1);
            }
            row.push(best);
        }
        rows[2] = row;
    }
    rows[2][b.len()]
}
