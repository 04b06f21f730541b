//! A save: first in the journal, at once, then in the archive.

use super::core::{Journaling, Store, broken_key, canvas_at, epoch_at, gone_at};
use super::envelope::Envelope;
use super::error::StoreError;
use super::notice::Notice;
use super::port::{Change, SyncPort, Table};
use super::record::Record;
use super::summary::Summary;
use super::track::track_at;
use super::version;
use crate::domain::{Canvas, DocumentId, canonical, read_document};

/// A save on its way to the archive.
#[derive(Clone, Debug)]
#[must_use = "a save is only sure once it is committed"]
pub struct Ticket {
    /// Why the journal did not take it. Commit it all the same.
    pub failure: Option<StoreError>,
    id: DocumentId,
    seq: u64,
    doc: String,
    record: Vec<u8>,
    summary: Vec<u8>,
}

impl Ticket {
    /// Which canvas it saves.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// The number of the save.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }
}

impl Store {
    /// Writes a canvas to the journal, at once. The ticket has to be [committed](Self::commit)
    /// also when the journal did not take it.
    pub fn journal(&self, canvas: &Canvas) -> Ticket {
        let id = &canvas.id;
        let counts = self.counts(id);
        let highest = counts.archived.max(counts.issued);
        let port = match &self.0.parts.journal {
            Journaling::Before(port) | Journaling::Only(port) => Some(&**port),
            Journaling::None => None,
        };
        let cleared = match port {
            // Another page has the journal: what it writes there may not be written over.
            Some(_) if !self.may_write() => Err(StoreError::Fenced),
            Some(port) => self.clear_way(port, id, highest),
            None => Ok(0),
        };
        let found = *cleared.as_ref().unwrap_or(&0);
        let seq = highest.max(found).saturating_add(1);
        self.count(id, |counts| counts.issued = seq);
        let seal = |table, doc| self.seal(table, id.as_str(), &Envelope { seq, doc });
        let doc = canonical(canvas);
        let record = seal(Table::Canvas, doc.clone());
        let summary = seal(Table::List, Summary::of(canvas).encode());
        let write = |_| match port {
            Some(port) => port.put(Table::Canvas, id.as_str(), Some(&record)),
            None => Ok(()),
        };
        Ticket {
            failure: cleared.and_then(write).err(),
            id: id.clone(),
            seq,
            doc,
            record,
            summary,
        }
    }

    /// Makes sure that nothing is lost by writing over the journal's entry; gives its number.
    fn clear_way(
        &self,
        port: &dyn SyncPort,
        id: &DocumentId,
        known: u64,
    ) -> Result<u64, StoreError> {
        let found = port.get(Table::Canvas, id.as_str())?;
        match self.record(id, found.as_deref()) {
            Record::Absent => Ok(0),
            Record::Good(envelope) => {
                if let (true, Ok(other)) = (envelope.seq > known, read_document(&envelope.doc)) {
                    // Another page typed it and could not archive it.
                    let kept = version::change(self, &other, version::FROM_JOURNAL, envelope.seq);
                    self.0.asides.borrow_mut().push(kept);
                }
                Ok(envelope.seq)
            }
            Record::TooNew { found, .. } => Err(StoreError::TooNew { found }),
            Record::Damaged { .. } => {
                self.set_journal_aside(port, id, found.as_deref().unwrap_or_default())?;
                Ok(0)
            }
        }
    }

    /// Moves an entry of the journal that cannot be read aside.
    pub(super) fn set_journal_aside(
        &self,
        port: &dyn SyncPort,
        id: &DocumentId,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let key = broken_key(id, bytes);
        // Removed first, as there may be no room for both; put back if that is not enough.
        port.put(Table::Canvas, id.as_str(), None)?;
        port.put(Table::Broken, &key, Some(bytes)).or_else(|error| {
            port.put(Table::Canvas, id.as_str(), Some(bytes))?;
            Err(error)
        })
    }

