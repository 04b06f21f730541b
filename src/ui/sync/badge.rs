//! The badge: how syncing stands, in a few words. A tap tells more.

use leptos::prelude::*;

use crate::sync::status::Status;
use crate::texts::sync::{self as t, Tone};
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{dynamic, of, then};

use super::{Desk, Open, panel::panel, settings::settings};

/// The badge; `always` shows it also where no server is set, with the way to set one.
pub(crate) fn sync_badge(always: bool) -> AnyView {
    let desk = Desk::new();
    if !desk.library.get().can_sync() {
        return ().into_any();
    }
    let shows = Memo::new(move |_| always || desk.report.with(Option::is_some));
    view! {
        {dynamic(move || shows.get().then(|| button(desk)))}
        {dynamic(move || match desk.open.get() {
            Open::Nothing => ().into_any(),
            Open::Panel => panel(desk),
            Open::Settings => settings(desk),
        })}
    }
    .into_any()
}

fn button(desk: Desk) -> AnyView {
    let text = Memo::new(move |_| desk.words());
    let tone = Memo::new(
        move |_| match t::tone(&desk.status(), desk.waiting(), desk.left()) {
            Tone::Good => "good",
            Tone::Calm => "calm",
            Tone::Asks => "asks",
            Tone::Wrong => "wrong",
        },
    );
    let class = move || {
        [
            "utrecht-button utrecht-button--subtle text-button sync-badge sync-badge--",
            tone.get(),
        ]
        .concat()
    };
    // What goes by itself is not said: it would talk all day.
    let said = move || match tone.get() {
        "asks" | "wrong" => text.get(),
        _ => String::new(),
    };
    let open = move |_| {
        let unset = desk.status() == Status::NotSet;
        desk.show(if unset { Open::Settings } else { Open::Panel });
    };
    view! {
        <button type="button" class=of(class) data-hook="sync" aria-haspopup="dialog" on:click=then(open)>
            {dynamic(move || icon(mark(tone.get())))}
            <span class="sync-badge__text">{of(move || text.get())}</span>
        </button>
        <span class="visually-hidden" aria-live="polite">{of(said)}</span>
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
