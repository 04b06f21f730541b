//! The transaction that sync uses: documents, sync metadata and cursor are read and written
//! together, under the same fence and numbering as a save.

use super::metadata::{Cursor, SyncMetadata};
use super::unread::keep_unread;
use crate::domain::{Canvas, DocumentId, canonical, read_document};
use crate::store::backend::port::Table;
use crate::store::backend::record::StoredRecord;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::snapshot::{CanvasRecords, Reads, Snapshot};

/// The canvases that are open on this page, with edits that are not stored yet.
pub trait LiveCanvases {
    /// The canvas as shown on screen; `None` if it isn't open.
    fn current(&self, id: &DocumentId) -> Option<Canvas>;

    /// Replaces the canvas that [`current`](Self::current) returned. No edit can happen between
    /// the two calls; later saves must be based on `canvas`.
    fn adopt(&self, canvas: &Canvas);
}

/// One canvas in a sync transaction: its document, base and metadata. Sync changes it in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncEntry {
    /// The canvas's id.
    pub id: DocumentId,
    /// The canvas with the user's latest edits. Sync may change it, but never removes it.
    pub canvas: Option<Canvas>,
    /// The document that the server and this device last agreed on; `None` if it is unknown.
    pub base: Option<Canvas>,
    /// The sync metadata; `None` if the canvas was never synced.
    pub metadata: Option<SyncMetadata>,
    /// The text of a server record that this version can't read, to be stored.
    pub raw: Option<String>,
    /// Versions to add to the canvas's history, each with its reason.
    pub aside: Vec<(Canvas, &'static str)>,
    /// The archive's record is in a newer version's format and may not be changed.
    pub locked: bool,
}

/// The data that one sync transaction reads and may change.
#[derive(Debug)]
pub struct SyncTransaction {
    /// How far sync has read.
    pub cursor: Cursor,
    /// The canvases that were requested, in that order.
    pub entries: Vec<SyncEntry>,
}

/// The result of turning a sync entry into changes.
#[derive(Clone, Copy, Debug, Default)]
struct Settled {
    /// The sequence number of its save; `None` if the canvas did not change.
    saved: Option<u64>,
    /// Whether the stored text of an unreadable server record changed.
    unread: bool,
}

/// A canvas as found in memory, journal and archive.
struct Found {
    before: SyncEntry,
    archived: Option<Canvas>,
    /// The archive's text is the server's record, which older versions stored when they could not
    /// read it.
    of_server: bool,
    /// The archive's unreadable bytes, to be set aside before they are overwritten.
    broken: Option<Vec<u8>>,
    /// The journal's entry, if it is newer than the archive.
    entry: Option<Vec<u8>>,
    last: u64,
}

