//! What a municipality has of its own: a price list, and names for payers and parts of life.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::domain::{OwnNames, Payer};
use crate::session::{Own, shipped_prices};
use crate::texts::{prices as p, settings as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::WorkspaceHandle;
use crate::ui::dom::taken_file;
use crate::ui::field::AreaField;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{Alive, callback, derived, dynamic, handler, memo, spawn_guarded};

/// The result of reading the last file, line by line.
type Told = RwSignal<Vec<String>>;

/// The price list and the names.
pub(super) fn own() -> AnyView {
    view! {
        <h4 class="settings__heading">{t::OWN}</h4>
        {prices()}
        {names([t::OWN_PAYERS, t::OWN_PAYERS_HINT], "eigen-financiers", |own| &own.payers, |own| &mut own.payers)}
        {names([t::OWN_LIFE_DOMAINS, t::OWN_LIFE_DOMAINS_HINT], "eigen-leefgebieden", |own| &own.life_domains, |own| &mut own.life_domains)}
    }
    .into_any()
}

/// The price list: load it, use it alone, take it away.
fn prices() -> AnyView {
    let (alive, library) = (Alive::here(), WorkspaceHandle::here());
    let told: Told = RwSignal::new(Vec::new());
    let own: ReadSignal<Own> = library.get().own().into();
    let count = move || {
        own.with(|own| {
            let count = own.prices.as_ref().map(|list| list.items().len());
            t::lists(shipped_prices().items().len(), count)
        })
    };
    let has = memo(move |_| own.with(|own| own.prices.is_some()));
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(file) = taken_file(input) {
            load(alive, library, told, file);
        }
    };
    let forget = move |_| {
        let workspace = library.get();
        let work = async move { workspace.municipal_settings().keep_prices(None).await };
        // What the browser can't forget it hasn't kept either.
        spawn_guarded(alive, work, move |_| told.set(Vec::new()));
    };
    let alone = move |event| {
        let (workspace, alone) = (library.get(), event_target_checked(&event));
        let work = async move { workspace.municipal_settings().prices_alone(alone).await };
        spawn_guarded(alive, work, |()| {});
    };
    view! {
        <p>{derived(count)}</p>
        <div class="settings__buttons">
            <Button kind=ButtonKind::SecondaryText on_press=handler(choose)>
                {icon(Icon::Load)}<span>{t::LOAD_LIST}</span>
            </Button>
            <input type="file" accept=".csv,text/csv" hidden node_ref=input aria-label=t::LIST_FILE on:change=handler(chosen) />
            <Button kind=ButtonKind::Text hidden=derived(move || !has.get()) on_press=handler(forget)>{t::FORGET_LIST}</Button>
        </div>
        <label class="settings__check" hidden=derived(move || !has.get())>
            <input type="checkbox" class="check__box" prop:checked=derived(move || own.with(|own| own.alone)) on:change=handler(alone) />
            {t::LIST_ALONE}
        </label>
        <div role="status">
            {dynamic(move || {
                let told = told.get();
                let mut told = told.into_iter();
                let first = told.next().map(|text| view! { <p class="settings__told">{text}</p> }.into_any());
                let faults: Vec<AnyView> = told.map(|text| view! { <li>{text}</li> }.into_any()).collect();
                let faults = (!faults.is_empty()).then(|| view! { <ul class="settings__faults">{faults}</ul> }.into_any());
                view! { {first}{faults} }.into_any()
            })}
        </div>
    }
    .into_any()
}

fn load(alive: Alive, library: WorkspaceHandle, told: Told, file: File) {
    let workspace = library.get();
    let work = async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return vec![t::LIST_UNREADABLE.to_owned()];
        };
        let import = p::read_list(&js_sys::Uint8Array::new(&buffer).to_vec());
        let mut lines = vec![p::loaded(&import)];
        lines.extend(import.faults.iter().map(p::fault));
        if !import.list.items().is_empty()
            && workspace
                .municipal_settings()
                .keep_prices(Some(import.list))
                .await
                .is_err()
        {
            lines.push(t::LIST_NOT_KEPT.to_owned());
        }
        lines
    };
    spawn_guarded(alive, work, move |lines| told.set(lines));
}

/// Names on lines of their own, each behind its code.
fn names(
    [label, hint]: [&'static str; 2],
    name: &str,
    of: fn(&OwnNames) -> &Vec<Payer>,
    of_mut: fn(&mut OwnNames) -> &mut Vec<Payer>,
) -> AnyView {
    let (alive, library) = (Alive::here(), WorkspaceHandle::here());
    let written = library.get().own().with_untracked(|own| {
        let lines = of(&own.names)
            .iter()
            .map(|kind| [&kind.code, " = ", &kind.name].concat());
        lines.collect::<Vec<_>>().join("\n")
    });
    let text = RwSignal::new(written);
    let typed = callback(move |typed: String| {
        let workspace = library.get();
        let mut names = workspace.own().with_untracked(|own| own.names.clone());
        *of_mut(&mut names) = typed.lines().filter_map(kind).collect();
        let work = async move { workspace.municipal_settings().keep_names(names).await };
        spawn_guarded(alive, work, |()| {});
        text.set(typed);
    });
    view! {
        <AreaField name=name.to_owned() label hint value=text locked=false on_input=typed />
    }
    .into_any()
}

/// Reads `code = name`; `None` for any other line, as it may not be finished yet.
fn kind(line: &str) -> Option<Payer> {
    let (code, name) = line.split_once('=')?;
    let (code, name) = (code.trim(), name.trim());
    (!code.is_empty() && !name.is_empty()).then(|| Payer {
        code: code.to_owned(),
        name: name.to_owned(),
        ..Payer::default()
    })
}
