//! Owns the comparison of one document with its labels. Judges what a reader sees: words, outlets as the registry resolves them,
//! and names without titles; never how the program came to it.

use sosik::article::{Article, Span};
use sosik::passage::{Attribution, Kind, Passage, Voice};
use sosik::source::{Registry, SourceRef, slug};

use super::gold::{self, Flat, Gold, first_words, last_words};
use super::tally::Tally;
use super::words::{aligned, name};

/// So many words of a passage's edge are compared.
pub const WORDS: usize = 8;

/// Counts one document.
pub fn document(
    name: &str,
    article: &Article,
    passages: &[Passage],
    gold: &Gold,
    registry: &Registry,
    tally: &mut Tally,
) {
    let judge = Judge {
        name,
        article,
        passages,
        gold,
        registry,
        flat: Flat::new(&article.text),
    };
    judge.head(tally);
    let blocks = judge.blocks(tally);
    let reprints = judge.reprints(&blocks, tally);
    judge.comments(tally);
    judge.own(&blocks, &reprints, tally);
    if !gold.blocks_only {
        judge.quotations(tally);
        judge.cites(tally);
    }
}

/// A document beside its labels.
pub struct Judge<'a> {
    pub name: &'a str,
    pub article: &'a Article,
    pub passages: &'a [Passage],
    pub gold: &'a Gold,
    pub registry: &'a Registry,
    flat: Flat,
}

/// A block that the program found: the passages of it.
struct Found<'a> {
    span: Span,
    parts: Vec<&'a Passage>,
}

