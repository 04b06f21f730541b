//! One action: what, who, by when, done.

use crate::ui::view::{Show, of, then};
use leptos::prelude::*;

use crate::domain::{Action, ActionBox, ActionEdit, Command, ItemId, Place};
use crate::texts::{labels as t, names};
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::field::{AreaField, DateField, Look, TextField};
use crate::ui::icon::Icon;

use super::action_box::{add_action, move_to};
use super::changed::Changed;
use super::conflict::conflicts;
use super::drag::Handle;
use super::menu::{IconButton, MenuButton, after_removal, menu_id};

/// Where the focus stays or goes when an action moves.
const UP: &str = "[data-hook=\"up\"]";
const DOWN: &str = "[data-hook=\"down\"]";
const MENU: &str = "[aria-expanded]";

/// One action in its box.
#[component]
pub(crate) fn ActionRow(id: ItemId, place: ActionBox) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let open = RwSignal::new(false);
    let what = text(sheet, id, |action| action.what.clone());
    let who = text(sheet, id, |action| action.who.clone());
    let done = Memo::new(move |_| read(sheet, id, |action| action.done).unwrap_or_default());
    let due = Signal::derive(move || read(sheet, id, |action| action.due).flatten());
    let edit = move |edit: ActionEdit| sheet.session.edit(Command::Action(id, edit));
    let about = Signal::derive(move || short(&what.get()));
    let next = Callback::new(move |()| {
        let index = rank(sheet, id, place).saturating_add(1);
        add_action(sheet, app, place, index);
    });
    let named = move |label: &str| format!("{label}-{id}");
    view! {
        <li class="item action" class:action--done=of(move || done.get()) data-item=id.to_string()>
            <div class="action__first">
                <Handle id about kind="actie" />
                <label class="check">
                    <input
                        type="checkbox"
                        class="check__box"
                        prop:checked=of(move || done.get())
                        disabled=of(move || sheet.locked.get())
                        aria-label=of(move || format!("{}: {}", t::ACTION_DONE, about.get()))
                        on:change=then(move |event| edit(ActionEdit::Done(event_target_checked(&event))))
                    />
                </label>
                <AreaField name=named("wat") label=t::ACTION_WHAT look=Look::Hidden value=what locked=sheet.locked
                    on_input=Callback::new(move |text| edit(ActionEdit::What(text))) on_enter=next />
                <MenuButton controls=menu_id(id) about open />
            </div>
            <div class="action__second">
                <TextField name=named("wie") label=t::ACTION_WHO value=who locked=sheet.locked
                    on_input=Callback::new(move |text| edit(ActionEdit::Who(text))) />
                <DateField name=named("voor") label=t::ACTION_DUE value=due locked=sheet.locked
                    on_date=Callback::new(move |date| edit(ActionEdit::Due(date))) />
            </div>
            <div class="item__menu" id=menu_id(id) hidden=of(move || !open.get())>
                <Show when=move || open.get()>
                    <ActionMenu id place />
                    <Changed place=Place::Action(id) />
                </Show>
            </div>
            {conflicts(Place::Action(id))}
        </li>
    }
    .into_any()
}

/// The buttons of an action.
#[component]
fn ActionMenu(id: ItemId, place: ActionBox) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let at = Memo::new(move |_| {
        sheet.session.read(Place::Actions, |canvas| {
            let actions = canvas.actions_in(place);
            let index = actions
                .iter()
                .position(|(other, _)| *other == id)
                .unwrap_or_default();
            (index, index.saturating_add(1) >= actions.len())
        })
    });
    let go = move |place: ActionBox, index: usize, control: &'static str| {
        let command = sheet
            .session
            .peek(|canvas| move_to(canvas, place, index, id));
        sheet.session.edit(command);
        focus_soon(app.root, format!("[data-item=\"{id}\"] {control}"));
    };
    let remove = Callback::new(move |()| {
        let ids: Vec<ItemId> = sheet.session.peek(|canvas| {
            let actions = canvas.actions_in(place);
            actions.into_iter().map(|(id, _)| id).collect()
        });
        sheet.session.edit(Command::PutAction(id, None));
        focus_soon(app.root, after_removal(&ids, id, place.wire()));
    });
    let locked = sheet.locked;
    let others = ActionBox::ALL
        .into_iter()
        .filter(move |other| *other != place);
    view! {
        <IconButton icon=Icon::Up text=t::MOVE_UP hook="up"
            disabled=Signal::derive(move || locked.get() || at.get().0 == 0)
            on_press=Callback::new(move |()| go(place, at.get_untracked().0.saturating_sub(1), UP)) />
        <IconButton icon=Icon::Down text=t::MOVE_DOWN hook="down"
            disabled=Signal::derive(move || locked.get() || at.get().1)
            on_press=Callback::new(move |()| go(place, at.get_untracked().0.saturating_add(1), DOWN)) />
        {others.map(|other| view! {
            <IconButton icon=Icon::Right text=format!("{} {}", t::MOVE_TO, names::action_box(other)) disabled=locked
                on_press=Callback::new(move |()| go(other, usize::MAX, MENU)) />
        }).collect_view()}
        <IconButton icon=Icon::Bin text=t::REMOVE disabled=locked on_press=remove />
    }
}

fn read<T>(sheet: Sheet, id: ItemId, read: impl FnOnce(&Action) -> T) -> Option<T> {
    sheet.session.read(Place::Action(id), |canvas| {
        canvas.actions.get(&id).map(read)
    })
}

fn text(sheet: Sheet, id: ItemId, field: fn(&Action) -> String) -> Signal<String> {
    Signal::derive(move || read(sheet, id, field).unwrap_or_default())
}

fn rank(sheet: Sheet, id: ItemId, place: ActionBox) -> usize {
    let at = |canvas: &crate::domain::Canvas| {
        canvas
            .actions_in(place)
            .iter()
            .position(|(other, _)| *other == id)
    };
    sheet.session.peek(at).unwrap_or_default()
}

/// The start of a text, to name an item by.
pub(super) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if text.chars().count() > 40 {
        short.push('…');
    }
    short
}
