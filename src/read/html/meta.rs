//! Owns what a page tells of its article: title, publisher, authors, date, address, language; from JSON-LD, meta elements, and what it
//! prints. Refuses dates of change, capture or archive, and platforms in the publisher's place.

use serde_json::Value;

use super::main_text::Layout;
use super::marks::{BYLINE, CHANGED, DATE, ENTRY, HIDDEN, META, SITE, TITLE};
use super::tree::Page;
use crate::article::{Lang, PartialDate};
use crate::dates;
use crate::source::{fold, is_platform};

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
    Meta {
        title: found.title(&sites),
        publisher: sites.iter().find(|s| !is_platform(s)).cloned(),
        authors: found.authors(),
        published: found.published(url.as_deref()),
        lang: found.lang(),
        url,
    }
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
        let best = found
            .graph
            .iter()
            .filter_map(|v| Some((article_rank(v)?, v)))
            .min_by_key(|(rank, _)| *rank);
        found.json = best.map(|(_, v)| v.clone());
        found
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
                            && let Some(inner) = object.remove(inner)
                        {
                            queue.push(inner);
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

    /// What the page calls its site or publisher, the surest first; platforms too, which only help to cut titles.
    fn site_names(&self) -> Vec<String> {
        let mut names = self.json_names("publisher");
        let stated = [
            "article:media_name",
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "og:site_name",
            "twitter:creator:name",
            "application-name",
            "apple-mobile-web-app-title",
            "dc.source",
            "copyright:holder",
        ];
        for name in stated {
            names.extend(self.metas(name).map(clean));
        }
        // Korean portals carry other outlets' articles and say whose in this place: `Outlet | Portal`.
        for author in self.metas("og:article:author") {
            names.extend(author.split('|').next().map(clean));
        }
        let printed = (0..self.page.nodes.len())
            .filter(|&at| self.layout.marks[at] & SITE != 0 && self.layout.marks[at] & HIDDEN == 0);
        names.extend(
            printed
                .map(|at| self.page.words(at))
                .filter(|w| w.chars().count() <= 60),
        );
        names.retain(|n| !n.is_empty() && !n.contains("://") && n.len() < 200);
        let mut once: Vec<String> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }

    fn title(&self, sites: &[String]) -> Option<String> {
        let page = self.page;
        let is_site = |t: &str| sites.iter().any(|s| fold(s) == fold(t));
        let headline = self
            .json
            .as_ref()
            .and_then(|j| j.get("headline").or_else(|| j.get("name")))
            .and_then(Value::as_str);
        let printed = |wanted: &dyn Fn(usize) -> bool| {
            let mut places =
                (0..page.nodes.len()).filter(|&at| wanted(at) && self.in_article_head(at));
            places.find_map(|at| {
                Some(page.words(at)).filter(|w| !w.is_empty() && w.len() < 600 && !is_site(w))
            })
        };
        let marked = printed(&|at| {
            let tag = page.tag(at);
            self.layout.marks[at] & TITLE != 0 && tag != "a" && tag != "body"
        });
        let h1 = printed(&|at| page.tag(at) == "h1");
        let head = (0..page.nodes.len())
            .find(|&at| page.tag(at) == "title")
            .map(|at| page.words(at));
        // A heading that the page's own title begins with is surely its title.
        let confirmed = [&marked, &h1]
            .into_iter()
            .flatten()
            .find(|t| head.as_deref().is_some_and(|h| h.starts_with(t.as_str())))
            .cloned();
        let candidates = [
            self.meta(&["og:title"]).map(clean),
            headline.map(clean),
            confirmed,
            self.meta(&["twitter:title", "dc.title", "dcterms.title", "headline"])
                .map(clean),
            marked,
            h1.clone(),
            head,
        ];
        let cut = |t: String| cut_site(&t, sites, h1.as_deref());
        candidates
            .into_iter()
            .flatten()
            .map(cut)
            .find(|t| !t.is_empty() && !is_site(t))
    }

    /// Whether a node may tell of the article: not in comments, hidden, or the teaser of another.
    fn in_article_head(&self, at: usize) -> bool {
        let marks = &self.layout.marks;
        let aside = |a: usize| {
            matches!(self.page.tag(a), "aside" | "nav" | "footer")
                || marks[a] & (SITE | HIDDEN) != 0
        };
        let in_comments = |a: usize| self.layout.comments.binary_search(&a).is_ok();
        !aside(at)
            && !self.page.ancestors(at).any(|a| aside(a) || in_comments(a))
            && !self.is_teaser(at)
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

    fn authors(&self) -> Vec<String> {
        let mut authors = self.json_names("author");
        if authors.is_empty() {
            authors = self.json_names("creator");
        }
        for name in [
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "sailthru.author",
            "byl",
            "dable:author",
        ] {
            if authors.is_empty() {
                authors.extend(
                    self.metas(name)
                        .filter(|a| !a.contains("://"))
                        .flat_map(split_byline),
                );
            }
        }
        if authors.is_empty() {
            authors = self.printed_authors();
        }
        let mut once: Vec<String> = Vec::new();
        for author in authors
            .iter()
            .map(|a| without_by(a))
            .filter(|a| !a.is_empty() && a.chars().count() <= 80)
        {
            let account = matches!(
                author.to_lowercase().as_str(),
                "staff" | "admin" | "administrator" | "editor" | "webmaster" | "user" | "unknown"
            );
            if !account && !once.iter().any(|o| o == author) {
                once.push(author.to_string());
            }
        }
        once
    }

    fn printed_authors(&self) -> Vec<String> {
        let page = self.page;
        let places = (1..page.nodes.len()).filter(|&at| {
            self.layout.marks[at] & (BYLINE | HIDDEN) == BYLINE && page.tag(at) != "meta"
        });
        let mut best: Vec<String> = Vec::new();
        for at in places.filter(|&at| self.in_article_head(at)) {
            let inner = page.within(at).skip(1).find(|&i| {
                self.layout.marks[i] & BYLINE != 0
                    && page.within(i).len() > 1
                    && page.tag(i) != "img"
            });
            let place = if rel(page, at, "author") {
                at
            } else {
                inner.unwrap_or(at)
            };
            let words = page.words(place);
            if words.is_empty() || words.chars().count() > 120 {
                continue;
            }
            best = split_byline(&words);
            if !best.is_empty() {
                break;
            }
        }
        best
    }

    fn published(&self, url: Option<&str>) -> Option<PartialDate> {
        let json = self
            .json
            .as_ref()
            .and_then(|j| j.get("datePublished"))
            .and_then(Value::as_str);
        let names = [
            "article:published_time",
            "og:article:published_time",
            "article:published",
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.created",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "publication-date",
            "sailthru.date",
            "parsely-pub-date",
            "article.published",
            "originalpublicationdate",
            "citation_publication_date",
            "article:create",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
        ];
        let stated = json
            .into_iter()
            .chain(names.iter().flat_map(|n| self.metas(n)));
        let stated = stated
            .filter_map(|text| Some((text, dates::parse(text)?)))
            .next();
        let printed = self.printed_date();
        if let Some((text, date)) = stated {
            // A moment in Greenwich time may be another day where the page was printed.
            let in_utc = text.trim_end().ends_with('Z') || text.contains("+00:00");
            return Some(
                printed
                    .filter(|p| in_utc && is_next_day(*p, date))
                    .unwrap_or(date),
            );
        }
        printed.or_else(|| url.and_then(date_of_url))
    }

    /// The date in the article's head (or, in older themes, foot).
    fn printed_date(&self) -> Option<PartialDate> {
        let page = self.page;
        let marks = &self.layout.marks;
        let changed = |at: usize| {
            marks[at] & CHANGED != 0
                || page
                    .ancestors(at)
                    .take(3)
                    .any(|a| marks[a] & CHANGED != 0 && marks[a] & DATE == 0)
        };
        let in_root = |at: usize| {
            self.layout
                .roots
                .iter()
                .any(|&r| page.within(r).contains(&at))
        };
        let mut later = None;
        for (at, &mark) in marks.iter().enumerate().skip(1) {
            let is_time = page.tag(at) == "time";
            if !is_time && mark & (DATE | META) == 0
                || mark & HIDDEN != 0
                || changed(at)
                || page.within(at).len() > 60
            {
                continue;
            }
            if !self.in_article_head(at) || (in_root(at) && in_sentence(page, at)) {
                continue;
            }
            let words = page.words(at);
            let printed = (words.len() < 200)
                .then(|| date_before_changes(&words))
                .flatten();
            let machine = ["datetime", "content"]
                .iter()
                .find_map(|a| page.attr(at, a))
                .and_then(dates::parse);
            let label = words.to_lowercase();
            if machine.is_some() && is_change_label(&label) {
                continue;
            }
            let date = match (printed, machine) {
                (Some(p), Some(m)) if p.day().is_none() || m.day().is_none() => {
                    Some(if p.day().is_some() { p } else { m })
                }
                (Some(p), _) => Some(p),
                (None, m) => m,
            };
            let Some(date) = date else {
                continue;
            };
            let sure = page.attr(at, "pubdate").is_some() || marks[at] & DATE != 0 || is_time;
            if sure {
                return Some(date);
            }
            later = later.or(Some(date));
        }
        later
    }

    fn url(&self) -> Option<String> {
        let saved = self.page.notes.iter().find_map(|note| saved_from(note));
        let stated = [
            self.canonical,
            self.meta(&["og:url"]),
            self.meta(&["twitter:url", "parsely-link", "dc.identifier.uri"]),
        ];
        let absolute = |u: &str| {
            let u = original(u.trim());
            if u.starts_with("//") {
                return Some(format!("https:{u}"));
            }
            if let Some(path) = u.strip_prefix('/') {
                let base = saved.as_deref()?;
                let host = base.find("://").map(|i| i + 3)?;
                let end = base[host..].find('/').map_or(base.len(), |i| host + i);
                return Some(format!("{}/{path}", &base[..end]));
            }
            (u.starts_with("http://") || u.starts_with("https://")).then(|| u.to_string())
        };
        let stated: Vec<String> = stated.into_iter().flatten().filter_map(absolute).collect();
        let json = self.json.as_ref().and_then(|j| {
            let page = j.get("mainEntityOfPage").or_else(|| j.get("url"))?;
            page.as_str()
                .or_else(|| page.get("@id")?.as_str())
                .and_then(absolute)
        });
        // A home page as canonical address is a slip of the theme.
        let deep = |u: &&String| {
            u.find("://")
                .is_some_and(|i| u[i + 3..].trim_end_matches('/').contains(['/', '?']))
        };
        let all: Vec<String> = stated
            .into_iter()
            .chain(json)
            .chain(saved.as_deref().and_then(absolute))
            .collect();
        all.iter().find(deep).or(all.first()).cloned()
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

/// Part of a sentence: in a paragraph with other words.
fn in_sentence(page: &Page, at: usize) -> bool {
    let Some(block) = page
        .ancestors(at)
        .find(|&a| super::tree::is_block(page.tag(a)))
    else {
        return false;
    };
    let text = matches!(page.tag(block), "p" | "li" | "blockquote" | "td" | "dd");
    // Reading a long block again for each date in it would take forever.
    text && (page.within(block).len() > 200 || page.words(block).len() > page.words(at).len() + 60)
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

/// A title without the site's name before or behind it.
fn cut_site(title: &str, sites: &[String], h1: Option<&str>) -> String {
    const MARKS: [&str; 12] = [
        " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " : ", " < ", " > ", ": ", " · ",
    ];
    let is_site = |part: &str| sites.iter().any(|s| fold(s) == fold(part)) || is_platform(part);
    let mut title = title.trim();
    for _ in 0..4 {
        let before = title;
        for mark in MARKS {
            if let Some((head, tail)) = title
                .rsplit_once(mark)
                .filter(|(h, t)| mark != ": " && !h.trim().is_empty() && is_site(t))
            {
                let _ = tail;
                title = head.trim_end();
            }
            if let Some((_, tail)) = title
                .split_once(mark)
                .filter(|(h, t)| !t.trim().is_empty() && is_site(h))
            {
                title = tail.trim_start();
            }
        }
        if title == before {
            break;
        }
    }
    if let Some(h1) = h1.filter(|h| h.len() > 8 && title.len() > h.len()) {
        let rest = title.strip_prefix(h1).or_else(|| title.strip_suffix(h1));
        if rest.is_some_and(|r| MARKS.iter().any(|m| r.starts_with(m) || r.ends_with(m))) {
            return h1.to_string();
        }
    }
    title.to_string()
}

/// "By Jane Roe and John Doe, Staff Writer" as names.
fn split_byline(words: &str) -> Vec<String> {
    let mut text = without_by(words);
    // The date and the rest of the line are no name.
    for stop in ["|", "·", "•", " on ", "\n", " / "] {
        text = text.split(stop).next().unwrap_or(text);
    }
    if let Some((span, _)) = dates::find(text) {
        text = &text[..span.start as usize];
    }
    let names = text
        .split([',', ';', '&'])
        .flat_map(|part| part.split(" and "));
    names
        .map(|n| n.trim().trim_end_matches(['-', '–', '—', '@']).trim())
        .filter(|n| !n.is_empty() && n.chars().any(char::is_alphabetic) && !n.contains('@'))
        .filter(|n| {
            let lower = n.to_lowercase();
            !lower.contains("writer")
                && !lower.contains("correspondent")
                && !lower.contains("reporter")
                && !lower.starts_with("posted")
        })
        .map(str::to_string)
        .take(12)
        .collect()
}

fn without_by(words: &str) -> &str {
    let words = words.trim();
    let prefixes = [
        "posted by ",
        "written by ",
        "published by ",
        "by: ",
        "by ",
        "author: ",
        "authors: ",
        "author ",
        "reporter: ",
        "글: ",
        "글 ",
        "기자: ",
    ];
    let lead = prefixes.iter().find(|p| {
        words
            .get(..p.len())
            .is_some_and(|w| w.eq_ignore_ascii_case(p))
    });
    lead.map_or(words, |p| words[p.len()..].trim())
}

fn is_change_label(lower: &str) -> bool {
    [
        "updated",
        "last modified",
        "modified",
        "수정",
        "최종수정",
        "update:",
        "captured",
        "archived",
        "saved",
    ]
    .iter()
    .any(|l| lower.starts_with(l))
}

/// The date in a line such as `입력 2016.04.08 | 수정 2016.04.09`: what is said of changes does not count.
pub(super) fn date_before_changes(words: &str) -> Option<PartialDate> {
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    let stops = [
        "updated",
        "modified",
        "last edited",
        "수정",
        "captured",
        "archived",
        "갱신",
    ];
    let stop = stops
        .iter()
        .filter_map(|s| lower.find(s))
        .min()
        .unwrap_or(words.len());
    let head = dates::find(&words[..stop]);
    let whole = || {
        // "Updated 9 April 2016, first published 8 April 2016".
        let published = ["published", "posted", "입력", "등록"]
            .iter()
            .filter_map(|s| lower.find(s))
            .max()?;
        (published > stop).then(|| dates::find(&words[published..]))?
    };
    head.or_else(whole).map(|(_, date)| date)
}

fn is_next_day(a: PartialDate, b: PartialDate) -> bool {
    let day = |d: PartialDate| {
        jiff::civil::Date::new(d.year() as i16, d.month()? as i8, d.day()? as i8).ok()
    };
    match (day(a), day(b)) {
        (Some(a), Some(b)) => {
            a.tomorrow().is_ok_and(|t| t == b) || b.tomorrow().is_ok_and(|t| t == a)
        }
        _ => false,
    }
}

/// `/2016/04/08/`, `/2016/04/`, `/2016-04-08/`, `/20160408/` in the path.
fn date_of_url(url: &str) -> Option<PartialDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path[..path.find(['?', '#']).unwrap_or(path.len())]
        .split_once('/')?
        .1;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |s: &str, width: std::ops::RangeInclusive<usize>| -> Option<u16> {
        (width.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())?
    };
    let year = |s: &str| number(s, 4..=4).filter(|y| (1990..2100).contains(y));
    for (i, part) in parts.iter().enumerate() {
        if let (Some(y), Some(m)) = (year(part), parts.get(i + 1).and_then(|p| number(p, 1..=2))) {
            let day = parts.get(i + 2).and_then(|p| number(p, 1..=2));
            let date = day.and_then(|d| PartialDate::new(y, Some(m as u8), Some(d as u8)));
            return date.or_else(|| PartialDate::new(y, Some(m as u8), None));
        }
        let dashed = part
            .get(..10)
            .filter(|d| d.as_bytes()[4] == b'-' && year(&d[..4]).is_some())
            .and_then(|d| d.parse().ok());
        let compact = number(part, 8..=8).is_none().then_some(()).map_or_else(
            || {
                let (y, m, d) = (
                    year(&part[..4])?,
                    part[4..6].parse().ok()?,
                    part[6..].parse().ok()?,
                );
                PartialDate::new(y, Some(m), Some(d))
            },
            |()| None,
        );
        if let Some(date) = dashed.or(compact) {
            return Some(date);
        }
    }
    None
}

/// The address in the comment that SingleFile, browsers and HTTrack leave in a page that they save.
fn saved_from(note: &str) -> Option<String> {
    let lower = note.to_ascii_lowercase();
    if lower.contains("mirrored from ") {
        let from = lower.find("mirrored from ")? + 14;
        let address = note[from..].split_whitespace().next()?;
        return Some(format!("http://{}", address.trim_start_matches("http://")));
    }
    if !lower.contains("saved from url=") && !lower.contains("page saved with singlefile") {
        return None;
    }
    let from = lower.find("http")?;
    let address = note[from..].split_whitespace().next()?;
    Some(address.to_string())
}

/// The address that an archive's address stands for.
fn original(url: &str) -> &str {
    let Some(rest) = url.split_once("web.archive.org/web/").map(|(_, rest)| rest) else {
        return url;
    };
    rest.split_once('/').map_or(url, |(_, original)| original)
}
