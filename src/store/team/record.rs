//! The ring's record, and each change of it.

use std::rc::Rc;

use super::keys::{Team, TeamTools};
use crate::crypto::TeamRing;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::keys::team_key;
use crate::store::transaction::snapshot::{Reads, Snapshot};

impl Store {
    /// The team's keys.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn team(&self) -> Result<Team, StoreError> {
        let (table, key) = team_key();
        let sealed = self.archive().get(table, &key).await?;
        Ok(self.team_of(sealed.as_deref()))
    }

    /// Seals and opens by these from now on. Called before sync starts where there is a ring.
    pub fn use_team_tools(&self, tools: TeamTools) {
        self.hold_team_tools(Rc::new(tools));
    }

    /// Stores another ring, which `change` makes of the stored one; nothing if that is `None`. From the commit
    /// on every sync transaction goes by it: nothing is sent in the clear any more. Sync has to be started anew,
    /// so that everything is read and sealed by it.
    ///
    /// # Errors
    ///
    /// If the archive can't be written, and the old ring is there then; [`StoreError::Fenced`] if another page
    /// leads.
    pub async fn change_team(
        &self,
        change: impl FnOnce(&Team) -> Option<TeamRing>,
    ) -> Result<(), StoreError> {
        let body = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            if let Some(ring) = change(&self.team_of(found.team.as_deref())) {
                changes.put_team(&ring);
            }
            Ok(())
        };
        let changed = self.update(Reads::epoch().team(), body).await;
        if let Err(error) = &changed {
            self.handle_transaction_error(error);
        }
        changed
    }

    pub(in crate::store) fn team_of(&self, sealed: Option<&[u8]>) -> Team {
        Team::of(&*self.codec(), sealed, self.team_tools())
    }
}
