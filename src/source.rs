//! Owns outlets: what is known of them, and how a printed name or an address leads to one.
//! Refuses to guess: an ambiguous alias finds its outlet only for callers that have seen the context decide.

mod columns;
mod corrections;
mod find;
mod rules;
mod table;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::article::{Digest, Lang, Span};
use crate::error::Result;

pub use self::columns::{Column, Columns};
pub use self::corrections::{Correction, Corrections, Whose};
use self::find::Finder;
use self::rules::Rules;

/// An outlet's id: lower-case words of its name joined by hyphens (`daily-nk`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub Arc<str>);

/// An outlet as passages and articles name it; of the registry, or unknown to it and named as printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef {
    /// Its id.
    pub id: SourceId,
    /// Its name in the registry, else as printed.
    pub name: Arc<str>,
}

impl SourceRef {
    /// An outlet that the registry does not know, under its printed name.
    pub fn unknown(printed: &str) -> SourceRef {
        SourceRef {
            id: SourceId(slug(printed).into()),
            name: printed.trim().into(),
        }
    }
}

/// An outlet: it publishes, it is quoted, it relays.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id; where a file leaves it out, it is made from the name.
    #[serde(default)]
    pub id: String,
    /// The name that is printed.
    pub name: String,
    /// Other spellings, former names and abbreviations that mean it and nothing else.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its name in its own script.
    #[serde(default)]
    pub native: Vec<String>,
    /// Spellings that also mean something else.
    #[serde(default)]
    pub ambiguous: Vec<String>,
    /// Its domains, some with a path (`nknews.org/pro`).
    #[serde(default)]
    pub domains: Vec<String>,
    /// wire, newspaper, blog, state media, government, ...
    #[serde(default)]
    pub kind: String,
    /// Country, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// Languages, ISO 639-1.
    #[serde(default)]
    pub langs: Vec<String>,
    /// The id of the outlet or body that owns it.
    #[serde(default)]
    pub owner: Option<String>,
}

impl Source {
    /// How passages name it.
    pub fn to_ref(&self) -> SourceRef {
        SourceRef {
            id: SourceId(self.id.as_str().into()),
            name: self.name.as_str().into(),
        }
    }

    /// Its languages.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        self.langs.iter().filter_map(|tag| Lang::from_tag(tag))
    }
}

/// A place where a text names an outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<'a> {
    /// The name, in the text searched.
    pub span: Span,
    /// Whose name it is.
    pub source: &'a Source,
    /// Whether the spelling also means something else: the caller must see the context decide.
    pub ambiguous: bool,
}

/// The outlets that are known: those compiled in and the user's own; and the user's rules of who published what.
#[derive(Debug, Default)]
pub struct Registry {
    sources: Vec<Source>,
    /// Folded spelling -> who may be meant, and whether the spelling is ambiguous for it.
    names: HashMap<String, Vec<(usize, bool)>>,
    domains: HashMap<String, usize>,
    /// Folded spellings that name nobody.
    forbidden: BTreeSet<String>,
    rules: Rules,
    corrections: Corrections,
    /// The text of the user's sources.toml.
    user_rules: String,
    finder: OnceLock<Finder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistryFile {
    source: Vec<Source>,
}

static BUILTIN: LazyLock<Arc<Registry>> = LazyLock::new(|| Arc::new(Registry::compiled_in()));

impl Registry {
    /// The outlets compiled in.
    pub fn builtin() -> Arc<Registry> {
        BUILTIN.clone()
    }

    fn compiled_in() -> Registry {
        Registry::new(table::read(table::BUILTIN))
    }

    /// A registry of just these sources.
    pub fn new(sources: impl IntoIterator<Item = Source>) -> Registry {
        let mut registry = Registry::default();
        for source in sources {
            registry.add(source);
        }
        registry
    }

    /// The outlets of a TOML text of `[[source]]` tables.
    ///
    /// # Errors
    /// [`crate::Error::Config`] if it is no such TOML; `path` and line name the place.
    pub fn parse(text: &str, path: &str) -> Result<Registry> {
        let file: RegistryFile =
            toml::from_str(text).map_err(|e| rules::config_error(path, text, &e))?;
        Ok(Registry::new(file.source))
    }

