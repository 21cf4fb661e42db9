//! Owns reading: a generation opened as it is at this moment, without writing a byte to its folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Once;

use tantivy::collector::DocSetCollector;
use tantivy::index::SegmentReader;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Value};
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::apart;
use super::commit::open_once;
use super::engine;
use super::gather::{self, Found, Group, Ids, Wanted};
use super::living::Living;
use super::manifest::Payload;
use super::record::Record;
use super::schema::{self, Fields, IS_ARTICLE, Slot};
use super::spread;
pub use super::translate::Plan;
use super::translate::{Names, Translator, Widening};
use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::name::Lexicon;
use crate::passage::Kind;
use crate::pattern::Pattern;
use crate::query::Expr;

/// The dictionary of so many passages is worth a thread of its own.
const MANY_WORDS: u32 = 200_000;

/// One state of an index.
pub struct Searcher {
    searcher: tantivy::Searcher,
    fields: Fields,
    payload: Payload,
    /// Whether the dictionaries of the text are open: the sums of all their bytes are checked, which takes longer than most searches.
    dictionaries: Once,
}

/// Whose words: those of the passages, or of what stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsOf {
    /// Passages.
    Text,
    /// Names of speakers.
    Speakers,
    /// Titles.
    Titles,
    /// Names of authors.
    Authors,
}

/// How often an outlet's id occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Articles published.
    pub published: u64,
    /// Passages (no quotations) that hold its words in an article of somebody else's.
    pub quoted: u64,
    /// Passages that cite it.
    pub cited: u64,
}

impl Searcher {
    /// Opens the generation in folder `generation`.
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn open(generation: &Path) -> Result<Searcher> {
        let (_, fields) = schema::schema();
        // A writer may remove files between our reading of their names and our opening of them; the next try sees the newer state.
        let mut tries = 0;
        let (searcher, payload) = loop {
            let opened = open_once(generation);
            match opened {
                Ok(opened) => break opened,
                Err(ref error) if tries < 10 && !super::is_damage(error) => {
                    std::thread::sleep(std::time::Duration::from_millis(5 << (tries / 2)))
                }
                Err(error) => {
                    return Err(Error::Index(format!(
                        "{}: damaged index ({error}); run `sosik index --full`",
                        generation.display()
                    )));
                }
            }
            tries += 1;
        };
        Ok(Searcher {
            searcher,
            fields,
            payload,
            dictionaries: Once::new(),
        })
    }

    /// What the commit carried.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// What `expr` means in this state; `lexicon` knows other spellings, `names` turns outlets' names into ids.
    ///
    /// # Errors
    /// What `names` fails with; a word with nothing to search for.
    pub fn plan(
        &self,
        expr: &Expr,
        widening: Widening,
        lexicon: &Lexicon,
        names: Names,
    ) -> Result<Plan> {
        self.dictionaries.call_once(|| {
            let open =
                |_, reader: &SegmentReader| reader.inverted_index(self.fields.text).map(drop);
            let much = apart::sample(&self.searcher)
                .is_some_and(|n| self.searcher.segment_reader(n).max_doc() >= MANY_WORDS);
            if much {
                // What fails here fails again where it is needed, and is told there.
                let _ = apart::each(&self.searcher, much, open, open);
            }
        });
        Translator {
            lexicon,
            searcher: &self.searcher,
            passages: self.payload.passages,
            fields: self.fields,
            names,
            widening,
        }
        .plan(expr)
    }

    /// Runs a plan; `wanted` says what is read of all that it finds.
    ///
    /// # Errors
    /// An engine failure.
    pub fn run(&self, plan: &Plan, wanted: Wanted) -> Result<Found> {
        let mut found = gather::groups(&self.searcher, plan.query.as_ref(), plan.kinds, wanted)
            .map_err(engine)?;
        if plan.conjuncts.len() > 1 {
            spread::spread(
                &self.searcher,
                &plan.conjuncts,
                plan.kinds,
                wanted,
                &mut found,
            )
            .map_err(engine)?;
        }
        Ok(found)
    }

    /// The ids of all articles.
    ///
    /// # Errors
    /// An engine failure.
    pub fn ids(&self) -> Result<Ids> {
        Ids::open(&self.searcher).map_err(engine)
    }

