//! Reading one canvas: the newest of archive and journal.

use super::core::{Store, broken_key, canvas_at, epoch_at, gone_at};
use super::error::StoreError;
use super::notice::Notice;
use super::port::{Change, Table};
use super::record::Record;
use super::track::{UNREADABLE, track_at};
use crate::domain::{Canvas, DocumentError, DocumentId, canonical, read_document};

/// A canvas as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// Here it is.
    Ready(Box<Canvas>),
    /// It is of a newer version: show it read-only, export its text.
    TooNew {
        /// Its text.
        raw: String,
        /// The number it bears.
        found: u32,
    },
    /// It could not be read. A save begins it anew; this text stays, set aside.
    Damaged {
        /// Its text.
        raw: String,
    },
    /// There is none by this id.
    Absent,
}

impl Store {
    /// Reads a canvas.
    ///
    /// # Errors
    ///
    /// When the archive cannot be asked.
    pub async fn load(&self, id: &DocumentId) -> Result<Loaded, StoreError> {
        let archive = &self.0.parts.archive;
        // The journal first: an entry that goes meanwhile is in the archive by then.
        let entry = self.entry(id);
        let stored = archive.get(Table::Canvas, id.as_str()).await?;
        let record = read(self.record(id, stored.as_deref()));
        let archived = match &record {
            Read::Good { seq, .. } => Some(*seq),
            Read::Other(Loaded::Absent) => {
                let (table, key) = gone_at(id);
                let gone = archive.get(table, &key).await?;
                Some(self.number(&key, gone.as_deref()).unwrap_or(0))
            }
            Read::Other(_) => None,
        };
        if let Some(archived) = archived {
            self.count(id, |counts| counts.archived = archived);
        }
        if let (Read::Other(Loaded::Damaged { .. }), Some(bytes)) = (&record, stored) {
            self.set_aside(id, bytes).await;
        }
        match newest(record, archived, read(entry)) {
            Loaded::Absent => self.broken(id).await,
            Loaded::Ready(canvas) => Ok(match self.newer(id).await? {
                // Whatever is typed here would never get past what the server has.
                Some(found) => Loaded::TooNew {
                    raw: canonical(&*canvas),
                    found,
                },
                None => Loaded::Ready(canvas),
            }),
            loaded => Ok(loaded),
        }
    }

    /// The version of what the server has, where this version can't read it.
    async fn newer(&self, id: &DocumentId) -> Result<Option<u32>, StoreError> {
        let (table, key) = track_at(id);
        let track = self.0.parts.archive.get(table, &key).await?;
        let track = self.track(id, track.as_deref());
        let newer = track.and_then(|track| track.newer);
        Ok(newer
            .map(|(found, _)| found)
            .filter(|found| *found < UNREADABLE))
    }

    /// The journal's entry; one that cannot be asked for is as good as none.
    pub(super) fn entry(&self, id: &DocumentId) -> Record {
        let journal = self.before();
        let entry = journal.and_then(|journal| journal.get(Table::Canvas, id.as_str()).ok());
        self.record(id, entry.flatten().as_deref())
    }

    /// Moves a record that cannot be read aside, if this page may write.
    async fn set_aside(&self, id: &DocumentId, bytes: Vec<u8>) {
        self.notice(Notice::Quarantined { id: id.clone() });
        if !self.may_write() {
            return;
        }
        let gone = self.counts(id).archived;
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let mut found = found.into_iter();
            self.fence(found.next().flatten().as_deref())?;
            if found.next().flatten().as_ref() != Some(&bytes) {
                return Ok(Vec::new());
            }
            let ((table, key), aside) = (gone_at(id), broken_key(id, &bytes));
            let number = self.sealed_number(&key, gone);
            Ok(vec![
                Change::put(Table::Broken, aside, bytes),
                Change::remove(Table::Canvas, id.as_str()),
                Change::remove(Table::List, id.as_str()),
                Change::put(table, key, number),
            ])
        };
        let reads = vec![epoch_at(), canvas_at(id)];
        // Where this fails the record stays where it is, which is as safe.
        self.0
            .parts
            .archive
            .update(reads, Box::new(decide))
            .await
            .ok();
    }

    /// What was set aside of a canvas that is not there any more.
    async fn broken(&self, id: &DocumentId) -> Result<Loaded, StoreError> {
        let (archive, prefix) = (&self.0.parts.archive, format!("{id}/"));
        let keys = archive.keys(Table::Broken, &prefix).await?;
        let mut found = None;
        if let Some(key) = keys.last() {
            found = archive.get(Table::Broken, key).await?;
        } else if let Some(journal) = self.before() {
            let keys = journal.keys(Table::Broken, &prefix).unwrap_or_default();
            let get = |key: &String| journal.get(Table::Broken, key).ok().flatten();
            found = keys.last().and_then(get);
        }
        let raw = found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(raw.map_or(Loaded::Absent, |raw| Loaded::Damaged { raw }))
    }
}

/// A record with its document read.
enum Read {
    Good { seq: u64, canvas: Box<Canvas> },
    Other(Loaded),
}

fn read(record: Record) -> Read {
    Read::Other(match record {
        Record::Good(envelope) => match read_document(&envelope.doc) {
            Ok(canvas) => {
                return Read::Good {
                    seq: envelope.seq,
                    canvas: Box::new(canvas),
                };
            }
            Err(DocumentError::TooNew { found }) => Loaded::TooNew {
                raw: envelope.doc,
                found,
            },
            Err(_) => Loaded::Damaged { raw: envelope.doc },
        },
        Record::TooNew { raw, found } => Loaded::TooNew { raw, found },
        Record::Damaged { raw } => Loaded::Damaged { raw },
        Record::Absent => Loaded::Absent,
    })
}

/// Of what the archive and the journal have, what counts. `archived` is the archive's number, which
/// outlives a canvas that is gone; none when the archive's record is damaged or too new.
fn newest(archive: Read, archived: Option<u64>, journal: Read) -> Loaded {
    match (archive, journal) {
        (Read::Other(too_new @ Loaded::TooNew { .. }), _)
        | (_, Read::Other(too_new @ Loaded::TooNew { .. })) => too_new,
        (_, Read::Good { seq, canvas }) if archived.is_none_or(|archived| seq > archived) => {
            Loaded::Ready(canvas)
        }
        (Read::Good { canvas, .. }, _) => Loaded::Ready(canvas),
        (Read::Other(Loaded::Absent), Read::Other(damaged @ Loaded::Damaged { .. })) => damaged,
        (Read::Other(other), _) => other,
    }
}
