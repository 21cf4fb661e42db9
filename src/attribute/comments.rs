//! Owns readers' comments: whose they are where markup states them, and where they begin in plain text. Refuses to take the end of
//! a post for comments unless several signs agree.

use crate::passage::{Attribution, Kind, Speaker, Voice};

use super::flow::Flow;

/// Gives each comment that markup states to its writer: its words are not the publisher's, who only carried them.
pub(super) fn stated(flow: &mut Flow) {
    let article = flow.article;
    for item in &mut flow.items {
        let Some(passage) = item.passage.as_mut().filter(|p| p.kind == Kind::Comment) else {
            continue;
        };
        let author = item
            .comment
            .and_then(|c| article.comments.get(c as usize))
            .and_then(|c| c.author.clone());
        passage.voice = Voice::Quoted(Attribution {
            source: None,
            speaker: author.map(|name| Speaker {
                name,
                span: None,
                full: None,
            }),
            via: article.publisher.iter().cloned().collect(),
            credit: None,
        });
    }
}
