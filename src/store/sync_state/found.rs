//! A canvas as a sync transaction finds it, in memory, journal and archive.

use std::rc::Rc;

use super::entry::{LiveCanvases, SyncEntry};
use super::metadata::SyncMetadata;
use crate::domain::{Canvas, DocumentId, read_document};
use crate::store::backend::port::Table;
use crate::store::backend::record::StoredRecord;
use crate::store::core::Store;
use crate::store::team::Team;
use crate::store::transaction::snapshot::CanvasRecords;

/// A canvas as found in memory, journal and archive.
pub(super) struct Found {
    pub(super) before: SyncEntry,
    pub(super) archived: Option<Rc<Canvas>>,
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
        team: &Rc<Team>,
    ) -> Found {
        let record = &records.document;
        let mut broken = self.damaged(&id, records);
        let last = self.last_number(&id, records);
        let archived = record.canvas().map(Rc::new);
        let mut text = None;
        if let StoredRecord::Good(envelope) = record {
            text = Some(envelope.doc.as_str()).zip(archived.as_ref());
            if text.is_none() {
                broken.clone_from(&records.stored);
            }
        }
        let metadata = records.metadata.clone();
        let base = metadata.as_ref().and_then(|it| it.base_of(text));
        let (entry, canvas) = self.newest(&id, records, live);
        let canvas = canvas.or_else(|| archived.clone());
        let of_server = is_of_server(record, metadata.as_ref());
        let locked = matches!(record, StoredRecord::TooNew { .. }) && !of_server;
        let before = SyncEntry {
            id,
            canvas,
            base,
            metadata,
            raw: None,
            aside: Vec::new(),
            locked,
            team: Rc::clone(team),
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

    /// The highest sequence number that any save of a canvas has.
    fn last_number(&self, id: &DocumentId, records: &CanvasRecords) -> u64 {
        let counts = self.counts(id);
        let archived = match &records.document {
            StoredRecord::Good(envelope) => envelope.seq,
            _ => 0,
        };
        let known = counts.highest();
        known.max(records.tombstone).max(archived)
    }

    /// Edits that could not be archived yet: the journal's entry that has them, and the canvas.
    fn newest(
        &self,
        id: &DocumentId,
        records: &CanvasRecords,
        live: Option<&dyn LiveCanvases>,
    ) -> (Option<Vec<u8>>, Option<Rc<Canvas>>) {
        let Some(live) = live else {
            return (None, None);
        };
        let (entry, canvas) = self.unarchived(id, &records.document, records.tombstone);
        (entry, live.current(id).or(canvas).map(Rc::new))
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

/// Whether the archive's text is the server's record, which older versions stored.
fn is_of_server(record: &StoredRecord, metadata: Option<&SyncMetadata>) -> bool {
    match (record, metadata) {
        (StoredRecord::TooNew { raw, .. }, Some(metadata)) => metadata.is_of_server(raw),
        _ => false,
    }
}
