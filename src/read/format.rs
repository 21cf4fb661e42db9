//! Owns the table of formats: names, endings, versions, and how each is held. Refuses to read them: `document` hands out.

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// CommonMark with front matter, one article a file.
    Markdown,
    /// A saved page.
    Html,
    /// JSON Lines, a JSON array or object of articles.
    Json,
    /// Any of these, compressed by gzip.
    Gzip,
}

impl Format {
    /// The name that [`crate::article::Origin::format`] and `sosik formats` use.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
            Format::Gzip => "gzip",
        }
    }

    /// Its usual file name endings, lower case.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown", "mdown", "mkd"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Json => &["jsonl", "ndjson", "json"],
            Format::Gzip => &["gz", "tgz"],
        }
    }

    /// By what it is told where the ending says nothing.
    pub fn content(self) -> &'static str {
        match self {
            Format::Text => "text of any other kind",
            Format::Markdown => "front matter between lines of --- or +++",
            Format::Html => "a doctype, or html, head or body elements",
            Format::Json => "an object, or an array of objects, with names",
            Format::Gzip => "its first two bytes; what is packed is read as any file",
        }
    }

    /// Rises with each change of what the reader makes of a file: articles read by another version are read anew.
    pub fn version(self) -> u32 {
        match self {
            Format::Text | Format::Markdown | Format::Html | Format::Json | Format::Gzip => 1,
        }
    }

    /// Whether its reader takes a stream, so that a file may be larger than memory; one that does holds many articles.
    pub(super) fn is_stream(self) -> bool {
        matches!(self, Format::Json | Format::Gzip)
    }

    /// Whether it holds documents, which other readers read.
    pub(super) fn is_container(self) -> bool {
        matches!(self, Format::Gzip)
    }

    /// Whether a document holds articles packed among other things, so that its size says little of theirs.
    pub(super) fn is_packed(self) -> bool {
        matches!(self, Format::Gzip)
    }
}

/// All formats.
pub fn formats() -> &'static [Format] {
    &[
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Json,
        Format::Gzip,
    ]
}
