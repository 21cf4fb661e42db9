//! Owns the bounds of what is read, and the words that name the flag which raises each. Refuses to count: `meter` does.

/// Bounds that no file passes; each has a flag of `sosik index` and `sosik passages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one article (one page or text, or one record of a file of many).
    pub article_bytes: u64,
    /// Bytes that a file of the corpus may hold in memory at a time where its format must be held whole (mails, archives
    /// within archives, documents of offices, ...). Archives and files of lines are streamed, and have no limit.
    pub file_bytes: u64,
    /// Bytes that one file may come to when all that is packed in it is unpacked.
    pub expanded_bytes: u64,
    /// How many times its size a file may come to, unpacked.
    pub ratio: u64,
    /// How deep archives may stand in archives.
    pub depth: u32,
    /// Articles of one file.
    pub records: u64,
    /// Seconds from one article of a file to the next.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            article_bytes: 64 << 20,
            file_bytes: 256 << 20,
            expanded_bytes: 4 << 40,
            ratio: 200,
            depth: 8,
            records: 20_000_000,
            seconds: 60,
        }
    }
}

/// What is unpacked below any ratio: small files of one repeated letter are no bombs.
const HARMLESS: u64 = 16 << 20;

impl Limits {
    /// Whether an article of so many bytes may be read; if not, what is wrong and which flag mends it.
    /// Spans count in 32 bits, and a legacy charset may double in UTF-8: above 2 GiB no flag helps.
    pub(crate) fn check(&self, bytes: u64) -> Result<(), String> {
        let most = self.most_of_article();
        if bytes <= most {
            return Ok(());
        }
        let remedy = if bytes > 1 << 31 {
            "split it"
        } else {
            "raise it with --max-article-size"
        };
        Err(format!(
            "an article of {} is above the limit of {}; {remedy}",
            mebibytes(bytes),
            mebibytes(most)
        ))
    }

    /// The most bytes of one article.
    pub(super) fn most_of_article(&self) -> u64 {
        self.article_bytes.min(1 << 31)
    }

    /// Whether a file may hold so many bytes in memory.
    pub(super) fn check_file(&self, bytes: u64) -> Result<(), String> {
        if bytes <= self.file_bytes {
            return Ok(());
        }
        Err(format!(
            "{} to hold in memory is above the limit of {}; raise it with --max-file-size",
            mebibytes(bytes),
            mebibytes(self.file_bytes)
        ))
    }

    /// Whether `packed` bytes may have come to `expanded`.
    pub(super) fn check_expanded(&self, expanded: u64, packed: u64) -> Result<(), String> {
        if expanded > self.expanded_bytes {
            return Err(format!(
                "unpacked it is above the limit of {}; raise it with --max-expanded-size",
                mebibytes(self.expanded_bytes)
            ));
        }
        if expanded > HARMLESS.max(packed.saturating_mul(self.ratio)) {
            return Err(format!(
                "unpacked it is more than {} times its size, as no honest archive is; raise the limit with --max-ratio",
                self.ratio
            ));
        }
        Ok(())
    }

    pub(super) fn check_depth(&self, depth: u32) -> Result<(), String> {
        if depth <= self.depth {
            return Ok(());
        }
        Err(format!(
            "archives within archives, deeper than the limit of {}; raise it with --max-nesting",
            self.depth
        ))
    }

    pub(super) fn check_records(&self, records: u64) -> Result<(), String> {
        if records <= self.records {
            return Ok(());
        }
        Err(format!(
            "it holds more than {} articles, the first of which are read; raise the limit with --max-records",
            self.records
        ))
    }

    pub(super) fn check_time(&self, spent: std::time::Duration) -> Result<(), String> {
        if spent.as_secs() < self.seconds {
            return Ok(());
        }
        Err(format!(
            "it took longer than the limit of {} s; raise it with --max-time",
            self.seconds
        ))
    }
}

fn mebibytes(bytes: u64) -> String {
    if bytes < 1 << 20 {
        return format!("{bytes} bytes");
    }
    // Rounded up, so that what is above a limit never prints as the limit.
    let tenths = (u128::from(bytes) * 10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{} MiB", tenths / 10),
        rest => format!("{}.{rest} MiB", tenths / 10),
    }
}
