//! A box of actions: who does what.

use crate::ui::view::For;
use leptos::prelude::*;

use crate::domain::{
    Action, ActionBox, ActionEdit, Canvas, Command, ItemId, OrderKey, Place, place_at,
};
use crate::texts::{hints, labels as t, names};
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;

use super::action_row::ActionRow;
use super::drag::DropList;
use super::menu::AddButton;

/// The key that puts an action at `index` of a box.
pub(super) fn order_at(canvas: &Canvas, place: ActionBox, index: usize, id: ItemId) -> OrderKey {
    let others = canvas
        .actions_in(place)
        .into_iter()
        .filter(|(other, _)| *other != id);
    let keys: Vec<OrderKey> = others.map(|(_, action)| action.order.clone()).collect();
    place_at(keys.iter(), index, id)
}

/// The command that moves an action to `index` of a box.
pub(super) fn move_to(canvas: &Canvas, place: ActionBox, index: usize, id: ItemId) -> Command {
    Command::Action(
        id,
        ActionEdit::Move(place, order_at(canvas, place, index, id)),
    )
}

/// Adds an empty action at `index` of a box and puts the focus in it.
pub(super) fn add_action(sheet: Sheet, app: App, place: ActionBox, index: usize) {
    let id = sheet.session.environment().item_id();
    let order = sheet
        .session
        .peek(|canvas| order_at(canvas, place, index, id));
    let action = Box::new(Action::new(place, order));
    if sheet
        .session
        .dispatch(Command::PutAction(id, Some(action)))
        .is_ok()
    {
        focus_soon(app.root, format!("[data-item=\"{id}\"] textarea"));
    }
}

/// One of the three boxes of actions.
#[component]
pub(crate) fn ActionBoxPanel(place: ActionBox) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let heading = app.id(&format!("kop-{}", place.wire()));
    let labelled = heading.clone();
    let ids = Memo::new(move |_| {
        sheet.session.read(Place::Actions, |canvas| {
            canvas
                .actions_in(place)
                .into_iter()
                .map(|(id, _)| id)
                .collect::<Vec<ItemId>>()
        })
    });
    let add = Callback::new(move |()| add_action(sheet, app, place, usize::MAX));
    let on_drop = Callback::new(move |(id, index): (ItemId, usize)| {
        let command = sheet
            .session
            .peek(|canvas| move_to(canvas, place, index, id));
        sheet.session.edit(command);
    });
    view! {
        <section class="block block--actions" part="block" data-block=place.wire() aria-labelledby=labelled>
            <h3 class="block__title" id=heading>{names::action_box(place)}</h3>
            <p class="utrecht-form-field-description">{hints::action_box(place)}</p>
            <DropList kind="actie" list=place.wire() on_drop>
                <For each=move || ids.get() key=ItemId::to_string let:id>
                    <ActionRow id place />
                </For>
            </DropList>
            <AddButton text=t::ADD_ACTION name=format!("{}: {}", t::ADD_ACTION, names::action_box(place)) on_press=add />
        </section>
    }
    .into_any()
}
