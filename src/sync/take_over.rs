//! Taking over what was set aside for being in the clear, outside a cycle.

use super::reconcile;
use super::show::show;
use crate::domain::DocumentId;
use crate::store::{LiveCanvases, Store, StoreError, SyncTransaction};

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
