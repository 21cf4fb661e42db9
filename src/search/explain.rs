//! Owns the words of `--explain`: how a word of a query was read, and which of its forms stand in a hit.

use std::collections::HashMap;

use crate::analyze;
use crate::pattern::{Pattern, Variant, Why};

/// How a word of the query was read: what is looked for.
pub(super) fn reading(typed: &str, pattern: &Pattern) -> String {
    let mut forms: Vec<String> = Vec::new();
    each_variant(pattern, &mut |variant| {
        forms.push(format!(
            "{} ({})",
            variant.form.text,
            variant.form.why.name()
        ))
    });
    forms.dedup();
    let more = forms.len().saturating_sub(12);
    forms.truncate(12);
    let more = if more > 0 {
        format!(", +{more}")
    } else {
        String::new()
    };
    if forms.is_empty() {
        format!("{typed}: as typed")
    } else {
        format!("{typed}: {}{more}", forms.join(", "))
    }
}

/// Which forms of a word of the query stand in a passage.
pub(super) fn why(typed: &str, pattern: &Pattern, passage: &str) -> String {
    let mut places: HashMap<String, Vec<u32>> = HashMap::new();
    let mut tokens = analyze::tokens(passage);
    let mut token = analyze::Token::default();
    while tokens.next_into(&mut token) {
        places
            .entry(token.term.clone())
            .or_default()
            .push(token.position);
    }
    let mut positions = |term: &String, to: &mut Vec<u32>| {
        to.extend(places.get(term).into_iter().flatten());
    };
    let count = pattern.matches(&mut positions).len();
    if count == 0 {
        return format!("{typed}: not in this passage");
    }
    let mut forms: Vec<String> = Vec::new();
    each_variant(pattern, &mut |variant| {
        let matches = variant.pattern.matches(&mut positions);
        let times = matches.len();
        if let Some(first) = matches.first() {
            // Other spellings are shown as they stand there.
            let stands = match variant.form.why {
                Why::Sound | Why::Name | Why::Hanja => words_at(passage, first.start, first.end),
                _ => None,
            };
            forms.push(format!(
                "{} ({}) {}",
                stands.unwrap_or(variant.form.text.as_str()),
                variant.form.why.name(),
                often(times)
            ));
        }
    });
    if forms.is_empty() {
        format!("{typed}: as typed {}", often(count))
    } else {
        format!("{typed}: {}", forms.join(", "))
    }
}

/// The words of a passage at these positions.
fn words_at(passage: &str, start: u32, end: u32) -> Option<&str> {
    let places = analyze::places(passage);
    let (first, last) = (places.get(start as usize)?, places.get(end as usize - 1)?);
    passage.get(first.start as usize..last.end as usize)
}

fn each_variant(pattern: &Pattern, f: &mut dyn FnMut(&Variant)) {
    match pattern {
        Pattern::Terms { .. } => {}
        Pattern::Any(variants) => variants.iter().for_each(f),
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            parts.iter().for_each(|p| each_variant(p, f))
        }
        Pattern::Tail(_, inner) | Pattern::Except(inner, _) => each_variant(inner, f),
    }
}

fn often(times: usize) -> String {
    match times {
        1 => "once".to_string(),
        2 => "twice".to_string(),
        n => format!("{n} times"),
    }
}
