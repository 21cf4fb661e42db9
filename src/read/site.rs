//! Owns what site generators (Hugo, Jekyll, Hexo) add to Markdown: shortcodes, drafts, days in file names. Refuses Markdown without front
//! matter: there such marks are words.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::article::PartialDate;

/// `{{< figure src="x" >}}`, `{{% note %}}`, `{% include x %}`, `{{ site.title }}`.
static SHORTCODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?s)\{\{[<%]?.{0,2000}?[>%]?\}\}|\{%.{0,2000}?%\}").ok());

/// The text with blanks in place of shortcodes, byte for byte; those that mark a quotation become its HTML.
pub(super) fn without_shortcodes(text: &str) -> Cow<'_, str> {
    // Asked first: the pattern takes a tenth of a second to compile, and most corpora need it nowhere.
    if !text.contains("{{") && !text.contains("{%") {
        return Cow::Borrowed(text);
    }
    let Some(shortcode) = SHORTCODE.as_ref() else {
        return Cow::Borrowed(text);
    };
    shortcode.replace_all(text, |found: &regex::Captures| {
        let whole = found.get(0).map_or("", |m| m.as_str());
        let inside = whole.trim_matches(['{', '}', '<', '>', '%']).trim();
        let name = inside.split_whitespace().next().unwrap_or("");
        let tag = match name {
            "blockquote" | "quote" | "pullquote" => "<blockquote>",
            "endblockquote" | "endquote" | "endpullquote" | "/blockquote" | "/quote"
            | "/pullquote" => "</blockquote>",
            _ => "",
        };
        let mut blank: String = match whole.len() >= tag.len() {
            true => tag.to_string(),
            false => String::new(),
        };
        // Line ends stay, so that lines keep their numbers.
        let rest = whole.as_bytes()[blank.len()..].iter();
        blank.extend(rest.map(|&b| if b == b'\n' { '\n' } else { ' ' }));
        blank
    })
}

/// kramdown's lines of attributes, `{: .dateline}`.
static ATTRIBUTES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ >]{0,8}\{:[^{}\n]{0,200}\}[ \t\r]*$").ok());

/// The text with blanks in place of lines that hold nothing but a block's attributes, byte for byte.
pub(super) fn without_attribute_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("{:") {
        return text;
    }
    let Some(line) = ATTRIBUTES.as_ref() else {
        return text;
    };
    let blank = line.replace_all(&text, |found: &regex::Captures| {
        let whole = found.get(0).map_or("", |m| m.as_str());
        let kept = |b: u8| {
            matches!(b, b'>' | b'\r')
                .then_some(b as char)
                .unwrap_or(' ')
        };
        whole.bytes().map(kept).collect::<String>()
    });
    Cow::Owned(blank.into_owned())
}

/// The day that a post's file is named by (`2016-04-08-title.md`, `2016-04-08-title/index.md`).
pub(super) fn day_of_name(path: &str) -> Option<PartialDate> {
    let mut names = path.rsplit(['/', '!']);
    let name = names.next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let name = match stem {
        "index" => names.next()?,
        stem => stem,
    };
    let rest = name.get(10..)?;
    if !rest.starts_with(['-', '_']) || rest.len() < 2 {
        return None;
    }
    name.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_become_blanks_and_quotations_stay_quotations() {
        let text = "One {{< figure src=\"x\n\" >}} two.\n{% blockquote Ivo %}\nThree.\n{% endblockquote %}\n{{ x }}{";
        let shown = without_shortcodes(text);
        assert_eq!(shown.len(), text.len());
        assert_eq!(shown.lines().count(), text.lines().count());
        let words: Vec<&str> = shown.split_whitespace().collect();
        assert_eq!(
            words,
            [
                "One",
                "two.",
                "<blockquote>",
                "Three.",
                "</blockquote>",
                "{"
            ]
        );
        without_shortcodes(&"{{<".repeat(20_000));
    }

    #[test]
    fn lines_of_attributes_are_no_words() {
        let text = "Amnok Notes, é\n{: .dateline}\n\n> One.\n> {: .big}\n\na {: b}";
        let shown = without_attribute_lines(Cow::Borrowed(text));
        assert_eq!(shown.len(), text.len());
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        assert_eq!(
            lines,
            ["Amnok Notes, é", "", "", "> One.", ">", "", "a {: b}"]
        );
    }

    #[test]
    fn days_in_names_of_posts() {
        let day = |path: &str| day_of_name(path).map(|d| d.to_string());
        assert_eq!(
            day("_posts/2016-04-08-rice.md").as_deref(),
            Some("2016-04-08")
        );
        assert_eq!(
            day("content/2016-04-08-rice/index.md").as_deref(),
            Some("2016-04-08")
        );
        assert_eq!(day("2016-04-08.md"), None);
        assert_eq!(day("2016-13-08-rice.md"), None);
        assert_eq!(day("쌀값-2016-04-08.md"), None);
    }
}
