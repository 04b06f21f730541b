//! What a member decides about a record that was set aside, outside a cycle: taking over what is in the clear on an
//! encrypted team, and removing what is sealed from a team that isn't.

use super::reconcile;
use super::show::show;
use crate::domain::DocumentId;
use crate::store::{LiveCanvases, Store, StoreError, SyncMetadata, SyncTransaction};

/// Merges what was set aside for being in the clear on an encrypted team, as a member has asked for. Sync has to be
/// started anew, which then sends it sealed.
///
/// # Errors
///
/// If storage fails; nothing is changed then.
pub async fn take_over(
    store: &Store,
    live: &dyn LiveCanvases,
    id: &DocumentId,
) -> Result<(), StoreError> {
    let Some((_, text)) = store.unread_text(id).await? else {
        return Ok(());
    };
    let mut decide = |transaction: &mut SyncTransaction| {
        let server = transaction.cursor.server;
        for entry in &mut transaction.entries {
            reconcile::take_over(entry, &text, server);
        }
    };
    let changed = store
        .transaction(vec![id.clone()], Some(live), &mut decide)
        .await?;
    for it in &changed {
        show(live, it);
        store.announce(&it.id);
    }
    Ok(())
}

/// Has what is sealed by a key that isn't here removed from the server, as a member of a team that isn't encrypted
/// has asked for; a canvas that is here is sent in its place. Sync has to be started anew, which then does it.
/// Returns `false`, and changes nothing, if the team is encrypted or the server is not known to have anything else
/// in the clear: then it is the team that has sealed this.
///
/// # Errors
///
/// If storage fails; nothing is changed then.
pub async fn remove_sealed(store: &Store, id: &DocumentId) -> Result<bool, StoreError> {
    let overview = store.sync_overview().await?;
    let server = overview.cursor.server;
    let is_clear = |it: &SyncMetadata| {
        it.server == server && it.is_on_server() && it.newer.is_none() && it.kid.is_none()
    };
    if !overview.metadata.iter().any(|(_, it)| is_clear(it)) {
        return Ok(false);
    }
    let mut removes = false;
    let mut decide = |transaction: &mut SyncTransaction| {
        removes = !transaction.team.is_encrypted();
        for entry in &mut transaction.entries {
            reconcile::remove_sealed(entry, server);
        }
    };
    store
        .transaction(vec![id.clone()], None, &mut decide)
        .await?;
    Ok(removes)
}
