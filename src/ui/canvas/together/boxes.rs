//! The boxes in which the family's words are typed.

use leptos::prelude::*;

use crate::domain::{Action, ActionBox, ActionEdit, Command, ItemId, Place, TextBox};
use crate::texts::{labels, names, together as t};
use crate::ui::canvas::items::{AddItemButton, ItemList, ListController};
use crate::ui::context::CanvasContext;
use crate::ui::field::{AreaField, Look, TextField};
use crate::ui::markup::text;
use crate::ui::view::{For, callback, derived};

/// A box of text.
pub(super) fn text_box(place: TextBox) -> AnyView {
    let context = CanvasContext::here();
    let value = derived(move || {
        let at = Place::Text(place);
        context
            .handle
            .read(at, |canvas| canvas.text(place).text.clone())
    });
    let on_input = callback(move |text| context.handle.edit(Command::Text(place, text)));
    view! {
        <AreaField name=["samen-", place.wire()].concat() label=t::text_box(place) look=Look::Hidden value on_input
            locked=context.locked />
    }
    .into_any()
}

/// A box of actions.
pub(super) fn action_box(place: ActionBox) -> AnyView {
    let items = ListController::new(ItemList::Actions(place));
    let name = [t::ADD_ACTION, ": ", names::action_box(place)].concat();
    view! {
        <ul class="together__items" role="list">
            <For each=items.ids() key=ItemId::to_string let:id>{action(items, id, place)}</For>
        </ul>
        <AddItemButton items text=t::ADD_ACTION name />
    }
    .into_any()
}

/// One action: what, and who does it. The rest of it can only be read here.
fn action(items: ListController, id: ItemId, place: ActionBox) -> AnyView {
    let context = CanvasContext::here();
    let field = move |field: fn(&Action) -> String| {
        derived(move || {
            let at = Place::Action(id);
            let text = context
                .handle
                .read(at, |canvas| canvas.actions.get(&id).map(field));
            text.unwrap_or_default()
        })
    };
    let edit = move |make: fn(String) -> ActionEdit| {
        callback(move |text| context.handle.edit(Command::Action(id, make(text))))
    };
    let named = |label: &str| [label, &id.to_string()].concat();
    // Nothing is moved here: what is added comes last.
    let rank = untrack(|| names::action(place, items.rank(id)));
    let label = Signal::stored([labels::ACTION_WHAT, ", ", &rank].concat());
    let when = untrack(|| field(t::when).get());
    view! {
        <li class="together__action" data-item=id.to_string()>
            <AreaField name=named("samen-wat-") label look=Look::Hidden value=field(|action| action.what.clone())
                locked=context.locked on_input=edit(ActionEdit::What) />
            <TextField name=named("samen-wie-") label=t::WHO about=Signal::stored(rank) value=field(|action| action.who.clone())
                locked=context.locked on_input=edit(ActionEdit::Who) />
            {text("p", "together__when", when)}
        </li>
    }
    .into_any()
}
