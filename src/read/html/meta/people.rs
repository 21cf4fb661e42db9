//! Owns authors: stated, or printed in a byline. Refuses accounts ("admin") and posts ("staff writer").

use std::sync::LazyLock;

use regex::Regex;

use super::super::marks::{AROUND, BYLINE, HIDDEN};
use super::{Found, is_converted, rel};
use crate::dates;
use crate::source::{fold, is_platform};

impl Found<'_, '_> {
    pub(super) fn authors(&self) -> Vec<String> {
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
            if authors.is_empty() && !is_converted(self) {
                authors.extend(
                    self.metas(name)
                        .filter(|a| !a.contains("://"))
                        .flat_map(split_byline),
                );
            }
        }
        // Some systems state the paper as the author of whatever it prints.
        let sites: Vec<String> = self.site_names().iter().map(|s| fold(s)).collect();
        let is_paper = |name: &String| {
            if is_platform(name) {
                return true;
            }
            let name = fold(name);
            sites
                .iter()
                .any(|s| name == *s || name.strip_prefix(s.as_str()) == Some("사"))
        };
        if authors.iter().all(is_paper) {
            authors = self.printed_authors();
            authors.retain(|name| !is_paper(name));
        } else if authors.iter().all(|name| is_login(name)) {
            // What a system calls its user is no name if the page prints one.
            let printed = self.printed_authors();
            let named = printed
                .iter()
                .all(|name| !is_login(name) && !is_paper(name));
            if named && !printed.is_empty() {
                authors = printed;
            }
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
        if let Some(writer) = self.layout.writer {
            return vec![self.shown_words(writer)];
        }
        let places = (1..page.nodes.len()).filter(|&at| {
            self.layout.marks[at] & (BYLINE | HIDDEN) == BYLINE && page.tag(at) != "meta"
        });
        // A box about the author says more than his name.
        let about = |at: usize| self.layout.marks[at] & (BYLINE | AROUND) == BYLINE | AROUND;
        let in_box = |at: usize| about(at) || page.ancestors(at).any(about);
        let (boxed, plain): (Vec<usize>, Vec<usize>) = places
            .filter(|&at| self.tells_of_article(at))
            .partition(|&at| in_box(at));
        let mut best: Vec<String> = Vec::new();
        for at in plain.into_iter().chain(boxed) {
            let inner = page.within(at).skip(1).find(|&i| {
                self.layout.marks[i] & BYLINE != 0
                    && page.within(i).len() > 1
                    && page.tag(i) != "img"
            });
            // What an inner element named so holds may be but the word "By".
            let places = match inner.filter(|_| !rel(page, at, "author")) {
                Some(inner) => vec![inner, at],
                None => vec![at],
            };
            let words = places.into_iter().map(|place| self.shown_words(place));
            let mut names = words
                .filter(|w| !w.is_empty() && w.chars().count() <= 120)
                .map(|w| split_byline(&w));
            if let Some(names) = names.find(|names| !names.is_empty()) {
                best = names;
                break;
            }
        }
        best
    }
}

/// `roej`, with which somebody logs in.
pub fn is_login(name: &str) -> bool {
    name.len() > 2
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
}

/// "By Jane Roe and John Doe, Staff Writer" as names.
fn split_byline(words: &str) -> Vec<String> {
    let mut text = without_more(without_by(words));
    // The date and the rest of the line are no name.
    for stop in ["|", "·", "•", "»", " on ", "\n", " / "] {
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
                && !matches!(lower.as_str(), "by" | "written by" | "기자")
        })
        .map(|n| n.strip_suffix(" 기자").unwrap_or(n))
        .map(str::to_string)
        .take(12)
        .collect()
}

/// The name in what leads to the rest of somebody's work.
fn without_more(words: &str) -> &str {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:(?:view|see|read|show)? ?(?:all|more|other)(?: \w+){0,2} (?:by|from|of)|voir tous les articles de|alle (?:artikel|beiträge) von|ver todas las entradas de) (?P<name>.{2,60})$|^(?P<korean>\p{Hangul}{2,4}) ?(?:기자|특파원)?(?:의|님의) ?(?:다른|최신|최근|모든)? ?(?:기사|글).{0,8}$")
            .expect("a fixed pattern")
    });
    let found = MORE.captures(words);
    let name = found.and_then(|f| f.name("name").or(f.name("korean")));
    name.map_or(words, |name| name.as_str().trim())
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
        "écrit par ",
        "publié par ",
        "rédigé par ",
        "proposé par ",
        "geschrieben von ",
        "veröffentlicht von ",
        "verfasst von ",
        "escrito por ",
        "publicado por ",
        "scritto da ",
        "pubblicato da ",
        "geplaatst door ",
        "автор: ",
        "auteur : ",
        "auteur: ",
        "autor: ",
        "autore: ",
        "作者：",
        "作者:",
        "记者：",
        "文：",
        "文／",
        "文/",
        "撰文：",
        "執筆：",
        "著者：",
    ];
    let lead = prefixes.iter().find(|p| {
        words
            .get(..p.len())
            .is_some_and(|w| w.to_lowercase() == **p)
    });
    let bare = lead.map_or(words, |p| {
        words[p.len()..].trim_matches([' ', '\u{a0}', '\u{3000}'])
    });
    // `Von Jane Roe`; a name of such a particle ("von Roe") has it in small letters.
    let particle = ["Von ", "Par ", "Por ", "Av ", "Door "];
    let lead = particle.iter().find_map(|p| bare.strip_prefix(p));
    lead.filter(|rest| rest.split_whitespace().count() > 1)
        .map_or(bare, str::trim)
}
