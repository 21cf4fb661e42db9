//! Owns the work of the child process: bounds for itself, then the words of a PDF from standard input to standard output with their
//! places. A page that the parser panics on is left out, and said. Refuses to run in the program itself: `tool` starts it.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform};

/// Bytes of memory that a child may ask for.
const MEMORY: u64 = 1 << 30;

/// Puts bounds on this process that it can't undo: memory, and seconds of work.
pub(super) fn bound(seconds: u64) {
    #[cfg(unix)]
    {
        use rlimit::{Resource, setrlimit};
        // Where the system knows no such bound the parent's clock is left.
        let _ = setrlimit(Resource::AS, MEMORY, MEMORY);
        let _ = setrlimit(Resource::CPU, seconds, seconds);
        let _ = setrlimit(Resource::CORE, 0, 0);
    }
    #[cfg(not(unix))]
    let _ = (MEMORY, seconds);
}

/// Becomes the program `tool`, within the bounds.
///
/// # Errors
/// If it can't be started.
pub(super) fn become_tool(tool: &Path, arguments: &[&str]) -> io::Error {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        std::process::Command::new(tool).args(arguments).exec()
    }
    #[cfg(not(unix))]
    {
        let _ = (tool, arguments);
        io::Error::from(io::ErrorKind::Unsupported)
    }
}

/// Writes the words of the PDF in `input` to `output`.
///
/// # Errors
/// Why it can't be read, in the words that the user will see.
pub(super) fn words(input: &mut dyn Read, output: &mut dyn Write) -> Result<(), String> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    // What the parser says in its panics is of no use to anybody.
    std::panic::set_hook(Box::new(|_| {}));
    let document =
        catch_unwind(|| Document::load_mem(&bytes)).map_err(|_| "damaged".to_string())?;
    let mut document = document.map_err(|e| format!("damaged ({e})"))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err("encrypted".to_string());
    }
    let mut found = format!("<html><head>{}</head>", properties(&document));
    for number in document.get_pages().into_keys() {
        let mut page = Glyphs::default();
        let read = catch_unwind(AssertUnwindSafe(|| {
            pdf_extract::output_doc_page(&document, &mut page, number)
        }));
        let whole = matches!(read, Ok(Ok(())));
        page.end();
        let _ = write!(
            found,
            "<page width=\"{:.1}\" height=\"{:.1}\"{}>{}</page>",
            page.size.0,
            page.size.1,
            if whole { "" } else { " broken=\"1\"" },
            page.words
        );
        output
            .write_all(found.as_bytes())
            .map_err(|e| e.to_string())?;
        found.clear();
    }
    found.push_str("</html>");
    output
        .write_all(found.as_bytes())
        .map_err(|e| e.to_string())
}

/// Title and author as the document's properties say them, as HTML.
fn properties(document: &Document) -> String {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| match info.as_reference() {
        Ok(id) => document.get_dictionary(id).ok(),
        Err(_) => info.as_dict().ok(),
    });
    let value = |name: &[u8]| {
        let bytes = info?.get(name).ok()?.as_str().ok()?;
        Some(escape(&text(bytes)))
    };
    let title = value(b"Title").unwrap_or_default();
    let author = value(b"Author").unwrap_or_default();
    format!("<title>{title}</title><meta name=\"Author\" content=\"{author}\"/>")
}

/// A string of a PDF's properties: UTF-16 or UTF-8 with a mark, else near enough to Latin-1.
fn text(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xfe, 0xff])
        || bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xef, 0xbb, 0xbf])
    {
        let (encoding, _) =
            encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
        return encoding.decode(bytes).0.into_owned();
    }
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

fn escape(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    clean
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The characters of a page, put together to words.
#[derive(Default)]
struct Glyphs {
    size: (f64, f64),
    /// The page's upper left corner.
    corner: (f64, f64),
    words: String,
    word: String,
    /// Left, base line, right, height of the word in the making.
    area: (f64, f64, f64, f64),
}

impl Glyphs {
    fn end(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.trim().is_empty() {
            return;
        }
        let (left, base, right, height) = self.area;
        // A line of letters hangs a fifth below its base.
        let (top, bottom) = (base - 0.8 * height, base + 0.2 * height);
        let _ = write!(
            self.words,
            "<word xMin=\"{left:.2}\" yMin=\"{top:.2}\" xMax=\"{right:.2}\" yMax=\"{bottom:.2}\">{}</word>",
            escape(word.trim())
        );
    }
}

impl OutputDev for Glyphs {
    fn begin_page(
        &mut self,
        _: u32,
        page: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.size = (page.urx - page.llx, page.ury - page.lly);
        self.corner = (page.llx, page.ury);
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // Words that stand upright in a margin are none of the text.
        if at.m12.abs() > 0.3 * at.m11.abs() || !at.m31.is_finite() || !at.m32.is_finite() {
            return Ok(());
        }
        let height = (at.m22 * size).abs();
        let (x, y) = (at.m31 - self.corner.0, self.corner.1 - at.m32);
        let (_, base, right, before) = self.area;
        let goes_on = !self.word.is_empty()
            && (y - base).abs() < 0.3 * height.max(before)
            && x - right < 0.2 * height
            && x > self.area.0
            && right - x < 2.0 * height;
        if !goes_on || text.chars().all(char::is_whitespace) {
            self.end();
            self.area = (x, y, x, height);
        }
        self.area.2 = x + (width * at.m11 * size).abs();
        self.area.3 = self.area.3.max(height);
        if !text.chars().all(char::is_whitespace) {
            self.word.push_str(text);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
