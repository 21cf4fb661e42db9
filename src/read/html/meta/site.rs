//! Owns the names of sites: stated, printed as a logo or a banner that leads home, or in a notice of copyright that something else
//! confirms. Refuses "Home", and whoever made the system that the site runs on.

use std::sync::LazyLock;

use regex::Regex;

use super::super::marks::{HIDDEN, SITE, TITLE};
use super::title::{MARKS, is_framed};
use super::{Found, clean, rel};
use crate::source::{fold, is_platform};

impl Found<'_, '_> {
    /// What the page calls its site or publisher, the surest first; platforms too, which only help to cut titles.
    pub(super) fn site_names(&self) -> Vec<String> {
        // Korean portals carry other outlets' articles and say whose in this place: `Outlet | Portal`.
        let carried = self
            .metas("og:article:author")
            .filter_map(|a| a.split_once('|'));
        let mut names: Vec<String> = carried.map(|(outlet, _)| clean(outlet)).collect();
        names.extend(self.json_names("publisher"));
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
        // What some call a site's title, others call a post's.
        let title = self.meta(&["og:title"]).map(|title| fold(&clean(title)));
        let printed = (0..self.page.nodes.len())
            .filter(|&at| self.layout.marks[at] & SITE != 0 && self.layout.marks[at] & HIDDEN == 0)
            .map(|at| self.page.words(at));
        names.extend(
            printed.filter(|w| w.chars().count() <= 60 && title.as_ref() != Some(&fold(w))),
        );
        names.extend(self.feed_name());
        // These take a walk over the page: they are asked where nothing else tells.
        let told = |name: &String| !name.is_empty() && !is_platform(without_platform(name));
        if !names.iter().any(told) {
            names.extend(self.home_name());
            names.extend(self.owner());
        }
        names.retain(|n| !n.is_empty() && !n.contains("://") && n.len() < 200);
        let mut once: Vec<String> = Vec::new();
        for name in names {
            let name = without_platform(&name).to_string();
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }

    /// The site's name in the title of its feed: `Border Lamp - Atom`, `Border Lamp » Feed`.
    fn feed_name(&self) -> Option<String> {
        let page = self.page;
        (0..page.nodes.len())
            .filter(|&at| page.tag(at) == "link" && rel(page, at, "alternate"))
            .filter_map(|at| page.attr(at, "title"))
            .find_map(|title| {
                let title = clean(title);
                let (site, kind) = [" - ", " » ", " &raquo; ", " | "]
                    .iter()
                    .find_map(|mark| title.rsplit_once(mark))?;
                matches!(
                    kind,
                    "Atom" | "RSS" | "Feed" | "RSS Feed" | "Atom Feed" | "피드"
                )
                .then(|| site.trim().to_string())
            })
    }

    /// What leads to the site's first page and is a heading, or is confirmed by the page's own title or its address: a banner, a logo.
    fn home_name(&self) -> Option<String> {
        let page = self.page;
        let root = self.layout.roots.first().copied().unwrap_or(0);
        let host = self.host();
        let links = (1..page.nodes.len()).filter(|&at| {
            page.tag(at) == "a"
                && page.within(at).len() < 16
                && page
                    .attr(at, "href")
                    .is_some_and(|href| leads_home(href, host.as_deref()))
        });
        let mut confirmed = None;
        let mut shown_before: Vec<(usize, String, bool)> = Vec::new();
        for link in links {
            let image = page.within(link).find(|&i| page.tag(i) == "img");
            let shown = page.words(link);
            let told = [
                Some(shown.as_str()),
                image.and_then(|i| page.attr(i, "alt")),
                page.attr(link, "title"),
            ];
            let names = told.into_iter().flatten().filter_map(name_of_home);
            let heading = page
                .ancestors(link)
                .take(2)
                .any(|a| matches!(page.tag(a), "h1" | "h2" | "h3"));
            let is_title = |name: &str| {
                page.ancestors(link)
                    .take(3)
                    .any(|a| self.layout.marks[a] & TITLE != 0)
                    || self.meta(&["og:title"]).map(fold) == Some(fold(name))
            };
            for name in names {
                let before = link < root && self.entry_of_text(link).is_none();
                if heading && before && fold(&shown) == fold(&name) && !is_title(&name) {
                    return Some(name);
                }
                // A logo and the way there from the first page: two links of one name.
                let pictured = image.is_some();
                let twice = |(at, seen, logo): &(usize, String, bool)| {
                    *at != link && *logo != pictured && fold(seen) == fold(&name)
                };
                let sure = shown_before.iter().any(twice) || self.confirms(&name, host.as_deref());
                if confirmed.is_none() && sure && !is_platform(&name) {
                    confirmed = Some(name);
                } else {
                    shown_before.push((link, name, pictured));
                }
            }
        }
        confirmed
    }

    /// Whom a notice of copyright names, if the page's title or address says so too, or if the notice is the article's own.
    fn owner(&self) -> Option<String> {
        let page = self.page;
        let host = self.host();
        let stated = self.metas("copyright").filter_map(copyright);
        let mut stated = stated.chain(self.metas("rights").filter_map(copyright));
        if let Some(name) = stated.find(|name| self.confirms(name, host.as_deref())) {
            return Some(name);
        }
        let in_text = |at: usize| {
            let roots = &self.layout.roots;
            self.own[at] && roots.iter().any(|&r| page.within(r).contains(&at))
        };
        let notices = (1..page.nodes.len())
            .filter(|&at| page.text(at).is_some_and(|t| NOTICE.is_match(t.trim())));
        for at in notices {
            let line = page.words(page.nodes[at].parent);
            let Some(name) = copyright(&line).filter(|_| line.len() < 300) else {
                continue;
            };
            let own = !in_text(at)
                && self.entry_of_text(at).is_some()
                && line.to_lowercase().contains("rights reserved");
            if own || self.confirms(&name, host.as_deref()) {
                return Some(name);
            }
        }
        None
    }

    /// Whether the page's own title begins or ends with a name, or its address is made of it.
    fn confirms(&self, name: &str, host: Option<&str>) -> bool {
        let folded: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
        let of_host = || {
            host.is_some_and(|host| {
                let bare: String = host.chars().filter(|c| c.is_alphanumeric()).collect();
                folded.len() >= 5 && folded.is_ascii() && bare.contains(&folded)
            })
        };
        let in_title = || {
            self.head_title().is_some_and(|head| {
                head != name
                    && is_framed(&head, name)
                    && (!head.starts_with(name)
                        || MARKS
                            .iter()
                            .any(|mark| head[name.len()..].starts_with(mark)))
            })
        };
        !is_platform(name) && (in_title() || of_host())
    }

    /// The host of the page's address.
    fn host(&self) -> Option<String> {
        let url = self.url()?;
        let rest = url.split_once("://")?.1;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some(host.trim_start_matches("www.").to_ascii_lowercase())
    }
}

/// Whether an address is a site's first page.
fn leads_home(href: &str, host: Option<&str>) -> bool {
    let href = href.trim().to_ascii_lowercase();
    let path = match href.split_once("://") {
        Some((_, rest)) => {
            let (at, path) = rest.split_once('/').unwrap_or((rest, ""));
            // Where the page's address is not known, a bare host may be its own: something else must confirm the name.
            if host.is_some_and(|host| host != at.trim_start_matches("www.")) {
                return false;
            }
            format!("/{path}")
        }
        None => href,
    };
    let file = path
        .trim_start_matches("../")
        .trim_start_matches(['.', '/']);
    let file = file.trim_end_matches('/');
    path.starts_with(['/', '.']) && file.is_empty()
        || matches!(
            file,
            "index.html"
                | "index.htm"
                | "index.php"
                | "index.asp"
                | "index.aspx"
                | "index.jsp"
                | "default.asp"
                | "home"
                | "home.html"
                | "home.htm"
                | "main.html"
                | "index.shtml"
                | "main.do"
                | "forum/index.php"
                | "forums/index.php"
        )
}

/// The name that a link home shows; `None` where it but says what it is.
fn name_of_home(shown: &str) -> Option<String> {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:welcome to|logo (?:of|de|der)|back to|return to|zurück zu|retour à|go to)\s+|\s*[-–|:]?\s*(?:logo|home ?page|home|로고|홈|首页|ロゴ|startseite|accueil)$")
            .expect("a fixed pattern")
    });
    let shown = clean(shown);
    let name = BESIDE.replace_all(&shown, "").trim().to_string();
    let generic = matches!(
        name.to_lowercase().as_str(),
        "" | "home"
            | "homepage"
            | "homeseite"
            | "main"
            | "index"
            | "start"
            | "startseite"
            | "accueil"
            | "inicio"
            | "início"
            | "strona główna"
            | "главная"
            | "홈"
            | "홈으로"
            | "메인"
            | "메인으로"
            | "처음"
            | "처음으로"
            | "首页"
            | "返回首页"
            | "ホーム"
            | "トップ"
            | "top"
            | "news"
            | "뉴스"
            | "front page"
            | "frontpage"
            | "forum"
            | "forums"
            | "board index"
            | "blog"
            | "logo"
            | "menu"
            | "close"
    );
    (!generic && (2..=60).contains(&name.chars().count())).then_some(name)
}

