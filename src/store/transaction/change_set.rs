//! The changes of one transaction: either all are written or none.

use super::keys::{
    bin_key, broken_key, canvas_key, cursor_key, epoch_key, erasing_key, metadata_key, ring_key,
    team_key, tombstone_key, unread_key,
};
use crate::crypto::TeamRing;
use crate::domain::{Canvas, DocumentId, canonical};
use crate::store::backend::codec::Codec;
use crate::store::backend::envelope::Envelope;
use crate::store::backend::port::{Change, RecordKey, Table};
use crate::store::backend::record::{self, StoredRecord};
use crate::store::history::version;
use crate::store::summary::Summary;
use crate::store::sync_state::bin::Bin;
use crate::store::sync_state::metadata::{Cursor, SyncMetadata};

/// The changes of one transaction, sealed as they are added. Of two changes of one record the later
/// wins.
pub(in crate::store) struct ChangeSet<'a> {
    codec: &'a dyn Codec,
    changes: Vec<Change>,
}

impl<'a> ChangeSet<'a> {
    /// An empty set.
    pub(in crate::store) fn new(codec: &'a dyn Codec) -> Self {
        Self {
            codec,
            changes: Vec::new(),
        }
    }

    /// The changes in the port's form.
    pub(in crate::store) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Sets the epoch.
    pub(in crate::store) fn put_epoch(&mut self, epoch: u64) {
        self.put_number(epoch_key(), epoch);
    }

    /// Writes a canvas, whose text is `doc`, and its summary, with sequence number `seq`.
    pub(in crate::store) fn put_canvas(&mut self, canvas: &Canvas, doc: String, seq: u64) {
        self.put(canvas_key(&canvas.id), &Envelope { seq, doc });
        let doc = Summary::of(canvas).encode();
        self.put_summary(&canvas.id, &Envelope { seq, doc });
    }

    /// Writes the key ring, which is never sealed.
    pub(in crate::store) fn put_ring(&mut self, ring: Vec<u8>) {
        self.put_sealed(ring_key(), ring);
    }

    /// Writes a canvas's document: `record`, as the journal holds it, or `envelope` sealed anew if that
    /// was made before sealing was switched on or off.
    pub(in crate::store) fn put_document(
        &mut self,
        id: &DocumentId,
        record: &[u8],
        envelope: &Envelope,
    ) {
        if self.codec.is_current(record) {
            self.put_sealed(canvas_key(id), record.to_vec());
        } else {
            self.put(canvas_key(id), envelope);
        }
    }

    /// Writes a canvas's summary, with the sequence number of the save that it is of.
    pub(in crate::store) fn put_summary(&mut self, id: &DocumentId, summary: &Envelope) {
        self.put((Table::List, id.as_str().to_owned()), summary);
    }

    /// Writes the figures of a canvas, with the sequence number of the save that they are of.
    pub(in crate::store) fn put_figures(&mut self, id: &DocumentId, figures: &Envelope) {
        self.put((Table::Figures, id.as_str().to_owned()), figures);
    }

    /// Removes the figures of a canvas.
    pub(in crate::store) fn delete_figures(&mut self, id: &DocumentId) {
        self.delete((Table::Figures, id.as_str().to_owned()));
    }

    /// Notes that people are to be erased from all that is stored of a canvas.
    pub(in crate::store) fn put_erasing(&mut self, id: &DocumentId) {
        self.put_number(erasing_key(id), 0);
    }

    /// Removes that note.
    pub(in crate::store) fn delete_erasing(&mut self, id: &DocumentId) {
        self.delete(erasing_key(id));
    }

    /// Removes a canvas's document, its summary and its figures.
    pub(in crate::store) fn delete_canvas(&mut self, id: &DocumentId) {
        self.delete(canvas_key(id));
        for table in [Table::List, Table::Figures] {
            self.delete((table, id.as_str().to_owned()));
        }
    }

    /// Writes a tombstone: the sequence number up to which a canvas was removed for good.
    pub(in crate::store) fn put_tombstone(&mut self, id: &DocumentId, seq: u64) {
        self.put_number(tombstone_key(id), seq);
    }

    /// Adds a version of a canvas, with the sequence number of the save that it is of or preceded.
    pub(in crate::store) fn put_version(&mut self, canvas: &Canvas, why: &str, seq: u64) {
        let (key, doc) = version::encode(canvas, why, seq);
        self.put((Table::History, key), &Envelope { seq, doc });
    }

