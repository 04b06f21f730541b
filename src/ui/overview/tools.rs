//! The buttons above the list, and how to search and sort it.

use crate::ui::view::{Show, derived, handler, memo};
use leptos::prelude::*;

use crate::session::Part;
use crate::store::{due_this_week, past_term};
use crate::texts::{agenda, overview as t, team, week as w};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::ElementContext;
use crate::ui::icon::{Icon, icon};

use super::controller::{HEADING, OverviewController};
use super::examples::to_examples;
use super::import::ImportButton;
use super::left::Tab;
use super::order::Order;

/// A new canvas, the examples, import and export.
#[component]
pub(super) fn MainActions() -> impl IntoView {
    let controller = OverviewController::here();
    view! {
        <div class="actions" role="group" aria-label=t::MANAGE>
            <Show when=derived(move || !controller.locked.get())>
                <NewButton />
            </Show>
            <span class="actions__gap"></span>
            <ExamplesButton text=t::EXAMPLES />
            <ImportButton kind=ButtonKind::Text />
            <ExportAllButton />
        </div>
    }
}

/// The button that everything begins with.
#[component]
pub(super) fn NewButton() -> impl IntoView {
    let controller = OverviewController::here();
    view! {
        <Button kind=ButtonKind::Primary class="big-button"
            on_press=handler(move |_| controller.open(None))>
            {icon(Icon::Plus)}<span>{t::NEW}</span>
        </Button>
    }
}

/// Shows the examples in this element.
#[component]
pub(super) fn ExamplesButton(
    #[prop(default = ButtonKind::Text)] kind: ButtonKind,
    text: &'static str,
) -> impl IntoView {
    let controller = OverviewController::here();
    view! {
        <Button kind on_press=handler(move |_| to_examples(controller))>
            {icon(Icon::List)}<span>{text}</span>
        </Button>
    }
}

/// Exports everything: always there, also when storage fails.
#[component]
pub(super) fn ExportAllButton() -> impl IntoView {
    let controller = OverviewController::here();
    view! {
        <Button kind=ButtonKind::Text on_press=handler(move |_| controller.export(None))>
            {icon(Icon::Save)}<span>{t::EXPORT_ALL}</span>
        </Button>
    }
}

/// The heading of the list, and how to search and sort it.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let controller = OverviewController::here();
    let app = ElementContext::here();
    let [search_id, hint_id, sort_id] =
        ["zoeken", "zoeken-hint", "volgorde"].map(|name| app.id(name));
    let searching = move || controller.query.with(|query| !query.trim().is_empty());
    let count = move || {
        if searching() {
            t::found(controller.visible.with(Vec::len))
        } else {
            t::canvases(controller.count.get())
        }
    };
    let title = if controller.is_examples() {
        t::EXAMPLES
    } else {
        t::YOURS
    };
    let search = move |event| {
        controller.app.toaster.clear();
        controller.query.set(event_target_value(&event));
    };
    let sort = move |event| {
        if let Some(order) = Order::named(&event_target_value(&event)) {
            controller.order.set(order);
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
                        prop:value=derived(move || controller.query.get()) on:input=handler(search) />
                </div>
            </div>
            <div class="tools__sort">
                <label class="utrecht-form-label" for=sort_id.clone()>{t::SORT}</label>
                <select class="utrecht-textbox utrecht-textbox--html-input select" id=sort_id
                    prop:value=derived(move || controller.order.get().value()) on:change=handler(sort)>
                    {Order::ALL.map(|order| view! {
                        <option value=order.value() selected=order == controller.order.get_untracked()>{order.label()}</option>
                    }).into_iter().collect_view()}
                </select>
            </div>
        </div>
    }
}

/// The buttons that show the canvases, what is due on them, or what the team shares.
pub(super) fn tabs(controller: OverviewController) -> AnyView {
    let today = controller.library.get().environment().today();
    let team = controller.team();
    let count = memo(move |_| {
        let terms = team.with(|team| team.terms);
        let count = |all: &Vec<_>| due_this_week(all, today) + past_term(all, &terms, today).len();
        controller.summaries.with(count)
    });
    let tab = move |to: Tab, part: Option<Part>, name: Signal<String>| {
        let show = move || {
            controller.app.toaster.leave();
            controller.tab.set(to);
            controller.focus(HEADING);
        };
        let press = move |_| match part {
            Some(part) => controller.app.with_part(part, show),
            None => show(),
        };
        let pressed = derived(move || controller.tab.get() == to);
        view! {
            <Button kind=ButtonKind::Subtle class="tab" pressed on_press=handler(press)>{derived(move || name.get())}</Button>
        }
    };
    let named = |name: &str| Signal::stored(name.to_owned());
    view! {
        <div class="tabs" role="group" aria-label=t::SHOW>
            {tab(Tab::Canvases, None, named(w::CANVASES))}
            {tab(Tab::Week, Some(Part::Week), derived(move || w::tab(count.get())))}
            {tab(Tab::Tables, Some(Part::Method), named(agenda::TABLES))}
            {tab(Tab::Results, Some(Part::Results), named(w::RESULTS))}
            {tab(Tab::Team, Some(Part::Method), named(team::TEAM))}
        </div>
    }
    .into_any()
}
