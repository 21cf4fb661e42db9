//! Owns the seam between readers: a document (a file of the corpus, or what a container holds) goes to the reader of its format,
//! and what the container states of it is added where the document itself says nothing. Refuses to read any format.

use std::io::{self, BufRead, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::meter::{Meter, at, fault};
use super::{Format, Sink, sniff};
use super::{
    csv, disqus, docx, email, epub, feed, gzip, html, jsonl, markdown, mbox, mhtml, odt, pdf, tar,
    text, warc, zip,
};
use crate::article::{Digest, Origin, PartialDate, RawArticle, RawText};
use crate::error::{Error, Result, Skipped};

/// One document on its way to a reader.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'a> {
    /// What ids and messages name: `crawl.zip!2016/post.html`.
    pub path: &'a str,
    /// What its container states of it.
    pub facts: &'a Facts,
    /// Bytes, where the container says how many.
    pub size: Option<u64>,
}

/// What a container states of a document. Times of capture, change and packing are none of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// The file's name, where the path does not end with it (`post.html` of `post.html.gz`).
    pub name: Option<String>,
    /// Its media type, lower case, without parameters (`text/html`).
    pub media: Option<String>,
    /// Its charset, as the server or the mail names it.
    pub charset: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title; a text then has no line of its own for it.
    pub title: Option<String>,
    /// Its authors.
    pub byline: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// An address of who published it, where it has none itself.
    pub site: Option<String>,
    /// The day of its publication.
    pub published: Option<PartialDate>,
    /// Whether all this weighs more than what the document says of itself: a mail's subject is its title, whatever its HTML is called.
    pub firm: bool,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// A reader took it.
    Read,
    /// It is nothing that holds articles.
    PassedOver,
}

impl Document<'_> {
    /// Where one of its articles is found: the `record`th, made of `bytes`.
    pub fn origin(&self, format: Format, record: u32, bytes: &[u8]) -> Origin {
        Origin {
            path: self.path.to_string(),
            record,
            format: format.name().to_string(),
            digest: Digest::of(bytes),
        }
    }

    /// The name whose ending may tell the format.
    pub fn name(&self) -> &str {
        let last = || self.path.rsplit(['/', '!']).next().unwrap_or(self.path);
        self.facts.name.as_deref().unwrap_or_else(last)
    }

    /// The ending of the name, lower case, without its dot; may be empty.
    pub fn ending(&self) -> String {
        let ending = self.name().rsplit_once('.').map(|(_, ending)| ending);
        ending.unwrap_or_default().to_ascii_lowercase()
    }
}

/// Reads a document from `input`, whatever it is.
///
/// # Errors
/// If it is broken as a whole, or passes a limit.
pub(super) fn document(
    input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<Fate> {
    let path = document.path;
    let mut head = Vec::new();
    let mut broken = Broken(None);
    if let Err(e) = Read::take(&mut *input, sniff::HEAD as u64).read_to_end(&mut head) {
        if head.is_empty() {
            return Err(fault(path, e));
        }
        broken.0 = Some(e);
    }
    if head.is_empty() {
        return Err(Error::file(path, "empty file"));
    }
    let Some(format) = sniff::format(document, &head) else {
        return Ok(Fate::PassedOver);
    };
    let mut sink = |found: std::result::Result<RawArticle, Skipped>| {
        if format.is_container() {
            return sink(found);
        }
        let found = found.map(|article| document.facts.complete(article, format, meter));
        if found.is_err() || meter.article() {
            sink(found);
        }
        // What the sink made us wait is not the reader's time.
        meter.next();
    };
    let is_utf16 = super::charset::is_utf16(&head[..head.len() & !1]);
    if format.is_stream() && !(format == Format::Json && is_utf16) {
        let mut input = head.as_slice().chain(broken).chain(input);
        return guarded(path, || {
            stream(format, &mut input, document, meter, &mut sink)
        });
    }
    let mut input = broken.chain(input);
    let bytes = whole(head, &mut input, format, document, meter)?;
    let _held = meter
        .hold(bytes.len() as u64)
        .map_err(|e| Error::file(path, e))?;
    if !format.is_packed() && sniff::is_binary(&bytes) {
        return Ok(Fate::PassedOver);
    }
    guarded(path, || {
        read_whole(format, &bytes, document, meter, &mut sink)
    })
}

/// The error that was met while the head was read: a reader of streams takes what stood before it.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Broken {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// Readers of formats that may be larger than memory.
fn stream(
    format: Format,
    input: &mut dyn BufRead,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    match format {
        Format::Gzip => gzip::read(input, document, meter, sink),
        Format::Tar => tar::read(input, document, meter, sink),
        Format::Warc => warc::read(input, document, meter, sink),
        Format::Mbox => mbox::read(input, document, meter, sink),
        Format::Csv => csv::read(input, document, meter, sink),
        Format::Feed | Format::WordPress => feed::read(input, document, meter, sink),
        _ => jsonl::read(input, document, meter, sink),
    }
}

/// Readers of formats that are held whole.
fn read_whole(
    format: Format,
    bytes: &[u8],
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    match format {
        Format::Markdown => markdown::read(bytes, document, meter, sink),
        Format::Html => html::read(bytes, document, sink),
        Format::Zip => zip::read(&mut Cursor::new(bytes), document, meter, sink),
        Format::Mhtml => mhtml::read(bytes, document, meter, sink),
        Format::Email => email::read(bytes, document, meter, sink),
        Format::Epub => epub::read(bytes, document, meter, sink),
        Format::Disqus => disqus::read(bytes, document, meter, sink),
        Format::Docx => docx::read(bytes, document, meter, sink),
        Format::Odt => odt::read(bytes, document, meter, sink),
        Format::Pdf => pdf::read(bytes, document, meter, sink),
        Format::Json => {
            let decoded =
                super::charset::decode(bytes, &[]).map_err(|e| Error::file(document.path, e))?;
            jsonl::read(&mut decoded.text.as_bytes(), document, meter, sink)
        }
        _ => text::read(bytes, document, sink),
    }
}

/// A fault of ours must cost one document, not the run.
fn guarded(path: &str, read: impl FnOnce() -> Result<()>) -> Result<Fate> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(done) => done.map(|()| Fate::Read),
        Err(_) => Err(Error::file(
            path,
            "internal error while reading it; please report it",
        )),
    }
}

