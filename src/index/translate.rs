//! Owns the step from a query to what the engine runs: words become patterns of terms that the dictionary holds, fields become
//! filters. Refuses to drop anything in silence: what was capped or widened is noted.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::join::Join;
use super::leaf::{Leaf, Stats};
use super::names::{self, Bond};
use super::schema::{Fields, IS_ARTICLE, IS_QUOTED};
use super::words::{EXPANSIONS, Words};
use crate::analyze::hangul::{EDGE, Spelling, covers};
use crate::analyze::{self, Unit};
use crate::article::Span;
use crate::error::{Error, Result};
use crate::name::Lexicon;
use crate::name::typed::Typed;
use crate::passage::Kind;
use crate::pattern::{Form, Gram, Pattern, Variant, Why};
use crate::query::{Expr, Field, Text};

/// What a form of the typed word counts beside the word itself.
const STEM_WEIGHT: f32 = 0.6;
const PREFIX_WEIGHT: f32 = 0.8;
/// A misspelling's weight for each letter that differs.
const FUZZY_WEIGHT: f32 = 0.5;
/// What words count that are written together in the text and apart in the query, or the other way round.
const SPACING_WEIGHT: f32 = 0.5;
/// What the words of a name count where they do not stand together.
const APART_WEIGHT: f32 = 0.2;
/// Spellings of a name that are listed for the reader.
const LISTED: usize = 3;
/// Most things to be found for which articles are looked for that hold them apart: each costs a search of its own.
const APART: usize = 32;
/// Most words of a phrase: a paragraph that is looked for whole.
const PHRASE: usize = 1000;
/// Most words of `"..."~n`: each may stand anywhere among the others.
const WINDOW: usize = 32;
/// Positions that a Korean word takes on average: NEAR counts words.
const SYLLABLES_A_WORD: u32 = 3;

/// How names of outlets in a query become ids; more than one if the name may mean several.
pub type Names<'a> = &'a dyn Fn(&str) -> Result<Vec<String>>;

/// What is looked for beside the query itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Widening {
    /// No stems, no variants.
    pub exact: bool,
    /// Stems, but no other spellings.
    pub no_variants: bool,
    /// Comments too.
    pub comments: bool,
}

/// A query as the engine runs it.
pub struct Plan {
    /// All of it.
    pub query: Box<dyn Query>,
    /// The kinds that are ranked, by [`Kind`]'s number.
    pub kinds: [bool; 5],
    /// What is marked in the text of passages.
    pub marks: Vec<Arc<Pattern>>,
    /// For each word, phrase, ... of the query: as typed, and its pattern.
    pub words: Vec<(String, Arc<Pattern>)>,
    /// Where two or more things must be found: a query each, every one with all filters and exclusions.
    pub conjuncts: Vec<Box<dyn Query>>,
    /// What was capped or widened: a line each.
    pub notes: Vec<String>,
}

/// Turns queries into plans over one state of an index.
pub struct Translator<'a> {
    /// The state.
    pub searcher: &'a Searcher,
    /// The field table.
    pub fields: Fields,
    /// Names to ids.
    pub names: Names<'a>,
    /// Other spellings of names.
    pub lexicon: &'a Lexicon,
    /// What is looked for besides.
    pub widening: Widening,
}

