//! Owns the generation that a run writes, and how a commit comes about: the catalog first, then what names it.

use crate::error::Result;
use crate::index::{Catalog, Folder, Payload, Writer, WriterLock};

/// The generation that is written.
pub(super) struct Target {
    pub generation: String,
    pub payload: Payload,
    /// Whether it is the one that answers; if not, the manifest must come to name it.
    pub answers: bool,
    /// Whether the manifest names it as one that a later run can go on with.
    pub kept_aside: bool,
    /// Opened when there is something to write.
    pub writer: Option<Writer>,
    pub lock: WriterLock,
}

impl Target {
    /// Writes the catalog and commits.
    pub(super) fn write(
        &mut self,
        folder: &Folder,
        catalog: &Catalog,
        rules: (String, String),
    ) -> Result<()> {
        let generation = folder.generation(&self.generation);
        let name = Catalog::next_name(&self.payload.catalog);
        catalog.write(&generation, &name)?;
        let (sources, rules) = rules;
        let payload = Payload {
            catalog: name,
            sources,
            rules,
            passages: catalog.passages(),
        };
        if let Some(writer) = &mut self.writer {
            writer.commit(&payload)?;
        }
        self.payload = payload;
        Ok(())
    }
}