    /// Adds an outlet; one with the id or name of a known outlet adds its spellings and domains to that and replaces what else it
    /// states. A spelling moves to where it is stated last (`ambiguous` or not).
    pub fn add(&mut self, mut source: Source) {
        self.finder = OnceLock::new();
        if source.id.is_empty() {
            source.id = self
                .named(&source.name)
                .map_or_else(|| slug(&source.name), |known| known.id.clone());
        }
        let Some(at) = self.sources.iter().position(|s| s.id == source.id) else {
            self.sources.push(source);
            return self.index(self.sources.len() - 1);
        };
        merge(&mut self.sources[at], source);
        self.names.clear();
        (0..self.sources.len())
            .filter(|&i| i != at)
            .for_each(|i| self.index(i));
        // Last, so that its domains win over those of an outlet that had them before.
        self.index(at);
    }

    fn index(&mut self, at: usize) {
        let known = &self.sources[at];
        let ambiguous: BTreeSet<String> = known.ambiguous.iter().map(|s| key(s)).collect();
        let certain = [&known.name, &known.id]
            .into_iter()
            .chain(&known.aliases)
            .chain(&known.native);
        let mut keys: Vec<(String, bool)> = Vec::new();
        for spelling in certain {
            for key in keys_of(spelling) {
                let doubtful = ambiguous.contains(&key);
                keys.push((key, doubtful));
            }
        }
        for spelling in &known.ambiguous {
            keys.extend(keys_of(spelling).map(|key| (key, true)));
        }
        for (key, doubtful) in keys {
            if key.is_empty() || self.forbidden.contains(&key) {
                continue;
            }
            let meanings = self.names.entry(key).or_default();
            if !meanings.iter().any(|&(i, _)| i == at) {
                meanings.push((at, doubtful));
            }
        }
        for domain in &known.domains {
            self.domains.insert(address(domain), at);
        }
    }

    /// Makes a spelling name nobody, with and without a leading "the".
    pub fn forbid(&mut self, spelling: &str) {
        self.finder = OnceLock::new();
        for key in [
            key(spelling),
            fold(spelling),
            format!("the{}", fold(spelling)),
        ] {
            self.names.remove(&key);
            self.forbidden.insert(key);
        }
    }

    /// Whether the user forbids that this spelling names anybody.
    pub fn forbids(&self, spelling: &str) -> bool {
        self.forbidden.contains(&key(spelling))
    }

    /// All outlets, in the order of the files.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The outlet with this id.
    pub fn by_id(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    fn meanings(&self, name: &str) -> &[(usize, bool)] {
        let found = self
            .names
            .get(&key(name))
            .or_else(|| self.names.get(&fold(name)));
        found.map_or(&[], Vec::as_slice)
    }

    /// The one outlet that `name` means in any context: any spelling, without regard to case, hyphens, spaces, marks on letters and
    /// a leading "The" (but "The Guardian" is certain where "Guardian" is not).
    pub fn named(&self, name: &str) -> Option<&Source> {
        let mut certain = self
            .meanings(name)
            .iter()
            .filter(|(_, ambiguous)| !ambiguous);
        match (certain.next(), certain.next()) {
            (Some(&(at, _)), None) if self.meanings(name).len() == 1 => self.sources.get(at),
            _ => None,
        }
    }

    /// All outlets that `name` may mean, the certain ones first; for callers who see the context decide (a credit bracket, a `--source` flag).
    pub fn may_mean(&self, name: &str) -> Vec<&Source> {
        let mut found: Vec<_> = self.meanings(name).to_vec();
        found.sort_by_key(|&(_, ambiguous)| ambiguous);
        found
            .into_iter()
            .filter_map(|(at, _)| self.sources.get(at))
            .collect()
    }

    /// The outlet that an address belongs to: the longest domain (with path) that fits. An address in the Wayback Machine is that
    /// of the page it keeps.
    pub fn of_url(&self, url: &str) -> Option<&Source> {
        let url = match url.split_once("web.archive.org/web/") {
            Some((_, kept)) => kept.split_once('/')?.1,
            None => url,
        };
        let scheme = url.split(['/', '?', '#', '.']).next().unwrap_or("");
        if scheme.contains(':')
            && !matches!(scheme.to_ascii_lowercase().as_str(), "http:" | "https:")
        {
            return None;
        }
        let address = address(url.trim().trim_start_matches("//"));
        let (host, path) = address.split_once('/').unwrap_or((&address, ""));
        let host = host
            .rsplit('@')
            .next()?
            .split(':')
            .next()?
            .trim_end_matches('.');
        let folders: Vec<&str> = path.split('/').filter(|f| !f.is_empty()).take(5).collect();
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(i, _)| i + 1));
        starts
            .filter(|&i| host[i..].contains('.'))
            .find_map(|from| {
                (0..=folders.len()).rev().find_map(|depth| {
                    let mut place = host[from..].to_string();
                    for folder in &folders[..depth] {
                        place.push('/');
                        place.push_str(folder);
                    }
                    self.domains
                        .get(&place)
                        .and_then(|&at| self.sources.get(at))
                })
            })
    }

