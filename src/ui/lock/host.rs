//! The host page's key: unlocking and sealing with it, without asking the user.

use leptos::prelude::*;

use crate::session::LocalFuture;
use crate::session::vault::{NewRing, SealError, Vault};
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::element_bridge::ElementBridge;
use crate::ui::view::{Alive, Show, derived, handler, spawn_guarded};

/// Asks the host page for the key of each of its slots. Resolves to whether one opens the namespace.
pub(super) fn unlock(bridge: ElementBridge) -> LocalFuture<bool> {
    Box::pin(async move {
        let Some(vault) = bridge.wanted().map(Vault::new) else {
            return false;
        };
        for slot in vault.host_slots().await.unwrap_or_default() {
            if let Some(given) = bridge.ask_key(&slot).await
                && vault.by_host(given).await.is_ok()
            {
                return true;
            }
        }
        false
    })
}

/// Seals the element's namespace with the host page's key; shows where that can't be done, with a button to try
/// again.
pub(super) fn seals() -> AnyView {
    let failed = RwSignal::new(false);
    let (app, library, alive) = (
        ElementContext::here(),
        WorkspaceHandle::here(),
        Alive::here(),
    );
    let seal = move || {
        let workspace = library.get();
        let work = async move {
            let slot = workspace.new_host_slot();
            let given = app.bridge.ask_key(&slot).await.ok_or(SealError::NoCrypto)?;
            let new = NewRing::of_host(workspace.environment(), slot, given)?;
            workspace.seal(&new, drop).await
        };
        spawn_guarded(alive, work, move |sealed| {
            failed.set(sealed.is_err());
            if sealed.is_err() {
                app.bridge.error("key");
            }
        });
    };
    seal();
    view! {
        <Show when=derived(move || failed.get())>
            <div class="utrecht-alert utrecht-alert--warning notice" role="alert">
                <p class="notice__text">{t::HOST_CANNOT_SEAL}</p>
                <Button kind=ButtonKind::Primary on_press=handler(move |_| seal())>{labels::RETRY}</Button>
            </div>
        </Show>
    }
    .into_any()
}
