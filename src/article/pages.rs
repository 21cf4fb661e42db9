//! Owns the pages of what is printed on pages: which page a place of the text stands on. Refuses printed page numbers: a page counts
//! from 1, as viewers count (`#page=3`).

use serde::{Deserialize, Serialize};

/// A place where a page begins, as a reader finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageTurn {
    /// Index of [`super::RawArticle::body`].
    pub block: u32,
    /// Byte of that block's text.
    pub at: u32,
    /// The page, from 1.
    pub page: u32,
}

/// Where the pages begin in an article's text; empty where its file has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pages(Vec<(u32, u32)>);

impl Pages {
    /// From byte `at` on the text stands on `page`; to be called in the order of the text.
    pub fn turn(&mut self, at: u32, page: u32) {
        debug_assert!(self.0.last().is_none_or(|&(last, _)| last <= at));
        self.0.push((at, page));
    }

    /// The page on which byte `at` stands.
    pub fn of(&self, at: u32) -> Option<u32> {
        let after = self.0.partition_point(|&(begins, _)| begins <= at);
        self.0[..after].last().map(|&(_, page)| page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stands_on_the_page_that_began_last() {
        let mut pages = Pages::default();
        assert_eq!(pages.of(0), None);
        pages.turn(0, 1);
        pages.turn(40, 3);
        assert_eq!(
            [0, 39, 40, 900].map(|at| pages.of(at)),
            [1, 1, 3, 3].map(Some)
        );
    }
}
