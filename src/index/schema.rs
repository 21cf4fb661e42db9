//! Owns the field table: each field with its reason. A change here raises [`VERSION`], which forces a rebuild.
//!
//! An article is a run of documents that stay neighbours: first the article's own, then one a passage, in order. tantivy keeps a
//! batch in one segment and merges without reordering, so a passage finds its article by counting back ([`Slot::ordinal`]), and
//! what belongs to the article (text, publisher, date, title, author) is kept once.

use std::sync::Arc;

use tantivy::columnar::{ColumnIndex, ColumnValues};
use tantivy::index::SegmentReader;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing,
    TextOptions,
};

use super::tokenize::TOKENIZER;
use crate::passage::Kind;

/// The version of this table, of the stored record and of the engine's files; the manifest keeps it.
pub const VERSION: u32 = 5;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// Words of headlines, paragraphs, blocks and comments, with positions. Stems and spellings are looked up in its dictionary
    /// when a query comes, so no second field holds them.
    pub text: Field,
    /// Words of quotations: they stand in `text` too, and must not count twice there.
    pub quotation: Field,
    /// Words of the speaker's names, short and full.
    pub speaker: Field,
    /// Passage: the id of the outlet whose words it holds.
    pub source: Field,
    /// Passage: ids of the outlets it names as authority.
    pub citing: Field,
    /// Passage: its language.
    pub lang: Field,
    /// What the document is: a kind's name, `article`; and `quoted` where the words are somebody else's.
    pub is: Field,
    /// On every document: its [`Slot`], packed.
    pub slot: Field,
    /// Article: its id.
    pub id: Field,
    /// Article: a hash of its text, equal for copies.
    pub copy: Field,
    /// Article: first day that its date may mean, yyyymmdd.
    pub first_day: Field,
    /// Article: last day that its date may mean.
    pub last_day: Field,
    /// Article: the publisher's id.
    pub publisher: Field,
    /// Article: words of the title, for `title:`.
    pub title: Field,
    /// Article: words of the byline, for `author:`.
    pub author: Field,
    /// Article: the stored record, but for the text.
    pub record: Field,
    /// Article: its whole text, stored: the engine copies a string and reads bytes one by one.
    pub body: Field,
}

/// Name of the fast field that holds [`Slot`]s.
const SLOT: &str = "slot";
/// Name of the fast field of article ids.
pub const ID: &str = "id";
/// Name of the fast field of text hashes.
pub const COPY: &str = "copy";
/// Name of the fast field of first days.
pub const FIRST_DAY: &str = "first_day";
/// Name of the fast field of last days.
pub const LAST_DAY: &str = "last_day";
/// The term of field `is` that article documents bear.
pub const IS_ARTICLE: &str = "article";
/// The term of field `is` that passages of somebody else's words bear.
pub const IS_QUOTED: &str = "quoted";

/// What a document is and where its article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The article's own document; so many passages follow.
    Article {
        /// Passages that follow.
        passages: u32,
    },
    /// A passage.
    Passage {
        /// Its ordinal: the article's document stands `ordinal + 1` before.
        ordinal: u32,
        /// Its kind.
        kind: Kind,
        /// Whether it holds somebody else's words.
        quoted: bool,
    },
}

const ARTICLE: u64 = 7;

impl Slot {
    /// As a number: ordinal or count above four bits of kind and voice.
    pub fn pack(self) -> u64 {
        match self {
            Slot::Article { passages } => (passages as u64) << 4 | ARTICLE,
            Slot::Passage {
                ordinal,
                kind,
                quoted,
            } => (ordinal as u64) << 4 | (quoted as u64) << 3 | kind as u64,
        }
    }

    /// From its number.
    pub fn unpack(packed: u64) -> Slot {
        let upper = (packed >> 4) as u32;
        match Kind::ALL.get((packed & 7) as usize) {
            None => Slot::Article { passages: upper },
            Some(&kind) => Slot::Passage {
                ordinal: upper,
                kind,
                quoted: packed & 8 != 0,
            },
        }
    }
}

/// The slots of a segment's documents.
///
/// # Errors
/// If the column can't be read.
pub fn slots(reader: &SegmentReader) -> tantivy::Result<Arc<dyn ColumnValues<u64>>> {
    let fast = reader.fast_fields();
    let column = fast.u64(SLOT)?;
    // Every document has one, so its value lies at its own number, and nothing need be looked up.
    Ok(match column.index {
        ColumnIndex::Full => column.values,
        _ => fast.column_first_or_default(SLOT)?,
    })
}

/// The schema with its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = |record, norms| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
    };
    let positions = words(IndexRecordOption::WithFreqsAndPositions, true);
    let names = words(IndexRecordOption::WithFreqsAndPositions, false);
    let raw = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let raw = TextOptions::default().set_indexing_options(raw);
    let fast = NumericOptions::default().set_fast();
    let fields = Fields {
        text: builder.add_text_field("text", positions.clone()),
        quotation: builder.add_text_field("quotation", positions),
        speaker: builder.add_text_field("speaker", names.clone()),
        source: builder.add_text_field("source", raw.clone()),
        citing: builder.add_text_field("citing", raw.clone()),
        lang: builder.add_text_field("lang", raw.clone()),
        is: builder.add_text_field("is", raw.clone()),
        slot: builder.add_u64_field(SLOT, fast.clone()),
        id: builder.add_u64_field(ID, fast.clone().set_indexed()),
        copy: builder.add_u64_field(COPY, fast.clone().set_indexed()),
        first_day: builder.add_u64_field(FIRST_DAY, fast.clone()),
        last_day: builder.add_u64_field(LAST_DAY, fast),
        publisher: builder.add_text_field("publisher", raw),
        title: builder.add_text_field("title", names.clone()),
        author: builder.add_text_field("author", names),
        record: builder.add_bytes_field("record", BytesOptions::default().set_stored()),
        body: builder.add_text_field("body", STORED),
    };
    (builder.build(), fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_survives_packing() {
        for slot in [
            Slot::Article { passages: 0 },
            Slot::Article { passages: u32::MAX },
            Slot::Passage {
                ordinal: 0,
                kind: Kind::Headline,
                quoted: false,
            },
            Slot::Passage {
                ordinal: 70_000,
                kind: Kind::Comment,
                quoted: true,
            },
        ] {
            assert_eq!(Slot::unpack(slot.pack()), slot);
        }
    }
}
