//! A canvas as a sync transaction finds it, in memory, journal and archive.

use super::entry::{LiveCanvases, SyncEntry};
use crate::domain::{Canvas, DocumentId, read_document};
use crate::store::backend::port::Table;
use crate::store::backend::record::StoredRecord;
use crate::store::core::Store;
use crate::store::transaction::snapshot::CanvasRecords;

/// A canvas as found in memory, journal and archive.
pub(super) struct Found {
    pub(super) before: SyncEntry,
    pub(super) archived: Option<Canvas>,
    /// The archive's text is the server's record, which older versions stored when they could not
    /// read it.
    pub(super) of_server: bool,
    /// The archive's unreadable bytes, to be set aside before they are overwritten.
    pub(super) broken: Option<Vec<u8>>,
    /// The journal's entry, if it is newer than the archive.
    pub(super) entry: Option<Vec<u8>>,
    /// The highest sequence number that any of its saves has.
    pub(super) last: u64,
}

impl Store {
    /// Collects one canvas from memory, journal and archive; the newest counts as current.
    pub(super) fn find(
        &self,
        id: DocumentId,
        records: &CanvasRecords,
        live: Option<&dyn LiveCanvases>,
    ) -> Found {
        let (record, tombstone) = (&records.document, records.tombstone);
        let mut broken = self.damaged(&id, records);
        let counts = self.counts(&id);
        let mut last = counts.archived.max(counts.issued).max(tombstone);
        let archived = match record {
            StoredRecord::Good(envelope) => read_document(&envelope.doc).ok(),
            _ => None,
        };
        let mut text = None;
        if let StoredRecord::Good(envelope) = record {
            last = last.max(envelope.seq);
            text = Some(envelope.doc.as_str()).zip(archived.as_ref());
            if text.is_none() {
                broken.clone_from(&records.stored);
            }
        }
        let metadata = records.metadata.clone();
        let base = metadata
            .as_ref()
            .and_then(|metadata| metadata.base_of(text));
        // Edits that could not be archived yet are included.
        let (mut entry, mut canvas) = (None, None);
        if let Some(live) = live {
            (entry, canvas) = self.unarchived(&id, record, tombstone);
            canvas = live.current(&id).or(canvas);
        }
        let canvas = canvas.or_else(|| archived.clone());
        let of_server = match (record, &metadata) {
            (StoredRecord::TooNew { raw, .. }, Some(metadata)) => metadata.is_of_server(raw),
            _ => false,
        };
        let locked = matches!(record, StoredRecord::TooNew { .. }) && !of_server;
        let before = SyncEntry {
            id,
            canvas,
            base,
            metadata,
            raw: None,
            aside: Vec::new(),
            locked,
        };
        Found {
            before,
            archived,
            of_server,
            broken,
            entry,
            last,
        }
    }

    /// The journal's entry if it is newer than the archive, as bytes and as a canvas.
    fn unarchived(
        &self,
        id: &DocumentId,
        archived: &StoredRecord,
        tombstone: u64,
    ) -> (Option<Vec<u8>>, Option<Canvas>) {
        let journal = self.before();
        let entry = journal.and_then(|journal| journal.get(Table::Canvas, id.as_str()).ok());
        let entry = entry.flatten();
        let seq = match archived {
            StoredRecord::Good(envelope) => envelope.seq,
            StoredRecord::Absent | StoredRecord::Damaged { .. } => tombstone,
            StoredRecord::TooNew { .. } => u64::MAX,
        };
        match self.record(id, entry.as_deref()) {
            StoredRecord::Good(envelope) if envelope.seq > seq => {
                (entry, read_document(&envelope.doc).ok())
            }
            _ => (None, None),
        }
    }
}