    /// Every place where `text` names an outlet, left to right, the longest name at each; whole words only.
    /// Korean names may be followed by a particle.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let finder = self.finder.get_or_init(|| Finder::new(self));
        let named = |(span, at, ambiguous)| {
            let source = self.sources.get(at)?;
            Some(Mention {
                span,
                source,
                ambiguous,
            })
        };
        finder.find(text).into_iter().filter_map(named).collect()
    }

    /// The text of the user's `sources.toml` that was joined to what is compiled in; empty if there is none.
    pub fn user_rules(&self) -> &str {
        &self.user_rules
    }

    /// Changes whenever what is known of outlets or the user's rules change: an index made under another is stale.
    pub fn fingerprint(&self) -> Digest {
        let said = format!(
            "{:?}\n{:?}\n{:?}\n{:?}",
            self.sources, self.forbidden, self.rules, self.corrections
        );
        Digest::of(said.as_bytes())
    }

    /// Up to `n` printed names nearest to `name`, for "did you mean".
    pub fn nearest(&self, name: &str, n: usize) -> Vec<&str> {
        let wanted = fold(name);
        let mut ranked: Vec<(usize, &str)> = Vec::new();
        for (spelling, meanings) in &self.names {
            let far = distance(&wanted, spelling);
            if far * 2 > wanted.chars().count().max(2) && !spelling.contains(&wanted) {
                continue;
            }
            ranked.extend(
                meanings
                    .iter()
                    .map(|&(at, _)| (far, self.sources[at].name.as_str())),
            );
        }
        ranked.sort();
        let mut names: Vec<&str> = Vec::new();
        for (_, name) in ranked {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.truncate(n);
        names
    }
}

fn merge(known: &mut Source, more: Source) {
    let renamed = std::mem::replace(&mut known.name, more.name);
    if key(&renamed) != key(&known.name) {
        known.aliases.push(renamed);
    }
    let keys = |list: &[String]| list.iter().map(|s| key(s)).collect::<Vec<_>>();
    let (certain, doubtful) = (
        keys(&[more.aliases.clone(), more.native.clone()].concat()),
        keys(&more.ambiguous),
    );
    known.ambiguous.retain(|s| !certain.contains(&key(s)));
    known.aliases.retain(|s| !doubtful.contains(&key(s)));
    known.native.retain(|s| !doubtful.contains(&key(s)));
    known.aliases.extend(more.aliases);
    known.native.extend(more.native);
    known.ambiguous.extend(more.ambiguous);
    known.domains.extend(more.domains);
    if !more.kind.is_empty() {
        known.kind = more.kind;
    }
    known.country = more.country.or(known.country.take());
    known.owner = more.owner.or(known.owner.take());
    if !more.langs.is_empty() {
        known.langs = more.langs;
    }
}