    /// The record of a group's article.
    ///
    /// # Errors
    /// If the store is damaged.
    pub fn record(&self, group: &Group) -> Result<Record> {
        self.record_at(group.document)
    }

    fn record_at(&self, document: DocAddress) -> Result<Record> {
        let stored: TantivyDocument = self.searcher.doc(document).map_err(engine)?;
        let damaged = || {
            Error::Index(
                "damaged index (a stored article can't be read); run `sosik index --full`".into(),
            )
        };
        let record = stored.get_first(self.fields.record);
        let text = stored.get_first(self.fields.body);
        let bytes = record.and_then(|v| v.as_bytes()).ok_or_else(damaged)?;
        let mut record: Record = postcard::from_bytes(bytes).map_err(|_| damaged())?;
        record.text = text
            .and_then(|v| v.as_str())
            .ok_or_else(damaged)?
            .to_string();
        Ok(record)
    }

    /// The record of an article; `None` if the index does not hold it.
    ///
    /// # Errors
    /// An engine failure.
    pub fn article(&self, id: ArticleId) -> Result<Option<Record>> {
        let found = self.articles_where(Term::from_field_u64(self.fields.id, id.0))?;
        found
            .first()
            .map(|&address| self.record_at(address))
            .transpose()
    }

    /// Paths of the other articles with the text of a group's, in order.
    ///
    /// # Errors
    /// An engine failure.
    pub fn copies(&self, of: &Group) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let same = self.articles_where(Term::from_field_u64(self.fields.copy, of.copy))?;
        for address in same.into_iter().filter(|a| *a != of.document) {
            let record = self.record_at(address)?;
            found.push((record.origin.path, record.origin.record));
        }
        found.sort();
        Ok(found.into_iter().map(|(path, _)| path).collect())
    }

    fn articles_where(&self, term: Term) -> Result<Vec<DocAddress>> {
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let mut found: Vec<DocAddress> = self
            .searcher
            .search(&query, &DocSetCollector)
            .map_err(engine)?
            .into_iter()
            .collect();
        found.sort();
        Ok(found)
    }

    /// Whether any passage or article bears this outlet's id.
    ///
    /// # Errors
    /// An engine failure.
    pub fn knows_outlet(&self, id: &str) -> Result<bool> {
        for field in [
            self.fields.source,
            self.fields.publisher,
            self.fields.citing,
        ] {
            for segment in Living::all(&self.searcher, field).map_err(engine)? {
                if segment.frequency_of(id).map_err(engine)? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Every outlet id with its counts.
    ///
    /// # Errors
    /// An engine failure.
    pub fn outlets(&self) -> Result<BTreeMap<String, Counts>> {
        let mut outlets: BTreeMap<String, Counts> = BTreeMap::new();
        for reader in self.searcher.segment_readers() {
            let slots = schema::slots(reader).map_err(engine)?;
            let mut count = |field: Field,
                             counted: &dyn Fn(Slot) -> bool,
                             add: &dyn Fn(&mut Counts)|
             -> Result<()> {
                let index = reader.inverted_index(field).map_err(engine)?;
                let mut stream = index.terms().stream().map_err(engine)?;
                while let Some((id, info)) = stream.next() {
                    let Ok(id) = std::str::from_utf8(id) else {
                        continue;
                    };
                    let mut postings = index
                        .read_postings_from_terminfo(info, IndexRecordOption::Basic)
                        .map_err(engine)?;
                    while postings.doc() != TERMINATED {
                        let alive = reader
                            .alive_bitset()
                            .is_none_or(|a| a.is_alive(postings.doc()));
                        if alive && counted(Slot::unpack(slots.get_val(postings.doc()))) {
                            add(outlets.entry(id.to_string()).or_default());
                        }
                        postings.advance();
                    }
                }
                Ok(())
            };
            let not_inside =
                |slot: Slot| matches!(slot, Slot::Passage { kind, .. } if kind != Kind::Quotation);
            let taken_over = |slot: Slot| matches!(slot, Slot::Passage { kind, quoted: true, .. } if kind != Kind::Quotation);
            count(self.fields.publisher, &|_| true, &|c| c.published += 1)?;
            count(self.fields.source, &taken_over, &|c| c.quoted += 1)?;
            count(self.fields.citing, &not_inside, &|c| c.cited += 1)?;
        }
        Ok(outlets)
    }

    /// The printed name of an outlet that only this index knows: from an article that names it.
    ///
    /// # Errors
    /// An engine failure.
    pub fn printed_name(&self, id: &str) -> Result<Option<String>> {
        for field in [
            self.fields.publisher,
            self.fields.source,
            self.fields.citing,
        ] {
            let query = TermQuery::new(Term::from_field_text(field, id), IndexRecordOption::Basic);
            let found = self
                .searcher
                .search(&query, &DocSetCollector)
                .map_err(engine)?;
            let Some(&address) = found.iter().min() else {
                continue;
            };
            let reader = self.searcher.segment_reader(address.segment_ord);
            let slots = schema::slots(reader).map_err(engine)?;
            let back = match Slot::unpack(slots.get_val(address.doc_id)) {
                Slot::Article { .. } => 0,
                Slot::Passage { ordinal, .. } => ordinal + 1,
            };
            let record =
                self.record_at(DocAddress::new(address.segment_ord, address.doc_id - back))?;
            let in_passages = record.passages.iter().flat_map(|p| {
                let attribution = p.voice.attribution();
                let named = attribution.and_then(|a| a.source.as_ref());
                named.into_iter().chain(p.cites.iter().map(|c| &c.source))
            });
            let mut names = record.publisher.iter().chain(in_passages);
            if let Some(source) = names.find(|s| &*s.id.0 == id) {
                return Ok(Some(source.name.to_string()));
            }
        }
        Ok(None)
    }

    /// The words of a pattern of which the index holds no form at all, each with the nearest that it holds; `most` of them.
    ///
    /// # Errors
    /// An engine failure.
    pub fn missing_words(
        &self,
        pattern: &Pattern,
        of: WordsOf,
        most: usize,
    ) -> Result<Vec<(String, Option<String>)>> {
        let translator = Translator {
            searcher: &self.searcher,
            passages: self.payload.passages,
            fields: self.fields,
            names: &|_| Ok(Vec::new()),
            lexicon: &Lexicon::default(),
            widening: Widening::default(),
        };
        let words = translator.words(match of {
            WordsOf::Text => self.fields.text,
            WordsOf::Speakers => self.fields.speaker,
            WordsOf::Titles => self.fields.title,
            WordsOf::Authors => self.fields.author,
        })?;
        let mut missing = Vec::new();
        for forms in words_of(pattern) {
            if missing.len() == most {
                break;
            }
            let mut there = 0;
            for term in &forms {
                there += words.frequency(term).map_err(engine)?;
            }
            // What was typed comes first; grams of Korean words are no spellings.
            let Some(typed) = forms.first().filter(|_| there == 0) else {
                continue;
            };
            let letters = typed.chars().count();
            if !typed.chars().all(char::is_alphanumeric) {
                continue;
            }
            let mut nearest = None;
            for edits in (1..=2).filter(|edits| letters >= 3 * edits) {
                if nearest.is_none() {
                    let found = words.near(typed, edits as u8).map_err(engine)?;
                    nearest = found.terms.into_iter().next().map(|(word, _)| word);
                }
            }
            missing.push((typed.to_string(), nearest));
        }
        Ok(missing)
    }

    /// How many living articles the index holds.
    ///
    /// # Errors
    /// An engine failure.
    pub fn articles(&self) -> Result<u64> {
        let query = TermQuery::new(
            Term::from_field_text(self.fields.is, IS_ARTICLE),
            IndexRecordOption::Basic,
        );
        Ok(query.count(&self.searcher).map_err(engine)? as u64)
    }
}

/// The terms of each word of a pattern, all its forms together.
fn words_of(pattern: &Pattern) -> Vec<Vec<&String>> {
    match pattern {
        Pattern::Phrase(parts) | Pattern::Window { parts, .. } => {
            parts.iter().flat_map(words_of).collect()
        }
        word => {
            let mut forms = Vec::new();
            word.each_term(&mut |term| forms.push(term));
            vec![forms]
        }
    }
}
