//! The figures of canvases for the results of a team: read a batch at a time, and made anew where a canvas was saved
//! since. They are no part of a save: a canvas is looked at when somebody asks for results.

use super::backend::envelope::Envelope;
use super::backend::port::Table;
use super::backend::record::StoredRecord;
use super::core::Store;
use super::error::StoreError;
use super::transaction::change_set::ChangeSet;
use super::transaction::snapshot::{Reads, Snapshot};
use crate::domain::results::CaseFigures;
use crate::domain::{DocumentId, SortedMap, read_document};

/// The figures of some canvases, by id.
type Figures = SortedMap<DocumentId, CaseFigures>;

/// A canvas whose figures are made anew, with the text and number of its save.
struct Renewed {
    id: DocumentId,
    seq: u64,
    figures: CaseFigures,
}

impl Store {
    /// The figures of these canvases, each with the sequence number of the save that its summary is of. One that can't
    /// be read is left out. What was made anew is stored, unless another page leads. Called with a batch, so that memory
    /// doesn't grow with the number of canvases.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn figures(
        &self,
        canvases: &[(DocumentId, u64)],
    ) -> Result<Vec<(DocumentId, CaseFigures)>, StoreError> {
        let mut found = self.stored_figures(canvases).await?;
        let ids = canvases.iter().map(|(id, _)| id);
        let missing: Vec<&DocumentId> = ids.filter(|id| !found.contains_key(id)).collect();
        if !missing.is_empty() {
            for Renewed { id, figures, .. } in self.renew(&missing).await? {
                found.insert(id, figures);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// The stored figures that are of these saves.
    async fn stored_figures(&self, canvases: &[(DocumentId, u64)]) -> Result<Figures, StoreError> {
        let reads = Reads::epoch();
        let mut keys = reads.keys();
        let first = keys.len();
        let key = |(id, _): &(DocumentId, u64)| (Table::Figures, id.as_str().to_owned());
        keys.extend(canvases.iter().map(key));
        let mut found = Figures::new();
        let out = &mut found;
        let body = move |mut stored: Vec<Option<Vec<u8>>>| {
            let rows = stored.split_off(first);
            // Fails where the namespace is sealed by a key that isn't at hand.
            Snapshot::of(&*self.codec(), reads, stored)?;
            for ((id, seq), row) in canvases.iter().zip(rows) {
                let row = row.and_then(|row| self.unseal(Table::Figures, id.as_str(), &row).ok());
                let row = row.filter(|row| row.seq == *seq);
                if let Some(figures) = row.and_then(|row| CaseFigures::decode(&row.doc)) {
                    out.insert(id.clone(), figures);
                }
            }
            Ok(Vec::new())
        };
        self.archive().update(keys, Box::new(body)).await?;
        Ok(found)
    }

    /// Makes the figures of canvases anew, and stores them in the transaction that has read the canvases.
    async fn renew(&self, ids: &[&DocumentId]) -> Result<Vec<Renewed>, StoreError> {
        // The journal first: an entry that is removed meanwhile is in the archive by then.
        let entries: Vec<StoredRecord> = ids.iter().map(|id| self.entry(id)).collect();
        let reads = ids
            .iter()
            .fold(Reads::epoch(), |reads, id| reads.document(id));
        let mut renewed = Vec::new();
        let out = &mut renewed;
        let decide = move |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            let stores = self.may_write() && self.fence(found).is_ok();
            for (id, entry) in ids.iter().zip(entries) {
                let archived = of_record(id, &found.canvas(id).document);
                if let Some(it) = archived.as_ref().filter(|_| stores) {
                    let doc = it.figures.encode();
                    changes.put_figures(id, &Envelope { seq: it.seq, doc });
                }
                let number = archived.as_ref().map_or(0, |it| it.seq);
                let entry = of_record(id, &entry).filter(|it| it.seq > number);
                out.extend(entry.or(archived));
            }
            Ok(())
        };
        self.update(reads, decide).await?;
        Ok(renewed)
    }
}

fn of_record(id: &DocumentId, record: &StoredRecord) -> Option<Renewed> {
    let StoredRecord::Good(envelope) = record else {
        return None;
    };
    let canvas = read_document(&envelope.doc).ok()?;
    Some(Renewed {
        id: id.clone(),
        seq: envelope.seq,
        figures: CaseFigures::of(&canvas),
    })
}
