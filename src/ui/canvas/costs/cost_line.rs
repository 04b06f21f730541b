//! One line: what it is and three amounts.

use crate::ui::view::{Show, callback, derived, dynamic, memo};
use leptos::prelude::*;
use web_sys::Element;

use crate::domain::{Command, CostLine, ItemId, Place};
use crate::texts::labels as t;
use crate::ui::canvas::changed::Changed;
use crate::ui::canvas::conflicts::{conflicts, has_conflicts};
use crate::ui::canvas::items::{ListController, MoveButtons, RemoveButton, menu_id};
use crate::ui::components::IconButton;
use crate::ui::context::CanvasContext;
use crate::ui::icon::Icon;

use super::lines::Lines;

/// One line of the cost-benefit analysis.
#[component]
pub(crate) fn CostLineRow(lines: Lines, id: ItemId) -> impl IntoView {
    let items = lines.items();
    let open = RwSignal::new(items.shows_menu(id));
    // Made when it is first needed, and kept.
    let needs_more = memo(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || open.get() || has_conflicts(Place::Line(id))
    });
    let fill = move |li: Element| lines.fill(&li, id, open);
    view! {
        <li class="item line" data-item=id.to_string() use:fill>
            {dynamic(move || needs_more.get().then(|| more(items, id, open)))}
        </li>
    }
    .into_any()
}

/// What isn't there while a line is closed: its other buttons, and its open conflicts.
fn more(items: ListController, id: ItemId, open: RwSignal<bool>) -> AnyView {
    view! {
        <div class="item__menu" id=menu_id(id) hidden=derived(move || !open.get())>
            <Show when=derived(move || open.get())>
                <LineMenu items id />
                <Changed place=Place::Line(id) />
            </Show>
        </div>
        {conflicts(Place::Line(id))}
    }
    .into_any()
}

/// The buttons of a line.
#[component]
fn LineMenu(items: ListController, id: ItemId) -> impl IntoView {
    let context = CanvasContext::here();
    let duplicate = callback(move |()| {
        let like = context
            .handle
            .peek(|canvas| canvas.costs.lines.get(&id).cloned());
        match like {
            Some(line) => items.insert_after(id, |id, order| {
                Command::PutLine(id, Some(Box::new(CostLine { order, ..line })))
            }),
            None => items.add_after(id),
        }
    });
    view! {
        <MoveButtons items id />
        <IconButton icon=Icon::Copy text=t::DUPLICATE disabled=context.locked on_press=duplicate />
        <RemoveButton items id />
    }
}