    /// Removes a version by its key.
    pub(in crate::store) fn delete_version(&mut self, key: String) {
        self.delete((Table::History, key));
    }

    /// Sets the unreadable record of a canvas aside, as it was stored. What can be opened of it is opened:
    /// as the record of a canvas it would never open again.
    pub(in crate::store) fn put_broken(&mut self, id: &DocumentId, stored: Vec<u8>) {
        let bytes = record::opened(self.codec, id, stored);
        let (table, key) = broken_key(id, &bytes);
        let sealed = self.codec.seal(&record::name(table, &key), bytes);
        self.put_sealed((table, key), sealed);
    }

    /// Removes bytes that were set aside, by their key.
    pub(in crate::store) fn delete_broken(&mut self, key: String) {
        self.delete((Table::Broken, key));
    }

    /// Writes the sync metadata of a canvas.
    pub(in crate::store) fn put_metadata(&mut self, id: &DocumentId, metadata: &SyncMetadata) {
        let doc = canonical(metadata);
        self.put(metadata_key(id), &Envelope { seq: 0, doc });
    }

    /// Removes the sync metadata of a canvas.
    pub(in crate::store) fn delete_metadata(&mut self, id: &DocumentId) {
        self.delete(metadata_key(id));
    }

    /// Writes the sync metadata of a canvas; `None` removes it.
    pub(in crate::store) fn set_metadata(
        &mut self,
        id: &DocumentId,
        metadata: Option<&SyncMetadata>,
    ) {
        match metadata {
            Some(metadata) => self.put_metadata(id, metadata),
            None => self.delete_metadata(id),
        }
    }

    /// The metadata change that goes with saving `doc`: if the stored document was the base, the
    /// base's text is stored before the document is overwritten.
    pub(in crate::store) fn follow_save(
        &mut self,
        id: &DocumentId,
        metadata: Option<&SyncMetadata>,
        stored: &StoredRecord,
        doc: &str,
    ) {
        let Some(metadata) = metadata else { return };
        if metadata.erase {
            // The canvas starts anew: the server's record is then merged without a common base.
            return self.delete_metadata(id);
        }
        let old = match stored {
            StoredRecord::Good(envelope) => Some(envelope.doc.as_str()),
            StoredRecord::Absent | StoredRecord::TooNew { .. } | StoredRecord::Damaged { .. } => {
                None
            }
        };
        let mut metadata = metadata.clone();
        if metadata.follow(old, doc) {
            self.put_metadata(id, &metadata);
        }
    }

    /// Writes the cursor: how far sync has read.
    pub(in crate::store) fn put_cursor(&mut self, cursor: &Cursor) {
        let doc = canonical(cursor);
        self.put(cursor_key(), &Envelope { seq: 0, doc });
    }

    /// Writes the ring of team keys.
    pub(in crate::store) fn put_team(&mut self, ring: &TeamRing) {
        let doc = String::clone(&ring.encode());
        self.put(team_key(), &Envelope { seq: 0, doc });
    }

    /// Writes the bin's bookkeeping.
    pub(in crate::store) fn put_bin(&mut self, bin: &Bin) {
        let doc = canonical(bin);
        self.put(bin_key(), &Envelope { seq: 0, doc });
    }

    /// Stores the text of a server record that this version can't read, with its format.
    pub(in crate::store) fn put_unread(&mut self, id: &DocumentId, found: u32, doc: String) {
        let seq = u64::from(found);
        self.put(unread_key(id), &Envelope { seq, doc });
    }

    /// Removes that text.
    pub(in crate::store) fn delete_unread(&mut self, id: &DocumentId) {
        self.delete(unread_key(id));
    }

    fn put_number(&mut self, at: RecordKey, number: u64) {
        let doc = "{}".to_owned();
        self.put(at, &Envelope { seq: number, doc });
    }

    fn put(&mut self, at: RecordKey, envelope: &Envelope) {
        let sealed = record::seal(self.codec, at.0, &at.1, envelope);
        self.put_sealed(at, sealed);
    }

    fn put_sealed(&mut self, at: RecordKey, sealed: Vec<u8>) {
        let value = Some(sealed);
        self.changes.push(Change { at, value });
    }

    fn delete(&mut self, at: RecordKey) {
        self.changes.push(Change { at, value: None });
    }
}
