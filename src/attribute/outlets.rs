//! Owns which outlets an article may credit: the registry, and what an ambiguous name means once the full one has stood in the
//! article. Refuses a name that stays in doubt.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{pattern, tail};
use crate::article::Article;
use crate::source::{Registry, SourceRef};

/// What outlets are, before a name.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:journal|paper|newspaper|daily|weekly|monthly|quarterly|magazine|tabloid|broadcaster|agency|website|site|blog|weblog|newsletter|periodical|outlet|station)(?:,| called)? (?:the )?$",
    )
});

/// The outlets that an article may credit: the registry, and which of them the article has named in full so far.
pub(super) struct Outlets<'a> {
    /// What is known.
    pub registry: &'a Registry,
    /// Whose credits are read.
    pub article: &'a Article,
    first_named: OnceCell<HashMap<&'a str, u32>>,
    habits: Cell<Habits>,
}

/// The forms in which the article credits outlets that are known: what stands in the same form credits too.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// `[Yonhap]` at the end of a paragraph.
    pub bracket: bool,
    /// `– Yonhap` at the end of a paragraph.
    pub dash: bool,
    /// `(Yonhap)` at the end of a paragraph, more than once.
    pub parenthesis: bool,
    /// `(Yonhap)` at the end of a paragraph, once at least.
    pub once_in_parenthesis: bool,
    /// Its title calls it a row of clippings, most of it is credited, and hardly a paragraph is in the publisher's voice.
    pub digest: bool,
    /// More than one of its paragraphs opens with a label: "Dandong. There are fifteen."
    pub labels: bool,
}

impl<'a> Outlets<'a> {
    /// For the credits of `article`.
    pub fn new(registry: &'a Registry, article: &'a Article) -> Outlets<'a> {
        Outlets {
            registry,
            article,
            first_named: OnceCell::new(),
            habits: Cell::default(),
        }
    }

    /// How the article credits, as far as that is known.
    pub fn habits(&self) -> Habits {
        self.habits.get()
    }

    /// Keeps how the article credits.
    pub fn keep_habits(&self, habits: Habits) {
        self.habits.set(habits);
    }

    /// The outlet that `name`, standing in a credit at byte `at` of the article's text, means for certain.
    pub fn of_name(&self, name: &str, at: u32) -> Option<SourceRef> {
        let name = name.trim_matches(|c: char| c.is_whitespace() || "\"“”'‘’*_.,;:".contains(c));
        if name.is_empty() || name.chars().all(|c| !c.is_alphabetic()) {
            return None;
        }
        if let Some(source) = self.registry.named(name) {
            return Some(source.to_ref());
        }
        // An article may quote what its own publisher printed earlier.
        let publisher = self.article.publisher.as_ref();
        if let Some(own) = publisher.filter(|own| own.name.eq_ignore_ascii_case(name)) {
            return Some(own.clone());
        }
        if name.contains('.') && !name.contains(' ') && name.len() > 4 {
            return self.registry.of_url(name).map(|s| s.to_ref());
        }
        let name = name.strip_prefix("the ").unwrap_or(name);
        if name.starts_with(|c: char| c.is_lowercase()) {
            return None;
        }
        if let [only] = self.registry.may_mean(name).as_slice()
            // "NK" in a bracket is the country as often as the outlet.
            && (name.chars().count() > 2 || name == "AP" || name == "FT")
        {
            return Some(only.to_ref());
        }
        self.named_before(name, at)
    }

    /// The outlet that an ambiguous `name` means because the article named it in full before byte `at`, and no other of that name.
    pub fn named_before(&self, name: &str, at: u32) -> Option<SourceRef> {
        let candidates = self.registry.may_mean(name);
        let named = self.first_named.get_or_init(|| self.named_in_full());
        let mut earlier = candidates
            .iter()
            .filter(|s| named.get(s.id.as_str()).is_some_and(|&first| first < at));
        match (earlier.next(), earlier.next()) {
            (Some(one), None) => Some(one.to_ref()),
            _ => None,
        }
    }

    fn named_in_full(&self) -> HashMap<&'a str, u32> {
        let mut first = HashMap::new();
        for mention in self.registry.mentions(&self.article.text) {
            if !mention.ambiguous {
                first
                    .entry(mention.source.id.as_str())
                    .or_insert(mention.span.start);
            }
        }
        first
    }

    /// Whether the article says of what kind the outlet of this name is: "the trade journal Crane World".
    pub fn is_called_outlet(&self, name: &str) -> bool {
        let text = self.article.text.as_str();
        let mut places = text.match_indices(name).take(20);
        places.any(|(at, _)| KIND.is_match(tail(&text[..at], 40)))
    }

    /// The outlet that a link's target belongs to; none if that is the article's own publisher.
    pub fn of_link(&self, url: &str) -> Option<SourceRef> {
        let source = self.registry.of_url(url)?.to_ref();
        (self.article.publisher.as_ref() != Some(&source)).then_some(source)
    }

    /// Whether the publisher is `source`.
    pub fn is_publisher(&self, source: &SourceRef) -> bool {
        self.article
            .publisher
            .as_ref()
            .is_some_and(|p| p.id == source.id)
    }
}
