//! Owns an article laid out as a row of items (paragraphs, separators, credits, each with its quotations) while blocks
//! are being found, and the way back to passages. Refuses to decide anything.

use std::borrow::Cow;

use crate::article::{Article, Inline, Role, Span};
use crate::passage::{Attribution, Credit, Kind, Passage, Voice};
use crate::source::SourceRef;

/// A block of the article, a line of one, or its title.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// What the markup says it is; the title is a heading.
    pub role: Role,
    /// Where.
    pub span: Span,
    /// The block quotations that markup says it stands in, outermost first.
    pub quotes: &'a [u32],
    /// Whether it stands in a reader's comment.
    pub comment: Option<u32>,
    /// Its links and cites.
    pub inlines: &'a [Inline],
    /// The passage, if it is one: separators and credits are none.
    pub passage: Option<Passage>,
    /// The quotations in it. Their `within` is the place in this list of the quotation that they stand in.
    pub inner: Vec<Passage>,
    /// The group (block quotation) that it was found to belong to.
    pub group: Option<usize>,
}

impl Item<'_> {
    /// Whether it is running text outside comments and markup: what a credit in plain text may reach.
    pub fn is_plain(&self) -> bool {
        self.role == Role::Paragraph
            && self.quotes.is_empty()
            && self.comment.is_none()
            && self.group.is_none()
            && self
                .passage
                .as_ref()
                .is_some_and(|p| p.kind == Kind::Paragraph)
    }
}

/// A block quotation: items that share whose words they are.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Whose words.
    pub attribution: Attribution,
    /// The block quotation that it stands in.
    pub outer: Option<usize>,
    /// Its credit only says "the same again".
    pub same: bool,
}

/// The article as a row.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    /// The article.
    pub article: &'a Article,
    /// In reading order.
    pub items: Vec<Item<'a>>,
    /// The block quotations found so far.
    pub groups: Vec<Group>,
    /// Quotations in the publisher's own paragraphs that a bracket right behind them credits: where they end, and whose they are.
    pub credited_quotations: Vec<(u32, Attribution)>,
}

impl<'a> Flow<'a> {
    /// Lays out an article.
    pub fn new(article: &'a Article, passages: Vec<Passage>) -> Flow<'a> {
        let mut items: Vec<Item<'a>> = Vec::with_capacity(article.blocks.len() + 1);
        let title = article.title_span();
        if let Some(span) = title {
            items.push(item(Role::Heading, span));
        }
        for block in &article.blocks {
            items.push(Item {
                quotes: &block.quotes,
                comment: block.comment,
                inlines: &block.inlines,
                ..item(block.role, block.span)
            });
        }
        // Old ordinal -> (item, place among its quotations).
        let mut place_of: Vec<(usize, Option<u32>)> = Vec::with_capacity(passages.len());
        let mut at = 0;
        for mut passage in passages {
            while at + 1 < items.len() && items[at + 1].span.start <= passage.span.start {
                at += 1;
            }
            if passage.kind != Kind::Quotation && items.get(at).is_some_and(|i| i.passage.is_none())
            {
                passage.within = None;
                passage.block = None;
                items[at].passage = Some(passage);
                place_of.push((at, None));
                continue;
            }
            let parent = passage
                .within
                .and_then(|w| place_of.get(w as usize).copied());
            let Some(item) = items.get_mut(at) else {
                continue;
            };
            passage.within = parent
                .filter(|&(i, _)| i == at)
                .and_then(|(_, inner)| inner);
            place_of.push((at, Some(item.inner.len() as u32)));
            item.inner.push(passage);
        }
        Flow {
            article,
            items,
            groups: Vec::new(),
            credited_quotations: Vec::new(),
        }
    }

    /// The words of an item's passage as it now stands.
    pub fn words(&self, at: usize) -> &'a str {
        let item = &self.items[at];
        item.passage
            .as_ref()
            .map_or(item.span, |p| p.span)
            .of(&self.article.text)
    }

    /// Ends the passage of an item at byte `end` of the text, white space before it left out; an item of which nothing
    /// is left is no passage any more.
    pub fn cut(&mut self, at: usize, end: u32) {
        let text = &self.article.text;
        let item = &mut self.items[at];
        let Some(passage) = &mut item.passage else {
            return;
        };
        let start = passage.span.start;
        let kept = text[start as usize..end.max(start) as usize]
            .trim_end()
            .len() as u32;
        if kept == 0 {
            item.passage = None;
            item.inner.clear();
            return;
        }
        passage.span.end = start + kept;
        let whole = passage.span;
        // Quotations that reach into the credit were none; what stood in them goes with them (it comes after them).
        let mut new_place: Vec<Option<u32>> = Vec::with_capacity(item.inner.len());
        let mut left = 0;
        for quotation in &item.inner {
            let keep = whole.contains(quotation.span);
            new_place.push(keep.then_some(left));
            left += u32::from(keep);
        }
        item.inner.retain(|q| whole.contains(q.span));
        for quotation in &mut item.inner {
            quotation.within = quotation
                .within
                .and_then(|w| new_place.get(w as usize).copied().flatten());
        }
    }