impl Judge<'_> {
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    pub fn say(&self, what: String) -> String {
        format!("{}: {what}", self.name)
    }

    /// The id of an outlet as labelled; `None`: not known.
    pub fn id(&self, labelled: &str) -> Option<String> {
        let known = self.registry.may_mean(labelled);
        let id = known
            .first()
            .map_or_else(|| slug(labelled), |s| s.id.clone());
        (!labelled.is_empty()).then_some(id)
    }

    pub fn same(&self, labelled: &str, found: Option<&SourceRef>) -> bool {
        self.id(labelled).as_deref() == found.map(|s| &*s.id.0)
    }

    fn same_via(&self, labelled: &[String], found: &[SourceRef]) -> bool {
        labelled.len() == found.len()
            && labelled
                .iter()
                .zip(found)
                .all(|(l, f)| self.same(l, Some(f)))
    }

    fn head(&self, tally: &mut Tally) {
        let published = self
            .article
            .published
            .map_or(String::new(), |d| d.to_string());
        let publisher = self.same(&self.gold.publisher, self.article.publisher.as_ref());
        let title = self.article.title.as_deref().unwrap_or("");
        for (kind, right, found) in [
            (
                "publisher",
                publisher,
                format!("{:?}", self.article.publisher),
            ),
            ("title", title == self.gold.title, title.to_string()),
            (
                "published",
                published == self.gold.published,
                published.clone(),
            ),
        ] {
            tally.count(kind, right, || self.say(found));
        }
    }

    /// The blocks that the program found.
    fn found(&self) -> Vec<Found<'_>> {
        let mut found: Vec<(u32, Found)> = Vec::new();
        for passage in self.passages.iter().filter(|p| p.kind == Kind::BlockQuote) {
            let block = passage.block.unwrap();
            match found.iter_mut().find(|(b, _)| *b == block) {
                Some((_, one)) => {
                    one.span.end = one.span.end.max(passage.span.end);
                    one.parts.push(passage);
                }
                None => found.push((
                    block,
                    Found {
                        span: passage.span,
                        parts: vec![passage],
                    },
                )),
            }
        }
        found.into_iter().map(|(_, one)| one).collect()
    }

    /// Where the labelled blocks stand.
    fn blocks(&self, tally: &mut Tally) -> Vec<Span> {
        let mut from = 0;
        let places: Vec<Option<Span>> = (self.gold.block.iter())
            .map(|b| {
                let span = self.flat.find(&b.first, &b.last, from);
                from = span.map_or(from, |s| s.start);
                span
            })
            .collect();
        let found = self.found();
        let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
        for (g, place) in places.iter().enumerate() {
            for (f, one) in found.iter().enumerate() {
                if let Some(likeness) = place.and_then(|p| likeness(p, one.span)) {
                    pairs.push((likeness, g, f));
                }
            }
        }
        pairs.sort_by_key(|&(likeness, g, f)| (std::cmp::Reverse(likeness), g, f));
        let (mut of_gold, mut taken) = (vec![None; places.len()], vec![false; found.len()]);
        for (_, g, f) in pairs {
            if of_gold[g].is_none() && !taken[f] {
                of_gold[g] = Some(f);
                taken[f] = true;
            }
        }
        for (label, f) in self.gold.block.iter().zip(of_gold) {
            self.block(label, f.map(|f| &found[f]), tally);
        }
        for (one, taken) in found.iter().zip(taken) {
            let words = first_words(self.text(one.span), WORDS);
            tally.count("block precision", taken, || {
                self.say(format!("no block: {words}"))
            });
            if !taken && let Some(rule) = rule(one.parts[0]) {
                tally.rule(&rule, false, || self.say(format!("no block: {words}")));
            }
        }
        places.into_iter().flatten().collect()
    }

    fn block(&self, label: &gold::Block, found: Option<&Found>, tally: &mut Tally) {
        let bound = label.bound.as_str();
        let say = |what: &str, is: String| self.say(format!("{what} of “{}”: {is}", label.first));
        let Some(found) = found else {
            for what in ["first", "last", "outlet", "via", "exact"] {
                let kind = format!("block by {bound}: {what}");
                tally.count(&kind, false, || say("no block", String::new()));
            }
            return;
        };
        let first = first_words(self.text(found.parts[0].span), WORDS);
        // As many words as the label gives: writers count differently.
        let stated = |words: &str| words.split_whitespace().count().min(WORDS);
        let first = first_words(&first, stated(&label.first));
        let last = self.text(found.parts[found.parts.len() - 1].span);
        let last = last_words(last, stated(&label.last));
        // All paragraphs of a block are one voice's.
        let credited = found.parts.iter().all(|p| {
            p.voice.attribution().is_some_and(|a| {
                self.same(&label.source, a.source.as_ref())
                    && (speaker(a).map(name) == labelled(&label.speaker).map(name)
                        // "He wrote back:" says who by the fuller name.
                        || full(a).is_some_and(|f| name(f) == name(&label.speaker)))
            })
        });
        let attribution = found.parts[0].voice.attribution();
        let via = attribution.is_some_and(|a| self.same_via(&label.via, &a.via));
        let first_right = first == first_words(&label.first, WORDS);
        // A last paragraph may be shorter than the label.
        let whole = last.split_whitespace().count();
        let last_right = last == last_words(&label.last, WORDS.min(whole));
        for (what, right, is) in [
            ("first", first_right, first),
            ("last", last_right, last),
            ("outlet", credited, voice(attribution)),
            ("via", via, format!("{:?}", attribution.map(|a| &a.via))),
            (
                "exact",
                first_right && last_right && credited,
                String::new(),
            ),
        ] {
            let kind = format!("block by {bound}: {what}");
            tally.count(&kind, right, || say(what, is));
        }
        if label.nested {
            let within = found.parts[0].within.is_some();
            tally.count("block in a block", within, || self.say(label.first.clone()));
        }
        if let Some(rule) = rule(found.parts[0]) {
            tally.rule(&rule, credited, || say("outlet", voice(attribution)));
        }
    }

    /// Where the labelled reprints stand; each paragraph of them is counted.
    fn reprints(&self, blocks: &[Span], tally: &mut Tally) -> Vec<Span> {
        let mut spans = Vec::new();
        for label in &self.gold.reprint {
            let Some(span) = self.flat.find(&label.first, &label.last, 0) else {
                tally.count("reprint", false, || self.say(label.first.clone()));
                continue;
            };
            spans.push(span);
            let quoted = |p: &Passage| blocks.iter().any(|b| b.contains(p.span));
            let inside =
                |p: &&Passage| p.kind != Kind::Quotation && span.contains(p.span) && !quoted(p);
            for passage in self.passages.iter().filter(inside) {
                let a = passage.voice.attribution();
                let right = passage.kind == Kind::Paragraph
                    && a.is_some_and(|a| {
                        self.same(&label.source, a.source.as_ref())
                            && self.same_via(&label.via, &a.via)
                    });
                let say = || self.say(first_words(self.text(passage.span), WORDS));
                tally.count("reprint", right, say);
                if let Some(rule) = rule(passage) {
                    tally.rule(&rule, right, say);
                }
            }
        }
        spans
    }

    /// The article's own paragraphs: none of them may be given to somebody else.
    fn own(&self, blocks: &[Span], reprints: &[Span], tally: &mut Tally) {
        for passage in self.passages {
            let at = passage.span.start;
            let others = blocks.iter().chain(reprints);
            let comment = self.is_comment(passage);
            let quoted = others.into_iter().any(|s| s.start <= at && at < s.end);
            if quoted || comment || matches!(passage.kind, Kind::Quotation | Kind::Headline) {
                continue;
            }
            let own = passage.kind == Kind::Paragraph && passage.voice == Voice::Own;
            let say = || self.say(first_words(self.text(passage.span), WORDS));
            tally.count("own paragraphs", own, say);
            if !own
                && passage.kind == Kind::Paragraph
                && let Some(rule) = rule(passage)
            {
                tally.rule(&rule, false, say);
            }
        }
    }

    fn is_comment(&self, passage: &Passage) -> bool {
        let words = first_words(self.text(passage.span), WORDS);
        self.gold.comment.iter().any(|c| c.first == words)
    }

    fn comments(&self, tally: &mut Tally) {
        let found: Vec<_> = (self.passages.iter())
            .filter(|p| p.kind == Kind::Comment && p.within.is_none())
            .map(|p| first_words(self.text(p.span), WORDS))
            .collect();
        let labels: Vec<_> = self.gold.comment.iter().map(|c| c.first.clone()).collect();
        let same = aligned(&labels, &found);
        for (at, label) in labels.iter().enumerate() {
            let right = same.iter().any(|&(l, _)| l == at);
            tally.count("comment recall", right, || self.say(label.clone()));
        }
        for (at, words) in found.iter().enumerate() {
            let right = same.iter().any(|&(_, f)| f == at);
            tally.count("comment precision", right, || self.say(words.clone()));
        }
    }
}

/// What two spans share of what they cover together, in thousandths.
fn likeness(a: Span, b: Span) -> Option<u32> {
    let shared = a.end.min(b.end).checked_sub(a.start.max(b.start))?;
    let all = a.end.max(b.end) - a.start.min(b.start);
    (shared > 0).then(|| (u64::from(shared) * 1000 / u64::from(all.max(1))) as u32)
}

pub fn rule(passage: &Passage) -> Option<String> {
    let credit = passage.voice.attribution()?.credit.as_ref()?;
    Some(credit.rule.to_string())
}

pub fn speaker(attribution: &Attribution) -> Option<&str> {
    attribution.speaker.as_ref().map(|s| s.name.as_str())
}

fn full(attribution: &Attribution) -> Option<&str> {
    attribution.speaker.as_ref()?.full.as_deref()
}

fn voice(attribution: Option<&Attribution>) -> String {
    let source = attribution.and_then(|a| a.source.as_ref());
    format!(
        "{:?}, speaker {:?}",
        source.map(|s| &s.name),
        attribution.and_then(speaker)
    )
}

pub fn labelled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
