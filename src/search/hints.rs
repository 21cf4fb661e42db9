//! Owns what is said where nothing was found: what was searched, which filter emptied the answer, what is found of the words
//! alone, and the nearest spelling that the index holds. Refuses to search for something else by itself.

use super::{Library, Request};
use crate::error::Result;
use crate::index::{Plan, Wanted, WordsOf};
use crate::passage::Kind;
use crate::pattern::Pattern;
use crate::query::{Expr, Field};

/// Each filter and each word costs a search of its own: a query of thousands is not told about all of them.
const MOST: usize = 8;
/// Most chars of a query that are printed back.
const SHOWN: usize = 200;

impl Library {
    /// Why nothing was found, a line each.
    pub(super) fn hints(&self, request: &Request, plan: &Plan) -> Result<Vec<String>> {
        let searched = Kind::ALL
            .into_iter()
            .filter(|k| plan.kinds[*k as usize])
            .map(plural);
        let mut hints = vec![format!(
            "nothing for {} in the {} of {} articles",
            clipped(&request.query.to_string()),
            listed(searched, "and"),
            self.searcher.articles()?,
        )];
        self.filters(request, &mut hints)?;
        self.other_kinds(request, plan, &mut hints)?;
        self.words(request, plan, &mut hints)?;
        Ok(hints)
    }

    fn found(&self, query: &Expr, request: &Request) -> Result<u64> {
        Ok(self
            .searcher
            .run(&self.plan(query, request)?, Wanted::default())?
            .groups
            .len() as u64)
    }

    /// Which filter, or which all together, leave nothing of what the rest finds.
    fn filters(&self, request: &Request, hints: &mut Vec<String>) -> Result<()> {
        let Expr::And(parts) = &request.query else {
            return Ok(());
        };
        let (filters, rest): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|p| is_filter(p));
        let told = hints.len();
        for filter in filters.iter().take(MOST) {
            let others = parts.iter().filter(|p| !std::ptr::eq(*p, *filter));
            let without = self.found(&Expr::and(others.cloned()), request)?;
            if without > 0 {
                hints.push(match filter {
                    Expr::Not(inner) => format!("0 without {}, {without} with it", named(inner)),
                    filter => format!("0 with {}, {without} without", named(filter)),
                });
            }
        }
        if hints.len() == told && filters.len() > 1 && !rest.is_empty() {
            let without = self.found(&Expr::and(rest.into_iter().cloned()), request)?;
            if without > 0 {
                let all = listed(filters.iter().take(MOST).map(|f| named(f)), "and");
                hints.push(format!("0 with {all}, {without} without them"));
            }
        }
        Ok(())
    }

    /// What quotations and comments hold, which are searched on demand only.
    fn other_kinds(&self, request: &Request, plan: &Plan, hints: &mut Vec<String>) -> Result<()> {
        if plan.words.is_empty() || kinds_chosen(&request.query) {
            return Ok(());
        }
        for (kind, flag) in [
            (Kind::Quotation, "--kind quotation"),
            (Kind::Comment, "--comments"),
        ] {
            if plan.kinds[kind as usize] {
                continue;
            }
            let there = Expr::and([request.query.clone(), Expr::Field(Field::Kind(kind))]);
            let found = self.found(&there, request)?;
            if found > 0 {
                let articles = if found == 1 { "article" } else { "articles" };
                hints.push(format!(
                    "{} of {found} {articles} hold it: add {flag}",
                    plural(kind)
                ));
            }
        }
        Ok(())
    }

    /// What is found of each word alone; the nearest spelling of a word that is nowhere.
    fn words(&self, request: &Request, plan: &Plan, hints: &mut Vec<String>) -> Result<()> {
        let mut sought = Vec::new();
        each_word(&request.query, &mut |typed, words| {
            sought.push((typed, words))
        });
        let mut alone = Vec::new();
        for (typed, pattern) in plan.words.iter().take(MOST) {
            let Some((_, expr, of)) = sought
                .iter()
                .find_map(|(t, (expr, of))| (t == typed).then_some((t, expr, *of)))
            else {
                continue;
            };
            let typed = &clipped(typed);
            if matches!(&**pattern, Pattern::Any(forms) if forms.is_empty()) {
                hints.push(format!("{typed}: no word here is like that"));
                continue;
            }
            let missing = self.searcher.missing_words(pattern, of, MOST)?;
            for (word, nearest) in &missing {
                let word = clipped(word);
                let nowhere = match of {
                    WordsOf::Text => "nowhere here",
                    WordsOf::Speakers => "in no speaker's name",
                    WordsOf::Titles => "in no title",
                    WordsOf::Authors => "in no author's name",
                };
                hints.push(match nearest {
                    Some(near) => format!("{word:?} is {nowhere}; the nearest word is {near:?}"),
                    None => format!("{word:?} is {nowhere}"),
                });
            }
            if missing.is_empty() && of == WordsOf::Text {
                alone.push((typed.clone(), self.found(expr, request)?));
            }
        }
        if alone.len() > 1 {
            let alone = alone.iter().map(|(typed, n)| format!("{typed} in {n}"));
            hints.push(format!("articles by word: {}", listed(alone, "and")));
        }
        Ok(())
    }
}

