//! Owns which outlets a passage names as its authority. (Its rules come with the branch `quotes`.)

use crate::article::Article;
use crate::passage::Passage;
use crate::source::Registry;

/// Finds the outlets that passages name as authority or interviewer.
pub fn find(article: &Article, passages: &mut [Passage], registry: &Registry) {
    let _ = (article, passages, registry);
}
