//! Owns what can go wrong, in words that name the place and the remedy. Refuses to decide exit codes: the edge does.

/// What a library call of `sosik` can fail with; a single bad file or record is no error but a [`Skipped`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file, as the user would name it.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file of the corpus can't be read as what it is; the rest of the corpus can.
    #[error("{path}: {reason}")]
    File {
        /// The file, relative to the corpus, with `:line` where one is known.
        path: String,
        /// What is wrong and how to mend it.
        reason: String,
    },
    /// A configuration file (`sources.toml`, ...) is wrong; the text names line and column.
    #[error("{path}: {reason}")]
    Config {
        /// The file, relative to the corpus.
        path: String,
        /// What is wrong and how to mend it.
        reason: String,
    },
    /// The query can't be read; the text holds the caret line.
    #[error("{0}")]
    Query(String),
    /// A name of an outlet that nobody knows, with the nearest known ones.
    #[error("{0}")]
    UnknownName(String),
    /// The corpus folder is missing, empty, or not the one that the index was made from.
    #[error("{0}")]
    Corpus(String),
    /// The index folder is missing, damaged, foreign, or of another version.
    #[error("{0}")]
    Index(String),
    /// Somebody else is writing the index.
    #[error("{0}")]
    Locked(String),
    /// An id that no article or passage bears.
    #[error("{0}")]
    NoSuchId(String),
}

/// The result of a library call.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An I/O error at `path`.
    pub fn io(path: impl std::fmt::Display, source: std::io::Error) -> Error {
        Error::Io {
            path: path.to_string(),
            source,
        }
    }

    /// A file of the corpus that is broken as a whole.
    pub fn file(path: impl std::fmt::Display, reason: impl Into<String>) -> Error {
        Error::File {
            path: path.to_string(),
            reason: reason.into(),
        }
    }

    /// The same as data of a report. A file's error names its place itself; any other is said of `path`.
    pub(crate) fn into_skipped(self, path: &str) -> Skipped {
        let (path, reason) = match self {
            Error::File { path, reason } => (path, reason),
            Error::Io { path, source } => (path, source.to_string()),
            other => (path.to_string(), other.to_string()),
        };
        Skipped { path, reason }
    }
}

/// Whether a process may open no more files (`EMFILE`, `ENFILE`, which have no kind of their own in std).
pub(crate) fn is_limit_of_files(error: &std::io::Error) -> bool {
    // The number may stand behind an error that adds a path.
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        let io = error.downcast_ref::<std::io::Error>();
        if matches!(io.and_then(|e| e.raw_os_error()), Some(23 | 24)) {
            return cfg!(unix);
        }
        source = match io.and_then(|e| e.get_ref()) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}

/// A file or record that could not be read: data in the report, never a reason to stop (law 7).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Skipped {
    /// Path relative to the corpus, with `:line` of a bad record.
    pub path: String,
    /// What is wrong, lower case, with the remedy if there is one.
    pub reason: String,
}