impl Translator<'_> {
    /// The plan of `expr`.
    ///
    /// # Errors
    /// A word without a letter or digit; an unknown NAME; an engine failure.
    pub fn plan(&self, expr: &Expr) -> Result<Plan> {
        let mut work = Work {
            translator: self,
            kinds: self.kinds(expr),
            marks: Vec::new(),
            words: Vec::new(),
            notes: Vec::new(),
            apart: Vec::new(),
        };
        let expr = &work.joined(expr);
        let query = work.query(expr)?;
        let parts: &[Expr] = match expr {
            Expr::And(parts) => parts,
            _ => &[],
        };
        let (searched, narrowing): (Vec<&Expr>, Vec<&Expr>) =
            parts.iter().partition(|p| is_searched(p));
        let mut conjuncts = Vec::new();
        let searched = once_each(searched);
        if searched.len() > APART {
            work.notes.push(format!(
                "{} words: articles that hold them in several passages are looked for up to {APART} words",
                searched.len()
            ));
        } else if searched.len() > 1 {
            let narrowing = once_each(narrowing);
            let (marks, words, notes) = (work.marks.len(), work.words.len(), work.notes.len());
            for part in searched {
                let all: Vec<Expr> = std::iter::once(part)
                    .chain(narrowing.iter().copied())
                    .cloned()
                    .collect();
                conjuncts.push(work.all_of(&all)?);
            }
            work.marks.truncate(marks);
            work.words.truncate(words);
            work.notes.truncate(notes);
        }
        let Work {
            kinds,
            marks,
            words,
            notes,
            ..
        } = work;
        Ok(Plan {
            query,
            kinds,
            marks,
            words,
            conjuncts,
            notes,
        })
    }

    /// The dictionary of a field.
    ///
    /// # Errors
    /// An engine failure.
    pub fn words(&self, field: Column) -> Result<Words> {
        let indexes: tantivy::Result<Vec<_>> = self
            .searcher
            .segment_readers()
            .iter()
            .map(|r| r.inverted_index(field))
            .collect();
        Ok(Words::new(indexes.map_err(engine)?))
    }

    /// Headlines, paragraphs and blocks; quotations and comments only where the query asks for them.
    fn kinds(&self, expr: &Expr) -> [bool; 5] {
        let mut asked = Asked::default();
        asked.look(expr);
        let by_flag = match expr {
            Expr::And(parts) => parts.iter().find_map(only_kinds),
            part => only_kinds(part),
        };
        if let Some(only) = by_flag {
            return Kind::ALL.map(|k| only.contains(&k));
        }
        Kind::ALL.map(|k| match k {
            Kind::Headline | Kind::Paragraph | Kind::BlockQuote => true,
            Kind::Quotation => asked.speaker || asked.kinds.contains(&k),
            Kind::Comment => self.widening.comments || asked.kinds.contains(&k),
        })
    }

    fn stats(&self, field: Column) -> Result<Stats> {
        let fields = &self.fields;
        let kinds: &[Kind] = match field {
            f if f == fields.text => &[
                Kind::Headline,
                Kind::Paragraph,
                Kind::BlockQuote,
                Kind::Comment,
            ],
            _ => &[Kind::Quotation],
        };
        let mut documents = 0;
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(fields.is).map_err(engine)?;
            for kind in kinds {
                documents += index
                    .terms()
                    .get(kind.name().as_bytes())
                    .map_err(engine)?
                    .map_or(0, |i| i.doc_freq as u64);
            }
        }
        let lengths = field == fields.text || field == fields.quotation;
        // Not the index's own mean: a merge that drops deleted documents only estimates what remains, and an update would come to
        // rank otherwise than a rebuild (law 6).
        let mean_length = if field == fields.quotation {
            QUOTATION_LENGTH
        } else {
            PARAGRAPH_LENGTH
        };
        Ok(Stats {
            documents,
            mean_length,
            lengths,
        })
    }
}

/// Terms of a paragraph of news, about; BM25's pivot of length.
const PARAGRAPH_LENGTH: f32 = 50.0;
/// Terms of a quotation within one, about.
const QUOTATION_LENGTH: f32 = 20.0;

/// Each part once: the same word typed a thousand times costs what it costs once.
fn once_each<'e>(parts: impl IntoIterator<Item = &'e Expr>) -> Vec<&'e Expr> {
    let mut seen = HashSet::new();
    let parts = parts.into_iter();
    parts.filter(|p| seen.insert(p.to_string())).collect()
}