/// Whether a conjunct only narrows.
fn is_filter(expr: &Expr) -> bool {
    match expr {
        Expr::Field(_) | Expr::Not(_) => true,
        Expr::Or(parts) => parts.iter().all(is_filter),
        Expr::All | Expr::And(_) | Expr::Text(_) => false,
    }
}

/// Whether the query says itself which kinds it is about.
fn kinds_chosen(expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(kinds_chosen),
        Expr::Field(field) => matches!(field, Field::Kind(_) | Field::Speaker(_)),
        Expr::Not(_) | Expr::Text(_) | Expr::All => false,
    }
}

/// Calls `f` with what the query looks for: as a plan prints it, by itself as a query, and of which words it is one.
fn each_word(expr: &Expr, f: &mut impl FnMut(String, (Expr, WordsOf))) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|p| each_word(p, f)),
        Expr::Text(text) => f(text.to_string(), (expr.clone(), WordsOf::Text)),
        Expr::Field(field) => {
            let of = match field {
                Field::Speaker(_) => WordsOf::Speakers,
                Field::Title(_) => WordsOf::Titles,
                Field::Author(_) => WordsOf::Authors,
                _ => return,
            };
            f(field.to_string(), (expr.clone(), of));
        }
        Expr::Not(_) | Expr::All => {}
    }
}

/// A filter in words: `source Daily NK`.
fn named(filter: &Expr) -> String {
    match filter {
        Expr::Field(field) => match field {
            Field::Source(name) => format!("source {name}"),
            Field::Publisher(name) => format!("publisher {name}"),
            Field::Citing(name) => format!("a mention of {name} as authority"),
            Field::Speaker(name) => format!("speaker {name}"),
            Field::Kind(kind) => format!("kind {kind}"),
            Field::Quoted => "words taken from somebody else".to_string(),
            Field::Date(Some(from), None) => format!("a date from {from} on"),
            Field::Date(None, Some(to)) => format!("a date up to {to}"),
            Field::Date(Some(from), Some(to)) if from == to => format!("date {from}"),
            Field::Date(Some(from), Some(to)) => format!("a date from {from} to {to}"),
            Field::Date(None, None) => "a date".to_string(),
            Field::Lang(lang) => format!("language {lang}"),
            Field::Title(text) => format!("{text} in the title"),
            Field::Author(text) => format!("author {text}"),
        },
        Expr::Or(parts) => listed(parts.iter().take(MOST).map(named), "or"),
        Expr::Not(inner) => format!("no {}", named(inner)),
        other => clipped(&other.to_string()),
    }
}

fn plural(kind: Kind) -> String {
    match kind {
        Kind::Headline => "headlines",
        Kind::Paragraph => "paragraphs",
        Kind::BlockQuote => "block quotations",
        Kind::Quotation => "quotations",
        Kind::Comment => "comments",
    }
    .to_string()
}

/// What was typed, without the end of what is too long to be read.
fn clipped(typed: &str) -> String {
    match typed.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_string(),
    }
}

/// `a, b and c`.
fn listed(items: impl Iterator<Item = String>, last: &str) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        Some(end) if !items.is_empty() => format!("{} {last} {end}", items.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}