    /// Begins the passage of an item at byte `start` of the text, white space behind it left out; if nothing is left, it is no
    /// passage any more.
    pub fn cut_head(&mut self, at: usize, start: u32) {
        let text = &self.article.text;
        let Some(passage) = self.items[at].passage.take() else {
            return;
        };
        let rest = &text[start.min(passage.span.end) as usize..passage.span.end as usize];
        let bare = rest.trim_start();
        self.items[at].inner.clear();
        if !bare.is_empty() {
            let start = passage.span.end - bare.len() as u32;
            self.items[at].passage = Some(self.later_part(passage, start));
        }
    }

    /// Makes several items of those that hold a byte of `cuts` (rising): a new one begins at each.
    pub fn split(&mut self, cuts: &[u32]) {
        if cuts.is_empty() {
            return;
        }
        let old = std::mem::take(&mut self.items);
        self.items.reserve(old.len() + cuts.len());
        let mut next = 0;
        for mut item in old {
            while cuts.get(next).is_some_and(|&c| c <= item.span.start) {
                next += 1;
            }
            let mut inner = std::mem::take(&mut item.inner).into_iter().peekable();
            let mut passed = 0;
            let mut rest = item.passage.take();
            loop {
                let cut = cuts.get(next).copied().filter(|&c| c < item.span.end);
                let end = cut.unwrap_or(item.span.end);
                let mut piece = Item {
                    span: Span {
                        start: item.span.start,
                        end,
                    },
                    passage: rest.clone(),
                    inner: Vec::new(),
                    ..item
                };
                let first = passed;
                while let Some(mut quotation) = inner.next_if(|q| q.span.start < end) {
                    quotation.within = quotation.within.and_then(|w| w.checked_sub(first));
                    piece.inner.push(quotation);
                    passed += 1;
                }
                self.items.push(piece);
                let Some(cut) = cut else {
                    break;
                };
                self.cut(self.items.len() - 1, cut);
                rest = rest.map(|p| self.later_part(p, cut));
                item.span.start = cut;
                next += 1;
            }
        }
    }

    fn later_part(&self, mut passage: Passage, start: u32) -> Passage {
        let before = &self.article.text[passage.span.start as usize..start as usize];
        if let Some(file) = &mut passage.place.at {
            *file += before.len() as u64;
        }
        if let Some(line) = &mut passage.place.line
            && passage.place.at.is_some()
        {
            *line += before.bytes().filter(|&b| b == b'\n').count() as u32;
        }
        passage.span.start = start;
        passage
    }

    /// Gives the passages of items `first..=last` to a new block quotation.
    pub fn group(&mut self, first: usize, last: usize, attribution: Attribution) -> usize {
        let group = self.groups.len();
        self.groups.push(Group {
            attribution,
            ..Group::default()
        });
        for item in &mut self.items[first..=last] {
            item.group = Some(group);
        }
        group
    }

    /// The passages again, numbered, with the voices of blocks and whatever voice the items' own passages have.
    pub fn into_passages(self) -> Vec<Passage> {
        let Flow { items, groups, .. } = self;
        let mut out: Vec<Passage> = Vec::with_capacity(items.len() * 2);
        let mut first_of: Vec<Option<u32>> = vec![None; groups.len()];
        for item in items {
            let Some(mut passage) = item.passage else {
                continue;
            };
            let own = out.len() as u32;
            if let Some(group) = item.group {
                if passage.kind != Kind::Comment {
                    passage.kind = Kind::BlockQuote;
                }
                passage.voice = Voice::Quoted(groups[group].attribution.clone());
                passage.block = Some(*first_of[group].get_or_insert(own));
                passage.within = groups[group].outer.and_then(|outer| first_of[outer]);
            }
            out.push(passage);
            for mut quotation in item.inner {
                quotation.within = Some(quotation.within.map_or(own, |w| own + 1 + w));
                out.push(quotation);
            }
        }
        out
    }
}

/// Whose words, by which rule.
pub(super) fn attribution(
    source: Option<SourceRef>,
    via: Vec<SourceRef>,
    rule: &'static str,
    span: Span,
) -> Attribution {
    Attribution {
        source,
        speaker: None,
        via,
        credit: Some(Credit {
            rule: Cow::Borrowed(rule),
            span,
        }),
    }
}

fn item<'a>(role: Role, span: Span) -> Item<'a> {
    Item {
        role,
        span,
        quotes: &[],
        comment: None,
        inlines: &[],
        passage: None,
        inner: Vec::new(),
        group: None,
    }
}