/// Whether a conjunct is something to be found in a passage, not a filter.
fn is_searched(expr: &Expr) -> bool {
    match expr {
        Expr::Text(_) => true,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(is_searched),
        Expr::All | Expr::Not(_) | Expr::Field(_) => false,
    }
}

/// The kinds that a filter restricts to, if it is nothing but that.
fn only_kinds(expr: &Expr) -> Option<Vec<Kind>> {
    match expr {
        Expr::Field(Field::Kind(kind)) => Some(vec![*kind]),
        Expr::Or(parts) => parts
            .iter()
            .map(only_kinds)
            .collect::<Option<Vec<_>>>()
            .map(|k| k.concat()),
        _ => None,
    }
}

/// What a query mentions that widens the kinds that are ranked.
#[derive(Default)]
struct Asked {
    kinds: BTreeSet<Kind>,
    speaker: bool,
}

impl Asked {
    fn look(&mut self, expr: &Expr) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|p| self.look(p)),
            Expr::Field(Field::Kind(kind)) => {
                self.kinds.insert(*kind);
            }
            Expr::Field(Field::Speaker(_)) => self.speaker = true,
            Expr::All | Expr::Not(_) | Expr::Text(_) | Expr::Field(_) => {}
        }
    }
}

struct Work<'t, 'a> {
    translator: &'t Translator<'a>,
    kinds: [bool; 5],
    marks: Vec<Arc<Pattern>>,
    words: Vec<(String, Arc<Pattern>)>,
    notes: Vec<String>,
    /// The words of names that are searched apart too: not worth a line of their own.
    apart: Vec<Expr>,
}

impl Work<'_, '_> {
    fn query(&mut self, expr: &Expr) -> Result<Box<dyn Query>> {
        Ok(match expr {
            Expr::All => quiet(AllQuery),
            Expr::And(parts) => self.all_of(parts)?,
            Expr::Or(parts) => {
                let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
                for part in once_each(parts) {
                    let words = self.words.len();
                    let mut query = self.query(part)?;
                    if self.apart.contains(part) {
                        self.words.truncate(words);
                        query = Box::new(BoostQuery::new(query, APART_WEIGHT));
                    }
                    any.push((Occur::Should, query));
                }
                Box::new(BooleanQuery::new(any))
            }
            Expr::Not(_) => self.all_of(std::slice::from_ref(expr))?,
            Expr::Text(text) => self.text(text)?,
            Expr::Field(field) => self.field(field)?,
        })
    }

