//! "Probeer opnieuw": retries storage, and recovers once the archive can be written again.

use crate::session::services::Role;
use crate::store::{Notice, Recovery, StoreError};

use super::Workspace;

impl Workspace {
    /// Retries at once what storage has refused: the claim on the namespace, and the pending saves.
    pub fn retry_storage(&self) {
        if let Some(workspace) = self.itself.upgrade() {
            self.environment().spawn(async move {
                workspace.try_storage().await;
            });
        }
    }

    /// As [`retry_storage`](Self::retry_storage), and returns whether storage works again.
    pub async fn try_storage(&self) -> bool {
        // Each save claims the namespace first, and the recovery below must not miss any edit.
        self.save_all().await;
        if let Err(error) = self.leadership.claim_again().await {
            self.services.notice(Notice::NoArchive(error));
            return false;
        }
        self.recover().await;
        self.library.refresh().await
    }

    /// Recovers from an outage that has ended; does nothing if there was none.
    pub(super) async fn recover(&self) {
        let services = &self.services;
        let Some(Recovery { why, was_blind }) = services.store().take_recovery() else {
            return;
        };
        // The outage's notices are removed.
        services.show_store_notices();
        let failing = |notice: &Notice| matches!(notice, Notice::NoArchive(_));
        services.replace_notices(failing, None);
        if was_blind {
            // No edit may come between reading the canvases and showing them.
            services.set_role_signal(Role::TakingOver);
            self.library.read_again().await;
            services.set_role_signal(Role::Leader);
        }
        if why == StoreError::Erased {
            // The open canvases are all that is left on this device.
            services.notice(Notice::Erased);
            self.open.save_again();
        }
        // The stored sync state may be gone, or couldn't be read: start anew.
        self.sync.restart();
        services.show_store_notices();
        self.library.refresh().await;
    }
}
