//! Owns what a page tells of its article: title, publisher, authors, date, address, language; from JSON-LD, meta elements, and what it
//! prints. Refuses dates of change, capture or archive, and platforms in the publisher's place.
//!
//! `title` reads titles, `site` sites' names, `people` authors, `day` the date, `address` the URL, `lines` and `posted` what is printed between a
//! title and the text without a name that says what it is.

mod address;
mod day;
mod lines;
mod people;
mod posted;
mod site;
mod title;

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::main_text::Layout;
use super::marks::{ENTRY, HIDDEN, OTHERS, SITE};
use super::tree::{Page, is_block};
use crate::article::{Lang, PartialDate};
use crate::source::is_platform;
pub(super) use day::{date_before_changes, date_of_url};
pub(super) use people::is_login;
pub(super) use posted::{captured, line as posted};

/// What was found; everything may be missing.
#[derive(Debug, Default, PartialEq)]
pub struct Meta {
    /// Without the site's name.
    pub title: Option<String>,
    /// As stated.
    pub publisher: Option<String>,
    /// One an entry, without "By".
    pub authors: Vec<String>,
    /// The local day where the page prints it.
    pub published: Option<PartialDate>,
    /// Canonical, absolute.
    pub url: Option<String>,
    /// As stated.
    pub lang: Option<Lang>,
}

/// Reads all of it.
pub fn read(page: &Page, layout: &Layout) -> Meta {
    let found = Found::collect(page, layout);
    let sites = found.site_names();
    let url = found.url();
    let title = found.title(&sites);
    let beside = || title.as_deref().and_then(|t| found.site_beside(t));
    let told = title
        .as_deref()
        .map(|t| lines::told(page, layout, t))
        .unwrap_or_default();
    let mut authors = found.authors();
    if authors.is_empty() {
        authors = told.byline;
    }
    Meta {
        publisher: sites
            .iter()
            .find(|s| !is_platform(s))
            .cloned()
            .or_else(|| found.title_beside_site().map(|(_, site)| site))
            .filter(|site| !is_platform(site))
            .or_else(beside),
        published: found.stated_day().or(told.published),
        title,
        authors,
        lang: found.lang(),
        url,
    }
}

/// Whether a program made the page of another file, of which it states the maker and the day.
fn is_converted(found: &Found) -> bool {
    found
        .meta(&["generator"])
        .is_some_and(|g| g.starts_with("pdftohtml"))
}

struct Found<'p, 'h> {
    page: &'p Page<'h>,
    layout: &'p Layout,
    /// Names in lower case, in the order of the page.
    metas: Vec<(String, &'p str)>,
    json: Option<Value>,
    /// All objects of all JSON-LD, to resolve `@id`.
    graph: Vec<Value>,
    canonical: Option<&'p str>,
    html_lang: Option<&'p str>,
    /// Nodes that comments, navigation and the like do not hold.
    own: Vec<bool>,
}

impl<'p, 'h> Found<'p, 'h> {
    fn collect(page: &'p Page<'h>, layout: &'p Layout) -> Found<'p, 'h> {
        let mut found = Found {
            page,
            layout,
            metas: Vec::new(),
            json: None,
            graph: Vec::new(),
            canonical: None,
            html_lang: None,
            own: super::main_text::reachable(page, &layout.dropped),
        };
        for at in 0..page.nodes.len() {
            match page.tag(at) {
                "meta" => {
                    let name = ["property", "name", "itemprop"]
                        .iter()
                        .find_map(|a| page.attr(at, a));
                    let in_item = page.attr(at, "itemprop").is_some();
                    if let (Some(name), Some(content)) =
                        (name, page.attr(at, "content").map(str::trim))
                        && !content.is_empty()
                        && found.metas.len() < 1000
                        && !(in_item && in_comment(page, layout, at))
                    {
                        found
                            .metas
                            .push((name.trim().to_ascii_lowercase(), content));
                    }
                }
                "link" if found.canonical.is_none() && rel(page, at, "canonical") => {
                    found.canonical = page.attr(at, "href")
                }
                "html" => {
                    found.html_lang = page.attr(at, "lang").or_else(|| page.attr(at, "xml:lang"))
                }
                "script" => found.json_ld(page.text(at + 1).unwrap_or("")),
                _ => {}
            }
        }
        found.trackback();
        let best = found
            .graph
            .iter()
            .filter_map(|v| Some((article_rank(v)?, v)))
            .min_by_key(|(rank, _)| *rank);
        found.json = best.map(|(_, v)| v.clone());
        found
    }

