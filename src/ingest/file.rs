//! Owns the stages between a reader and the index, and the way of a single file through them.

use std::path::Path;

use crate::article::{Article, RawArticle};
use crate::attribute::attribute;
use crate::error::{Error, Result, Skipped};
use crate::passage::Passage;
use crate::read::{self, Limits, Outcome};
use crate::resolve::resolve;
use crate::source::Registry;
use crate::split::split;

/// An article with its passages, or a bad record.
pub type Found = std::result::Result<(Article, Vec<Passage>), Skipped>;

/// Reads one file as an ingest would, without any index: each article with its passages. Its path is relative to `corpus`, if
/// given (whose sources.toml and corrections.toml then hold), else the file's name.
///
/// # Errors
/// If the file can't be read at all; bad records go to `sink`.
pub fn read_file(
    file: &Path,
    corpus: Option<&Path>,
    limits: &Limits,
    sink: &mut dyn FnMut(Found),
) -> Result<()> {
    let registry = corpus.map_or_else(|| Ok(Registry::builtin()), Registry::load)?;
    let path = match corpus {
        Some(root) => {
            let inside = file
                .canonicalize()
                .ok()
                .zip(root.canonicalize().ok())
                .and_then(|(f, r)| f.strip_prefix(r).ok().map(Path::to_path_buf));
            let inside = inside.or_else(|| file.strip_prefix(root).ok().map(Path::to_path_buf));
            inside.ok_or_else(|| {
                Error::Corpus(format!(
                    "{}: not in the corpus {}",
                    file.display(),
                    root.display()
                ))
            })?
        }
        None => file.file_name().map(Into::into).unwrap_or_default(),
    };
    let path: Vec<_> = path
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect();
    let path = path.join("/");
    let (mut articles, mut corrected) = (Vec::new(), Vec::new());
    let outcome = read::read(file, &path, &registry, limits, &|_| {}, &mut |found| {
        let found = found.map(|raw| voices(raw, &registry));
        if let Ok((article, _)) = &found {
            articles.push(article.id);
            corrected.extend(registry.corrections().of(article).map(|(n, ..)| n));
        }
        sink(found);
    })?;
    for missed in registry.corrections().missed(&path, &articles, &corrected) {
        sink(Err(missed));
    }
    match outcome {
        Outcome::Read { .. } => Ok(()),
        Outcome::Binary => Err(Error::Corpus(format!(
            "{}: a binary file, which index passes over",
            file.display()
        ))),
    }
}

/// From what a reader found to an article with its passages.
pub(super) fn voices(raw: RawArticle, registry: &Registry) -> (Article, Vec<Passage>) {
    let article = resolve(raw, registry);
    let passages = attribute(&article, split(&article), registry);
    (article, passages)
}
