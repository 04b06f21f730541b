//! Removing a canvas for good.

use super::core::{Journaling, Store, canvas_at, epoch_at, gone_at};
use super::error::StoreError;
use super::port::{Change, Table};
use super::record::Record;
use super::track::track_at;
use crate::domain::DocumentId;

impl Store {
    /// Removes a canvas for good, with its versions, its summary and whatever was set aside of it.
    /// What stays is a number, so that a save that comes back with a killed browser does not bring
    /// it back to life.
    ///
    /// # Errors
    ///
    /// When the archive cannot be written; [`StoreError::TooNew`] for a newer version's canvas.
    pub async fn delete(&self, id: &DocumentId) -> Result<(), StoreError> {
        let archive = &self.0.parts.archive;
        let entry = match self.entry(id) {
            Record::Good(envelope) => envelope.seq,
            Record::TooNew { found, .. } => return Err(StoreError::TooNew { found }),
            Record::Absent | Record::Damaged { .. } => 0,
        };
        let counts = self.counts(id);
        let last = counts.archived.max(counts.issued).max(entry);
        let mut changes = vec![
            Change::remove(Table::Canvas, id.as_str()),
            Change::remove(Table::List, id.as_str()),
        ];
        for table in [Table::Version, Table::Broken] {
            let keys = archive.keys(table, &format!("{id}/")).await?;
            changes.extend(keys.into_iter().map(|key| Change::remove(table, key)));
        }
        let (table, key) = gone_at(id);
        let number = self.sealed_number(&key, last);
        changes.push(Change::put(table, key, number));
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let mut found = found.into_iter();
            self.fence(found.next().flatten().as_deref())?;
            let record = self.record(id, found.next().flatten().as_deref());
            if let Record::TooNew { found, .. } = record {
                return Err(StoreError::TooNew { found });
            }
            // The server has to hear of it too.
            if let Some(track) = self.track(id, found.next().flatten().as_deref()) {
                changes.push(self.put_track(id, track.erased().as_ref()));
            }
            Ok(changes)
        };
        let reads = vec![epoch_at(), canvas_at(id), track_at(id)];
        archive.update(reads, Box::new(decide)).await?;
        self.count(id, |counts| {
            counts.archived = last;
            counts.issued = last;
        });
        self.clean_journal(id);
        Ok(())
    }

    fn clean_journal(&self, id: &DocumentId) {
        let Journaling::Before(journal) = &self.0.parts.journal else {
            return;
        };
        // An entry that stays is struck out at the next start.
        journal.put(Table::Canvas, id.as_str(), None).ok();
        let keys = journal.keys(Table::Broken, &format!("{id}/"));
        for key in keys.unwrap_or_default() {
            journal.put(Table::Broken, &key, None).ok();
        }
    }
}
