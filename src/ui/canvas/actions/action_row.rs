//! One action: what, who, by when, done.

use crate::ui::view::{Show, callback, derived, handler, memo};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlTextAreaElement};

use crate::domain::{Action, ActionBox, ActionEdit, Command, ItemId, Place};
use crate::texts::{labels as t, names};
use crate::ui::canvas::changed::Changed;
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::canvas::excerpt::excerpt;
use crate::ui::canvas::items::{
    DragHandle, ItemList, ListController, MoveButtons, RemoveButton, menu_id,
};
use crate::ui::components::{IconButton, MenuButton};
use crate::ui::context::CanvasContext;
use crate::ui::field::{AreaField, DateField, Look, TextField};
use crate::ui::icon::Icon;

/// One action in its box.
#[component]
pub(crate) fn ActionRow(items: ListController, id: ItemId, place: ActionBox) -> impl IntoView {
    let context = CanvasContext::here();
    let open = RwSignal::new(items.shows_menu(id));
    let what = text(context, id, |action| action.what.clone());
    let who = text(context, id, |action| action.who.clone());
    let done = memo(move |_| read(context, id, |action| action.done).unwrap_or_default());
    // One that was done when it was drawn takes a line, until someone is in its text. One that is ticked off
    // now stays as it is: what stands below may not come up under the finger.
    let is_read = RwSignal::new(false);
    let folded = memo(move |was_folded: Option<&bool>| {
        was_folded.copied().unwrap_or(true) && done.get() && !is_read.get()
    });
    let unfold = move |event: FocusEvent| {
        if area(event.target()).is_some() {
            is_read.set(true);
        }
    };
    let due = derived(move || read(context, id, |action| action.due).flatten());
    let edit = move |edit: ActionEdit| context.handle.edit(Command::Action(id, edit));
    let about = derived(move || excerpt(&what.get()));
    let next = callback(move |()| items.add_after(id));
    let named = move |label: &str| format!("{label}-{id}");
    let rank = derived(move || names::action(place, items.rank(id)));
    let what_label = derived(move || [t::ACTION_WHAT, ", ", &rank.get()].concat());
    view! {
        <li class="item action" class:action--done=derived(move || done.get()) class:action--folded=derived(move || folded.get())
            data-item=id.to_string()>
            <div class="action__first" on:keydown=handler(move |event| rub_out(items, id, &event))
                on:focusin=handler(unfold)>
                <DragHandle about />
                <label class="check">
                    <input
                        type="checkbox"
                        class="check__box"
                        prop:checked=derived(move || done.get())
                        disabled=derived(move || context.locked.get())
                        aria-label=derived(move || format!("{}: {}", t::ACTION_DONE, about.get()))
                        on:change=handler(move |event| edit(ActionEdit::Done(event_target_checked(&event))))
                    />
                </label>
                <AreaField name=named("wat") label=what_label look=Look::Hidden value=what locked=context.locked
                    on_input=callback(move |text| edit(ActionEdit::What(text))) on_enter=next />
                <MenuButton controls=menu_id(id) about open />
            </div>
            <div class="action__second" hidden=derived(move || folded.get())>
                <TextField name=named("wie") label=t::ACTION_WHO about=rank value=who locked=context.locked
                    on_input=callback(move |text| edit(ActionEdit::Who(text))) />
                <DateField name=named("voor") label=t::ACTION_DUE about=rank value=due locked=context.locked
                    on_date=callback(move |date| edit(ActionEdit::Due(date))) />
            </div>
            <div class="item__menu" id=menu_id(id) hidden=derived(move || !open.get())>
                <Show when=derived(move || open.get())>
                    <ActionMenu items id place />
                    <Changed place=Place::Action(id) />
                </Show>
            </div>
            {conflicts(Place::Action(id))}
        </li>
    }
    .into_any()
}

/// Removes an action in which nothing is written, on Backspace in its text.
fn rub_out(items: ListController, id: ItemId, event: &KeyboardEvent) {
    let empty = area(event.target()).is_some_and(|it| it.value().is_empty() && !it.read_only());
    if event.key() == "Backspace" && !event.repeat() && empty && items.rub_out(id) {
        event.prevent_default();
    }
}

/// The text of an action, where an event comes from it.
fn area(target: Option<EventTarget>) -> Option<HtmlTextAreaElement> {
    target?.dyn_into().ok()
}

/// The buttons of an action.
#[component]
fn ActionMenu(items: ListController, id: ItemId, place: ActionBox) -> impl IntoView {
    let locked = CanvasContext::here().locked;
    let others = ActionBox::ALL
        .into_iter()
        .filter(move |other| *other != place);
    view! {
        <MoveButtons items id />
        {others.map(|other| view! {
            <IconButton icon=Icon::Right text=format!("{} {}", t::MOVE_TO, names::action_box(other)) disabled=locked
                on_press=callback(move |()| items.move_into(ItemList::Actions(other), id)) />
        }).collect_view()}
        <RemoveButton items id />
    }
}

fn read<T>(context: CanvasContext, id: ItemId, read: impl FnOnce(&Action) -> T) -> Option<T> {
    context.handle.read(Place::Action(id), |canvas| {
        canvas.actions.get(&id).map(read)
    })
}

fn text(context: CanvasContext, id: ItemId, field: fn(&Action) -> String) -> Signal<String> {
    derived(move || read(context, id, field).unwrap_or_default())
}
