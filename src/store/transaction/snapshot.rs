//! The reads of one transaction, and the snapshot that they result in.

use super::keys::{
    bin_key, canvas_key, cursor_key, epoch_key, metadata_key, team_key, tombstone_key,
};
use crate::domain::{DocumentId, SortedMap};
use crate::store::backend::codec::Codec;
use crate::store::backend::port::RecordKey;
use crate::store::backend::record::{self, StoredRecord};
use crate::store::error::StoreError;
use crate::store::sync_state::bin::Bin;
use crate::store::sync_state::metadata::{Cursor, SyncMetadata};

/// One record that a transaction reads.
enum Wanted {
    Epoch,
    Cursor,
    Bin,
    Team,
    Document(DocumentId),
    Tombstone(DocumentId),
    Metadata(DocumentId),
}

impl Wanted {
    fn key(&self) -> RecordKey {
        match self {
            Self::Epoch => epoch_key(),
            Self::Cursor => cursor_key(),
            Self::Bin => bin_key(),
            Self::Team => team_key(),
            Self::Document(id) => canvas_key(id),
            Self::Tombstone(id) => tombstone_key(id),
            Self::Metadata(id) => metadata_key(id),
        }
    }
}

/// The records that a transaction reads: always the epoch, and those that are added.
pub(in crate::store) struct Reads(Vec<Wanted>);

impl Reads {
    /// Reads only the epoch, which fences every transaction that writes.
    pub(in crate::store) fn epoch() -> Self {
        Self(vec![Wanted::Epoch])
    }

    /// Adds the cursor.
    pub(in crate::store) fn cursor(self) -> Self {
        self.and([Wanted::Cursor])
    }

    /// Adds the bin's bookkeeping.
    pub(in crate::store) fn bin(self) -> Self {
        self.and([Wanted::Bin])
    }

    /// Adds the ring of team keys.
    pub(in crate::store) fn team(self) -> Self {
        self.and([Wanted::Team])
    }

    /// Adds a canvas's document.
    pub(in crate::store) fn document(self, id: &DocumentId) -> Self {
        self.and([Wanted::Document(id.clone())])
    }

    /// Adds a canvas's sync metadata.
    pub(in crate::store) fn metadata(self, id: &DocumentId) -> Self {
        self.and([Wanted::Metadata(id.clone())])
    }

    /// Adds all records of a canvas: document, tombstone and metadata.
    pub(in crate::store) fn canvas(self, id: &DocumentId) -> Self {
        let tombstone = Wanted::Tombstone(id.clone());
        self.document(id).and([tombstone]).metadata(id)
    }

    /// The records to request from the port; [`Snapshot::of`] takes its results in this order.
    pub(in crate::store) fn keys(&self) -> Vec<RecordKey> {
        self.0.iter().map(Wanted::key).collect()
    }

    fn and(mut self, wanted: impl IntoIterator<Item = Wanted>) -> Self {
        self.0.extend(wanted);
        self
    }
}

/// The records of one canvas. A record that was not requested is absent.
#[derive(Debug, Default)]
pub(in crate::store) struct CanvasRecords {
    /// The document's record as bytes; `None` if it is absent.
    pub(in crate::store) stored: Option<Vec<u8>>,
    /// The document's record, decoded.
    pub(in crate::store) document: StoredRecord,
    /// The sequence number up to which it was removed for good; 0 if it was not.
    pub(in crate::store) tombstone: u64,
    /// The sync metadata; `None` if it is absent or damaged.
    pub(in crate::store) metadata: Option<SyncMetadata>,
}

/// The records that a transaction read, all at one moment.
#[derive(Debug, Default)]
pub(in crate::store) struct Snapshot {
    /// The epoch; `None` without a record of it, 0 if that is damaged.
    pub(in crate::store) epoch: Option<u64>,
    /// The cursor; the start if its record is absent or damaged.
    pub(in crate::store) cursor: Cursor,
    /// The bin's bookkeeping; empty if its record is absent or damaged.
    pub(in crate::store) bin: Bin,
    /// The record of the ring of team keys, as it is stored.
    pub(in crate::store) team: Option<Vec<u8>>,
    canvases: SortedMap<DocumentId, CanvasRecords>,
    absent: CanvasRecords,
}

impl Snapshot {
    /// Decodes the port's results, which are in the order of [`Reads::keys`].
    ///
    /// # Errors
    ///
    /// [`StoreError::Locked`] if the namespace is sealed by a key that the codec doesn't have. The epoch
    /// tells: each transaction reads it, and it changes form with the key ring.
    pub(in crate::store) fn of(
        codec: &dyn Codec,
        reads: Reads,
        found: Vec<Option<Vec<u8>>>,
    ) -> Result<Self, StoreError> {
        let mut snapshot = Self::default();
        for (wanted, sealed) in reads.0.into_iter().zip(found) {
            snapshot.take(codec, wanted, sealed)?;
        }
        Ok(snapshot)
    }

    fn take(
        &mut self,
        codec: &dyn Codec,
        wanted: Wanted,
        sealed: Option<Vec<u8>>,
    ) -> Result<(), StoreError> {
        let (_, key) = wanted.key();
        let bytes = sealed.as_deref();
        match wanted {
            Wanted::Epoch => {
                self.epoch = bytes.map(|it| record::epoch(codec, it)).transpose()?;
            }
            Wanted::Cursor => self.cursor = Cursor::decode(codec, bytes),
            Wanted::Bin => self.bin = Bin::decode(codec, bytes),
            Wanted::Team => self.team = sealed,
            Wanted::Document(id) => {
                let document = StoredRecord::of(codec, id.as_str(), bytes);
                let records = self.canvases.entry(id).or_default();
                (records.document, records.stored) = (document, sealed);
            }
            Wanted::Tombstone(id) => {
                let number = bytes.and_then(|it| record::number(codec, &key, it));
                self.canvases.entry(id).or_default().tombstone = number.unwrap_or(0);
            }
            Wanted::Metadata(id) => {
                let metadata = SyncMetadata::decode(codec, &id, bytes);
                self.canvases.entry(id).or_default().metadata = metadata;
            }
        }
        Ok(())
    }

    /// The records of a canvas that was requested.
    pub(in crate::store) fn canvas(&self, id: &DocumentId) -> &CanvasRecords {
        self.canvases.get(id).unwrap_or(&self.absent)
    }
}
