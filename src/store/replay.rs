//! Taking over a place: nobody else may write, and what only the journal has goes to the archive.

use std::cell::Cell;

use super::core::{Store, canvas_at, epoch_at, gone_at};
use super::envelope::Envelope;
use super::error::StoreError;
use super::notice::Notice;
use super::port::{Change, SyncPort, Table};
use super::record::Record;
use super::summary::Summary;
use super::track::track_at;
use super::version;
use crate::domain::{Canvas, DocumentId, read_document};

/// What an entry of the journal means beside what the archive has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is newer: the browser went away before it was archived.
    Apply,
    /// It is in the archive already.
    Drop,
    /// It is not newer and yet differs. That is mostly an older save that came back with a browser
    /// that was killed; but it could be one that was made while the archive could not be reached.
    /// It is kept as a version.
    Aside,
}

impl Verdict {
    /// Compares an entry of the journal with the archive's record. `gone` is the number up to which
    /// the canvas was removed for good.
    #[must_use]
    pub fn of(entry: &Envelope, archived: &Record, gone: u64) -> Self {
        match archived {
            Record::Absent if entry.seq <= gone => Self::Drop,
            Record::Good(record) if record.doc == entry.doc => {
                // The same, but its number has to survive, or it would be given out again.
                if entry.seq > record.seq {
                    Self::Apply
                } else {
                    Self::Drop
                }
            }
            Record::Good(record) if entry.seq <= record.seq => Self::Aside,
            Record::Absent | Record::Good(_) | Record::Damaged { .. } => Self::Apply,
            Record::TooNew { .. } => Self::Aside,
        }
    }
}

impl Store {
    /// Takes the place over: from now on this page may write, and a page that could before gets
    /// [`StoreError::Fenced`]. Saves that only the journal has are brought to the archive, and
    /// entries that cannot be read are set aside; [`take_notices`](Self::take_notices) tells.
    /// Canvases that are open have to be loaded again. Gives the new epoch.
    ///
    /// # Errors
    ///
    /// When the archive cannot be written.
    pub async fn claim(&self) -> Result<u64, StoreError> {
        let claimed = Cell::new(0);
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let epoch = self.epoch_of(found.into_iter().next().flatten().as_deref());
            claimed.set(epoch.saturating_add(1));
            let (table, key) = epoch_at();
            let number = self.sealed_number(&key, claimed.get());
            Ok(vec![Change::put(table, key, number)])
        };
        let archive = &self.0.parts.archive;
        archive.update(vec![epoch_at()], Box::new(decide)).await?;
        self.0.epoch.set(Some(claimed.get()));
        self.survey().await?;
        self.replay().await;
        Ok(claimed.get())
    }

    /// Brings what only the journal has to the archive. What cannot be brought stays where it is.
    async fn replay(&self) {
        let Some(journal) = self.before().cloned() else {
            return;
        };
        let mut count = 0;
        for key in journal.keys(Table::Canvas, "").unwrap_or_default() {
            let Ok(id) = key.parse::<DocumentId>() else {
                continue;
            };
            let Ok(Some(bytes)) = journal.get(Table::Canvas, &key) else {
                continue;
            };
            let record = self.record(&id, Some(&bytes));
            let canvas = match &record {
                Record::Good(envelope) => read_document(&envelope.doc).ok(),
                _ => None,
            };
            match (record, canvas) {
                (Record::Good(entry), Some(canvas)) => {
                    if self.replay_entry(&id, &entry, &canvas, bytes).await {
                        count += 1;
                    }
                }
                (Record::TooNew { found, .. }, _) => self.notice(Notice::TooNew { id, found }),
                _ => self.quarantine(&*journal, id, &bytes),
            }
        }
        if count > 0 {
            self.notice(Notice::Replayed { count });
        }
    }

    fn quarantine(&self, journal: &dyn SyncPort, id: DocumentId, bytes: &[u8]) {
        // Where there is no room for it, it stays in its place; nothing is written over it there.
        self.set_journal_aside(journal, &id, bytes).ok();
        self.notice(Notice::Quarantined { id });
    }

    /// Whether the entry was newer than the archive and is there now.
    async fn replay_entry(
        &self,
        id: &DocumentId,
        entry: &Envelope,
        canvas: &Canvas,
        bytes: Vec<u8>,
    ) -> bool {
        let verdict = Cell::new(Verdict::Aside);
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let mut found = found.iter().map(Option::as_deref);
            let mut next = || found.next().flatten();
            let (epoch, stored, gone, track) = (next(), next(), next(), next());
            self.fence(epoch)?;
            let archived = self.record(id, stored);
            let gone = self.number(&gone_at(id).1, gone).unwrap_or(0);
            verdict.set(Verdict::of(entry, &archived, gone));
            Ok(match verdict.get() {
                Verdict::Drop => Vec::new(),
                Verdict::Aside => {
                    if matches!(&archived, Record::Good(record) if record.seq == entry.seq) {
                        self.notice(Notice::KeptAside { id: id.clone() });
                    }
                    vec![version::change(
                        self,
                        canvas,
                        version::FROM_JOURNAL,
                        entry.seq,
                    )]
                }
                Verdict::Apply => {
                    let list = Envelope {
                        seq: entry.seq,
                        doc: Summary::of(canvas).encode(),
                    };
                    let list = self.seal(Table::List, id.as_str(), &list);
                    let mut changes = self.aside(id, &archived, stored);
                    changes.extend(self.followed(id, track, &archived, &entry.doc));
                    changes.push(Change::put(Table::Canvas, id.as_str(), bytes.clone()));
                    changes.push(Change::put(Table::List, id.as_str(), list));
                    changes
                }
            })
        };
        let reads = vec![epoch_at(), canvas_at(id), gone_at(id), track_at(id)];
        let archive = &self.0.parts.archive;
        if archive.update(reads, Box::new(decide)).await.is_err() {
            return false;
        }
        let applied = verdict.get() == Verdict::Apply;
        if applied {
            self.count(id, |counts| {
                counts.archived = counts.archived.max(entry.seq);
            });
        }
        self.strike(id, &bytes);
        applied
    }
}
