//! Owns the article's address: canonical, absolute, and not an archive's copy of it.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;

impl Found<'_, '_> {
    pub(super) fn url(&self) -> Option<String> {
        let saved = self.page.notes.iter().find_map(|note| saved_from(note));
        let stated = [
            self.canonical,
            self.meta(&["og:url"]),
            self.meta(&["twitter:url", "parsely-link", "dc.identifier.uri"]),
            self.meta(&["dcterms.identifier", "dc.identifier"]),
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
            ["mainEntityOfPage", "url", "@id"].iter().find_map(|key| {
                let page = j.get(key)?;
                page.as_str()
                    .or_else(|| page.get("@id")?.as_str())
                    .and_then(absolute)
            })
        });
        // A home page as canonical address is a slip of the theme.
        let deep = |u: &&String| {
            u.find("://")
                .is_some_and(|i| u[i + 3..].trim_end_matches('/').contains(['/', '?']))
        };
        let all: Vec<String> = stated
            .into_iter()
            .chain(json)
            .chain(self.joomla())
            .chain(self.printed_address())
            .chain(saved.as_deref().and_then(absolute))
            .chain(self.archived().and_then(absolute))
            .chain(self.base().and_then(absolute))
            .collect();
        all.iter().find(deep).or(all.first()).cloned()
    }
}

impl Found<'_, '_> {
    /// What stands in the field of the Wayback Machine's toolbar.
    fn archived(&self) -> Option<&str> {
        let page = self.page;
        let field = (0..page.nodes.len()).find(|&at| page.attr(at, "id") == Some("wmtbURL"))?;
        page.attr(field, "value")
    }

    /// What a page made for printing says of the page that it was made from.
    fn printed_address(&self) -> Option<String> {
        static ORIGINAL: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)(?:原文(?:地址|链接|网址|連結)|本文(?:网址|链接)|原文 ?(?:주소|링크|보기)|기사 ?원문|source url|url to article|printed from(?: [^:]{1,60})?|original (?:url|address))\s*[:：]\s*(?P<url>https?://[^\s<>]+)")
                .expect("a fixed pattern")
        });
        let page = self.page;
        let texts = (0..page.nodes.len()).filter_map(|at| page.text(at));
        let mut texts = texts.filter(|text| text.len() < 400 && text.contains("://"));
        texts.find_map(|text| {
            let found = ORIGINAL.captures(text)?;
            Some(found.name("url")?.as_str().to_string())
        })
    }

    /// The base of a page's links, where it is a page: caches and some systems set it so. A folder is but the site's.
    fn base(&self) -> Option<&str> {
        let page = self.page;
        let base = (0..page.nodes.len()).find(|&at| page.tag(at) == "base")?;
        let href = page.attr(base, "href")?.trim();
        let path = href.split_once("://")?.1.split_once('/')?.1;
        let page = path.rsplit('/').next()?;
        (page.contains('.') && !page.starts_with("index.")).then_some(href)
    }

    /// Joomla gives an article's address as the base of its links; elsewhere that is but the site's.
    fn joomla(&self) -> Option<String> {
        let page = self.page;
        self.meta(&["generator"])
            .filter(|g| g.starts_with("Joomla"))?;
        let base = (0..page.nodes.len()).find(|&at| page.tag(at) == "base")?;
        let href = page.attr(base, "href")?.trim();
        href.contains("://").then(|| href.to_string())
    }
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

/// The address that an archive's address stands for: archives put it whole into their path, behind the time of capture.
fn original(url: &str) -> &str {
    if let Some((_, rest)) = url.split_once("web.archive.org/web/") {
        return rest.split_once('/').map_or(url, |(_, original)| original);
    }
    let path = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let inner = ["/http://", "/https://"]
        .iter()
        .filter_map(|scheme| path.rfind(scheme));
    inner.max().map_or(url, |at| &url[at + 1..])
}
