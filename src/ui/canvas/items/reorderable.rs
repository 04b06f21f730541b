//! The list itself, the buttons that move and remove an item, and the one that adds an item.

use std::ops::Range;

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::texts::labels as t;
use crate::ui::components::{Button, ButtonKind, DeferredList, IconButton};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{Show, callback, derived, handler, memo};

use super::controller::{ListController, Step};
use super::drag::Dragging;

/// A list whose items can be dragged, within it and into another list of their kind.
#[component]
pub(crate) fn ReorderableList(
    items: ListController,
    /// Draws an item: an `li` with its id as `data-item`.
    row: impl Fn(ItemId) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let list = items.list();
    let dragging = Dragging::new(list.kind());
    let drop = move |event: web_sys::CustomEvent| {
        event.stop_propagation();
        let Some(detail) = event.detail().as_string() else {
            return;
        };
        let Some((id, before)) = detail.split_once(' ') else {
            return;
        };
        if let Ok(id) = id.parse() {
            items.take(id, before.parse().ok());
        }
    };
    let (all, handle) = (items.ids(), CanvasContext::here().handle);
    let ids = move |places: Range<usize>| {
        all.with(|all| {
            let ids = all.get(places).unwrap_or_default().iter();
            ids.map(ItemId::to_string).collect()
        })
    };
    let text = move |id: &str| {
        let id = id.parse().ok();
        id.map(|id| handle.peek(|canvas| list.text(canvas, id)))
            .unwrap_or_default()
    };
    let row = move |id: String| id.parse().map_or_else(|_| ().into_any(), &row);
    view! {
        <ul class=format!("items items--{}", list.class()) role="list" data-drop=list.kind() on:mwc-drop=handler(drop)
            on:pointerdown=handler(move |event| dragging.start(&event))
            on:pointermove=handler(move |event| dragging.moved(&event))
            on:pointerup=handler(move |event| dragging.drop(&event))
            on:pointercancel=handler(move |event| dragging.cancel(&event))>
            <DeferredList count=memo(move |_| all.read().len()) ids text row />
        </ul>
    }
}

/// The buttons that move an item up and down.
#[component]
pub(crate) fn MoveButtons(items: ListController, id: ItemId) -> impl IntoView {
    let locked = CanvasContext::here().locked;
    let button = move |step: Step, icon: Icon, text: &'static str, hook: &'static str| {
        view! {
            <IconButton icon text hook=hook
                disabled=derived(move || locked.get() || !items.can_step(step, id))
                on_press=callback(move |()| items.step(step, id)) />
        }
    };
    view! {
        {button(Step::Up, Icon::Up, t::MOVE_UP, "up")}
        {button(Step::Down, Icon::Down, t::MOVE_DOWN, "down")}
    }
    .into_any()
}

/// The button that removes an item.
#[component]
pub(crate) fn RemoveButton(items: ListController, id: ItemId) -> impl IntoView {
    let locked = CanvasContext::here().locked;
    view! {
        <IconButton icon=Icon::Bin text=t::REMOVE disabled=locked on_press=callback(move |()| items.remove(id)) />
    }
}

/// The button that adds an item at the end of a list.
#[component]
pub(crate) fn AddItemButton(
    items: ListController,
    text: &'static str,
    /// Its label, which names the list.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let locked = CanvasContext::here().locked;
    view! {
        <Show when=derived(move || !locked.get())>
            <Button kind=ButtonKind::Add label=name.clone() on_press=handler(move |_| items.add())>
                {icon(Icon::Plus)}
                <span>{text}</span>
            </Button>
        </Show>
    }
}

/// The id of the part of a row that holds an item's buttons.
pub(crate) fn menu_id(item: ItemId) -> String {
    ElementContext::here().id(&format!("menu-{item}"))
}
