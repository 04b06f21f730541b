//! A save: first synchronously to the journal, then to the archive.

use std::cell::Cell;

use super::backend::envelope::Envelope;
use super::backend::port::{SyncPort, Table};
use super::backend::record::{self, StoredRecord};
use super::core::Store;
use super::counts::Counts;
use super::error::StoreError;
use super::history::version::{FROM_JOURNAL, PendingVersion};
use super::mutation;
use super::notice::Notice;
use super::parts::JournalMode;
use super::summary::Summary;
use super::sync_state::unread::refuse_unread;
use super::transaction::change_set::ChangeSet;
use super::transaction::keys::broken_key;
use super::transaction::snapshot::{CanvasRecords, Reads, Snapshot};
use crate::domain::{Canvas, DocumentId, ItemId, canonical, read_document};

/// A save that is not yet committed to the archive.
#[derive(Clone, Debug)]
#[must_use = "a save is only sure once it is committed"]
pub struct Ticket {
    /// Why the journal did not accept it; `None` if it did. The ticket has to be committed either
    /// way.
    pub failure: Option<StoreError>,
    id: DocumentId,
    seq: u64,
    /// Whether it was made while sync stored the canvas, so that it may lack what sync has merged.
    is_superseded: bool,
    /// The document's text.
    doc: String,
    /// The journal's entry.
    record: Vec<u8>,
    /// The text of its summary.
    summary: String,
    /// Whom the document says to have been erased.
    erased: Vec<ItemId>,
}

impl Ticket {
    /// The canvas that it saves.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// The sequence number of the save.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }
}

impl Store {
    /// Writes a canvas to the journal, synchronously. The ticket has to be
    /// [committed](Self::commit) even if the journal failed.
    pub fn journal(&self, canvas: &Canvas) -> Ticket {
        let id = &canvas.id;
        let counts = self.counts(id);
        let highest = counts.highest();
        let port = match self.journal_mode() {
            JournalMode::WriteAhead(port) | JournalMode::Primary(port) => Some(&**port),
            JournalMode::None => None,
        };
        let cleared = match port {
            // Another page leads and owns the journal: its entries may not be overwritten.
            Some(port) if !self.may_write() || self.is_fenced_in(port) => Err(StoreError::Fenced),
            Some(port) => self.clear_way(port, id, highest),
            None => Ok(0),
        };
        let found = *cleared.as_ref().unwrap_or(&0);
        let next = counts.next(found);
        let syncing = mutation::under_way(counts.syncing());
        let seq = syncing.unwrap_or(next);
        self.count(id, |counts| counts.issue(seq));
        let doc = canonical(canvas);
        let envelope = Envelope { seq, doc };
        let record = self.seal(Table::Canvas, id.as_str(), &envelope);
        let doc = envelope.doc;
        let summary = Summary::of(canvas).encode();
        let write = |_| match port {
            Some(port) => port.put(Table::Canvas, id.as_str(), Some(&record)),
            None => Ok(()),
        };
        Ticket {
            failure: cleared.and_then(write).err(),
            id: id.clone(),
            seq,
            is_superseded: syncing.is_some(),
            doc,
            record,
            summary,
            erased: canvas.erased_people().collect(),
        }
    }

    /// Checks the journal's entry before it is overwritten: an entry that this page doesn't know
    /// goes to the history, an unreadable one is set aside. Returns its `seq`, 0 if there is none.
    /// Fails for an entry of a newer version.
    fn clear_way(
        &self,
        port: &dyn SyncPort,
        id: &DocumentId,
        known: u64,
    ) -> Result<u64, StoreError> {
        let found = port.get(Table::Canvas, id.as_str())?;
        match self.record(id, found.as_deref()) {
            StoredRecord::Absent => Ok(0),
            StoredRecord::Good(envelope) => {
                if let (true, Ok(other)) = (envelope.seq > known, read_document(&envelope.doc)) {
                    // Another page saved it and could not archive it.
                    self.keep_with_next_commit(PendingVersion {
                        canvas: other,
                        why: FROM_JOURNAL.to_owned(),
                        seq: envelope.seq,
                    });
                }
                Ok(envelope.seq)
            }
            StoredRecord::TooNew { found, .. } => Err(StoreError::TooNew { found }),
            StoredRecord::Damaged { .. } => {
                self.set_journal_aside(port, id, found.as_deref().unwrap_or_default())?;
                Ok(0)
            }
        }
    }

    /// Sets an unreadable journal entry aside, in the table of broken records.
    pub(super) fn set_journal_aside(
        &self,
        port: &dyn SyncPort,
        id: &DocumentId,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let opened = record::opened(&*self.codec(), id, bytes.to_vec());
        let (_, key) = broken_key(id, &opened);
        // Removed first, as there may be no room for both; restored if there is still no room.
        port.put(Table::Canvas, id.as_str(), None)?;
        let name = record::name(Table::Broken, &key);
        let sealed = self.codec().seal(&name, opened);
        port.put(Table::Broken, &key, Some(&sealed))
            .or_else(|error| {
                port.put(Table::Canvas, id.as_str(), Some(bytes))?;
                Err(error)
            })
    }

