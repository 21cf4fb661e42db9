//! Owns the comparison of what stands inside paragraphs with the labels: quotations, their speakers, cited outlets.

use sosik::passage::{Kind, Passage};

use super::gold::{self, first_words};
use super::judge::{Judge, WORDS, labelled, rule, speaker};
use super::tally::Tally;
use super::words::{aligned, name};

impl Judge<'_> {
    /// Whether a passage stands where quotations and cites are labelled: not in a headline or a comment.
    fn is_labelled(&self, passage: &Passage) -> bool {
        let outer = passage.within.map(|w| &self.passages[w as usize]);
        let kind = match (passage.kind, outer) {
            (Kind::Quotation, Some(outer)) => outer.kind,
            (kind, _) => kind,
        };
        !matches!(kind, Kind::Headline | Kind::Comment)
    }

    /// Counts quotations, and what is said of them.
    pub fn quotations(&self, tally: &mut Tally) {
        let found: Vec<&Passage> = (self.passages.iter())
            .filter(|p| p.kind == Kind::Quotation && self.is_labelled(p))
            .collect();
        let words: Vec<_> = (found.iter())
            .map(|p| first_words(self.text(p.span), WORDS))
            .collect();
        let labels: Vec<_> = self.gold.quotation.iter().map(|q| q.text.clone()).collect();
        let same = aligned(&labels, &words);
        for (at, label) in self.gold.quotation.iter().enumerate() {
            let pair = same.iter().find(|&&(l, _)| l == at).map(|&(_, f)| found[f]);
            let say = |is: String| self.say(format!("“{}”: {is}", label.text));
            let right = pair.is_some_and(|p| self.is_closed(p));
            tally.count("quotation recall", right, || say(String::new()));
            if let Some(passage) = pair {
                self.speaker(label, passage, tally);
            }
        }
        for (at, passage) in found.iter().enumerate() {
            let right = same.iter().any(|&(_, f)| f == at) && self.is_closed(passage);
            let say = || self.say(format!("“{}”", words[at]));
            tally.count("quotation precision", right, say);
            if !same.iter().any(|&(_, f)| f == at) && passage_speaker(passage).is_some() {
                let say = || self.say(format!("“{}”: {:?}", words[at], passage_speaker(passage)));
                tally.count("speaker precision", false, say);
                tally.rule(&rule(passage).unwrap_or_default(), false, say);
            }
        }
        for label in &self.gold.not_quotation {
            let taken = words.contains(&label.text) && !labels.contains(&label.text);
            tally.count("scare quotes, titles left alone", !taken, || {
                self.say(format!("“{}”", label.text))
            });
        }
    }

    /// Whether a quotation ends where a mark, its element or its paragraph ends.
    fn is_closed(&self, quotation: &Passage) -> bool {
        let rest = &self.article.text[quotation.span.end as usize..];
        let outer = quotation.within.map(|w| self.passages[w as usize].span);
        let element = self
            .article
            .blocks
            .iter()
            .any(|b| (b.inlines.iter()).any(|i| i.span.end.abs_diff(quotation.span.end) <= 3));
        rest.trim_start()
            .starts_with(['”', '"', '“', '’', '\'', '»', '«', '」', '』'])
            || element
            || outer.is_none_or(|o| o.end == quotation.span.end)
    }

    fn speaker(&self, label: &gold::Quotation, passage: &Passage, tally: &mut Tally) {
        let say = |is: String| self.say(format!("“{}”: {is}", label.text));
        let given = passage_speaker(passage);
        let wanted = labelled(&label.speaker);
        let right = given.map(name) == wanted.map(name);
        let told = || say(format!("{given:?}, not {wanted:?}"));
        if wanted.is_some() {
            tally.count("speaker recall", right, told);
        }
        if given.is_some() {
            tally.count("speaker precision", right, told);
            tally.rule(&rule(passage).unwrap_or_default(), right, told);
        }
        let attribution = passage.voice.attribution();
        if right && let Some(wanted) = labelled(&label.speaker_full) {
            let full = attribution.and_then(|a| a.speaker.as_ref()?.full.as_deref());
            let right = full.map(name) == Some(name(wanted));
            tally.count("speaker_full", right, || {
                say(format!("{full:?}, not {wanted:?}"))
            });
        }
        let source = attribution.and_then(|a| a.source.as_ref());
        let right = self.same(&label.source, source);
        tally.count("quotation's outlet", right, || {
            say(format!(
                "{:?}, not {:?}",
                source.map(|s| &s.name),
                label.source
            ))
        });
    }

    /// Counts cited outlets.
    pub fn cites(&self, tally: &mut Tally) {
        let cites = (self.passages.iter())
            .filter(|p| self.is_labelled(p))
            .flat_map(|p| &p.cites);
        let mut found: Vec<_> = cites
            .map(|c| {
                (
                    c.span.start,
                    bare(self.text(c.span)),
                    c.source.id.0.to_string(),
                )
            })
            .collect();
        found.sort();
        let found: Vec<_> = found
            .into_iter()
            .map(|(_, words, id)| (words, id))
            .collect();
        let labels: Vec<_> = (self.gold.cite.iter())
            .map(|c| (bare(&c.words), self.id(&c.outlet).unwrap_or_default()))
            .collect();
        let same = aligned(&labels, &found);
        for (at, label) in labels.iter().enumerate() {
            let right = same.iter().any(|&(l, _)| l == at);
            tally.count("cite recall", right, || self.say(format!("{label:?}")));
        }
        for (at, cite) in found.iter().enumerate() {
            let right = same.iter().any(|&(_, f)| f == at);
            tally.count("cite precision", right, || self.say(format!("{cite:?}")));
        }
    }
}

fn passage_speaker(passage: &Passage) -> Option<&str> {
    passage.voice.attribution().and_then(speaker)
}

/// An outlet's name without an article.
fn bare(words: &str) -> String {
    let the = words
        .strip_prefix("the ")
        .or_else(|| words.strip_prefix("The "));
    the.unwrap_or(words).to_string()
}