static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:copyright\b|\(c\)|©|ⓒ|저작권자)|^[^.]{0,40}(?:©|ⓒ)")
        .expect("a fixed pattern")
});

/// The owner that a notice of copyright names: `© 2009-2016 Amnok Courier. All rights reserved.`
fn copyright(notice: &str) -> Option<String> {
    static OWNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:copyright|\(c\)|©|ⓒ|저작권자)(?:\s|copyright|\(c\)|©|ⓒ|:|,|\d{4}|[-–]|&copy;|by\b|present\b)*",
            r"(?P<name>[\p{L}][^.|,;·•©ⓒ<>()/]{1,58}?)",
            r"\s*(?:\d{4}|[.|,;·•<>()/]|[-–] |\ball\b|\btous droits\b|\balle rechte\b|\btodos los\b|\bpowered\b|무단|$)",
        ))
        .expect("a fixed pattern")
    });
    let found = OWNER.captures(notice)?;
    let name = clean(found.name("name")?.as_str());
    let name = name.trim_end_matches(['.', '-', '–', ' ']).to_string();
    let words = fold(&name);
    let said = ["all rights", "reserved", "notice", "policy"];
    (!said.iter().any(|word| words.starts_with(word)) && !is_platform(&name)).then_some(name)
}

/// `Platform | Site` and `Site :: Platform` as the site.
fn without_platform(name: &str) -> &str {
    for mark in MARKS {
        if let Some((one, other)) = name.split_once(mark) {
            let (one, other) = (one.trim(), other.trim());
            if !other.is_empty() && is_platform(one) && !is_platform(other) {
                return other;
            }
            if !one.is_empty() && is_platform(other) && !is_platform(one) {
                return one;
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_in_a_notice_of_copyright() {
        for (notice, name) in [
            (
                "© Agence Midi-Presse. All reproduction rights reserved.",
                Some("Agence Midi-Presse"),
            ),
            (
                "Copyright (c) 2004 by Amnok Underground",
                Some("Amnok Underground"),
            ),
            (
                "Copyright © 2009-2016 Amnok Courier | Powered by X",
                Some("Amnok Courier"),
            ),
            ("© 2016", None),
            ("All rights reserved", None),
            (
                "Copyright ⓒ 압록강신문 All rights reserved",
                Some("압록강신문"),
            ),
        ] {
            assert_eq!(copyright(notice).as_deref(), name, "{notice}");
        }
    }

    #[test]
    fn a_link_home_is_no_name_where_it_says_but_what_it_is() {
        assert_eq!(name_of_home("Home"), None);
        assert_eq!(name_of_home("홈"), None);
        assert_eq!(
            name_of_home("Amnok Courier home").as_deref(),
            Some("Amnok Courier")
        );
        assert_eq!(
            name_of_home("Welcome to Amnok Courier").as_deref(),
            Some("Amnok Courier")
        );
        let host = Some("amnok.example");
        for (href, home) in [
            ("/", true),
            ("index.htm", true),
            ("https://www.amnok.example/", true),
            ("https://amnok.example", true),
            ("https://other.example/", false),
            ("https://amnok.example/news/", false),
            ("/news/", false),
            ("", false),
            ("#", false),
        ] {
            assert_eq!(leads_home(href, host), home, "{href}");
        }
    }
}
