//! The transaction that sync uses: documents, sync metadata and cursor are read and written
//! together, under the same fence and numbering as a save.
//!
//! It decides on a snapshot: what the archive has, and what is on screen at that moment. Until it
//! has committed, the screen stays as it is, and someone may go on typing. So a save that is made
//! meanwhile
//!
//! - is numbered as the one of this transaction, and so is never newer. If the page dies, replay
//!   archives it if the transaction failed, and otherwise keeps it as a version: in either case it
//!   replaces nothing that the transaction has merged;
//! - is never archived ([`StoreError::Superseded`]). The open canvas is saved anew, which by then
//!   shows both.
//!
//! A caller shows what [`Store::transaction`] returns before it awaits anything else.

use std::rc::Rc;

use super::entry::{Changed, LiveCanvases, SyncTransaction};
use super::found::Found;
use super::settle::{Settled, UnderWay, settle};
use crate::domain::DocumentId;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::snapshot::{Reads, Snapshot};

impl Store {
    /// Reads canvases with their sync metadata, lets `decide` change both, and writes either
    /// everything or nothing. Returns the canvases that changed. No other page writes while
    /// `decide` runs.
    ///
    /// With `live`, edits that are not archived yet are included, and archived together with the
    /// decided changes. Without it, the canvases are those of the archive and may not be changed.
    ///
    /// # Errors
    ///
    /// As for [`commit`](Self::commit). Nothing is written then.
    pub async fn transaction(
        &self,
        ids: Vec<DocumentId>,
        live: Option<&dyn LiveCanvases>,
        decide: &mut dyn FnMut(&mut SyncTransaction),
    ) -> Result<Vec<Changed>, StoreError> {
        let reads = ids
            .iter()
            .fold(Reads::epoch().cursor().team(), Reads::canvas);
        let mut settled = Vec::new();
        let under_way = UnderWay::new(self);
        let body = |snapshot: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(snapshot)?;
            let team = self.team_of(snapshot.team.as_deref());
            let team = Rc::new(team.listed(snapshot.cursor.clear));
            let find = |id: DocumentId| {
                let records = snapshot.canvas(&id);
                self.find(id, records, live, &team)
            };
            let found: Vec<Found> = ids.into_iter().map(find).collect();
            let mut transaction = SyncTransaction {
                cursor: snapshot.cursor.clone(),
                team: Rc::clone(&team),
                entries: found.iter().map(|found| found.before.clone()).collect(),
            };
            decide(&mut transaction);
            if transaction.cursor != snapshot.cursor {
                changes.put_cursor(&transaction.cursor);
            }
            for (after, found) in transaction.entries.into_iter().zip(found) {
                settled.push(settle(after, found, &under_way, changes));
            }
            Ok(())
        };
        let committed = self.update(reads, body).await;
        drop(under_way);
        if let Err(error) = &committed {
            self.handle_transaction_error(error);
        }
        committed?;
        Ok(settled
            .into_iter()
            .filter_map(|it| self.settled(it))
            .collect())
    }

    /// Notes what was committed for one canvas. Returns it if it changed.
    fn settled(&self, settled: Settled) -> Option<Changed> {
        let changed = settled.changed;
        if let Some(seq) = settled.saved {
            self.count(&changed.id, |counts| counts.commit(seq));
            if let Some(entry) = settled.entry {
                self.remove_if_unchanged(&changed.id, &entry);
            }
        }
        let any = settled.saved.is_some() || settled.unread || changed.has_versions;
        any.then_some(changed)
    }
}
