//! What sees when this page is to lock.

use leptos::prelude::*;

use crate::session::LocalFuture;
use crate::session::vault::{self, Happening, Watcher};
use crate::ui::view::on_window;

/// What tells of a touch, caught before anything else sees it: a page that should have locked does so first.
const TOUCHES: [&str; 4] = ["pointerdown", "keydown", "input", "wheel"];
/// What tells that the page may have been asleep.
const WAKES: [&str; 2] = ["focus", "pageshow"];

/// Watches for as long as it is there.
pub(super) fn watch() -> AnyView {
    let watcher = StoredValue::new_local(Some(Watcher::new()));
    on_cleanup(move || drop(watcher.try_update_value(Option::take)));
    for name in TOUCHES {
        on_window(name, || vault::happened(Happening::Touched));
    }
    for name in WAKES {
        on_window(name, || vault::happened(Happening::Woken));
    }
    on_window("visibilitychange", || {
        vault::happened(Happening::Visibility);
    });
    ().into_any()
}

/// Locks this page and all others.
pub(super) fn lock_now() -> LocalFuture<bool> {
    let held = vault::lock_now(true);
    Box::pin(async move {
        vault::locked().await;
        held
    })
}
