//! Owns writing: articles with their passages go in and out of a generation, and become visible together.

use std::path::Path;
use std::sync::Arc;

use tantivy::indexer::{IndexWriterOptions, NoMergePolicy, UserOperation};
use tantivy::query::{ConstScoreQuery, TermQuery};
use tantivy::schema::{IndexRecordOption, TantivyDocument};
use tantivy::{Index, IndexSettings, IndexWriter, Term};

use super::gate::{Gate, Queued};
use super::join::Join;
use super::manifest::Payload;
use super::merging;
use super::record::Record;
use super::schema::{self, Fields, IS_ARTICLE, IS_QUOTED, Slot};
use super::sums::{Failure, Summed};
use super::tokenize;
use super::{engine, write_failed};
use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::passage::{Kind, Voice};

/// Bytes that each indexing thread may fill before it writes a segment.
const MEMORY: usize = 48 << 20;
/// The least that tantivy takes.
const SMALLEST_MEMORY: usize = 15_000_000;
/// Merges that run at the same time.
const MERGES: usize = 2;

/// Writes a generation.
pub struct Writer {
    index: Index,
    writer: IndexWriter<Queued>,
    gate: Arc<Gate>,
    fields: Fields,
    failure: Failure,
    builds: bool,
}

impl Writer {
    /// Opens the generation in folder `generation`, or makes it. `builds`: nobody searches it before it is whole.
    ///
    /// # Errors
    /// If the folder can't be written or holds a damaged index.
    pub fn open(generation: &Path, builds: bool) -> Result<Writer> {
        std::fs::create_dir_all(generation).map_err(|e| write_failed(generation, &e))?;
        let (schema, fields) = schema::schema();
        let directory = Summed::writing(generation).map_err(engine)?;
        let failure = directory.failure();
        // The threads that write are as many as there are cores; one more for each would only add its memory.
        let settings = IndexSettings {
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let made = Index::builder().schema(schema).settings(settings);
        let index = made.open_or_create(directory).map_err(engine)?;
        index
            .tokenizers()
            .register(tokenize::TOKENIZER, tokenize::analyzer());
        let threads = std::thread::available_parallelism()
            .map_or(1, |n| n.get())
            .clamp(1, 4);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(MERGES)
            .build();
        let writer = index.writer_with_options(options).map_err(engine)?;
        writer.set_merge_policy(merging::policy(builds));
        Ok(Writer {
            index,
            writer,
            gate: Arc::default(),
            fields,
            failure,
            builds,
        })
    }

    /// A failure of the engine, told by its cause where a thread of the engine met it.
    fn failed(&self, error: tantivy::TantivyError) -> Error {
        match self.failure.get() {
            Some(cause) => super::io_failed("index", &cause),
            None => engine(error),
        }
    }

    /// Adds an article, of which `packed` is what [`Record::packed`] says and `copy` its [`Record::copy_hash`]; may be called from
    /// several threads. Waits while much is on its way.
    ///
    /// # Errors
    /// If a segment can't be written (a full disk).
    pub fn add(&self, record: &Record, packed: &[u8], copy: u64) -> Result<()> {
        let fields = &self.fields;
        let room = self.gate.enter(record.text.len());
        let queued = |document| {
            UserOperation::Add(Queued {
                document,
                room: room.clone(),
            })
        };
        let mut documents = Vec::with_capacity(record.passages.len() + 1);
        documents.push(queued(self.article(record, packed, copy)));
        for (ordinal, passage) in record.passages.iter().enumerate() {
            let mut document = TantivyDocument::new();
            let words = passage.span.of(&record.text);
            let quoted = matches!(passage.voice, Voice::Quoted(_));
            document.add_text(
                if passage.kind == Kind::Quotation {
                    fields.quotation
                } else {
                    fields.text
                },
                words,
            );
            document.add_text(fields.is, passage.kind.name());
            if quoted {
                document.add_text(fields.is, IS_QUOTED);
            }
            if let Some(lang) = passage.lang {
                document.add_text(fields.lang, lang.code());
            }
            let attribution = passage.voice.attribution();
            let source = attribution.map_or(record.publisher.as_ref(), |a| a.source.as_ref());
            if let Some(source) = source {
                document.add_text(fields.source, &*source.id.0);
            }
            if let Some(speaker) = attribution.and_then(|a| a.speaker.as_ref()) {
                // One value: a gap no phrase crosses would need a second field, so the full name comes behind a word nobody types.
                match &speaker.full {
                    Some(full) => document.add_text(
                        fields.speaker,
                        format!("{} \u{2016}0\u{2016} {full}", speaker.name),
                    ),
                    None => document.add_text(fields.speaker, &speaker.name),
                }
            }
            let mut cited: Vec<&str> = passage.cites.iter().map(|c| &*c.source.id.0).collect();
            cited.sort_unstable();
            cited.dedup();
            for id in cited {
                document.add_text(fields.citing, id);
            }
            document.add_u64(
                fields.slot,
                Slot::Passage {
                    ordinal: ordinal as u32,
                    kind: passage.kind,
                    quoted,
                }
                .pack(),
            );
            documents.push(queued(document));
        }
        self.writer.run(documents).map_err(|e| self.failed(e))?;
        Ok(())
    }

    fn article(&self, record: &Record, packed: &[u8], copy: u64) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.is, IS_ARTICLE);
        document.add_u64(
            fields.slot,
            Slot::Article {
                passages: record.passages.len() as u32,
            }
            .pack(),
        );
        document.add_u64(fields.id, record.id.0);
        document.add_u64(fields.copy, copy);
        if let Some(date) = record.published {
            document.add_u64(fields.first_day, date.first_day() as u64);
            document.add_u64(fields.last_day, date.last_day() as u64);
        }
        if let Some(publisher) = &record.publisher {
            document.add_text(fields.publisher, &*publisher.id.0);
        }
        if let Some(title) = &record.title {
            document.add_text(fields.title, title);
        }
        for author in &record.byline {
            document.add_text(fields.author, author);
        }
        document.add_bytes(fields.record, packed);
        document.add_text(fields.body, &record.text);
        document
    }

    /// Takes an article with all its passages out.
    ///
    /// # Errors
    /// An engine failure.
    pub fn remove(&self, id: ArticleId) -> Result<()> {
        let article = TermQuery::new(
            Term::from_field_u64(self.fields.id, id.0),
            IndexRecordOption::Basic,
        );
        let articles = Box::new(ConstScoreQuery::new(Box::new(article), 0.0));
        self.writer
            .delete_query(Box::new(Join {
                articles,
                whole: true,
                days: None,
            }))
            .map_err(|e| self.failed(e))?;
        Ok(())
    }

    /// Makes all that was added and removed visible, together and for good, with `payload`.
    ///
    /// # Errors
    /// If it can't be written; what was committed before still stands.
    pub fn commit(&mut self, payload: &Payload) -> Result<()> {
        let committed = self.writer.prepare_commit().and_then(|mut prepared| {
            prepared.set_payload(&serde_json::to_string(payload).unwrap_or_default());
            prepared.commit()
        });
        committed.map(drop).map_err(|e| self.failed(e))
    }

    /// Merges what is to be merged at the end of a run, or as much of it as is begun before `stop` says not to, ends all merges and
    /// removes files that nobody needs.
    ///
    /// # Errors
    /// If a segment can't be written; what was committed still stands.
    pub fn finish(self, stop: &dyn Fn() -> bool) -> Result<()> {
        // Merges of the policy must have ended before we choose our own, or the two would take the same segments; and the memory of
        // the threads that index must be free before merges take theirs.
        let Writer {
            index,
            writer,
            builds,
            ..
        } = self;
        writer.wait_merging_threads().map_err(engine)?;
        let segments = index.searchable_segment_metas().map_err(engine)?;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(SMALLEST_MEMORY)
            .num_merge_threads(MERGES)
            .build();
        let mut writer: IndexWriter<Queued> = index.writer_with_options(options).map_err(engine)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let parts = merging::at_end(&segments, builds);
        // What is held here counts as in use.
        drop(segments);
        for parts in parts.chunks(MERGES).take_while(|_| !stop()) {
            let merges: Vec<_> = parts.iter().map(|part| writer.merge(part)).collect();
            for merge in merges {
                merge.wait().map_err(engine)?;
            }
        }
        writer.garbage_collect_files().wait().map_err(engine)?;
        writer.wait_merging_threads().map_err(engine)
    }
}
