//! Owns the comparison of words: lists of them in order, and names of speakers.

/// The pairs of equal items, in the order of both lists, as many as there can be.
pub fn aligned<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i][j] = match a[i] == b[j] {
                true => best[i + 1][j + 1] + 1,
                false => best[i + 1][j].max(best[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] && best[i][j] == best[i + 1][j + 1] + 1 {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Titles that a speaker's name is compared without.
const TITLES: &[&str] = &[
    "rep",
    "sen",
    "gov",
    "dr",
    "mr",
    "mrs",
    "ms",
    "prof",
    "rev",
    "reverend",
    "coach",
    "professor",
    "gen",
    "director",
    "colonel",
    "captain",
    "minister",
    "president",
    "manager",
    "박사",
    "소장",
    "연구위원",
    "작업반장",
    "교수",
];

/// A speaker's name as compared: its words in lower case, without titles.
pub fn name(text: &str) -> Vec<String> {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’')
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    let bare: Vec<_> = words
        .iter()
        .filter(|w| !TITLES.contains(&w.as_str()))
        .cloned()
        .collect();
    if bare.is_empty() { words } else { bare }
}