impl Store {
    /// Reads canvases with their sync metadata, lets `decide` change both, and writes either
    /// everything or nothing. Returns the ids of the canvases that changed. No other page writes
    /// while `decide` runs.
    ///
    /// With `live`, edits that are not archived yet are included, and archived together with the
    /// decided changes. Without it, the canvases are those of the archive and may not be changed.
    ///
    /// # Errors
    ///
    /// As for [`commit`](Self::commit). Nothing is written then, but `live` may already have
    /// adopted.
    pub async fn transaction(
        &self,
        ids: Vec<DocumentId>,
        live: Option<&dyn LiveCanvases>,
        decide: &mut dyn FnMut(&mut SyncTransaction),
    ) -> Result<Vec<DocumentId>, StoreError> {
        let reads = ids.iter().fold(Reads::epoch().cursor(), Reads::canvas);
        let (mut written, mut struck, mut aside) = (Vec::new(), Vec::new(), Vec::new());
        let decide = |snapshot: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(snapshot)?;
            let found: Vec<Found> = ids
                .into_iter()
                .map(|id| {
                    let records = snapshot.canvas(&id);
                    self.find(id, records, live)
                })
                .collect();
            let mut transaction = SyncTransaction {
                cursor: snapshot.cursor.clone(),
                entries: found.iter().map(|found| found.before.clone()).collect(),
            };
            decide(&mut transaction);
            if transaction.cursor != snapshot.cursor {
                changes.put_cursor(&transaction.cursor);
            }
            for (held, found) in transaction.entries.into_iter().zip(found) {
                let (id, entry) = (held.id.clone(), found.entry.clone());
                aside.extend((!held.aside.is_empty()).then(|| id.clone()));
                let settled = self.settle(held, found, live, changes);
                if settled.saved.is_some() {
                    struck.extend(entry.map(|entry| (id.clone(), entry)));
                }
                if settled.saved.is_some() || settled.unread {
                    written.push((id, settled.saved));
                }
            }
            Ok(())
        };
        let committed = self.update(reads, decide).await;
        if let Err(error) = &committed {
            self.handle_transaction_error(error);
        }
        committed?;
        for (id, seq) in &written {
            let seq = seq.unwrap_or(0);
            self.count(id, |counts| {
                counts.archived = counts.archived.max(seq);
                counts.written = counts.written.max(seq);
            });
        }
        for (id, entry) in struck {
            self.remove_if_unchanged(&id, &entry);
        }
        for id in aside {
            self.thin_versions(&id).await;
        }
        Ok(written.into_iter().map(|(id, _)| id).collect())
    }

    /// Collects one canvas from memory, journal and archive; the newest counts as current.
    fn find(
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

    /// Turns the decisions for one canvas into changes to write.
    fn settle(
        &self,
        mut held: SyncEntry,
        found: Found,
        live: Option<&dyn LiveCanvases>,
        changes: &mut ChangeSet<'_>,
    ) -> Settled {
        let before = found.before;
        let tracks = [before.metadata.as_ref(), held.metadata.as_ref()];
        let unread = keep_unread(changes, &held.id, held.raw.take(), tracks);
        let mut settled = Settled {
            saved: None,
            unread,
        };
        if before.base.is_some() && held == before && held.canvas == found.archived {
            return settled;
        }
        let id = &held.id;
        // The new metadata matches this canvas, edited or merged, and would be wrong beside another
        // document in the archive. The screen has to show it too, even if the archive already has
        // it, as it may have been taken back from the screen.
        let behind = held.canvas != found.archived || held.canvas != before.canvas;
        let other = held.canvas.is_some() && behind;
        let changed = other && held != before && !held.locked;
        let seq = found.last.saturating_add(1);
        for (canvas, why) in &held.aside {
            changes.put_version(canvas, why, seq);
        }
        let archived = if changed {
            &held.canvas
        } else {
            &found.archived
        };
        let text = archived.as_ref().filter(|_| changed).map(canonical);
        let mut metadata = held.metadata;
        if let Some(metadata) = &mut metadata
            && !(held.locked || metadata.erase || (found.of_server && held.canvas.is_none()))
        {
            metadata.set_base(held.base.as_ref(), archived.as_ref(), text.as_deref());
        }
        if metadata != before.metadata {
            changes.set_metadata(id, metadata.as_ref());
        }
        let Some((canvas, text)) = held.canvas.zip(text) else {
            return settled;
        };
        if let Some(bytes) = found.broken {
            changes.put_broken(id, bytes);
        }
        changes.put_canvas(&canvas, text, seq);
        // A save that is not committed yet has a lower number, and is included in this one.
        self.count(id, |counts| counts.issued = counts.issued.max(seq));
        if let Some(live) = live {
            live.adopt(&canvas);
        }
        settled.saved = Some(seq);
        settled
    }

    /// The cursor, the sync metadata of all canvases, and the ids of the canvases in the archive.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn tracks(
        &self,
    ) -> Result<(Cursor, Vec<(DocumentId, SyncMetadata)>, Vec<DocumentId>), StoreError> {
        let archive = &self.0.parts.archive;
        let mut cursor = Cursor::default();
        let mut tracks = Vec::new();
        for (key, sealed) in archive.all(Table::Sync).await? {
            match key.parse::<DocumentId>() {
                Ok(id) => {
                    let metadata = SyncMetadata::decode(self.codec(), &id, Some(&sealed));
                    tracks.extend(metadata.map(|metadata| (id, metadata)));
                }
                Err(_) => cursor = Cursor::decode(self.codec(), Some(&sealed)),
            }
        }
        let keys = archive.keys(Table::Canvas, "").await?;
        let here = keys.iter().filter_map(|key| key.parse().ok()).collect();
        Ok((cursor, tracks, here))
    }
}
