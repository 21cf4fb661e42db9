//! Owns the user's `sources.toml`: outlets of his own, and which folder or domain belongs to which outlet. Refuses unknown keys, with
//! the line.
//!
//! ```toml
//! # Spellings that name nobody, here before the tables.
//! forbid = ["Post"]
//!
//! # An outlet that is not known, or more of one that is: spellings and domains are added, the rest is replaced.
//! [[source]]
//! name = "Amnok Courier"
//! aliases = ["Amnok Daily Courier"]
//! native = ["압록강신문"]
//! ambiguous = ["the Courier"]
//! domains = ["amnok-courier.example"]
//!
//! # Who published what lies in a folder, where the file does not say; the last rule that fits wins.
//! [[folder]]
//! glob = "ofk/**"
//! publisher = "One Free Korea"
//! lang = "en"
//!
//! # The same by address; with `override` also against what the file says.
//! [[domain]]
//! domain = "courier-mirror.example"
//! publisher = "Amnok Courier"
//! override = true
//! ```
//!
//! `[[columns]]` says which column of a table holds what: see `columns.rs`.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;

use super::columns::{Columns, ColumnsTable};
use super::{Registry, Source, SourceRef, address, corrections, is_platform, key};
use crate::article::Lang;
use crate::error::{Error, Result};

/// Which place belongs to which outlet.
#[derive(Debug, Default)]
pub struct Rules {
    folders: Vec<FolderRule>,
    columns: Vec<Columns>,
    domains: Vec<DomainRule>,
}

#[derive(Debug)]
struct FolderRule {
    /// The glob itself, all below what it names, and all within, if that is an archive.
    globs: [PathGlob; 4],
    publisher: Option<SourceRef>,
    lang: Option<Lang>,
    overrides: bool,
}

#[derive(Debug)]
struct DomainRule {
    /// Without scheme and `www.`.
    domain: String,
    publisher: SourceRef,
    overrides: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SourcesFile {
    forbid: Vec<String>,
    source: Vec<Source>,
    folder: Vec<FolderTable>,
    columns: Vec<ColumnsTable>,
    domain: Vec<DomainTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderTable {
    glob: Spanned<String>,
    publisher: Option<Spanned<String>>,
    lang: Option<Spanned<String>>,
    #[serde(default, rename = "override")]
    overrides: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DomainTable {
    domain: Spanned<String>,
    publisher: Spanned<String>,
    #[serde(default, rename = "override")]
    overrides: bool,
}

pub(super) const FILE: &str = "sources.toml";

/// A pattern of paths. It is shown as it was written: a compiled one differs from start to start, and the registry's fingerprint
/// counts what is shown.
#[derive(Clone)]
pub(super) struct PathGlob(GlobMatcher);

impl PathGlob {
    pub(super) fn is_match(&self, path: &str) -> bool {
        self.0.is_match(path)
    }
}

impl fmt::Debug for PathGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.glob().glob().fmt(f)
    }
}

impl Registry {
    /// The outlets compiled in, with what `sources.toml` and `corrections.toml` at the corpus root say, if they are there.
    ///
    /// # Errors
    /// If a file can't be read, or says what can't be understood; the words name the line.
    pub fn load(corpus_root: &Path) -> Result<Arc<Registry>> {
        let rules = read(corpus_root, FILE)?;
        let corrections = read(corpus_root, corrections::FILE)?;
        if rules.is_none() && corrections.is_none() {
            return Ok(Registry::builtin());
        }
        let mut registry = Registry::with_rules(rules.as_deref().unwrap_or_default())?;
        if let Some(corrections) = corrections {
            registry.correct(&corrections)?;
        }
        Ok(Arc::new(registry))
    }

