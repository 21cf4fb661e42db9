//! Owns law 9: text from the world is made harmless before it reaches a terminal. What could steer a terminal, turn the
//! reading direction, hide or heap up is shown as an escape (`\u{1b}`). Refuses to drop or reword anything.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Whether a char steers (C0, DEL, C1), turns the direction of reading, or can't be seen (zero-width and other format characters).
///
/// The list is that of Unicode's `Cf` and default-ignorable code points, without variation selectors (emoji use them).
pub fn is_harmful(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\0'..='\u{9f}' => true,
        _ => matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{13455}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'),
    }
}

/// `text` on one line: line breaks and tabs become a space, the rest of what is harmful an escape.
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, |c| {
        matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}').then_some(" ")
    })
}

/// `text` with its lines kept: `\n` stays, a tab becomes a space, the rest of what is harmful an escape.
pub fn lines(text: &str) -> Cow<'_, str> {
    clean(text, |c| match c {
        '\n' => Some("\n"),
        '\t' => Some(" "),
        _ => None,
    })
}

/// More marks than this on one letter are heaped up to cover the lines around; no script needs as many.
const MARKS: usize = 8;

fn clean(text: &str, replace: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    // No mark is ASCII, and the first of those that combine is U+0300.
    let plain = |c: char| c < '\u{300}' || !is_combining_mark(c);
    if text.chars().all(|c| !is_harmful(c) && plain(c)) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        marks = if plain(c) { 0 } else { marks + 1 };
        if !is_harmful(c) && marks <= MARKS {
            out.push(c);
        } else if c == '\r' && rest.peek() == Some(&'\n') {
            // One line break, not two.
        } else if let Some(instead) = replace(c) {
            out.push_str(instead);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(line("항구 “quay” é"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(
            line("a\u{1b}[31mb\u{7}\u{9b}2J"),
            "a\\u{1b}[31mb\\u{7}\\u{9b}2J"
        );
    }

    #[test]
    fn what_turns_or_hides_is_shown() {
        assert_eq!(
            line("\u{202e}txet\u{2066}\u{200b}\u{feff}\u{e0041}"),
            "\\u{202e}txet\\u{2066}\\u{200b}\\u{feff}\\u{e0041}"
        );
    }

    #[test]
    fn marks_cannot_be_heaped_up_over_other_lines() {
        let heap = format!("a{}b e\u{301}", "\u{30d}".repeat(300));
        let shown = line(&heap);
        assert_eq!(shown.matches('\u{30d}').count(), MARKS);
        assert!(shown.ends_with("\\u{30d}b e\u{301}"));
    }

    #[test]
    fn breaks_fold_to_one_space_or_stay() {
        assert_eq!(line("a\r\nb\nc\td"), "a b c d");
        assert_eq!(lines("a\r\nb\tc"), "a\nb c");
        assert_eq!(lines("a\rb"), "a\\u{d}b");
    }

    #[test]
    fn nothing_harmful_is_left_of_any_char() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert!(!line(&text).chars().any(is_harmful), "{:?}", c);
        }
    }
}
