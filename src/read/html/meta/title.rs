//! Owns titles, told from the names of sites.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::super::super::naming;
use super::super::marks::{HIDDEN, TITLE};
use super::{Found, clean, is_converted};
use crate::source::{fold, is_platform};

impl Found<'_, '_> {
    pub(super) fn head_title(&self) -> Option<String> {
        let page = self.page;
        let at = (0..page.nodes.len()).find(|&at| page.tag(at) == "title")?;
        Some(page.words(at))
    }

    /// What stands beside the article's title in the head's, if the page also prints it by itself: `Site » Title` under a banner `Site`.
    pub(super) fn site_beside(&self, title: &str) -> Option<String> {
        let page = self.page;
        let head = self.head_title()?;
        // An old page's own title may end with its day.
        let undated = head.strip_suffix(')').and_then(|h| h.rsplit_once(" ("));
        let undated = undated.filter(|(_, day)| crate::dates::alone(day).is_some());
        let head = undated.map_or(head.as_str(), |(head, _)| head);
        let rest = head
            .strip_prefix(title)
            .or_else(|| head.strip_suffix(title))
            .filter(|rest| {
                MARKS
                    .iter()
                    .any(|m| rest.starts_with(m) || rest.ends_with(m))
            })?;
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || "|-–—:»«<>·_".contains(c));
        // Between the two may stand a section or the author; the site is at the end.
        let parts = rest.split(" | ").flat_map(|part| part.split(" » "));
        let mut parts = parts.flat_map(|part| part.split('_'));
        let site = match head.starts_with(title) {
            true => parts.last(),
            false => parts.next(),
        }?;
        let prints = |at: usize| {
            let logo = page.tag(at) == "img"
                && page.attr(at, "alt").is_some_and(|a| fold(a) == fold(site));
            logo || matches!(self.page.tag(at), "h1" | "h2" | "a" | "p" | "div" | "span")
                && self.page.within(at).len() < 8
                && self.entry_of_text(at).is_none()
                && {
                    let words = self.page.words(at);
                    fold(&words) == fold(site)
                        || words
                            .strip_prefix("From ")
                            .and_then(|w| w.split(',').next())
                            .is_some_and(|w| fold(w) == fold(site))
                }
        };
        let known = !fold(site).is_empty() && site.chars().count() <= 60 && !is_platform(site);
        (known && (naming::is_site(site) || (0..self.page.nodes.len()).any(prints)))
            .then(|| site.to_string())
    }

    /// A hand-made page's title and site, where the head names both, whichever way round: the page prints the site above the title, or
    /// as its logo's name.
    pub(super) fn title_beside_site(&self) -> Option<(String, String)> {
        self.parted_head().or_else(|| self.dated_banner())
    }

    fn parted_head(&self) -> Option<(String, String)> {
        let head = self.head_title()?;
        let (one, other) = MARKS.iter().find_map(|mark| head.split_once(mark))?;
        let (one, other) = (one.trim(), other.trim());
        if fold(one).is_empty() || fold(other).is_empty() || fold(one) == fold(other) {
            return None;
        }
        let page = self.page;
        let printed = |words: &str| {
            (0..page.nodes.len()).find(|&at| {
                matches!(
                    page.tag(at),
                    "h1" | "h2" | "h3" | "h4" | "b" | "strong" | "font"
                ) && page.within(at).len() < 8
                    && self.layout.links[at] == 0
                    && self.layout.marks[at] & HIDDEN == 0
                    && fold(&page.words(at)) == fold(words)
            })
        };
        let logo = |words: &str| {
            (0..page.nodes.len()).any(|at| {
                page.tag(at) == "img"
                    && page.attr(at, "alt").is_some_and(|a| fold(a) == fold(words))
            })
        };
        let told = |title: &str, site: &str| Some((title.to_string(), site.to_string()));
        match (printed(one), printed(other)) {
            (Some(a), Some(b)) => {
                let (from, to) = (a.min(b), a.max(b));
                let text_between = (from..to).any(|at| {
                    page.text(at)
                        .is_some_and(|text| text.trim().chars().count() > 80)
                });
                match (text_between, a < b) {
                    (true, _) => None,
                    (_, true) => told(other, one),
                    (_, false) => told(one, other),
                }
            }
            (Some(_), None) if logo(other) => told(one, other),
            (None, Some(_)) if logo(one) => told(other, one),
            _ => None,
        }
    }

    /// The first bold line of a page that a program made of a PDF: the head names but a file.
    fn converted_title(&self) -> Option<String> {
        let page = self.page;
        let bold = |at: &usize| {
            let parent = page.nodes[*at].parent;
            page.tag(*at) == "b" && page.tag(parent) == "p" && page.words(parent) == page.words(*at)
        };
        let lines = is_converted(self).then(|| (1..page.nodes.len()).filter(bold))?;
        let mut lines = lines.map(|at| clean(&page.words(at)));
        lines.find(|words| (12..300).contains(&words.len()) && !is_section(words))
    }

    /// A bulletin whose head names but the site and the day: the site is printed as its banner, the title as the next large line.
    fn dated_banner(&self) -> Option<(String, String)> {
        static JUCHE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"[\s:|,–—(-]*(?:\d{1,2} )?\p{L}{3,9}\.?,? (?:\d{1,2}[.,]? )?Juche ?\d{2,3}\W*$",
            )
            .expect("a fixed pattern")
        });
        let page = self.page;
        let head = self.head_title()?;
        let end = match (crate::dates::find(&head), JUCHE.find(&head)) {
            (Some((span, day)), _) if day.day().is_some() && span.end as usize == head.len() => {
                span.start as usize
            }
            (_, Some(found)) => found.start(),
            _ => return None,
        };
        let banner = head[..end].trim_matches(|c: char| c.is_whitespace() || "|-–—:,(".contains(c));
        let large = |at: usize| {
            let font = || {
                let size = page.attr(at, "size").unwrap_or("").trim();
                size.starts_with('+') || size.parse::<u8>().is_ok_and(|size| size >= 4)
            };
            let tag = page.tag(at);
            (matches!(tag, "h1" | "h2" | "h3") || tag == "font" && font())
                && page.within(at).len() < 12
                && self.layout.links[at] == 0
                && self.layout.marks[at] & HIDDEN == 0
        };
        if fold(banner).is_empty() {
            return None;
        }
        let printed =
            (1..page.nodes.len()).find(|&at| large(at) && fold(&page.words(at)) == fold(banner))?;
        let behind = page.within(printed).end..page.nodes.len();
        let title = behind.filter(|&at| large(at)).map(|at| page.words(at));
        let dated = |words: &str| {
            crate::dates::find(words).is_some_and(|(span, _)| span.len() * 2 >= words.len())
        };
        let mut title = title.filter(|words| (6..300).contains(&words.len()) && !dated(words));
        // A bulletin of several reports lists their titles above them: none is the page's.
        let listed = |title: &str| {
            (1..page.nodes.len()).any(|at| {
                page.tag(at) == "a"
                    && page.within(at).len() < 8
                    && fold(&page.words(at)) == fold(title)
            })
        };
        let title = title
            .next()
            .filter(|title| !listed(title))
            .unwrap_or(head.clone());
        let site = page.words(printed);
        let site = site
            .get(..10)
            .filter(|from| from.eq_ignore_ascii_case("news from "))
            .map_or(site.as_str(), |_| &site[10..]);
        Some((title, site.to_string()))
    }

    /// Whether something small on the page holds these words and no others.
    fn prints(&self, words: &str) -> bool {
        let page = self.page;
        (0..page.nodes.len()).any(|at| {
            matches!(
                page.tag(at),
                "h1" | "h2" | "h3" | "font" | "b" | "center" | "p" | "div"
            ) && page.within(at).len() < 8
                && fold(&page.words(at)) == fold(words)
        })
    }

    pub(super) fn title(&self, sites: &[String]) -> Option<String> {
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
        // Older themes keep the only h1 for the site.
        let in_post = printed(&|at| {
            matches!(page.tag(at), "h1" | "h2" | "h3") && self.entry_of_text(at).is_some()
        });
        let head = self.head_title();
        // A heading that the page's own title begins or ends with is surely its title.
        let in_head = |t: &String| head.as_deref().is_some_and(|h| is_framed(h, t));
        // Hand-made pages name nothing; a lesser heading is the title if the head says it too, beside the site's name.
        let lesser = printed(&|at| {
            let words = page.words(at);
            matches!(page.tag(at), "h2" | "h3") && words.len() > 8 && in_head(&words)
        });
        let confirmed = [&marked, &in_post, &h1, &lesser]
            .into_iter()
            .flatten()
            .find(|t| in_head(t))
            .cloned();
        let beside = self.title_beside_site();
        // What the page prints and states alike, whatever is made for other sites of it (`... (Published 2023)`).
        let agreed = headline
            .map(clean)
            .filter(|stated| h1.as_ref() == Some(stated));
        let marked_words = marked.clone();
        let candidates = [
            self.converted_title(),
            agreed,
            self.meta(&["og:title"]).map(clean),
            headline.map(clean),
            beside.map(|(title, _)| title),
            self.meta(&["dc.title", "dcterms.title"]).map(clean),
            confirmed,
            self.meta(&["twitter:title", "headline"]).map(clean),
            marked,
            h1.clone(),
            head,
        ];
        // `Jane's Border Page: The Red Flag on Trial`, where the page prints the latter by itself.
        let without_page = |t: String| match t.split_once(": ") {
            Some((site, rest)) if naming::is_site(site) && self.prints(rest) => rest.to_string(),
            _ => t,
        };
        let printed = h1.as_deref().or(marked_words.as_deref());
        let cut = |t: String| without_page(cut_site(&t, sites, printed));
        let told: Vec<String> = candidates
            .into_iter()
            .flatten()
            .map(cut)
            .filter(|t| !t.is_empty() && !is_site(t))
            .collect();
        let title = told.iter().find(|t| !is_section(t)).or(told.first())?;
        // Some portals put a title between brackets where they state it.
        let bare = title.trim_matches(['『', '』', '「', '」']);
        if bare != title && (h1.as_deref() == Some(bare) || told.iter().any(|t| t == bare)) {
            return Some(bare.to_string());
        }
        Some(self.fuller(title).unwrap_or_else(|| title.clone()))
    }

    /// The heading that a page prints above its text, where it begins with the title and goes on behind a mark: old pages shorten it in
    /// their head.
    fn fuller(&self, title: &str) -> Option<String> {
        let page = self.page;
        let root = self.layout.roots.first().copied()?;
        let near = (page.within(root).end).min(root + 60);
        (0..near)
            .filter(|&at| {
                matches!(
                    page.tag(at),
                    "h1" | "h2" | "h3" | "font" | "b" | "big" | "strong"
                ) && page.within(at).len() < 12
                    && self.layout.links[at] == 0
                    && self.in_article_head(at)
            })
            .map(|at| page.words(at))
            .filter(|words| words.len() < 300 && words.len() > title.len() + 4)
            .find(|words| {
                let rest = words.strip_prefix(title);
                rest.is_some_and(|rest| MARKS.iter().any(|mark| rest.starts_with(mark)))
            })
    }
}

