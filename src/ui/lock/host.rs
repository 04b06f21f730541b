//! The host page's key: unlocking and sealing with it, without asking the user.

use std::pin::pin;

use futures_util::future::{Either, select};
use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::session::vault::{NewRing, SealError, Vault};
use crate::session::{LocalFuture, times_locked};
use crate::store::{StoreError, sleep};
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::element_bridge::ElementBridge;
use crate::ui::view::{Alive, Show, derived, handler, spawn_guarded};

/// How long the host page may take to give its key before the user is told, in milliseconds.
const PATIENCE_MS: i32 = 15_000;

/// Asks the host page for the key of each of its slots. Resolves to whether one opens the namespace, or to `false` if
/// the host page takes too long; a key that comes after that opens it all the same.
pub(super) fn unlock(bridge: ElementBridge) -> LocalFuture<bool> {
    Box::pin(async move {
        let asking: LocalFuture<bool> = Box::pin(ask_each(bridge));
        let late: LocalFuture<()> = Box::pin(sleep(PATIENCE_MS));
        match select(asking, late).await {
            Either::Left((opens, _)) => opens,
            Either::Right(((), asking)) => {
                bridge.go_on(asking);
                false
            }
        }
    })
}

async fn ask_each(bridge: ElementBridge) -> bool {
    let (wanted, locks) = (bridge.wanted(), times_locked());
    let Some(vault) = wanted.clone().map(Vault::new) else {
        return false;
    };
    for slot in vault.host_slots().await.unwrap_or_default() {
        let Some(given) = bridge.ask_key(&slot).await else {
            continue;
        };
        // Nobody waits for it any more, or the page has locked since it was asked for.
        if bridge.wanted() != wanted || times_locked() != locks {
            return false;
        }
        if vault.by_host(given).await.is_ok() {
            return true;
        }
    }
    false
}

/// The host page's key for a new slot. `None` unless it gives the same twice, as it will have to at
/// every start: what is sealed has no other secret.
async fn lasting_key(bridge: ElementBridge, slot: &str) -> Option<Vec<u8>> {
    let first = Zeroizing::new(bridge.ask_key(slot).await?);
    let second = bridge.ask_key(slot).await?;
    (*first == second).then_some(second)
}

/// What comes of it; `None` if the host page takes too long.
async fn in_time<T>(asked: impl Future<Output = Option<T>>) -> Option<T> {
    match select(pin!(asked), pin!(sleep(PATIENCE_MS))).await {
        Either::Left((given, _)) => given,
        Either::Right(_) => None,
    }
}

/// Seals the element's namespace with the host page's key; shows where that can't be done, with a button to try
/// again.
pub(super) fn seals() -> AnyView {
    let failed = RwSignal::new(false);
    let sealed: ReadSignal<bool> = WorkspaceHandle::here().get().is_sealed().into();
    let (app, library, alive) = (
        ElementContext::here(),
        WorkspaceHandle::here(),
        Alive::here(),
    );
    let seal = move || {
        let workspace = library.get();
        let work = async move {
            let slot = workspace.new_host_slot();
            let given = in_time(lasting_key(app.bridge, &slot)).await;
            let given = given.ok_or(SealError::DoesNotOpen)?;
            let new = NewRing::of_host(workspace.environment(), slot, given)?;
            workspace.seal(&new, drop).await
        };
        spawn_guarded(alive, work, move |sealed| {
            // Another element or page seals it, or has sealed it.
            let outdated = Err(SealError::Storage(StoreError::Outdated));
            let has_failed = sealed.is_err() && sealed != outdated;
            failed.set(has_failed);
            if has_failed {
                app.bridge.error("key");
            }
            if let Err(SealError::Stopped(_)) = sealed {
                let workspace = library.get();
                let ended = async move { workspace.sealing_ended().await };
                spawn_guarded(alive, ended, move |ended| failed.set(!ended));
            }
        });
    };
    seal();
    view! {
        <Show when=derived(move || failed.get())>
            <div class="utrecht-alert utrecht-alert--warning notice" role="alert">
                <p class="notice__text">{derived(move || if sealed.get() { t::HOST_STOPPED } else { t::HOST_CANNOT_SEAL })}</p>
                <Show when=derived(move || !sealed.get())>
                    <Button kind=ButtonKind::Primary on_press=handler(move |_| seal())>{labels::RETRY}</Button>
                </Show>
            </div>
        </Show>
    }
    .into_any()
}
