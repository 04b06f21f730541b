//! Sealing, locking and unlocking, as the user sees it. What is in this file and in `offer` loads with every
//! element; the rest with the first namespace that is sealed or is about to be.

mod add_passkey;
mod begin_anew;
mod choice;
mod code;
mod code_check;
mod explain;
mod forms;
mod host;
mod offer;
mod passkey;
mod screen;
mod screen_state;
mod secret_field;
mod section;
mod secure;
mod sheet;
mod style;
mod watch;

use leptos::prelude::*;

use crate::session::{Late, LocalFuture, Part, Role, holds_keys};
use crate::texts::lock as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::element_bridge::HOST_UNLOCKS;
use crate::ui::icon::{Icon, icon};
use crate::ui::late::late;
use crate::ui::view::{Alive, Show, derived, dynamic, effect, handler, spawn_guarded};

pub(crate) use code_check::{CheckTexts, CodeCheck};
pub(crate) use offer::{first_offer, offer, open_secure};
pub(crate) use sheet::SheetTexts;
pub(crate) use style::with_style as with_lock_style;

/// What shows of a namespace that is locked.
pub(super) static LOCK_SCREEN: Late<fn() -> AnyView> = Late::new(Part::Lock);
/// What sees when this page is to lock; shows nothing.
pub(super) static WATCH: Late<fn() -> AnyView> = Late::new(Part::Lock);
/// Locks this page and all others.
static LOCK_NOW: Late<fn() -> LocalFuture<bool>> = Late::new(Part::Lock);
/// Seals the element's namespace with the host page's key; shows that it can't.
static HOST_SEALS: Late<fn() -> AnyView> = Late::new(Part::Secure);
/// The dialog that seals.
static SECURE: Late<fn(RwSignal<bool>) -> AnyView> = Late::new(Part::Secure);
/// What the settings have of it.
static SECTION: Late<fn() -> AnyView> = Late::new(Part::Secure);

/// Gives what locks and unlocks; called by the part.
pub(crate) fn give() {
    LOCK_SCREEN.give(screen::screen);
    WATCH.give(watch::watch);
    LOCK_NOW.give(watch::lock_now);
    HOST_UNLOCKS.give(host::unlock);
}

/// Gives what seals; called by the part.
pub(crate) fn give_secure() {
    HOST_SEALS.give(host::seals);
    SECURE.give(secure::secure);
    SECTION.give(section::section);
}

/// Locks this page and all others; resolves, to whether there was anything to lock, when all is saved.
pub async fn lock_now() -> bool {
    match LOCK_NOW.get().filter(|_| untrack(holds_keys)) {
        Some(lock) => lock().await,
        None => false,
    }
}

/// The button that locks, where there is something to lock.
pub(crate) fn lock_button(class: &'static str) -> AnyView {
    let sealed: ReadSignal<bool> = WorkspaceHandle::here().get().is_sealed().into();
    let alive = Alive::here();
    view! {
        <Show when=derived(move || sealed.get())>
            <Button kind=ButtonKind::Text title=t::LOCK hook="lock"
                on_press=handler(move |_| spawn_guarded(alive, lock_now(), drop))>
                {icon(Icon::Lock)}<span class=class>{t::LOCK}</span>
            </Button>
        </Show>
    }
    .into_any()
}

/// The dialog that seals, while it is open.
pub(crate) fn secure_dialog() -> AnyView {
    let open = ElementContext::here().securing;
    dynamic(move || {
        open.get()
            .then(|| late(&SECURE, move |secure| secure(open)))
    })
    .into_any()
}

/// What the settings say of it; nothing where there is nothing to seal.
pub(crate) fn settings_section() -> AnyView {
    if WorkspaceHandle::here().get().can_seal() {
        late(&SECTION, |section| section())
    } else {
        ().into_any()
    }
}

/// Seals what shows with the host page's key, where that gives one and nothing is sealed yet.
pub(super) fn seal_for_host() -> AnyView {
    let (app, workspace) = (ElementContext::here(), WorkspaceHandle::here().get());
    let (alive, ready) = (Alive::here(), RwSignal::new(false));
    let (sealed, role): (ReadSignal<bool>, ReadSignal<Role>) =
        (workspace.is_sealed().into(), workspace.role().into());
    let can_seal = workspace.can_seal();
    effect(move || {
        let gives_key = app.setup.with(|setup| setup.gives_key);
        if gives_key && can_seal && !sealed.get() && role.get() == Role::Leader {
            spawn_guarded(alive, Part::Secure.load(), move |there| {
                // Whatever else changes: it is sealed once, and asked for its key once.
                if ready.get_untracked() != there {
                    ready.set(there);
                }
            });
        }
    });
    dynamic(move || ready.get().then(|| late(&HOST_SEALS, |seals| seals()))).into_any()
}