    fn all_of(&mut self, parts: &[Expr]) -> Result<Box<dyn Query>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for part in once_each(parts) {
            if let Expr::Not(inner) = part {
                // What must not be there is not marked either.
                let (marks, words) = (self.marks.len(), self.words.len());
                clauses.push((Occur::MustNot, self.query(inner)?));
                self.marks.truncate(marks);
                self.words.truncate(words);
            } else {
                clauses.push((Occur::Must, self.query(part)?));
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, quiet(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn text(&mut self, text: &Text) -> Result<Box<dyn Query>> {
        let fields = self.translator.fields;
        let pattern = Arc::new(self.pattern(text, fields.text, true)?);
        self.marks.push(pattern.clone());
        self.words.push((text.to_string(), pattern.clone()));
        let in_text = Kind::ALL
            .into_iter()
            .any(|k| k != Kind::Quotation && self.kinds[k as usize]);
        let mut leaves: Vec<Box<dyn Query>> = Vec::new();
        if in_text {
            leaves.push(self.leaf(fields.text, pattern.clone())?);
        }
        if self.kinds[Kind::Quotation as usize] {
            leaves.push(self.leaf(fields.quotation, pattern)?);
        }
        Ok(match leaves.len() {
            1 => leaves.remove(0),
            _ => Box::new(BooleanQuery::union(leaves)),
        })
    }

    fn leaf(&self, field: Column, pattern: Arc<Pattern>) -> Result<Box<dyn Query>> {
        Ok(Box::new(Leaf {
            field,
            pattern,
            stats: self.translator.stats(field)?,
        }))
    }

    fn field(&mut self, field: &Field) -> Result<Box<dyn Query>> {
        let fields = self.translator.fields;
        Ok(match field {
            Field::Source(name) => self.outlet(fields.source, name)?,
            Field::Citing(name) => self.outlet(fields.citing, name)?,
            Field::Publisher(name) => passages_of(self.outlet(fields.publisher, name)?),
            Field::Kind(kind) => term(fields.is, kind.name()),
            Field::Quoted => term(fields.is, IS_QUOTED),
            Field::Lang(lang) => term(fields.lang, lang.code()),
            Field::Date(from, to) => {
                let days = (
                    from.map_or(1, |d| d.first_day()),
                    to.map_or(u32::MAX, |d| d.last_day()),
                );
                Box::new(Join {
                    articles: term(fields.is, IS_ARTICLE),
                    whole: false,
                    days: Some(days),
                })
            }
            Field::Speaker(name) => {
                let text = Text::Phrase {
                    words: name.clone(),
                    slop: 0,
                };
                let pattern = Arc::new(self.pattern(&text, fields.speaker, false)?);
                self.words.push((field.to_string(), pattern.clone()));
                Box::new(ConstScoreQuery::new(
                    self.leaf(fields.speaker, pattern)?,
                    0.0,
                ))
            }
            Field::Title(text) => self.about_article(field, fields.title, text)?,
            Field::Author(text) => self.about_article(field, fields.author, text)?,
        })
    }

    fn about_article(
        &mut self,
        field: &Field,
        column: Column,
        text: &Text,
    ) -> Result<Box<dyn Query>> {
        let pattern =
            Arc::new(self.pattern(text, column, column == self.translator.fields.title)?);
        if column == self.translator.fields.title {
            self.marks.push(pattern.clone());
        }
        self.words.push((field.to_string(), pattern.clone()));
        Ok(passages_of(self.leaf(column, pattern)?))
    }

    fn outlet(&self, column: Column, name: &str) -> Result<Box<dyn Query>> {
        let ids = (self.translator.names)(name)?;
        Ok(quiet(BooleanQuery::union(
            ids.iter().map(|id| term(column, id)).collect(),
        )))
    }

    /// The pattern of some words in a field; with `stems` other forms of English words too.
    fn pattern(&mut self, text: &Text, field: Column, stems: bool) -> Result<Pattern> {
        let stems = stems && !self.translator.widening.exact;
        Ok(match text {
            Text::Word { word, exact } => {
                let units = units(word)?;
                match exact {
                    true => phrase(self.units(&units, field, false, true)?),
                    false => phrase(self.named(&units, word, field, stems)?),
                }
            }
            Text::Phrase { words, slop } => {
                let units = units(words)?;
                let syllables = units.iter().any(|u| matches!(u, Unit::Syllables { .. }));
                let (most, tilde) = match *slop {
                    0 => (PHRASE, ""),
                    _ => (WINDOW, " with ~"),
                };
                if units.len() > most {
                    return Err(Error::Query(format!(
                        "a phrase{tilde} may have {most} words; this one has {}",
                        units.len()
                    )));
                }
                let parts = self.named(&units, words, field, stems)?;
                match *slop {
                    0 => phrase(parts),
                    slop => Pattern::Window {
                        parts,
                        slop: widen(slop, syllables),
                    },
                }
            }
            Text::Near(left, within, right) => {
                let parts = vec![
                    self.pattern(left, field, stems)?,
                    self.pattern(right, field, stems)?,
                ];
                let korean = |t: &Text| {
                    analyze::units(&t.to_string())
                        .iter()
                        .any(|u| matches!(u, Unit::Syllables { .. }))
                };
                let syllables = korean(left) || korean(right);
                Pattern::Window {
                    parts,
                    slop: widen(*within, syllables),
                }
            }
            Text::Prefix(word) => {
                let mut units = units(word)?;
                let last = units.pop();
                let mut parts = self.units(&units, field, false, true)?;
                parts.extend(last.map(|unit| self.prefix(&unit, field)).transpose()?);
                phrase(parts)
            }
            Text::Fuzzy(word, edits) => {
                let units = units(word)?;
                let mut parts = Vec::new();
                for unit in &units {
                    parts.push(self.fuzzy(unit, *edits, field)?);
                }
                phrase(parts)
            }
        })
    }

    /// The words of a query with what it types on as one name in one: several words that the lexicon knows, or that read as
    /// a person, become a phrase. Where they stand apart counts little.
    fn joined(&mut self, expr: &Expr) -> Expr {
        match expr {
            Expr::And(parts) if !self.literal() => {
                let (mut made, mut run) = (Vec::new(), Vec::new());
                for part in parts {
                    match part {
                        Expr::Text(Text::Word { word, exact: false }) => run.push(word.as_str()),
                        part => {
                            self.join(&mut run, &mut made);
                            made.push(self.joined(part));
                        }
                    }
                }
                self.join(&mut run, &mut made);
                Expr::and(made)
            }
            Expr::Or(parts) => Expr::Or(parts.iter().map(|p| self.joined(p)).collect()),
            Expr::Not(inner) => Expr::not(self.joined(inner)),
            other => other.clone(),
        }
    }

    /// Moves a run of words into `made`, names among them joined.
    fn join(&mut self, run: &mut Vec<&str>, made: &mut Vec<Expr>) {
        let all = run.join(" ");
        let units = analyze::units(&all);
        let typed = names::typed(&units, &all);
        // Which word of the run each unit belongs to.
        let mut ends = run.iter().scan(0, |end, word| {
            *end += word.len() + 1;
            Some(*end)
        });
        let ends: Vec<usize> = ends.by_ref().collect();
        let owner = |unit: usize| {
            let (Unit::Word { span, .. } | Unit::Syllables { span, .. }) = &units[unit];
            ends.partition_point(|end| *end <= span.start as usize)
        };
        let mut word = 0;
        while word < run.len() {
            let first = (0..units.len()).find(|unit| owner(*unit) == word);
            let name = first.and_then(|at| {
                let (taken, apart) = self.name_of_words(&typed[at..], |n| owner(at + n) - word)?;
                let last = owner(at + taken - 1);
                (last > word).then_some((last, apart))
            });
            let Some((last, bond)) = name else {
                made.push(plain_word(run[word], false));
                word += 1;
                continue;
            };
            let words = &run[word..=last];
            let together = Expr::Text(Text::Phrase {
                words: words.join(" "),
                slop: 0,
            });
            let apart = match bond {
                Bond::Person if words.len() > 2 => Expr::and([
                    plain_word(words[0], true),
                    plain_word(&words[1..].join("-"), true),
                ]),
                _ => Expr::and(words.iter().map(|w| plain_word(w, bond != Bond::Loose))),
            };
            if bond != Bond::Loose {
                self.apart.push(apart.clone());
            }
            made.push(Expr::Or(vec![together, apart]));
            word = last + 1;
        }
        run.clear();
    }

    /// How many units at the beginning are one name of several words, and how sure that is.
    fn name_of_words(
        &self,
        typed: &[Typed],
        words_before: impl Fn(usize) -> usize,
    ) -> Option<(usize, Bond)> {
        let lexicon = self.translator.lexicon;
        let read = names::read(typed, lexicon, false);
        if let Some(read) = &read
            && (words_before(read.taken - 1) > 0 || read.bond != Bond::Loose)
        {
            let bond = match read.is_person() {
                true => Bond::Person,
                false => read.bond,
            };
            return Some((read.taken, bond));
        }
        if words_before(1.min(typed.len() - 1)) > 0 && self.written_together(typed).is_some() {
            return Some((2, Bond::Loose));
        }
        // Words that are names each are asked for each.
        (2..=4).rev().find_map(|count| {
            let some = typed.get(..count)?;
            let several = words_before(count - 1) > 0;
            let known = (0..count).any(|at| lexicon.matching(&[some[at].term]).next().is_some());
            let one = several && !known && crate::name::typed::together(some).is_some();
            one.then_some((count, Bond::Loose))
        })
    }

    /// Two capitalised words as the one word that the text has too (Daily NK, DailyNK).
    fn written_together(&self, typed: &[Typed]) -> Option<String> {
        let [first, second, ..] = typed else {
            return None;
        };
        let both = format!("{}{}", first.term, second.term);
        if !first.capital || !second.capital || !both.is_ascii() {
            return None;
        }
        let dictionary = self.translator.words(self.translator.fields.text).ok()?;
        (dictionary.frequency(&both).ok()? > 0).then_some(both)
    }

    /// Whether words are searched as they are typed.
    fn literal(&self) -> bool {
        let widening = self.translator.widening;
        widening.exact || widening.no_variants
    }

    /// The patterns of words, names among them in all their forms.
    fn named(
        &mut self,
        units: &[Unit],
        text: &str,
        field: Column,
        stems: bool,
    ) -> Result<Vec<Pattern>> {
        if self.literal() {
            return self.units(units, field, stems, false);
        }
        let typed = names::typed(units, text);
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            let name = names::read(&typed[at..], self.translator.lexicon, true);
            let loose = name
                .as_ref()
                .is_none_or(|n| n.taken == 1 && n.bond == Bond::Loose);
            if let (true, Some(both)) = (loose, self.written_together(&typed[at..])) {
                let these = self.units(&units[at..at + 2], field, stems, false)?;
                let typed = span_of(&units[at..at + 2]).of(text);
                let together = variant(Why::Spacing, SPACING_WEIGHT, &both);
                parts.push(Pattern::Any(vec![
                    as_typed(Pattern::Phrase(these), typed),
                    together,
                ]));
                at += 2;
                continue;
            }
            let Some(name) = name else {
                let plain = self.unit(unit, field, stems, false)?;
                parts.push(self.in_parts(plain, span_of(std::slice::from_ref(unit)).of(text)));
                at += 1;
                continue;
            };
            let these = &units[at..at + name.taken];
            let dictionary = self.translator.words(field)?;
            let forms = name.forms(&typed[at..], self.translator.lexicon, &dictionary)?;
            let exact = phrase(self.units(these, field, stems, false)?);
            let said = span_of(these).of(text);
            self.note(said, &forms);
            let mut variants = match exact {
                Pattern::Any(variants) => variants,
                exact => vec![as_typed(exact, said)],
            };
            variants.extend(forms.variants);
            parts.push(Pattern::Any(variants));
            at += name.taken;
        }
        Ok(parts)
    }

    /// A word with capitals inside (DailyNK) also as the words that it is made of.
    fn in_parts(&self, plain: Pattern, said: &str) -> Pattern {
        let chars: Vec<(usize, char)> = said.char_indices().collect();
        let cut = chars.windows(2).find_map(|pair| {
            (pair[0].1.is_lowercase() && pair[1].1.is_uppercase()).then_some(pair[1].0)
        });
        let Some(cut) = cut else {
            return plain;
        };
        let parts = [&said[..cut], &said[cut..]].map(|part| Pattern::term(part.to_lowercase()));
        let mut apart = variant(Why::Spacing, SPACING_WEIGHT, said);
        apart.pattern = Pattern::Phrase(parts.to_vec());
        Pattern::Any(vec![as_typed(plain, said), apart])
    }

    /// Says which other forms are looked for.
    fn note(&mut self, said: &str, forms: &names::Forms) {
        let bare = |text: &str| {
            text.replace(['-', ' ', '\'', '\u{2019}'], "")
                .to_lowercase()
        };
        let also: Vec<&String> = forms
            .also
            .iter()
            .filter(|a| bare(a) != bare(said))
            .collect();
        if also.is_empty() && !forms.sounds {
            return;
        }
        let mut listed: Vec<String> = also.iter().take(LISTED).map(|a| a.to_string()).collect();
        if also.len() > LISTED {
            listed.push(format!("+{}", also.len() - LISTED));
        }
        if forms.sounds {
            listed.push("what sounds like it".to_string());
        }
        let note = format!("{said}, also {}; --exact to turn off", listed.join(", "));
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn units(
        &mut self,
        units: &[Unit],
        field: Column,
        stems: bool,
        exact: bool,
    ) -> Result<Vec<Pattern>> {
        let exact = exact || self.translator.widening.exact;
        units
            .iter()
            .map(|unit| self.unit(unit, field, stems, exact))
            .collect()
    }

    fn unit(&mut self, unit: &Unit, field: Column, stems: bool, exact: bool) -> Result<Pattern> {
        let dictionary = self.translator.words(field)?;
        match unit {
            Unit::Word { term, .. } => {
                let forms = if stems {
                    dictionary.of_stem(term).map_err(engine)?.terms
                } else {
                    Vec::new()
                };
                if forms.is_empty() {
                    return Ok(Pattern::term(term.as_str()));
                }
                let mut variants = vec![variant(Why::Exact, 1.0, term)];
                variants.extend(
                    forms
                        .iter()
                        .map(|(form, _)| variant(Why::Stem, STEM_WEIGHT, form)),
                );
                Ok(Pattern::Any(variants))
            }
            Unit::Syllables { run, .. } => {
                let mut chars = run.chars();
                if let (Some(only), None) = (chars.next(), chars.next()) {
                    return self.syllable(only, &dictionary);
                }
                let spelling = match exact || self.translator.widening.no_variants {
                    true => Spelling::AsTyped,
                    false => Spelling::Either,
                };
                let mut variants = match covers(run, spelling) {
                    Pattern::Any(variants) => variants,
                    other => return Ok(other),
                };
                if exact {
                    variants.retain(|v| matches!(v.form.why, Why::Exact | Why::Inside));
                } else if spelling == Spelling::Either {
                    variants.extend(super::scripts::other_script(run, &dictionary)?);
                }
                Ok(Pattern::Any(variants))
            }
        }
    }

    /// A single syllable, wherever it stands in a word: alone, first in a gram, or second in one.
    fn syllable(&mut self, only: char, dictionary: &Words) -> Result<Pattern> {
        let text = only.to_string();
        let inner = format!("{}{only}", EDGE);
        let first = dictionary.beginning(&text, |_| true).map_err(engine)?;
        let inside = dictionary.beginning(&inner, |_| true).map_err(engine)?;
        let second = dictionary.ending(only).map_err(engine)?;
        if first.capped || inside.capped || second.capped {
            self.notes.push(format!(
                "{text}: only the {EXPANSIONS} commonest neighbours were searched"
            ));
        }
        let grams = |found: super::words::Found| Pattern::Terms {
            grams: vec![Gram {
                offset: 0,
                any: found.terms.into_iter().map(|(t, _)| t).collect(),
            }],
            width: 1,
        };
        let tail = match grams(second) {
            Pattern::Terms { grams, .. } => {
                Pattern::Tail(1, Box::new(Pattern::Terms { grams, width: 2 }))
            }
            other => other,
        };
        let form = |why, pattern, weight| Variant {
            pattern,
            weight,
            form: Form {
                why,
                text: text.clone(),
            },
        };
        Ok(Pattern::Any(vec![
            form(Why::Exact, grams(first), 1.0),
            form(Why::Inside, grams(inside), 0.4),
            form(Why::Inside, tail, 0.4),
        ]))
    }

    fn prefix(&mut self, unit: &Unit, field: Column) -> Result<Pattern> {
        let dictionary = self.translator.words(field)?;
        let Unit::Word { term, .. } = unit else {
            return self.unit(unit, field, false, false);
        };
        let found = dictionary.beginning(term, |_| true).map_err(engine)?;
        if found.capped {
            self.notes.push(format!(
                "{term}*: only the {EXPANSIONS} commonest words that begin so were searched"
            ));
        }
        let weight = |form: &str| if form == term { 1.0 } else { PREFIX_WEIGHT };
        Ok(Pattern::Any(
            found
                .terms
                .iter()
                .map(|(form, _)| variant(Why::Prefix, weight(form), form))
                .collect(),
        ))
    }

    fn fuzzy(&mut self, unit: &Unit, edits: u8, field: Column) -> Result<Pattern> {
        let Unit::Word { term, .. } = unit else {
            let Unit::Syllables { run, .. } = unit else {
                return Ok(Pattern::Any(Vec::new()));
            };
            return Err(Error::Query(format!(
                "{run}~{edits}: Korean words are found in parts anyway; leave out ~{edits}"
            )));
        };
        let found = self
            .translator
            .words(field)?
            .near(term, edits)
            .map_err(engine)?;
        if found.capped {
            self.notes.push(format!("{term}~{edits}: only the {EXPANSIONS} commonest words spelled nearly so were searched"));
        }
        let weight = |form: &str| FUZZY_WEIGHT.powi(crate::source::distance(form, term) as i32);
        Ok(Pattern::Any(
            found
                .terms
                .iter()
                .map(|(form, _)| variant(Why::Fuzzy, weight(form), form))
                .collect(),
        ))
    }
}

fn variant(why: Why, weight: f32, term: &str) -> Variant {
    Variant {
        pattern: Pattern::term(term),
        weight,
        form: Form {
            why,
            text: term.to_string(),
        },
    }
}

/// What was typed, as one of the forms that are looked for.
fn as_typed(pattern: Pattern, said: &str) -> Variant {
    Variant {
        pattern,
        weight: 1.0,
        form: Form {
            why: Why::Exact,
            text: said.to_string(),
        },
    }
}

fn plain_word(word: &str, exact: bool) -> Expr {
    Expr::Text(Text::Word {
        word: word.to_string(),
        exact,
    })
}

/// From the first unit to the last.
fn span_of(units: &[Unit]) -> Span {
    let span = |unit: &Unit| match unit {
        Unit::Word { span, .. } | Unit::Syllables { span, .. } => *span,
    };
    match (units.first().map(span), units.last().map(span)) {
        (Some(first), Some(last)) => Span {
            start: first.start,
            end: last.end,
        },
        _ => Span::new(0, 0),
    }
}

fn phrase(mut parts: Vec<Pattern>) -> Pattern {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        Pattern::Phrase(parts)
    }
}

fn widen(slop: u32, syllables: bool) -> u32 {
    if syllables {
        slop.saturating_mul(SYLLABLES_A_WORD)
    } else {
        slop
    }
}

/// The words of a piece of a query.
fn units(typed: &str) -> Result<Vec<Unit>> {
    let units = analyze::units(typed);
    if units.is_empty() {
        return Err(Error::Query(format!(
            "{typed:?} has no letter or digit to search for"
        )));
    }
    Ok(units)
}

fn term(field: Column, text: &str) -> Box<dyn Query> {
    quiet(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::Basic,
    ))
}

/// A filter: it decides and does not score.
fn quiet(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn passages_of(articles: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(Join {
        articles,
        whole: false,
        days: None,
    })
}

fn engine(error: impl Into<tantivy::TantivyError>) -> Error {
    super::engine(error)
}