/// Like [`fold`], with a leading "the".
fn key(name: &str) -> String {
    let bare = fold(name);
    if has_the(name) {
        format!("the{bare}")
    } else {
        bare
    }
}

/// The keys under which a spelling is found: its own, and that without a leading "the".
fn keys_of(spelling: &str) -> impl Iterator<Item = String> {
    let bare = fold(spelling);
    let with = has_the(spelling).then(|| format!("the{bare}"));
    with.into_iter().chain([bare])
}

fn has_the(name: &str) -> bool {
    let start = name.trim().get(..4);
    start.is_some_and(|t| t.eq_ignore_ascii_case("the "))
}

/// A domain or address without scheme, `www.`, query and trailing slash, in lower case.
fn address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let lower = rest[..end].trim_end_matches('/').to_lowercase();
    lower.strip_prefix("www.").unwrap_or(&lower).to_string()
}

/// A spelling without case, marks on letters, spaces, punctuation and a leading "the": equal for all ways to print one name.
pub fn fold(name: &str) -> String {
    // Most names are ASCII, on which Unicode's forms change nothing; the registry folds thousands at each start that needs it.
    if name.is_ascii() {
        let lower = name.trim().to_ascii_lowercase();
        let bare = lower.strip_prefix("the ").unwrap_or(&lower);
        return bare.chars().filter(char::is_ascii_alphanumeric).collect();
    }
    // Nor on what Koreans write names in.
    if name
        .chars()
        .all(|c| matches!(c, '\0'..='\x7f' | '가'..='힣' | '一'..='鿿'))
    {
        let kept = name
            .chars()
            .filter(|c| !c.is_ascii() || c.is_ascii_alphanumeric());
        return kept.map(|c| c.to_ascii_lowercase()).collect();
    }
    let lower: String = name
        .trim()
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let folded: String = bare.chars().filter(|c| c.is_alphanumeric()).nfc().collect();
    folded
}

/// The id that a name makes: its words in lower case, joined by hyphens, without a leading "the".
pub fn slug(name: &str) -> String {
    let lower: String = name
        .trim()
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .nfc()
        .collect::<String>()
        .to_lowercase();
    let bare = lower
        .strip_prefix("the ")
        .unwrap_or(&lower)
        .replace(['\'', '’'], "");
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.join("-")
}

/// Levenshtein distance in chars.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Whether a name is only that of a place where anybody publishes (a blog host, a portal, an archive): no publisher.
pub fn is_platform(name: &str) -> bool {
    const PLATFORMS: &[&str] = &[
        "wordpress",
        "wordpresscom",
        "wordpressorg",
        "blogger",
        "bloggercom",
        "blogspot",
        "blogspotcom",
        "tumblr",
        "medium",
        "substack",
        "ghost",
        "squarespace",
        "wix",
        "wixcom",
        "weebly",
        "typepad",
        "livejournal",
        "drupal",
        "joomla",
        "tistory",
        "티스토리",
        "naver",
        "navernews",
        "naverblog",
        "네이버",
        "네이버뉴스",
        "네이버블로그",
        "daum",
        "daumnews",
        "다음",
        "다음뉴스",
        "다음블로그",
        "브런치",
        "brunch",
        "kakao",
        "nate",
        "natenews",
        "네이트",
        "네이트뉴스",
        "zum",
        "facebook",
        "twitter",
        "x",
        "youtube",
        "linkedin",
        "reddit",
        "instagram",
        "telegram",
        "googlenews",
        "yahoo",
        "yahoonews",
        "msn",
        "msncom",
        "internetarchive",
        "waybackmachine",
        "archivetoday",
        "archiveis",
        "scribd",
        "issuu",
        "mysite",
        "mywebsite",
        "website",
        "home",
        "homepage",
        "blog",
        "news",
        "justanotherwordpresssite",
        "untitled",
    ];
    PLATFORMS.contains(&fold(name).as_str())
}

#[cfg(test)]
mod tests;
