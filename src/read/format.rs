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
    /// A table of articles: comma-, semicolon- or tab-separated.
    Csv,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A WordPress export (WXR).
    WordPress,
    /// The comments that Disqus exports.
    Disqus,
    /// An e-book, an article a chapter.
    Epub,
    /// A document of Word.
    Docx,
    /// A document of OpenOffice or LibreOffice.
    Odt,
    /// A PDF with a text layer.
    Pdf,
    /// Any of these, compressed by gzip.
    Gzip,
    /// An archive of files.
    Zip,
    /// An archive of files, not compressed by itself.
    Tar,
    /// A crawl.
    Warc,
    /// A page that a browser saved in one file with its pictures.
    Mhtml,
    /// A mail, one article a file.
    Email,
    /// Many mails in one file.
    Mbox,
}

impl Format {
    /// The name that [`crate::article::Origin::format`] and `sosik formats` use.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Feed => "feed",
            Format::WordPress => "wordpress",
            Format::Disqus => "disqus",
            Format::Epub => "epub",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Pdf => "pdf",
            Format::Gzip => "gzip",
            Format::Zip => "zip",
            Format::Tar => "tar",
            Format::Warc => "warc",
            Format::Mhtml => "mhtml",
            Format::Email => "email",
            Format::Mbox => "mbox",
        }
    }

    /// Its usual file name endings, lower case.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown", "mdown", "mkd"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Json => &["jsonl", "ndjson", "json"],
            Format::Csv => &["csv", "tsv", "tab"],
            Format::Feed => &["rss", "atom", "rdf", "xml"],
            Format::WordPress => &["wxr"],
            Format::Disqus => &[],
            Format::Epub => &["epub"],
            Format::Docx => &["docx", "docm"],
            Format::Odt => &["odt", "ott"],
            Format::Pdf => &["pdf"],
            Format::Gzip => &["gz", "tgz"],
            Format::Zip => &["zip"],
            Format::Tar => &["tar"],
            Format::Warc => &["warc"],
            Format::Mhtml => &["mhtml", "mht"],
            Format::Email => &["eml"],
            Format::Mbox => &["mbox", "mbx"],
        }
    }

    /// By what it is told where the ending says nothing.
    pub fn content(self) -> &'static str {
        match self {
            Format::Text => "text of any other kind",
            Format::Markdown => "front matter between lines of --- or +++",
            Format::Html => "a doctype, or html, head or body elements",
            Format::Json => "an object, or an array of objects, with names",
            Format::Csv => "its ending alone",
            Format::Feed => {
                "rss, feed or RDF as its outermost element; the address of JSON Feed's version"
            }
            Format::WordPress => "rss with the address of WordPress's export",
            Format::Disqus => "disqus as its outermost element, with the address of its names",
            Format::Epub => "a zip that holds META-INF/container.xml, or states its media type",
            Format::Docx => "a zip that holds word/document.xml",
            Format::Odt => "a zip that states its media type",
            Format::Pdf => "%PDF- within its first bytes",
            Format::Gzip => "its first bytes; what is packed is read as any file",
            Format::Zip => "its first bytes; each file in it is read as any file",
            Format::Tar => "a header with its checksum; each file in it is read as any file",
            Format::Warc => "a first line WARC/1; pages, texts and PDFs that servers answered with",
            Format::Mhtml => "headers of multipart/related with the address of a saved page",
            Format::Email => "From, and Message-ID, MIME-Version or Received, as headers",
            Format::Mbox => "a first line From with a day and a clock, then headers",
        }
    }

    /// Rises with each change of what the reader makes of a file: articles read by another version are read anew.
    pub fn version(self) -> u32 {
        match self {
            Format::Html => 9,
            Format::Markdown | Format::Text | Format::Json => 9,
            Format::Csv | Format::Feed | Format::WordPress | Format::Epub => 5,
            Format::Docx | Format::Odt | Format::Pdf => 4,
            Format::Gzip | Format::Zip | Format::Tar | Format::Warc => 1,
            Format::Email | Format::Mbox => 2,
            Format::Mhtml | Format::Disqus => 1,
        }
    }

    /// Whether its reader takes a stream, so that a file may be larger than memory; one that does holds many articles.
    pub(super) fn is_stream(self) -> bool {
        matches!(
            self,
            Format::Json
                | Format::Gzip
                | Format::Tar
                | Format::Warc
                | Format::Mbox
                | Format::Csv
                | Format::Feed
                | Format::WordPress
        )
    }

    /// Whether it holds documents, which other readers read.
    pub(super) fn is_container(self) -> bool {
        matches!(
            self,
            Format::Gzip
                | Format::Zip
                | Format::Tar
                | Format::Warc
                | Format::Mhtml
                | Format::Email
                | Format::Mbox
        )
    }

    /// Whether a document that is held whole holds articles packed among other things, so that its size says little of theirs.
    pub(super) fn is_packed(self) -> bool {
        let parts = matches!(
            self,
            Format::Epub | Format::Docx | Format::Odt | Format::Pdf | Format::Disqus
        );
        parts || self.is_container()
    }
}

/// All formats.
pub fn formats() -> &'static [Format] {
    &[
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Json,
        Format::Csv,
        Format::Feed,
        Format::WordPress,
        Format::Disqus,
        Format::Epub,
        Format::Docx,
        Format::Odt,
        Format::Pdf,
        Format::Gzip,
        Format::Zip,
        Format::Tar,
        Format::Warc,
        Format::Mhtml,
        Format::Email,
        Format::Mbox,
    ]
}