    /// The outlets compiled in, with what the text of a `sources.toml` says.
    ///
    /// # Errors
    /// See [`Registry::load`].
    ///
    /// ```
    /// let rules = r#"
    ///     [[source]]
    ///     name = "Amnok Courier"
    ///
    ///     [[folder]]
    ///     glob = "clippings/2016-*/**"
    ///     publisher = "Amnok Courier"
    /// "#;
    /// let registry = sosik::source::Registry::with_rules(rules)?;
    /// let publisher = registry.publisher_for("clippings/2016-04/rice.txt", None, None);
    /// assert_eq!(publisher.map(|p| p.name.to_string()).as_deref(), Some("Amnok Courier"));
    /// assert_eq!(registry.publisher_for("clippings/2017-04/rice.txt", None, None), None);
    /// # Ok::<(), sosik::Error>(())
    /// ```
    pub fn with_rules(text: &str) -> Result<Registry> {
        let file: SourcesFile = toml::from_str(text).map_err(|e| config_error(FILE, text, &e))?;
        let mut registry = Registry::compiled_in();
        registry.user_rules = text.to_string();
        for source in file.source {
            if key(&source.name).is_empty() {
                return Err(config(FILE, "a source's name needs a letter".into()));
            }
            registry.add(source);
        }
        for folder in file.folder {
            let glob = |pattern: &str| matcher(pattern, folder.glob.span().start, text);
            let plain = folder.glob.get_ref().trim_end_matches('/');
            let globs = [
                glob(plain)?,
                glob(&format!("{plain}/**"))?,
                glob(&format!("{plain}!*"))?,
                glob(&format!("{plain}!*/**"))?,
            ];
            if folder.publisher.is_none() && folder.lang.is_none() {
                return Err(at_line(
                    FILE,
                    text,
                    folder.glob.span().start,
                    "a folder needs a publisher or a lang",
                ));
            }
            let lang = match &folder.lang {
                Some(tag) => {
                    let unknown = || {
                        at_line(
                            FILE,
                            text,
                            tag.span().start,
                            &format!(
                                "{:?} is no language: write its two letters (en, ko)",
                                tag.get_ref()
                            ),
                        )
                    };
                    Some(Lang::from_tag(tag.get_ref()).ok_or_else(unknown)?)
                }
                None => None,
            };
            let publisher = folder
                .publisher
                .as_ref()
                .map(|p| registry.appoint(p, text))
                .transpose()?;
            registry.rules.folders.push(FolderRule {
                globs,
                publisher,
                lang,
                overrides: folder.overrides,
            });
        }
        for table in file.columns {
            registry.rules.columns.push(Columns::new(table, text)?);
        }
        for domain in file.domain {
            let publisher = registry.appoint(&domain.publisher, text)?;
            registry.rules.domains.push(DomainRule {
                domain: address(domain.domain.get_ref()),
                publisher,
                overrides: domain.overrides,
            });
        }
        for spelling in &file.forbid {
            registry.forbid(spelling);
        }
        Ok(registry)
    }

    /// What the user says of the columns of the table at `path`; the last word holds.
    pub fn columns_of(&self, path: &str) -> Option<&Columns> {
        let path: String = path.nfc().collect();
        let mut columns = self.rules.columns.iter().rev();
        columns.find(|columns| columns.fits(&path))
    }

    /// The outlet that a rule names; one that nobody knows becomes known.
    fn appoint(&mut self, name: &Spanned<String>, text: &str) -> Result<SourceRef> {
        let printed = name.get_ref().trim();
        let wrong = |why: &str| at_line(FILE, text, name.span().start, why);
        if key(printed).is_empty() {
            return Err(wrong("a publisher's name needs a letter"));
        }
        let meant = self.meant(printed).map_err(|why| wrong(&why))?;
        if self.by_id(&meant.id.0).is_none() {
            self.add(Source::new(printed));
        }
        Ok(meant)
    }

    /// The outlet that the user means by `printed`: a known one, or a new one of this name; why not, if several share it.
    pub(super) fn meant(&self, printed: &str) -> std::result::Result<SourceRef, String> {
        let may_be = self.may_mean(printed);
        let only = may_be.first().copied().filter(|_| may_be.len() == 1);
        match self.named(printed).or(only) {
            Some(known) => Ok(known.to_ref()),
            None if may_be.is_empty() => Ok(SourceRef::unknown(printed)),
            None => {
                let names: Vec<&str> = may_be.iter().map(|s| s.name.as_str()).collect();
                let names = names.join(", ");
                Err(format!("{printed:?} may mean {names}: write the full name"))
            }
        }
    }

    /// Who published the article at `path` (relative to the corpus), of which the file states `stated` and the address `url`. In this
    /// order: a rule that overrides, what the file states, a rule, the address's domain, the name of the first folder.
    pub fn publisher_for(
        &self,
        path: &str,
        stated: Option<&str>,
        url: Option<&str>,
    ) -> Option<SourceRef> {
        let path: String = path.nfc().collect();
        self.by_rule(&path, url, true)
            .or_else(|| stated.and_then(|s| self.stated(s, url)))
            .or_else(|| self.by_rule(&path, url, false))
            .or_else(|| url.and_then(|u| self.of_url(u)).map(Source::to_ref))
            .or_else(|| {
                let (folder, _) = path.split_once('/')?;
                // In an archive that lies in no folder, the first folder is the archive's.
                let folder = folder.rsplit('!').next()?;
                let known = self
                    .by_id(folder)
                    .filter(|_| self.may_mean(folder).len() == 1);
                known.or_else(|| self.named(folder)).map(Source::to_ref)
            })
    }