/// All bytes of a document that can't be streamed.
fn whole(
    mut bytes: Vec<u8>,
    input: &mut dyn BufRead,
    format: Format,
    document: &Document,
    meter: &Meter,
) -> Result<Vec<u8>> {
    let path = document.path;
    let check = |bytes: u64| {
        let checked = match format.is_packed() {
            true => meter.limits.check_file(bytes),
            false => meter.limits.check(bytes),
        };
        checked.map_err(|e| Error::file(path, e))
    };
    let size = document.size.unwrap_or(0).max(bytes.len() as u64);
    check(size)?;
    // A size that a container states is a claim: room is made for it bit by bit.
    let expected = usize::try_from(size).unwrap_or(0).min(1 << 20);
    bytes.reserve(expected.saturating_sub(bytes.len()));
    // A file may grow while it is read; a device has no size.
    let most = match format.is_packed() {
        true => meter.room(),
        false => meter.limits.most_of_article(),
    };
    let room = (most + 1).saturating_sub(bytes.len() as u64);
    at(path, Read::take(input, room).read_to_end(&mut bytes))?;
    check(bytes.len() as u64)?;
    Ok(bytes)
}

/// Reads what a container holds, and lets nothing of it stop the container: what is bad in it is named, what is no article counted.
///
/// Tells whether it was bad as a whole.
///
/// # Errors
/// If a limit of the whole file was passed.
pub(super) fn inner(
    input: &mut dyn BufRead,
    inside: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<bool> {
    let path = inside.path;
    meter.next();
    let done = match meter.enter() {
        Ok(()) => {
            let done = document(input, inside, meter, sink);
            meter.leave();
            done
        }
        Err(reason) => Err(Error::file(path, reason)),
    };
    meter.next();
    if let Some(reason) = meter.fault() {
        return Err(Error::file(meter.path, reason));
    }
    match done {
        Ok(Fate::Read) => {}
        Ok(Fate::PassedOver) => meter.pass_over(),
        Err(error) => {
            sink(Err(error.into_skipped(path)));
            return Ok(true);
        }
    }
    Ok(false)
}

impl Facts {
    /// Adds what the container states where the document says nothing. Of a document of many articles it states nothing of each.
    fn complete(&self, mut article: RawArticle, format: Format, meter: &Meter) -> RawArticle {
        if meter.depth() > 0 {
            // Places are those of the file on disk, where nothing of this stands as it is.
            let title = article.title.iter_mut();
            let texts = title.chain(article.body.iter_mut().map(|b| &mut b.text));
            texts.for_each(|text| {
                text.at = None;
                // A mail's lines are those of a part of it, which nobody can open.
                text.line = text.line.filter(|_| !self.firm);
            });
        }
        if !format.is_stream() {
            article.url = article.url.or_else(|| self.url.clone());
            article.site = article.site.or_else(|| self.site.clone());
            give(&mut article.publisher, &self.publisher, self.firm);
            give(&mut article.published, &self.published, self.firm);
            let title = self.title.clone().map(|text| RawText {
                text,
                ..RawText::default()
            });
            give(&mut article.title, &title, self.firm);
            if !self.byline.is_empty() && (self.firm || article.byline.is_empty()) {
                article.byline.clone_from(&self.byline);
            }
        }
        article
    }
}

/// Sets what is stated, where nothing is known yet or the statement is firm.
fn give<T: Clone>(known: &mut Option<T>, stated: &Option<T>, firm: bool) {
    if stated.is_some() && (firm || known.is_none()) {
        known.clone_from(stated);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_costs_its_document_only() {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let told = guarded("crawl.zip!a.html", || panic!("a fault of ours"));
        std::panic::set_hook(hook);
        assert_eq!(
            told.unwrap_err().to_string(),
            "crawl.zip!a.html: internal error while reading it; please report it"
        );
    }
}
