//! Owns addresses that are written relative to another (`xml:base`, the feed's own address). Refuses to mend what is none.

/// Whether an address says its scheme and host.
pub(super) fn is_absolute(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| {
        !s.is_empty()
            && s.bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// The absolute address that `written` means at `base`; as it is written where that can't be told.
pub(super) fn join(base: Option<&str>, written: &str) -> String {
    let written = written.trim();
    let as_written = || written.to_string();
    let Some(base) = base.filter(|b| is_absolute(b)) else {
        return as_written();
    };
    // A scheme of its own: mailto:, data:, https:.
    let scheme = written
        .find(':')
        .filter(|&colon| !written[..colon].contains(['/', '?', '#']));
    if scheme.is_some() || written.starts_with('#') || written.is_empty() {
        return as_written();
    }
    let Some((scheme, rest)) = base.split_once("://") else {
        return as_written();
    };
    if let Some(host) = written.strip_prefix("//") {
        return format!("{scheme}://{host}");
    }
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if written.starts_with('/') {
        return format!("{scheme}://{host}{written}");
    }
    let end = written.find(['?', '#']).unwrap_or(written.len());
    let (relative, query) = written.split_at(end);
    let mut folders: Vec<&str> = path.split('/').collect();
    if !relative.is_empty() {
        folders.pop();
    }
    for part in relative.split('/').filter(|_| !relative.is_empty()) {
        match part {
            "." => {}
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    format!("{scheme}://{host}/{}{query}", folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_as_browsers_read_them() {
        let base = Some("https://a.example/blog/2016/feed.xml?x=1");
        for (written, whole) in [
            ("post.html", "https://a.example/blog/2016/post.html"),
            ("../p?q=../x", "https://a.example/blog/p?q=../x"),
            ("./p", "https://a.example/blog/2016/p"),
            ("/p", "https://a.example/p"),
            ("//b.example/p", "https://b.example/p"),
            ("?p=1", "https://a.example/blog/2016/feed.xml?p=1"),
            ("../../../../p", "https://a.example/p"),
            ("http://c.example", "http://c.example"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("#note", "#note"),
        ] {
            assert_eq!(join(base, written), whole, "{written}");
        }
        assert_eq!(join(None, "p"), "p");
        assert_eq!(join(Some("nothing"), "p"), "p");
    }
}
