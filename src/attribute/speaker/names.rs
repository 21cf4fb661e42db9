//! Owns who is meant by a speaker's name: the fullest earlier mention of a pronoun, a short name, "the official".
//! Refuses to choose where two may be meant.

use std::cell::OnceCell;

use crate::analyze::speech::{self, Class};
use crate::article::Span;
use crate::passage::{Kind, Passage, Speaker};

use super::people::People;
use super::{korean, mention};

/// Who is meant by the names and pronouns of an article, as far as it has been read.
pub(super) struct Names<'a> {
    text: &'a str,
    /// Where headline and byline end.
    body: usize,
    people: OnceCell<People<'a>>,
    /// What stands between marks: nobody outside is meant by a name that others speak.
    quotations: Vec<Span>,
    /// The last speaker who is named or described, in full, and where.
    last: Option<(String, u32)>,
    /// The last of those who were described and not named ("a source in Pyongyang").
    described: Vec<Span>,
}

/// A pronoun may mean the last speaker if so few bytes lie between.
const STILL_SPEAKING: u32 = 1200;

/// So many described speakers are remembered.
const REMEMBERED: usize = 16;

/// So many bytes before a pronoun are looked at.
const WINDOW: u32 = 700;

impl<'a> Names<'a> {
    /// Who is meant in a text with these passages.
    pub fn new(text: &'a str, passages: &[Passage]) -> Names<'a> {
        let body = passages
            .iter()
            .find(|p| p.kind == Kind::Paragraph || p.kind == Kind::BlockQuote);
        let quotations = passages.iter().filter(|p| p.kind == Kind::Quotation);
        Names {
            text,
            body: body.map_or(0, |p| p.span.start as usize),
            quotations: quotations.map(|p| p.span).collect(),
            people: OnceCell::new(),
            last: None,
            described: Vec::new(),
        }
    }

    /// The speaker as named at `span`, in the paragraph at `within`, with the fullest earlier mention.
    pub fn speaker(&mut self, span: Span, within: Span, korean: bool) -> Speaker {
        let name = span.of(self.text).to_string();
        let pronoun = ["he", "she", "who", "그", "그녀"]
            .iter()
            .any(|p| name.eq_ignore_ascii_case(p));
        let full = match (pronoun, korean) {
            (true, true) => self.recent(span).map(str::to_string),
            (true, false) => self.antecedent(span, within),
            (false, true) => korean::full(self.text, span)
                .map(str::to_string)
                .or_else(|| korean::described(self.text, span, &self.described)),
            (false, false) => self
                .people()
                .full(span)
                .map(str::to_string)
                .or_else(|| mention::definite(self.text, span, &self.described)),
        };
        // Who is described is remembered with what tells him from others.
        let described = (!pronoun && full.is_none() && !korean && mention::is_person(&name))
            .then(|| mention::place(self.text, span.end as usize, within.end as usize))
            .and_then(|to| self.text.get(span.start as usize..to));
        if !pronoun || full.is_some() {
            let known = full.as_deref().or(described).unwrap_or(&name).to_string();
            self.remember(&known, span, pronoun);
        }
        Speaker {
            full: full.filter(|full| *full != name),
            name,
            span: Some(span),
        }
    }

    /// Keeps who speaks at `span`, whose full name is known already.
    pub fn told(&mut self, speaker: &Speaker, span: Span) {
        let known = speaker.full.as_deref().unwrap_or(&speaker.name);
        self.remember(known, span, true);
    }

    fn remember(&mut self, known: &str, span: Span, pronoun: bool) {
        let first = known.split_whitespace().next().unwrap_or("");
        let class = speech::class(first);
        let named = known.starts_with(char::is_uppercase)
            && !class.is(Class::DET.or(Class::PRON).or(Class::ADV));
        let korean = known.starts_with(|c: char| ('가'..='힣').contains(&c));
        let described = mention::is_person(known);
        self.last = (named || korean || described).then(|| (known.to_string(), span.end));
        if !pronoun && (described || korean) {
            if self.described.len() == REMEMBERED {
                self.described.remove(0);
            }
            self.described.push(span);
        }
    }

    /// The last speaker, if the pronoun at `at` stands near enough.
    fn recent(&self, at: Span) -> Option<&str> {
        let last = self.last.as_ref();
        last.filter(|(_, end)| at.start.saturating_sub(*end) < STILL_SPEAKING)
            .map(|(name, _)| name.as_str())
    }

    fn people(&self) -> &People<'a> {
        self.people.get_or_init(|| People::of(self.text, self.body))
    }

    /// The text from `from` to `to` outside the quotations, no farther back than [`WINDOW`].
    fn outside(&self, from: u32, to: u32) -> impl Iterator<Item = Span> {
        let mut at = (from.max(to.saturating_sub(WINDOW)))
            .max(self.body as u32)
            .min(to);
        while !self.text.is_char_boundary(at as usize) {
            at += 1;
        }
        let first = self.quotations.partition_point(|q| q.end <= at);
        let mut quotations = self.quotations[first..]
            .iter()
            .take_while(move |q| q.start < to);
        let mut ended = false;
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let start = at;
            let next = quotations.next();
            ended = next.is_none();
            at = next.map_or(to, |q| q.end);
            Some(Span {
                start,
                end: next.map_or(to, |q| q.start.max(start)).max(start),
            })
        })
    }

    /// Whom "he" or "she" at `at` means.
    fn antecedent(&self, at: Span, within: Span) -> Option<String> {
        let people = self.people();
        let recent = self.recent(at);
        let spoke = self.last.as_ref().map(|(_, end)| *end);
        let here = within.start.min(at.start);
        // Asked why, Rivera looked surprised. “…,” he said; a man in the second row objects. “…,” he says: who is brought in
        // here speaks, not who spoke above.
        if spoke.is_none_or(|spoke| spoke < here) {
            let named = people.named_in(self.outside(here, at.start));
            if named.is_empty() {
                if let Some(one) = mention::only(self.text, self.outside(here, at.start)) {
                    return Some(one.of(self.text).to_string());
                }
            } else if let Some(one) = people.antecedent(&named, at.start, None) {
                return Some(one);
            }
        }
        let from = spoke.map_or(here, |spoke| spoke.min(here));
        let named = people.named_in(self.outside(from, at.start));
        // Somebody else was brought in since: "he" may be either.
        let since = Span {
            start: spoke.unwrap_or(here),
            end: here.max(spoke.unwrap_or(here)),
        };
        let another = || {
            let newcomer = mention::only(self.text, self.outside(since.start, since.end));
            newcomer.is_some_and(|one| {
                let after = people.named_in(self.outside(one.end, at.start));
                !after
                    .iter()
                    .any(|word| recent.is_some_and(|r| r.contains(word)))
            })
        };
        if recent.is_some() && another() {
            return None;
        }
        let known = people.antecedent(&named, at.start, recent);
        if known.is_some() || recent.is_some() || !named.is_empty() {
            return known;
        }
        let named = people.named_in(self.outside(from.saturating_sub(WINDOW), at.start));
        people.antecedent(&named, at.start, None)
    }
}
