//! Owns the search in a text of sorted lines that is compiled in: a start of the program makes no table of it.

use std::cmp::Ordering;

/// What stands behind `key` and a tab in one of the lines of `sorted`; empty where the line is the key alone.
pub(super) fn find(sorted: &'static str, key: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, sorted.len());
    while low < high {
        let middle = (low + high) / 2;
        // Bytes, since the middle may lie inside a char; a line break never does.
        let before = sorted.as_bytes()[low..middle]
            .iter()
            .rposition(|&b| b == b'\n');
        let start = before.map_or(low, |at| low + at + 1);
        let length = sorted[start..].find('\n').unwrap_or(sorted.len() - start);
        let line = &sorted[start..start + length];
        let (here, behind) = line.split_once('\t').unwrap_or((line, ""));
        match here.cmp(key) {
            Ordering::Equal => return Some(behind),
            Ordering::Less => low = (start + length + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_between_them() {
        let sorted = "a\naa\t1\nb\n가\t2 3\n나";
        for (key, behind) in [("a", ""), ("aa", "1"), ("b", ""), ("가", "2 3"), ("나", "")] {
            assert_eq!(find(sorted, key), Some(behind), "{key}");
        }
        for key in ["", "0", "ab", "c", "가나", "다"] {
            assert_eq!(find(sorted, key), None, "{key}");
        }
        assert_eq!(find("", "a"), None);
    }
}
