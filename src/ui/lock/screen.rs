//! What shows of a namespace that is locked: how to open it, and nothing of what is in it.

use leptos::prelude::*;

use crate::crypto::SlotKind;
use crate::session::follow_keys;
use crate::session::lock::LockReason;
use crate::session::vault::{lock_reason, locked};
use crate::texts::lock as t;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{Alive, derived, dynamic, effect, on_window, spawn_guarded};

use super::explain::reason;
use super::forms::{again, by_code, by_host, by_passphrase};
use super::screen_state::ScreenState;
use super::style::with_style;
use super::{begin_anew, passkey};

/// The lock screen.
pub(super) fn screen() -> AnyView {
    with_style();
    let screen = ScreenState::new();
    let app = screen.app;
    screen.look(true);
    // Another page may have switched it off, or this one may get the key for another element.
    on_window("focus", move || screen.look(false));
    let keys = StoredValue::new(untrack(follow_keys));
    effect(move || {
        if follow_keys() != keys.get_value() {
            app.bridge.reopen();
        }
    });
    // A host page may give its key only after the element has started.
    let gave_key = StoredValue::new(screen.gives_key());
    effect(move || {
        let gives_key = app.setup.with(|setup| setup.gives_key);
        if gives_key && !gave_key.get_value() {
            gave_key.set_value(true);
            app.bridge.meet_lock();
        }
    });
    let heading = app.id("vergrendeld");
    let labelled = heading.clone();
    view! {
        <section class="block lock-screen" aria-labelledby=labelled>
            <h2 class="block__title" id=heading tabindex="-1" data-hook="locked">{icon(Icon::Lock)}" "{t::LOCKED}</h2>
            <p>{reason(lock_reason())}" "{saved(screen.alive)}</p>
            <div role="status">{dynamic(move || said(screen))}</div>
            {passkey::button(screen)}
            {dynamic(move || {
                let kinds = screen.kinds.get();
                match screen.by_code.get() {
                    true => by_code(screen, kinds.contains(&SlotKind::Passphrase)),
                    false if kinds.contains(&SlotKind::Passphrase) => {
                        by_passphrase(screen, kinds.contains(&SlotKind::Recovery))
                    }
                    false if kinds.contains(&SlotKind::Host) => by_host(screen),
                    false if kinds.contains(&SlotKind::Recovery) => by_code(screen, false),
                    false => again(screen),
                }
            })}
            {begin_anew::offer(screen)}
        </section>
    }
    .into_any()
}

/// Whether what was typed before the page locked is saved: storage may be busy, or refuse it for a while.
fn saved(alive: Alive) -> AnyView {
    if lock_reason() == LockReason::Start {
        return ().into_any();
    }
    let saved = RwSignal::new(false);
    spawn_guarded(alive, locked(), move |()| saved.set(true));
    let text = move || if saved.get() { t::SAVED } else { t::SAVING };
    view! { {derived(text)} }.into_any()
}

fn said(screen: ScreenState) -> Option<AnyView> {
    if let Some(waiting) = screen.busy.get() {
        return Some(view! { <p>{waiting}</p> }.into_any());
    }
    let message = screen.message.get();
    (!message.is_empty())
        .then(|| view! { <p class="utrecht-form-field-error-message">{message}</p> }.into_any())
}
