//! Owns halves of characters in JSON: programs that cut texts at UTF-16's units leave an escape of one half (`\ud83d`), which is no
//! character. Refuses to lose the record for it: U+FFFD stands in its place.

use std::borrow::Cow;

/// The same JSON with each lone half as `\ufffd`, which is as long: no place in it moves.
pub(super) fn mended(json: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Cow::Borrowed(json);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', json.get(at..).unwrap_or_default()) {
        at += found;
        let Some(half) = half(json, at) else {
            // An escaped backslash begins no escape.
            at += 2;
            continue;
        };
        let is_first = |unit: u16| (0xd800..0xdc00).contains(&unit);
        let is_second = |unit: u16| (0xdc00..0xe000).contains(&unit);
        if is_first(half) && self::half(json, at + 6).is_some_and(is_second) {
            at += 12;
            continue;
        }
        out.to_mut()[at..at + 6].copy_from_slice(b"\\ufffd");
        at += 6;
    }
    out
}

/// The half of a character whose escape begins at `at`, if one does.
fn half(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let plain = digits.iter().all(u8::is_ascii_hexdigit);
    let unit = u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    (plain && (0xd800..0xe000).contains(&unit)).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_for_tests;

    #[test]
    fn lone_halves_are_replaced_and_pairs_and_backslashes_stay() {
        for (json, mended_json) in [
            (r"a\ud83d", r"a\ufffd"),
            (r"\ud83d\ude00", r"\ud83d\ude00"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\ude00\ud83d\n", r"\ufffd\ufffd\n"),
            (r"\\ud83d \\\ud83d", r"\\ud83d \\\ufffd"),
            (r"\ud8", r"\ud8"),
            (r"\", r"\"),
        ] {
            assert_eq!(mended(json.as_bytes()), mended_json.as_bytes(), "{json}");
        }
    }

    #[test]
    fn half_a_character_does_not_cost_its_record_or_its_feed() {
        let lines = "{\"title\":\"Ice\",\"text\":\"The barge \\ud83d did not come.\"}\n";
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"1","content_text":"The barge \ude00 did not come."}]}"#;
        for (name, bytes) in [("a.jsonl", lines), ("feed.json", feed)] {
            let (articles, skipped, outcome) = read_for_tests(name, bytes.as_bytes());
            assert!(outcome.is_ok() && skipped.is_empty(), "{skipped:?}");
            assert_eq!(
                articles[0].body[0].text.text,
                "The barge \u{fffd} did not come."
            );
        }
    }
}
