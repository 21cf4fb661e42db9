//! Owns the question what a file is, by its ending and its first bytes. Refuses to read it.

use memchr::memmem;

use super::document::Document;
use super::{Format, charset, disqus, feed, mbox, mhtml, mime, tar, warc};

/// So many bytes of a file decide; even, because UTF-16 is among the answers.
pub(super) const HEAD: usize = 8 << 10;

/// Endings of files that stand beside articles, or that no reader knows yet, though they are text.
const NO_ARTICLES: &[&str] = &[
    "bib",
    "c",
    "cfg",
    "conf",
    "css",
    "geojson",
    "gpx",
    "h",
    "ics",
    "ini",
    "ipynb",
    "java",
    "js",
    "kml",
    "less",
    "lock",
    "log",
    "map",
    "mjs",
    "opml",
    "php",
    "ps",
    "py",
    "r",
    "rb",
    "rels",
    "ris",
    "rs",
    "rtf",
    "scss",
    "sh",
    "sql",
    "srt",
    "svg",
    "toml",
    "ts",
    "vtt",
    "webmanifest",
    "xml",
    "xsd",
    "xsl",
    "xslt",
    "yaml",
    "yml",
];

/// First bytes of containers that show few control bytes at their head.
const MAGIC: &[&[u8]] = &[
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"\x7fELF",
    b"MZ\x90",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
    b"wOFF",
    b"wOF2",
    b"{\\rtf",
];

/// Which reader takes the document; `None`: it is passed over.
pub(super) fn format(document: &Document, head: &[u8]) -> Option<Format> {
    let ending = document.ending();
    if let Some(container) = container(&ending, head) {
        return container;
    }
    if MAGIC.iter().any(|magic| head.starts_with(magic)) || is_binary(head) {
        return None;
    }
    match document.facts.media.as_deref().map(by_media) {
        Some(Media::Of(format)) => return Some(format),
        Some(Media::NoArticle) => return None,
        Some(Media::Unclear) | None => {}
    }
    let by_ending = super::formats()
        .iter()
        .filter(|f| !f.is_container())
        .find(|f| f.extensions().contains(&ending.as_str()));
    match by_ending {
        // Pages saved under a wrong name; nobody writes an article that begins with a doctype.
        Some(Format::Text) if is_html(head) => Some(Format::Html),
        // XML of a kind that holds no articles stands under the same endings.
        Some(Format::Feed | Format::WordPress) if matches!(ending.as_str(), "xml" | "rdf") => {
            xml(head)
        }
        Some(Format::Text | Format::Feed | Format::WordPress) if xml(head).is_some() => xml(head),
        Some(Format::Json) if is_json_feed(head) => Some(Format::Feed),
        Some(format) => Some(*format),
        None if NO_ARTICLES.contains(&ending.as_str()) => None,
        None => Some(by_content(head)),
    }
}

/// What a server's or a mail's word for the kind of a document is worth.
enum Media {
    Of(Format),
    NoArticle,
    Unclear,
}

fn by_media(media: &str) -> Media {
    let (kind, sub) = media.split_once('/').unwrap_or((media, ""));
    match (kind, sub) {
        ("text", "html") | ("application", "xhtml+xml") => Media::Of(Format::Html),
        ("text", "markdown") => Media::Of(Format::Markdown),
        ("message", "rfc822") => Media::Of(Format::Email),
        ("image" | "audio" | "video" | "font", _) => Media::NoArticle,
        (_, "css" | "javascript" | "x-javascript" | "ecmascript") => Media::NoArticle,
        _ => Media::Unclear,
    }
}

/// Endings of what is packed as a zip and is no archive of files.
const ZIPPED: &[&str] = &[
    "apk", "crx", "ipa", "jar", "key", "kmz", "numbers", "odg", "odp", "ods", "pages", "pptx",
    "war", "xlsm", "xlsx", "xpi",
];

/// Formats that say by their content what they are, whatever their name; `Some(None)`: known to be none that is read.
fn container(ending: &str, head: &[u8]) -> Option<Option<Format>> {
    if head.starts_with(b"\x1f\x8b\x08") {
        return Some(Some(Format::Gzip));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let document = package(head, ending);
        let archive = || (!ZIPPED.contains(&ending)).then_some(Format::Zip);
        return Some(document.or_else(archive));
    }
    let first = &head[..head.len().min(1024)];
    if head.starts_with(b"%PDF-") || (ending == "pdf" && memmem::find(first, b"%PDF-").is_some()) {
        return Some(Some(Format::Pdf));
    }
    if warc::is_warc(head) {
        return Some(Some(Format::Warc));
    }
    if tar::is_tar(head) {
        return Some(Some(Format::Tar));
    }
    if mbox::is_mbox(head) {
        return Some(Some(Format::Mbox));
    }
    let mail = matches!(ending, "eml" | "mht" | "mhtml");
    if mail || mime::is_message(head) {
        return Some(Some(
            match ending != "eml" && (mail || mhtml::is_saved_page(head)) {
                true => Format::Mhtml,
                false => Format::Email,
            },
        ));
    }
    None
}

