//! Continues through an outage, and claims the namespace again.
//!
//! During an outage saves are journaled if there is room, each commit first tries to claim the
//! namespace, and no canvas counts as saved. This page holds the lock, so an outage is never caused
//! by another page.

use super::core::Store;
use super::error::StoreError;
use super::notice::Notice;
use super::outage::Recovery;
use super::parts::JournalMode;

impl Store {
    /// Why the archive can't be written although this page may write; `None` if there is no outage.
    #[must_use]
    pub fn outage(&self) -> Option<StoreError> {
        self.outage_state().why().cloned()
    }

    /// Whether the archive could not be read since this page opened. Its contents are unknown, so
    /// no canvas may be created under an id that it may have.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        self.outage_state().is_blind()
    }

    /// Takes the outage that ended since the last call.
    #[must_use]
    pub fn take_recovery(&self) -> Option<Recovery> {
        self.outage_mut().take_recovery()
    }

    /// Whether the journal serves as the archive, so that a save is never durable.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        matches!(self.journal_mode(), JournalMode::Primary(_))
    }

    /// Begins an outage: continues without a claim, which each commit tries again.
    pub(super) fn begin_outage(&self, why: StoreError) {
        self.notice(Notice::NoArchive(why.clone()));
        self.outage_mut().begin(why);
    }

    pub(super) fn set_blind(&self) {
        self.outage_mut().set_blind();
    }

    /// Ends the outage: the namespace is claimed and the archive read.
    pub(super) fn recover(&self) {
        self.outage_mut().end();
    }

    /// Claims the namespace if there is an outage; does nothing otherwise.
    pub(super) async fn claim_again(&self) -> Result<(), StoreError> {
        if self.outage().is_some() {
            self.claim().await?;
        }
        Ok(())
    }

    /// Handles a failed transaction: on [`StoreError::Fenced`] this page stops writing, on
    /// [`StoreError::Erased`] an outage begins. Other errors are ignored.
    pub(super) fn handle_transaction_error(&self, error: &StoreError) {
        match error {
            StoreError::Fenced => self.release(),
            StoreError::Erased => {
                self.release();
                self.begin_outage(StoreError::Erased);
            }
            _ => {}
        }
    }
}
