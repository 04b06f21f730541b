//! The buttons above the list, and how to search and sort it.

use crate::ui::view::{Show, of, then};
use leptos::prelude::*;

use crate::texts::{examples, overview as t};
use crate::ui::context::App;
use crate::ui::icon::{Icon, icon};

use super::banner::switch;
use super::desk::Desk;
use super::import::ImportButton;
use super::order::Order;

/// A new canvas, the examples, import and export.
#[component]
pub(super) fn MainActions() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <div class="actions" role="group" aria-label=t::MANAGE>
            <Show when=move || !desk.locked.get()>
                <NewButton />
            </Show>
            <span class="actions__gap"></span>
            <ExamplesButton text=t::EXAMPLES />
            <ImportButton class="utrecht-button--subtle text-button" />
            <ExportAllButton />
        </div>
    }
}

/// The button that everything begins with.
#[component]
pub(super) fn NewButton() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <button type="button" class="utrecht-button utrecht-button--primary-action big-button"
            on:click=then(move |_| desk.open(None))>
            {icon(Icon::Plus)}<span>{t::NEW}</span>
        </button>
    }
}

/// Shows the examples in this element.
#[component]
pub(super) fn ExamplesButton(
    #[prop(default = "utrecht-button--subtle text-button")] class: &'static str,
    text: &'static str,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <button type="button" class=format!("utrecht-button {class}")
            on:click=then(move |_| switch(desk, examples::NAMESPACE))>
            {icon(Icon::List)}<span>{text}</span>
        </button>
    }
}

/// Exports everything: always there, also when storage fails.
#[component]
pub(super) fn ExportAllButton() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <button type="button" class="utrecht-button utrecht-button--subtle text-button"
            on:click=then(move |_| desk.export(None))>
            {icon(Icon::Save)}<span>{t::EXPORT_ALL}</span>
        </button>
    }
}

/// The heading of the list, and how to search and sort it.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let desk = Desk::here();
    let app = App::here();
    let [search_id, hint_id, sort_id] =
        ["zoeken", "zoeken-hint", "volgorde"].map(|name| app.id(name));
    let searching = move || desk.query.with(|query| !query.trim().is_empty());
    let count = move || {
        if searching() {
            t::found(desk.visible.with(Vec::len))
        } else {
            t::canvases(desk.count.get())
        }
    };
    let title = if desk.is_examples() {
        t::EXAMPLES
    } else {
        t::YOURS
    };
    let search = move |event| {
        desk.message.set(None);
        desk.query.set(event_target_value(&event));
    };
    let sort = move |event| {
        if let Some(order) = Order::named(&event_target_value(&event)) {
            desk.order.set(order);
        }
    };
    view! {
        <div class="tools">
            <div class="tools__title">
                <h3 class="overview__heading" tabindex="-1" data-hook="list-heading">{title}</h3>
                <p class="tools__count">{count}</p>
            </div>
            <div class="tools__search" role="search">
                <label class="utrecht-form-label" for=search_id.clone()>{t::SEARCH}</label>
                <p class="visually-hidden" id=hint_id.clone()>{t::SEARCH_HINT}</p>
                <div class="search">
                    {icon(Icon::Search)}
                    <input class="utrecht-textbox utrecht-textbox--html-input search__input" type="search"
                        id=search_id autocomplete="off" aria-describedby=hint_id enterkeyhint="search"
                        prop:value=of(move || desk.query.get()) on:input=search />
                </div>
            </div>
            <div class="tools__sort">
                <label class="utrecht-form-label" for=sort_id.clone()>{t::SORT}</label>
                <select class="utrecht-textbox utrecht-textbox--html-input select" id=sort_id
                    prop:value=of(move || desk.order.get().value()) on:change=sort>
                    {Order::ALL.map(|order| view! {
                        <option value=order.value() selected=order == desk.order.get_untracked()>{order.label()}</option>
                    }).into_iter().collect_view()}
                </select>
            </div>
        </div>
    }
}
