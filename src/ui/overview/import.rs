//! Import: a file is chosen, read and judged before anything changes.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::session::{ImportChoice, ImportPlan, Role};
use crate::texts::{explain, overview as t, storage};
use crate::ui::dom::taken_file;
use crate::ui::icon::{Icon, icon};

use super::clash::Clash;
use super::desk::Desk;

/// A thousand canvases stay far below this; what is larger is something else.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// Chooses a file to import.
#[component]
pub(super) fn ImportButton(class: &'static str) -> impl IntoView {
    let desk = Desk::here();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| match refusal(desk) {
        Some(why) => desk.fail(why.to_owned()),
        None => {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        }
    };
    let chosen = move |_| {
        if let Some(file) = taken_file(input) {
            spawn_local(read(desk, file));
        }
    };
    view! {
        <button type="button" class=format!("utrecht-button {class}") on:click=choose>
            {icon(Icon::Load)}<span>{t::IMPORT}</span>
        </button>
        <input type="file" accept=".json,application/json" hidden node_ref=input aria-label=t::FILE on:change=chosen />
    }
}

/// Why nothing can be imported now.
fn refusal(desk: Desk) -> Option<&'static str> {
    if desk.role.get_untracked() != Role::Writer {
        return Some(t::IMPORT_FOLLOWER);
    }
    desk.locked.get_untracked().then_some(t::IMPORT_READ_ONLY)
}

async fn read(desk: Desk, file: File) {
    let name = file.name();
    desk.tell(t::IMPORTING.to_owned());
    if file.size() > LARGEST {
        return desk.fail(t::refused(&name, t::LARGE_FILE));
    }
    let text = JsFuture::from(file.text())
        .await
        .ok()
        .and_then(|text| text.as_string());
    let Some(text) = text else {
        return desk.fail(t::refused(&name, t::UNREADABLE_FILE));
    };
    let workspace = desk.library.get();
    match workspace.plan_import(&text).await {
        Err(error) => desk.fail(t::refused(&name, &explain::document(&error, &text))),
        Ok(plan) if plan.canvases.is_empty() => desk.fail(t::refused(&name, t::EMPTY_FILE)),
        Ok(plan) if plan.clashes() == 0 => carry_out(desk, plan, ImportChoice::KeepBoth).await,
        Ok(plan) => {
            desk.message.try_set(None);
            desk.clash.try_set(Some(Clash { plan }));
        }
    }
}

/// Imports, and tells how many canvases came in.
pub(super) async fn carry_out(desk: Desk, plan: ImportPlan, choice: ImportChoice) {
    // Another window may have taken over while this one asked.
    if let Some(why) = refusal(desk) {
        return desk.fail(why.to_owned());
    }
    match desk.library.get().import(plan, choice).await {
        Ok(0) => desk.tell(t::NOTHING_NEW.to_owned()),
        Ok(count) => desk.tell(t::imported(count)),
        Err(error) => desk.fail(storage::store_error(&error).to_string()),
    }
}