    /// Brings a save to the archive. Only when this is done is the canvas saved.
    ///
    /// # Errors
    ///
    /// The archive then has what it had before. After [`StoreError::Fenced`] this page may not write
    /// any more; after [`StoreError::Outdated`] it has to load the canvas again first;
    /// [`StoreError::TooNew`] is never written over.
    pub async fn commit(&self, ticket: Ticket) -> Result<(), StoreError> {
        if let Some(error @ StoreError::TooNew { .. }) = ticket.failure {
            return Err(error);
        }
        let id = &ticket.id;
        let reads = vec![epoch_at(), canvas_at(id), gone_at(id), track_at(id)];
        let asides = self.0.asides.take();
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let mut changes = self.decide(&ticket, &found)?;
            changes.extend(asides.iter().cloned());
            Ok(changes)
        };
        let committed = self.0.parts.archive.update(reads, Box::new(decide)).await;
        if committed.is_err() {
            self.0.asides.borrow_mut().extend(asides);
        }
        if committed == Err(StoreError::Fenced) {
            self.step_back(&ticket);
            self.release();
        }
        committed?;
        self.count(id, |counts| {
            counts.archived = counts.archived.max(ticket.seq);
        });
        self.strike(id, &ticket.record);
        Ok(())
    }

    /// Another page writes now. The journal's entry counts as made right after what this page knew
    /// of the archive: it is replayed only where nothing was saved since, and else set aside.
    fn step_back(&self, ticket: &Ticket) {
        let Some(journal) = self.before() else { return };
        let key = ticket.id.as_str();
        let entry = journal.get(Table::Canvas, key);
        let ours = entry.is_ok_and(|entry| entry.as_deref() == Some(&*ticket.record));
        if let (true, Ok(found)) = (ours, self.unseal(Table::Canvas, key, &ticket.record)) {
            let seq = self.counts(&ticket.id).archived.saturating_add(1);
            let record = self.seal(Table::Canvas, key, &Envelope { seq, ..found });
            // A number as long as the old one or shorter: it fits where that did.
            journal.put(Table::Canvas, key, Some(&record)).ok();
        }
    }

    fn decide(
        &self,
        ticket: &Ticket,
        found: &[Option<Vec<u8>>],
    ) -> Result<Vec<Change>, StoreError> {
        let mut found = found.iter().map(Option::as_deref);
        let mut next = || found.next().flatten();
        let (epoch, stored, gone, track) = (next(), next(), next(), next());
        self.fence(epoch)?;
        let (id, key) = (&ticket.id, ticket.id.as_str());
        let record = self.record(id, stored);
        let archived = match &record {
            Record::TooNew { found, .. } => return Err(StoreError::TooNew { found: *found }),
            Record::Good(_) if stored == Some(&*ticket.record) => 0,
            Record::Good(envelope) => envelope.seq,
            Record::Absent => self.number(&gone_at(id).1, gone).unwrap_or(0),
            Record::Damaged { .. } => 0,
        };
        if archived > self.counts(id).archived {
            return Err(StoreError::Outdated);
        }
        if archived >= ticket.seq {
            // A later save of this page came first.
            return Ok(Vec::new());
        }
        let mut changes = self.aside(id, &record, stored);
        changes.extend(self.followed(id, track, &record, &ticket.doc));
        changes.push(Change::put(Table::Canvas, key, ticket.record.clone()));
        changes.push(Change::put(Table::List, key, ticket.summary.clone()));
        Ok(changes)
    }

    /// Sets the archive's record aside where it cannot be read, before it is written over.
    pub(super) fn aside(
        &self,
        id: &DocumentId,
        record: &Record,
        stored: Option<&[u8]>,
    ) -> Vec<Change> {
        match (record, stored) {
            (Record::Damaged { .. }, Some(bytes)) => {
                self.notice(Notice::Quarantined { id: id.clone() });
                let key = broken_key(id, bytes);
                vec![Change::put(Table::Broken, key, bytes.to_vec())]
            }
            _ => Vec::new(),
        }
    }

    /// Strikes the journal's entry out when it is still this one.
    pub(super) fn strike(&self, id: &DocumentId, record: &[u8]) {
        let Some(journal) = self.before() else { return };
        let entry = journal.get(Table::Canvas, id.as_str());
        if entry.is_ok_and(|entry| entry.as_deref() == Some(record)) {
            // If this fails, the entry is found to be in the archive at the next start.
            journal.put(Table::Canvas, id.as_str(), None).ok();
        }
    }
}