    /// The language that a folder's rule gives, and whether it holds against what a file states.
    pub fn lang_for(&self, path: &str) -> Option<(Lang, bool)> {
        let path: String = path.nfc().collect();
        let rule = self
            .rules
            .folders
            .iter()
            .rev()
            .find(|r| r.lang.is_some() && r.holds(&path))?;
        rule.lang.map(|lang| (lang, rule.overrides))
    }

    fn by_rule(&self, path: &str, url: Option<&str>, overriding: bool) -> Option<SourceRef> {
        let folder = self
            .rules
            .folders
            .iter()
            .rev()
            .find(|r| r.overrides == overriding && r.publisher.is_some() && r.holds(path));
        if let Some(rule) = folder {
            return rule.publisher.clone();
        }
        let url = url.map(address)?;
        let domain = self
            .rules
            .domains
            .iter()
            .rev()
            .find(|r| r.overrides == overriding && is_under(&url, &r.domain))?;
        Some(domain.publisher.clone())
    }

    /// The outlet that a file states as its publisher: a known one, or a new one under its printed name.
    fn stated(&self, printed: &str, url: Option<&str>) -> Option<SourceRef> {
        let printed = printed.trim();
        if key(printed).is_empty() || is_platform(printed) || self.forbids(printed) {
            return None;
        }
        let may_be = self.may_mean(printed);
        let only = may_be.first().copied().filter(|_| may_be.len() == 1);
        let by_domain = || {
            let of_url = self.of_url(url?)?;
            may_be.iter().any(|s| s.id == of_url.id).then_some(of_url)
        };
        if let Some(known) = self.named(printed).or(only).or_else(by_domain) {
            return Some(known.to_ref());
        }
        // `dailynk.com`; `Daily NK | 데일리NK`; `The Korea Herald (Seoul)`.
        if !printed.contains(char::is_whitespace)
            && let Some(known) = self.of_url(printed)
        {
            return Some(known.to_ref());
        }
        let parts = printed
            .split(['|', '(', ')', '（', '）', '/', '·'])
            .map(str::trim);
        let mut known: Vec<&Source> = parts
            .filter(|p| !is_platform(p))
            .filter_map(|p| self.named(p))
            .collect();
        known.dedup_by(|a, b| a.id == b.id);
        match known.as_slice() {
            [one] => Some(one.to_ref()),
            _ => Some(SourceRef::unknown(printed)),
        }
    }
}

impl Source {
    /// An outlet of which only the name is known.
    pub fn new(name: &str) -> Source {
        Source {
            id: String::new(),
            name: name.to_string(),
            aliases: Vec::new(),
            native: Vec::new(),
            ambiguous: Vec::new(),
            domains: Vec::new(),
            kind: String::new(),
            country: None,
            langs: Vec::new(),
            owner: None,
        }
    }
}

impl FolderRule {
    fn holds(&self, path: &str) -> bool {
        self.globs.iter().any(|g| g.is_match(path))
    }
}

/// Whether an address lies in a domain, or under a domain with a path.
fn is_under(address: &str, domain: &str) -> bool {
    let (host, path) = domain.split_once('/').unwrap_or((domain, ""));
    let (of_host, of_path) = address.split_once('/').unwrap_or((address, ""));
    let host_fits = of_host == host
        || of_host
            .strip_suffix(host)
            .is_some_and(|sub| sub.ends_with('.'));
    let rest = of_path.strip_prefix(path);
    host_fits && rest.is_some_and(|r| path.is_empty() || r.is_empty() || r.starts_with('/'))
}

/// What TOML found wrong, with the file's line.
pub(super) fn config_error(path: &str, text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map(|span| line_of(text, span.start));
    let place = line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"));
    let reason = error.message().trim().to_string();
    Error::Config {
        path: place,
        reason,
    }
}

fn config(path: &str, reason: String) -> Error {
    Error::Config {
        path: path.to_string(),
        reason,
    }
}

/// The text of a file at the corpus root; `None` if there is none.
fn read(corpus_root: &Path, file: &str) -> Result<Option<String>> {
    match std::fs::read_to_string(corpus_root.join(file)) {
        Ok(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_string())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io(file, e)),
    }
}

/// A glob of paths, as `text` writes it at `at`.
pub(super) fn matcher(pattern: &str, at: usize, text: &str) -> Result<PathGlob> {
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    let pattern: String = pattern.nfc().collect();
    let built: std::result::Result<Glob, _> =
        GlobBuilder::new(&pattern).literal_separator(true).build();
    let built = built.map_err(|e| at_line(FILE, text, at, &e.to_string()))?;
    Ok(PathGlob(built.compile_matcher()))
}

pub(super) fn at_line(file: &str, text: &str, at: usize, reason: &str) -> Error {
    config(&format!("{file}:{}", line_of(text, at)), reason.to_string())
}

pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()
        .iter()
        .take(at)
        .filter(|&&b| b == b'\n')
        .count()
        + 1
}
