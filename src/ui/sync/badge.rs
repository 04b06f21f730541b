//! The badge: the status of sync in a few words. Pressing it opens the panel.

use leptos::prelude::*;

use crate::session::{Late, Part};
use crate::sync::status::Status;
use crate::texts::sync::{self as t, Tone};
use crate::ui::components::ButtonKind;
use crate::ui::icon::{Icon, icon};
use crate::ui::late::late;
use crate::ui::view::{derived, dynamic, handler, memo};

use super::{Open, SyncController, panel::panel, settings::settings};

/// The status in full.
static PANEL: Late<fn(SyncController) -> AnyView> = Late::new(Part::Sync);
/// Where to sync, and the sign-in.
static SETTINGS: Late<fn(SyncController) -> AnyView> = Late::new(Part::Sync);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    PANEL.give(panel);
    SETTINGS.give(settings);
}

/// The badge; `always` shows it also where no server is set, with the way to set one.
pub(crate) fn sync_badge(always: bool) -> AnyView {
    let controller = SyncController::new();
    if !controller.library.get().sync().can_sync() {
        return ().into_any();
    }
    let shows = memo(move |_| always || controller.report.with(Option::is_some));
    view! {
        {dynamic(move || shows.get().then(|| button(controller)))}
        {dynamic(move || match controller.open.get() {
            Open::Nothing => ().into_any(),
            Open::Panel => late(&PANEL, move |panel| panel(controller)),
            Open::Settings => late(&SETTINGS, move |settings| settings(controller)),
        })}
    }
    .into_any()
}

fn button(controller: SyncController) -> AnyView {
    let text = memo(move |_| controller.words());
    let tone = memo(move |_| {
        match t::tone(
            &controller.status(),
            controller.waiting(),
            controller.left(),
        ) {
            Tone::Good => "good",
            Tone::Calm => "calm",
            Tone::Asks => "asks",
            Tone::Wrong => "wrong",
        }
    });
    let class = move || ButtonKind::Text.class(&["sync-badge sync-badge--", tone.get()].concat());
    // What goes by itself is not said: it would talk all day.
    let said = move || match tone.get() {
        "asks" | "wrong" => text.get(),
        _ => String::new(),
    };
    let open = move |_| {
        let unset = controller.status() == Status::NotSet;
        let open = if unset { Open::Settings } else { Open::Panel };
        controller
            .app
            .with_part(Part::Sync, move || controller.show(open));
    };
    view! {
        <button type="button" class=derived(class) data-hook="sync" aria-haspopup="dialog" on:click=handler(open)>
            {dynamic(move || icon(mark(tone.get())))}
            <span class="sync-badge__text">{derived(move || text.get())}</span>
        </button>
        <span class="visually-hidden" aria-live="polite">{derived(said)}</span>
    }
    .into_any()
}

/// Not by colour alone.
fn mark(tone: &str) -> Icon {
    match tone {
        "good" => Icon::Check,
        "calm" => Icon::Sync,
        _ => Icon::Warning,
    }
}
