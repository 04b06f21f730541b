//! Reads one canvas: the newer of archive and journal.

use futures_util::future::join;

use super::backend::port::Table;
use super::backend::record::{self, StoredRecord};
use super::core::Store;
use super::error::StoreError;
use super::notice::Notice;
use super::sync_state::metadata::FIRST_REASON;
use super::transaction::change_set::ChangeSet;
use super::transaction::keys::tombstone_key;
use super::transaction::snapshot::{Reads, Snapshot};
use crate::domain::{Canvas, DocumentError, DocumentId, canonical, read_document};

/// The result of loading a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The canvas.
    Ready(Box<Canvas>),
    /// A newer version wrote it: read-only, and its text can be exported.
    TooNew {
        /// The document's text.
        raw: String,
        /// The version of its envelope or format.
        found: u32,
    },
    /// The record can't be read. A save starts a new canvas; this text remains set aside.
    Damaged {
        /// The record's text.
        raw: String,
    },
    /// Only the server has it, in a form that no known version can read. Its text can be exported.
    Unreadable {
        /// The record's text.
        raw: String,
    },
    /// There is no canvas with this id.
    Absent,
}

impl Store {
    /// Loads a canvas, with everything that this page has archived by the time it returns.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn load(&self, id: &DocumentId) -> Result<Loaded, StoreError> {
        let (loaded, _) = self.load_with_unread(id).await?;
        Ok(loaded)
    }

    /// As [`load`](Self::load), with the format of the server's record if this version can't read it; see
    /// [`unread`](Self::unread).
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn load_with_unread(
        &self,
        id: &DocumentId,
    ) -> Result<(Loaded, Option<u32>), StoreError> {
        loop {
            let written = self.counts(id).written();
            let loaded = self.load_once(id).await?;
            // What sync has stored between two reads may be lacking.
            if self.counts(id).written() == written {
                return Ok(loaded);
            }
        }
    }

    async fn load_once(&self, id: &DocumentId) -> Result<(Loaded, Option<u32>), StoreError> {
        let archive = self.archive();
        // The journal first: an entry that is removed meanwhile is in the archive by then.
        let entry = self.entry(id);
        let stored = archive.get(Table::Canvas, id.as_str());
        let (unread, stored) = join(self.unread(id), stored).await;
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) => return Ok((self.only_journaled(entry, error)?, None)),
        };
        let unread = unread?;
        let record = read(self.record(id, stored.as_deref()));
        let archived = match &record {
            Read::Good { seq, .. } => Some(*seq),
            Read::Other(Loaded::Absent) => {
                let (table, key) = tombstone_key(id);
                let tombstone = archive.get(table, &key).await?;
                let number = tombstone.and_then(|it| record::number(&*self.codec(), &key, &it));
                Some(number.unwrap_or(0))
            }
            Read::Other(_) => None,
        };
        if let Some(archived) = archived {
            self.count(id, |counts| counts.set_archived(archived));
        }
        if let (Read::Other(Loaded::Damaged { .. }), Some(bytes)) = (&record, stored) {
            self.set_aside(id, bytes).await;
        }
        let loaded = newest(record, archived, read(entry));
        Ok((self.with_unread(id, loaded, unread).await?, unread))
    }

    /// What is loaded where the server has a record of the canvas that this version can't read.
    async fn with_unread(
        &self,
        id: &DocumentId,
        loaded: Loaded,
        unread: Option<u32>,
    ) -> Result<Loaded, StoreError> {
        Ok(match loaded {
            Loaded::Absent => match self.unread_text(id).await? {
                Some((FIRST_REASON.., raw)) => Loaded::Unreadable { raw },
                Some((found, raw)) => Loaded::TooNew { raw, found },
                None => self.broken(id).await?,
            },
            Loaded::Ready(canvas) => match unread {
                // An edit could never be synced past the server's newer record. A record that this
                // version can read leaves the canvas viewable: the session refuses edits.
                Some(found) if found < FIRST_REASON => Loaded::TooNew {
                    raw: canonical(&*canvas),
                    found,
                },
                _ => Loaded::Ready(canvas),
            },
            loaded => loaded,
        })
    }

    /// Loads from the journal alone while the archive can't be read. Without an entry it returns
    /// `error`, as the archive may have the canvas.
    fn only_journaled(&self, entry: StoredRecord, error: StoreError) -> Result<Loaded, StoreError> {
        match read(entry) {
            Read::Good { canvas, .. } if self.is_blind() => Ok(Loaded::Ready(canvas)),
            _ => Err(error),
        }
    }

    /// The journal's entry; absent if the journal can't be read.
    pub(super) fn entry(&self, id: &DocumentId) -> StoredRecord {
        let journal = self.before();
        let entry = journal.and_then(|journal| journal.get(Table::Canvas, id.as_str()).ok());
        self.record(id, entry.flatten().as_deref())
    }

    /// Sets an unreadable record aside, if this page may write.
    async fn set_aside(&self, id: &DocumentId, bytes: Vec<u8>) {
        self.notice(Notice::Quarantined { id: id.clone() });
        if !self.may_write() {
            return;
        }
        let tombstone = self.counts(id).archived();
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            if found.canvas(id).stored.as_ref() == Some(&bytes) {
                changes.put_broken(id, bytes);
                changes.delete_canvas(id);
                changes.put_tombstone(id, tombstone);
            }
            Ok(())
        };
        // If this fails, the record stays where it is, which is as safe.
        let reads = Reads::epoch().document(id);
        self.update(reads, decide).await.ok();
    }

    /// The text of a broken record.
    pub(super) fn broken_text(&self, key: &str, stored: Vec<u8>) -> String {
        let bytes = record::broken(&*self.codec(), key, stored);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The last broken record of a canvas that has no other record, or [`Loaded::Absent`].
    async fn broken(&self, id: &DocumentId) -> Result<Loaded, StoreError> {
        let (archive, prefix) = (self.archive(), format!("{id}/"));
        let keys = archive.keys(Table::Broken, &prefix).await?;
        let mut found = None;
        if let Some(key) = keys.last() {
            let stored = archive.get(Table::Broken, key).await?;
            found = stored.map(|stored| self.broken_text(key, stored));
        } else if let Some(journal) = self.before() {
            let keys = journal.keys(Table::Broken, &prefix).unwrap_or_default();
            let get = |key: &String| {
                let stored = journal.get(Table::Broken, key).ok().flatten()?;
                Some(self.broken_text(key, stored))
            };
            found = keys.last().and_then(get);
        }
        Ok(found.map_or(Loaded::Absent, |raw| Loaded::Damaged { raw }))
    }
}

/// A record with its document parsed.
enum Read {
    Good { seq: u64, canvas: Box<Canvas> },
    Other(Loaded),
}

fn read(record: StoredRecord) -> Read {
    Read::Other(match record {
        StoredRecord::Good(envelope) => match read_document(&envelope.doc) {
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
        StoredRecord::TooNew { raw, found } => Loaded::TooNew { raw, found },
        StoredRecord::Damaged { raw } => Loaded::Damaged { raw },
        StoredRecord::Absent => Loaded::Absent,
    })
}

/// Chooses between the archive's record and the journal's entry. `archived` is the archive's
/// sequence number, or the tombstone's if the canvas is gone; `None` if the archive's record is
/// damaged or too new.
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