    /// What a page states of its article to weblogs that link to it, in RDF within a comment. A list of posts has one for each.
    fn trackback(&mut self) {
        static STATED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"\bdc:(title|creator|date|identifier)\s*=\s*"([^"]+)""#)
                .expect("a fixed pattern")
        });
        let mut notes = self
            .page
            .notes
            .iter()
            .filter(|n| n.contains("<rdf:Description"));
        let (Some(note), None) = (notes.next(), notes.next()) else {
            return;
        };
        for stated in STATED.captures_iter(note) {
            if let (Some(name), Some(value)) = (stated.get(1), stated.get(2)) {
                self.metas
                    .push((format!("dc.{}", name.as_str()), value.as_str()));
            }
        }
    }

    fn json_ld(&mut self, text: &str) {
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>")
            .trim_end_matches("-->");
        if text.len() > 1 << 20 || self.graph.len() > 200 {
            return;
        }
        // Line breaks inside strings are common, and forbidden in JSON.
        let Ok(value) = serde_json::from_str::<Value>(text)
            .or_else(|_| serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")))
        else {
            return;
        };
        let mut queue = vec![value];
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(list) => queue.extend(list.into_iter().rev()),
                Value::Object(mut object) => {
                    for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                        if matches!(object.get(inner), Some(Value::Array(_) | Value::Object(_)))
                            && let Some(taken) = object.remove(inner)
                        {
                            // Often no more than the page's address.
                            if let Some(id) = taken.get("@id").cloned() {
                                object.insert(inner.to_string(), id);
                            }
                            queue.push(taken);
                        }
                    }
                    if self.graph.len() < 400 {
                        self.graph.push(Value::Object(object));
                    }
                }
                _ => {}
            }
        }
    }

    fn metas<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'p str> + 's {
        self.metas
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, content)| *content)
    }

    fn meta(&self, names: &[&str]) -> Option<&'p str> {
        names.iter().find_map(|name| self.metas(name).next())
    }

    /// The names of a JSON-LD property: strings, objects with a name, references to such, lists of these.
    fn json_names(&self, property: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut queue: Vec<&Value> = self.json.iter().filter_map(|j| j.get(property)).collect();
        let mut budget = 64;
        while let Some(value) = queue.pop() {
            budget -= 1;
            if budget == 0 {
                break;
            }
            match value {
                Value::String(s) if !s.contains("://") => names.push(clean(s)),
                Value::Array(list) => queue.extend(list.iter().rev()),
                Value::Object(object) => match (object.get("name"), object.get("@id")) {
                    (Some(name), _) => queue.push(name),
                    (None, Some(id)) => {
                        let named = self
                            .graph
                            .iter()
                            .find(|v| v.get("@id") == Some(id))
                            .and_then(|v| v.get("name"));
                        queue.extend(named);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        names.retain(|n| !n.is_empty());
        names
    }

    /// What a reader sees of a node; screen readers are told more ("Post author").
    fn shown_words(&self, at: usize) -> String {
        let hidden = |i: &usize| self.layout.marks[*i] & HIDDEN != 0;
        let mut words: Vec<&str> = Vec::new();
        let mut i = at;
        while i < self.page.within(at).end {
            if i > at && hidden(&i) {
                i = self.page.within(i).end;
                continue;
            }
            match self.page.text(i) {
                Some(text) => words.push(text),
                None if is_block(self.page.tag(i)) => words.push(" "),
                None => {}
            }
            i += 1;
        }
        clean(&words.concat())
    }

    /// Whether a node may tell of the article: not in comments, hidden, or the teaser of another.
    fn in_article_head(&self, at: usize) -> bool {
        let marks = &self.layout.marks;
        let aside = |a: usize| {
            matches!(self.page.tag(a), "aside" | "nav" | "footer")
                || marks[a] & (SITE | HIDDEN | OTHERS) != 0
        };
        let in_comments = |a: usize| self.layout.comments.binary_search(&a).is_ok();
        !aside(at)
            && !self.page.ancestors(at).any(|a| aside(a) || in_comments(a))
            && !self.is_teaser(at)
    }

    /// Whether a node may tell who wrote the article and when: many themes print that at its foot.
    fn tells_of_article(&self, at: usize) -> bool {
        let in_foot = || {
            let Some(entry) = self.entry_of_text(at) else {
                return false;
            };
            let (page, marks) = (self.page, &self.layout.marks);
            let mut between = page.ancestors(at).take_while(|&a| a != entry);
            !between.any(|a| {
                matches!(page.tag(a), "aside" | "nav")
                    || marks[a] & (HIDDEN | OTHERS) != 0
                    || self.layout.comments.binary_search(&a).is_ok()
            })
        };
        self.in_article_head(at) || in_foot()
    }

    /// The post that holds the article's text and this node too.
    fn entry_of_text(&self, at: usize) -> Option<usize> {
        let root = self.layout.roots.first().copied()?;
        let entry = self
            .page
            .ancestors(at)
            .find(|&a| self.layout.marks[a] & ENTRY != 0)?;
        self.page.within(entry).contains(&root).then_some(entry)
    }

    /// In a list of articles beside the main one.
    fn is_teaser(&self, at: usize) -> bool {
        let entry = self
            .page
            .ancestors(at)
            .find(|&a| self.layout.marks[a] & ENTRY != 0);
        let root = self.layout.roots.first().copied().unwrap_or(0);
        let home =
            |a: usize| self.page.within(a).contains(&root) || self.page.within(root).contains(&a);
        entry.is_some_and(|e| !home(e))
            || (!self.own[at] && self.page.tag(at) != "h1" && entry.is_none())
    }

    fn lang(&self) -> Option<Lang> {
        let json = self
            .json
            .as_ref()
            .and_then(|j| j.get("inLanguage"))
            .and_then(Value::as_str);
        let stated = [
            self.html_lang,
            json,
            self.meta(&[
                "og:locale",
                "content-language",
                "dc.language",
                "dcterms.language",
                "language",
                "inlanguage",
            ]),
        ];
        stated.into_iter().flatten().find_map(Lang::from_tag)
    }
}

fn rel(page: &Page, at: usize, wanted: &str) -> bool {
    page.attr(at, "rel")
        .is_some_and(|r| r.split_whitespace().any(|r| r.eq_ignore_ascii_case(wanted)))
}

fn in_comment(page: &Page, layout: &Layout, at: usize) -> bool {
    page.ancestors(at)
        .any(|a| layout.comments.binary_search(&a).is_ok())
}

/// How well a JSON-LD object speaks of an article; smaller is better.
fn article_rank(value: &Value) -> Option<u8> {
    let kind = value.get("@type")?;
    let kinds: Vec<&str> = match kind {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        Value::String(one) => vec![one],
        _ => return None,
    };
    let kind = |k: &&str| {
        let k = k
            .trim_start_matches("https://schema.org/")
            .trim_start_matches("http://schema.org/");
        match k {
            _ if k.ends_with("NewsArticle") || k.ends_with("BlogPosting") => Some(0),
            _ if k.ends_with("Article") || k == "Report" || k == "SocialMediaPosting" => Some(1),
            "WebPage" | "CreativeWork" => Some(2),
            _ => None,
        }
    };
    kinds.iter().filter_map(kind).min()
}

fn clean(text: &str) -> String {
    // Meta elements and JSON-LD are often escaped twice.
    let text = if text.contains('&') {
        htmlize::unescape(text)
    } else {
        text.into()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