    /// Commits a save to the archive. A canvas only counts as saved once this succeeds.
    ///
    /// # Errors
    ///
    /// The archive is unchanged then. After [`StoreError::Fenced`] this page may no longer write;
    /// after [`StoreError::Outdated`] it has to load the canvas again first; [`StoreError::TooNew`]
    /// means that a newer version's record would be overwritten; after [`StoreError::Superseded`] the
    /// canvas on screen has to be journaled again.
    pub async fn commit(&self, ticket: Ticket) -> Result<(), StoreError> {
        if let Some(error @ StoreError::TooNew { .. }) = ticket.failure {
            return Err(error);
        }
        self.claim_again().await?;
        let id = &ticket.id;
        let mut asides = self.take_kept_versions();
        for aside in asides.iter_mut().filter(|it| it.canvas.id == *id) {
            aside.canvas.forget(ticket.erased.iter().copied());
        }
        let begun_anew = Cell::new(false);
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            let epoch = found.epoch.unwrap_or(0);
            begun_anew.set(self.epoch().is_some_and(|ours| epoch < ours));
            self.decide(&ticket, found, changes)?;
            for PendingVersion { canvas, why, seq } in &asides {
                changes.put_version(canvas, why, *seq);
            }
            Ok(())
        };
        let committed = self.update(Reads::epoch().canvas(id), decide).await;
        if committed.is_err() {
            asides
                .iter()
                .cloned()
                .for_each(|version| self.keep_with_next_commit(version));
        }
        if let Err(error) = &committed {
            if *error == StoreError::Fenced && begun_anew.get() {
                // The archive was deleted, and another page restarted the sequence numbers.
                self.count(id, |counts| counts.set_archived(0));
            }
            if matches!(error, StoreError::Fenced | StoreError::Outdated) {
                self.step_back(&ticket);
            }
            self.handle_transaction_error(error);
        }
        committed?;
        self.count(id, |counts| counts.commit(ticket.seq));
        self.remove_if_unchanged(id, &ticket.record);
        self.thin_after(&asides).await;
        Ok(())
    }

    /// Called when another page has written since. Renumbers this page's journal entry to just above the
    /// highest archived number that this page knew, so that whoever leads next replays it only if
    /// nothing was saved since, and otherwise puts it in the history.
    fn step_back(&self, ticket: &Ticket) {
        let Some(journal) = self.before() else { return };
        let key = ticket.id.as_str();
        let entry = journal.get(Table::Canvas, key);
        let ours = entry.is_ok_and(|entry| entry.as_deref() == Some(&*ticket.record));
        if let (true, Ok(found)) = (ours, self.unseal(Table::Canvas, key, &ticket.record)) {
            let next = self.counts(&ticket.id).archived().saturating_add(1);
            // Never over what sync has stored while this save was made.
            let seq = ticket.seq.min(next);
            let record = self.seal(Table::Canvas, key, &Envelope { seq, ..found });
            // This number has no more digits than the old one, so the record fits.
            journal.put(Table::Canvas, key, Some(&record)).ok();
        }
    }

    fn decide(
        &self,
        ticket: &Ticket,
        found: &Snapshot,
        changes: &mut ChangeSet<'_>,
    ) -> Result<(), StoreError> {
        self.fence(found)?;
        let id = &ticket.id;
        let found = found.canvas(id);
        let archived = archived(ticket, found)?;
        let counts = self.counts(id);
        let is_gone = matches!(found.document, StoredRecord::Absent);
        if ticket.is_superseded && !(is_gone && archived >= ticket.seq) {
            return Err(StoreError::Superseded);
        }
        if archived > counts.archived() {
            self.count(id, Counts::set_outdated);
            return Err(StoreError::Outdated);
        }
        if archived >= ticket.seq {
            // Either a later save of this page was committed first, or this save was made without
            // knowledge of the archive's document and may not count as saved.
            return if archived > counts.written() {
                Err(StoreError::Outdated)
            } else {
                Ok(())
            };
        }
        if let Some(bytes) = self.damaged(id, found) {
            changes.put_broken(id, bytes);
        }
        changes.follow_save(id, found.metadata.as_ref(), &found.document, &ticket.doc);
        if found.document.lacks_erased(&ticket.erased) {
            changes.put_erasing(id);
            self.set_erasing();
        }
        let envelope = |doc: &String| Envelope {
            seq: ticket.seq,
            doc: doc.clone(),
        };
        changes.put_document(id, &ticket.record, &envelope(&ticket.doc));
        changes.put_summary(id, &envelope(&ticket.summary));
        Ok(())
    }

    /// The archive's record if it is damaged, to be set aside before it is overwritten. Adds a
    /// notice for the user.
    pub(super) fn damaged(&self, id: &DocumentId, found: &CanvasRecords) -> Option<Vec<u8>> {
        if !matches!(found.document, StoredRecord::Damaged { .. }) {
            return None;
        }
        self.notice(Notice::Quarantined { id: id.clone() });
        found.stored.clone()
    }

    /// Removes the journal's entry if it still holds exactly these bytes.
    pub(super) fn remove_if_unchanged(&self, id: &DocumentId, record: &[u8]) {
        let Some(journal) = self.before() else { return };
        let entry = journal.get(Table::Canvas, id.as_str());
        if entry.is_ok_and(|entry| entry.as_deref() == Some(record)) {
            // If this fails, the next replay finds that the entry is already in the archive.
            journal.put(Table::Canvas, id.as_str(), None).ok();
        }
    }
}

/// The number that a save has to exceed; 0 if the archive has the same save, or nothing.
fn archived(ticket: &Ticket, found: &CanvasRecords) -> Result<u64, StoreError> {
    match &found.document {
        StoredRecord::TooNew { found, .. } => Err(StoreError::TooNew { found: *found }),
        StoredRecord::Good(_) if found.stored.as_ref() == Some(&ticket.record) => Ok(0),
        StoredRecord::Good(envelope) => Ok(envelope.seq),
        StoredRecord::Absent => {
            // The server has a record of it that can't be read, which this save would overwrite.
            refuse_unread(found.metadata.as_ref())?;
            Ok(found.tombstone)
        }
        StoredRecord::Damaged { .. } => Ok(0),
    }
}
