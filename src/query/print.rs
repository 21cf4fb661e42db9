//! Owns the text form of a query: what the parser reads back as the same query.

use std::fmt::{self, Display, Formatter, Write};

use super::parse::{ends_word, is_quote};
use super::word::colon_of_text;
use super::{Expr, Field, Text};

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Expr::All => Ok(()),
            Expr::And(parts) => joined(f, parts, " ", |part| {
                matches!(part, Expr::Or(_) | Expr::And(_))
            }),
            Expr::Or(parts) => joined(f, parts, " OR ", |part| matches!(part, Expr::Or(_))),
            Expr::Not(inner) => {
                let simple = matches!(
                    **inner,
                    Expr::Text(
                        Text::Word { .. } | Text::Phrase { .. } | Text::Prefix(_) | Text::Fuzzy(..)
                    ) | Expr::Field(_)
                );
                f.write_str("-")?;
                grouped(f, inner, !simple)
            }
            Expr::Text(text) => text.fmt(f),
            Expr::Field(field) => field.fmt(f),
        }
    }
}

fn joined(
    f: &mut Formatter,
    parts: &[Expr],
    between: &str,
    group: impl Fn(&Expr) -> bool,
) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        grouped(f, part, group(part))?;
    }
    Ok(())
}

fn grouped(f: &mut Formatter, part: &impl Display, group: bool) -> fmt::Result {
    if group {
        write!(f, "({part})")
    } else {
        part.fmt(f)
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Text::Word { word, exact } => {
                if *exact {
                    f.write_str("=")?;
                }
                escaped(f, word)
            }
            Text::Phrase { words, slop } => {
                quoted(f, words)?;
                if *slop > 0 {
                    write!(f, "~{slop}")?;
                }
                Ok(())
            }
            Text::Prefix(word) => {
                escaped(f, word)?;
                f.write_str("*")
            }
            Text::Fuzzy(word, distance) => {
                escaped(f, word)?;
                write!(f, "~{distance}")
            }
            Text::Near(a, slop, b) => {
                write!(f, "{a} NEAR/{slop} ")?;
                grouped(f, b, matches!(**b, Text::Near(..)))
            }
        }
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let named = |f: &mut Formatter, field: &str, name: &str| {
            write!(f, "{field}:")?;
            if name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
                && !name.is_empty()
            {
                return f.write_str(name);
            }
            quoted(f, name)
        };
        match self {
            Field::Source(name) => named(f, "source", name),
            Field::Publisher(name) => named(f, "publisher", name),
            Field::Citing(name) => named(f, "citing", name),
            Field::Speaker(name) => named(f, "speaker", name),
            Field::Kind(kind) => write!(f, "kind:{kind}"),
            Field::Quoted => f.write_str("is:quoted"),
            Field::Date(Some(from), None) => write!(f, "after:{from}"),
            Field::Date(None, Some(to)) => write!(f, "before:{to}"),
            Field::Date(Some(from), Some(to)) if from == to => write!(f, "date:{from}"),
            Field::Date(Some(from), Some(to)) => write!(f, "date:{from}..{to}"),
            Field::Date(None, None) => f.write_str("date:.."),
            Field::Lang(lang) => write!(f, "lang:{lang}"),
            Field::Title(text) => write!(f, "title:{text}"),
            Field::Author(text) => write!(f, "author:{text}"),
        }
    }
}

fn quoted(f: &mut Formatter, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if is_quote(c) || c == '\\' {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

/// Writes a word with backslashes where it would be read as something else.
fn escaped(f: &mut Formatter, word: &str) -> fmt::Result {
    let operator = matches!(
        word,
        "AND" | "OR" | "NOT" | "NEAR" | "&" | "&&" | "|" | "||"
    ) || word.starts_with("NEAR/");
    let text_colon = word
        .split_once(':')
        .is_none_or(|(name, rest)| colon_of_text(name, rest));
    for (at, c) in word.chars().enumerate() {
        let special = ends_word(c)
            || matches!(c, '\\' | '*' | '~')
            || (c == ':' && !text_colon)
            || (at == 0 && (operator || matches!(c, '-' | '=' | '+' | '!')));
        if special {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    Ok(())
}