/// What a zip is, if it is a document: by the media type that it begins with, the names of its parts, its ending.
fn package(head: &[u8], ending: &str) -> Option<Format> {
    let holds = |words: &[u8]| memmem::find(head, words).is_some();
    let stated = head.get(30..).unwrap_or_default();
    if stated.starts_with(b"mimetypeapplication/epub+zip") {
        return Some(Format::Epub);
    }
    if stated.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        return Some(Format::Odt);
    }
    match ending {
        "epub" => Some(Format::Epub),
        "docx" | "docm" => Some(Format::Docx),
        "odt" | "ott" => Some(Format::Odt),
        _ if holds(b"word/document.xml") => Some(Format::Docx),
        _ if holds(b"META-INF/container.xml") && holds(b".opf") => Some(Format::Epub),
        _ => None,
    }
}

/// Which reader takes some XML, by its outermost element.
fn xml(head: &[u8]) -> Option<Format> {
    let text = String::from_utf8_lossy(head);
    let text = match charset::is_utf16(&head[..head.len() & !1]) {
        true => charset::decode(&head[..head.len() & !1], &[]).ok()?.text,
        false => text,
    };
    match feed::xml_root(&text)?.as_str() {
        "rss" | "feed" | "RDF" if text.contains("wordpress.org/export/") => Some(Format::WordPress),
        "disqus" if text.contains(disqus::NAMESPACE) => Some(Format::Disqus),
        "rss" | "feed" => Some(Format::Feed),
        // RDF says much else too.
        "RDF" if text.contains("purl.org/rss/") || text.contains("netscape.com/rdf") => {
            Some(Format::Feed)
        }
        _ => None,
    }
}

fn is_json_feed(head: &[u8]) -> bool {
    memmem::find(head, feed::JSON_FEED).is_some()
        || memmem::find(head, b"jsonfeed.org\\/version").is_some()
}

fn by_content(head: &[u8]) -> Format {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut marks = start.iter().filter(|b| !b.is_ascii_whitespace());
    match (marks.next(), marks.next()) {
        (Some(b'{'), Some(b'"')) if is_json_feed(head) => return Format::Feed,
        (Some(b'{'), Some(b'"')) | (Some(b'['), Some(b'{')) => return Format::Json,
        (Some(b'<'), _) if xml(head).is_some() => return xml(head).unwrap_or(Format::Text),
        _ if is_html(head) => return Format::Html,
        _ => {}
    }
    for fence in [&b"---"[..], b"+++"] {
        let mut lines = start.split(|&b| b == b'\n').map(|l| l.trim_ascii_end());
        if lines.next() == Some(fence) && lines.any(|l| l == fence) {
            return Format::Markdown;
        }
    }
    Format::Text
}

fn is_html(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = start.trim_ascii_start();
    let first = start[..start.len().min(1024)].to_ascii_lowercase();
    let page = |bytes: &[u8]| {
        [&b"<!doctype html"[..], b"<html", b"<head>", b"<body"]
            .iter()
            .any(|tag| bytes.starts_with(tag))
    };
    if page(&first) {
        return true;
    }
    // An XHTML page begins with an XML declaration, a saved one with a comment that says when.
    (first.starts_with(b"<?xml") || first.starts_with(b"<!--"))
        && memchr::memchr_iter(b'<', &first).any(|at| page(&first[at..]))
}

/// Whether bytes are no text in any charset: more than 1% NULs, or 5% of other control bytes.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let (mut nuls, mut controls) = (0usize, 0usize);
    for &b in bytes {
        nuls += usize::from(b == 0);
        controls += usize::from(b < 0x20 && !matches!(b, 0 | 8..=13 | 0x1b) || b == 0x7f);
    }
    let binary = nuls * 100 > bytes.len() || controls * 20 > bytes.len();
    binary && !charset::is_utf16(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::document::Facts;

    #[test]
    fn the_ending_decides_and_then_the_content() {
        for (path, head, expected) in [
            ("a.txt", &b"{\"title\": 1}"[..], Some(Format::Text)),
            ("a.TXT", b"\xef\xbb\xbf\n <!DOCTYPE html><p>", Some(Format::Html)),
            ("a.md", b"words", Some(Format::Markdown)),
            ("a.ndjson", b"{}", Some(Format::Json)),
            ("a", b"{\"title\": 1}", Some(Format::Json)),
            ("a.post", b"<?xml version='1.0'?>\n<html>", Some(Format::Html)),
            ("a.2016", b"---\ntitle: x\n---\nwords", Some(Format::Markdown)),
            ("a.", b"words", Some(Format::Text)),
            ("a.txt", &[0; 500], None),
            ("report", b"%PDF-1.4\nwords", Some(Format::Pdf)),
            ("site.css", b"p { color: red }", None),
            ("a.txt", b"one stray \0 among the many words of a long enough line, which is text still, as anybody can see who reads on", Some(Format::Text)),
        ] {
            let document = Document {
                path,
                facts: &Facts::default(),
                size: None,
            };
            assert_eq!(format(&document, head), expected, "{path} {head:?}");
        }
    }
}