/// Whether words name a part of a site, as the heading above every notice of a board does.
fn is_section(title: &str) -> bool {
    const SECTIONS: &str = "press releases|press release|news|latest news|notices|notice|announcements|announcement|blog|articles|article|\
         statements|media|press room|newsroom|press|document outline|untitled document|untitled|보도자료|공지사항|알림|알림마당|소식|뉴스|\
         새소식|게시판|자료실|언론보도|보도/해명|해명자료|新闻|新闻中心|通知公告|公告|動態|新着情報|お知らせ|ニュース|новости|actualités|\
         aktuelles|nachrichten|pressemitteilungen|communiqués de presse|noticias|comunicados";
    let title = title.trim().to_lowercase();
    let file = title.starts_with("microsoft word - ") || title.ends_with(".doc");
    file || SECTIONS.split('|').any(|section| section.trim() == title)
}

/// What parts a title from a site's name.
pub(super) const MARKS: [&str; 14] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " : ", " < ", " > ", ": ", " · ", " • ", "_",
];

/// Whether `head` is `title`, begins with it, or ends with it behind a mark.
pub(super) fn is_framed(head: &str, title: &str) -> bool {
    let behind = head.strip_suffix(title);
    head.starts_with(title) || behind.is_some_and(|b| MARKS.iter().any(|m| b.ends_with(m)))
}

/// A title without the site's name before or behind it.
fn cut_site(title: &str, sites: &[String], h1: Option<&str>) -> String {
    let is_site = |part: &str| sites.iter().any(|s| fold(s) == fold(part)) || is_platform(part);
    let mut title = title.trim();
    for _ in 0..4 {
        let before = title;
        for mark in MARKS {
            if let Some((head, _)) = title
                .rsplit_once(mark)
                .filter(|(h, t)| mark != ": " && !h.trim().is_empty() && is_site(t))
            {
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
