//! Owns front matter: the YAML between `---` or the TOML between `+++` at the head of a Markdown file.
//! Refuses what YAML can do beyond data, and what would not end.

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use serde_json::Value;

use super::fields::{self, Fields};

/// Longer front matter is none.
const LONGEST: usize = 256 << 10;
/// Deeper nesting is no front matter.
const DEEPEST: usize = 32;

/// The language of some front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Yaml,
    Toml,
}

/// Where front matter stands in a file.
#[derive(Debug, PartialEq)]
pub(super) struct Matter {
    pub kind: Kind,
    /// Between the fences.
    pub inside: std::ops::Range<usize>,
    /// Where the body begins.
    pub end: usize,
}

/// The front matter of a text, if it begins with a fence and another closes it.
pub(super) fn find(text: &str) -> Option<Matter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let kind = match first.trim_end() {
        "---" => Kind::Yaml,
        "+++" => Kind::Toml,
        _ => return None,
    };
    let mut at = first.len();
    for line in lines {
        let closes = matches!(
            (kind, line.trim_end()),
            (Kind::Yaml, "---" | "...") | (Kind::Toml, "+++")
        );
        if closes {
            return Some(Matter {
                kind,
                inside: first.len()..at,
                end: at + line.len(),
            });
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// The fields of some front matter; `None` if it is words between two rules and no front matter.
///
/// # Errors
/// The line, from 1 within the matter, and what is wrong there.
pub(super) fn read(matter: &str, kind: Kind) -> Result<Option<Fields>, (u32, String)> {
    let value = match kind {
        Kind::Toml => toml(matter)?,
        Kind::Yaml => yaml(matter)?,
    };
    let Some(Value::Object(map)) = value else {
        return Ok(None);
    };
    let mut fields = Fields::default();
    let says = |name: &str, said: bool| map.get(name).and_then(Value::as_bool) == Some(said);
    fields.draft = says("draft", true) || says("published", false);
    let (nested, own): (Vec<_>, Vec<_>) = map.into_iter().partition(|(name, value)| {
        value.is_object() && ["params", "extra"].contains(&name.as_str())
    });
    // Hugo keeps a site's own fields in a table of their own; what stands at the top goes before.
    let inner = nested.into_iter().flat_map(|(_, value)| match value {
        Value::Object(map) => map.into_iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    for (name, value) in inner.chain(own) {
        if let Some((field, rank)) = fields::named(&name) {
            fields.set(field, rank, value);
        }
    }
    Ok(Some(fields))
}

fn toml(matter: &str) -> Result<Option<Value>, (u32, String)> {
    let table: toml::Table = matter.parse().map_err(|e: toml::de::Error| {
        let at = e.span().map_or(0, |span| span.start.min(matter.len()));
        let line = memchr::memchr_iter(b'\n', &matter.as_bytes()[..at]).count() as u32 + 1;
        (line, e.message().to_string())
    })?;
    Ok(Some(of_toml(toml::Value::Table(table), 0)))
}

fn of_toml(value: toml::Value, depth: usize) -> Value {
    match value {
        toml::Value::String(s) => Value::String(s),
        toml::Value::Array(list) if depth < DEEPEST => {
            list.into_iter().map(|v| of_toml(v, depth + 1)).collect()
        }
        toml::Value::Table(map) if depth < DEEPEST => map
            .into_iter()
            .map(|(name, v)| (name, of_toml(v, depth + 1)))
            .collect(),
        toml::Value::Array(_) | toml::Value::Table(_) => Value::Null,
        toml::Value::Boolean(b) => Value::Bool(b),
        other => Value::String(other.to_string()),
    }
}

fn yaml(matter: &str) -> Result<Option<Value>, (u32, String)> {
    if let Some(line) = too_deep(matter) {
        return Err((line, "nested too deep".to_string()));
    }
    let documents = MarkedYaml::load_from_str(matter)
        .map_err(|e| (e.marker().line() as u32, e.info().to_string()))?;
    Ok(documents.first().map(|yaml| of_yaml(yaml, matter, 0)))
}

/// The first line on which more brackets or dashes are open than people write: the parser would recurse into each.
fn too_deep(matter: &str) -> Option<u32> {
    let mut open = 0usize;
    for (number, line) in matter.lines().enumerate() {
        let dashes = line
            .split_whitespace()
            .take_while(|w| matches!(*w, "-" | "?" | ":"))
            .count();
        let indent = line.len() - line.trim_start().len();
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        if open > 2 * DEEPEST || dashes > DEEPEST || indent > 8 * DEEPEST {
            return Some(number as u32 + 1);
        }
    }
    None
}

fn of_yaml(yaml: &MarkedYaml, matter: &str, depth: usize) -> Value {
    match &yaml.data {
        YamlData::Value(Scalar::String(s)) => Value::String(s.to_string()),
        YamlData::Value(Scalar::Null) => Value::Null,
        YamlData::Value(Scalar::Boolean(b)) => Value::Bool(*b),
        // As written: 2016.10 is no 2016.1, and 007 no 7.
        YamlData::Value(Scalar::Integer(_) | Scalar::FloatingPoint(_)) => {
            let (start, end) = (yaml.span.start.index(), yaml.span.end.index());
            let written: String = matter.chars().skip(start).take(end - start).collect();
            Value::String(written.trim().to_string())
        }
        YamlData::Sequence(list) if depth < DEEPEST => {
            list.iter().map(|v| of_yaml(v, matter, depth + 1)).collect()
        }
        YamlData::Mapping(map) if depth < DEEPEST => map
            .iter()
            .filter_map(|(name, v)| {
                let name = name.data.as_str()?.to_string();
                Some((name, of_yaml(v, matter, depth + 1)))
            })
            .collect(),
        YamlData::Tagged(_, inner) if depth < DEEPEST => of_yaml(inner, matter, depth + 1),
        YamlData::Representation(words, ..) => Value::String(words.to_string()),
        _ => Value::Null,
    }
}
