//! Plain entries of the journal where all is sealed.

use crate::domain::{Canvas, DocumentId, read_document};
use crate::store::backend::codec::Plain;
use crate::store::backend::envelope::Envelope;
use crate::store::backend::port::SyncPort;
use crate::store::backend::record::StoredRecord;
use crate::store::core::{SealedWork, Store};
use crate::store::error::StoreError;
use crate::store::history::version::FROM_JOURNAL;
use crate::store::notice::Notice;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::snapshot::{Reads, Snapshot};

/// What a namespace that is sealed asks for.
pub(super) const WORK: SealedWork = SealedWork {
    claimed: |store| Box::pin(store.mend_ring()),
    keep_stray: |store, journal, id, bytes| {
        Box::pin(async move {
            let Some((entry, canvas)) = store.stray(id, bytes) else {
                return false;
            };
            store.keep_stray(journal, id, &entry, &canvas, bytes).await;
            true
        })
    },
};

impl Store {
    /// A plain entry where all is sealed: one of before that, which came back when the browser was killed,
    /// or one that somebody put there.
    fn stray(&self, id: &DocumentId, bytes: &[u8]) -> Option<(Envelope, Canvas)> {
        if self.codec().is_current(bytes) {
            return None;
        }
        match StoredRecord::of(&Plain, id.as_str(), Some(bytes)) {
            StoredRecord::Good(entry) => {
                let canvas = read_document(&entry.doc).ok()?;
                Some((entry, canvas))
            }
            _ => None,
        }
    }

    /// Keeps a plain entry as a version of the canvas, and never in its place: it was not sealed by who
    /// has the key. Set aside if there is no such canvas.
    async fn keep_stray(
        &self,
        journal: &dyn SyncPort,
        id: &DocumentId,
        entry: &Envelope,
        canvas: &Canvas,
        bytes: &[u8],
    ) {
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            match &found.canvas(id).document {
                StoredRecord::Good(record) if record.doc == entry.doc => Ok(()),
                StoredRecord::Good(record) => {
                    let mut canvas = canvas.clone();
                    canvas.forget_erased(found.canvas(id).document.canvas().as_ref());
                    changes.put_version(&canvas, FROM_JOURNAL, record.seq);
                    self.notice(Notice::KeptAside { id: id.clone() });
                    Ok(())
                }
                _ => Err(StoreError::Damaged),
            }
        };
        match self.update(Reads::epoch().document(id), decide).await {
            Ok(()) => self.remove_if_unchanged(id, bytes),
            Err(StoreError::Damaged) => self.quarantine(journal, id.clone(), bytes),
            // It stays where it is, for the next page that leads.
            Err(_) => {}
        }
    }
}
