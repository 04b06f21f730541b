//! Who was at a table, and whether a spar-tafel had three disciplines.

use leptos::prelude::*;

use crate::domain::method::{Attendee, Entry, Registration, Table};
use crate::domain::{ItemId, OrderKey};
use crate::texts::method as t;
use crate::ui::author::disciplines;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::{focus_in_place, focus_soon};
use crate::ui::field::{Look, TextField, select_field_of};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::text;
use crate::ui::view::{For, callback, derived, dynamic, handler, memo};

use super::fields::Filled;

/// Who was there: each with a name and a discipline.
pub(super) fn attendees(filled: Filled) -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let ids = memo(move |_| {
        let registration = filled.entry.with(Registration::of);
        let present = registration.present.into_iter();
        present.map(|(id, _)| id).collect::<Vec<_>>()
    });
    let add = move |_| {
        let id = context.handle.environment().item_id();
        let last = filled
            .entry
            .with_untracked(|entry| Registration::of(entry).present.pop());
        let last = last.and_then(|(_, attendee)| attendee.order);
        let attendee = Attendee {
            order: Some(OrderKey::between(last.as_ref(), None, id)),
            ..Attendee::default()
        };
        put(filled, id, Some(&attendee));
        focus_soon(app.root, format!("[data-attendee=\"{id}\"] input"));
    };
    let label = derived(move || {
        let about = filled.about.map(|about| about.get()).unwrap_or_default();
        [t::ATTENDEE_ADD, ": ", &about].concat()
    });
    view! {
        <div class="method__present" role="group" aria-label=t::PRESENT>
            <p class="method__label">{t::PRESENT}</p>
            <ul class="method__items" role="list">
                <For each=ids key=ItemId::to_string let:id>{attendee(filled, id, ids)}</For>
            </ul>
            {dynamic(move || complete(filled))}
            {dynamic(move || (!context.locked.get()).then(|| view! {
                <Button kind=ButtonKind::Add label on_press=handler(add)>
                    {icon(Icon::Plus)}<span>{t::ATTENDEE_ADD}</span>
                </Button>
            }))}
        </div>
    }
    .into_any()
}

/// Whether a spar-tafel had people of three disciplines; nothing for a table with nobody yet.
fn complete(filled: Filled) -> Option<AnyView> {
    let table = filled.entry.with(Registration::of);
    if table.table != Some(Table::Sparring) || table.present.is_empty() {
        return None;
    }
    let words = if table.is_complete() {
        t::SPAR_COMPLETE.to_owned()
    } else {
        t::spar_incomplete(table.disciplines())
    };
    Some(text("p", "method__state", words))
}

fn put(filled: Filled, id: ItemId, attendee: Option<&Attendee>) {
    let edit = filled
        .entry
        .with_untracked(|entry| Registration::with_attendee(entry, id, attendee));
    filled.edit.run(edit);
}

fn read(entry: &Entry, id: ItemId) -> Attendee {
    let mut present = Registration::of(entry).present.into_iter();
    let found = present.find(|(other, _)| *other == id);
    found.map(|(_, attendee)| attendee).unwrap_or_default()
}

fn attendee(filled: Filled, id: ItemId, ids: Memo<Vec<ItemId>>) -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let person = move || filled.entry.with(|entry| read(entry, id));
    let now = move || filled.entry.with_untracked(|entry| read(entry, id));
    let about = derived(move || {
        let at = ids.with(|ids| ids.iter().position(|other| *other == id));
        let table = filled.about.map(|about| about.get()).unwrap_or_default();
        t::attendee(at.unwrap_or_default().saturating_add(1), &table)
    });
    let named = move |name: String| put(filled, id, Some(&Attendee { name, ..now() }));
    let chosen = move |discipline: String| {
        put(
            filled,
            id,
            Some(&Attendee {
                discipline,
                ..now()
            }),
        );
        None
    };
    let remove = move |_| {
        put(filled, id, None);
        let block = [
            "[data-item]:has(#",
            &app.id(&filled.name.get_value()),
            "-tafel) .add-button",
        ];
        focus_in_place(app.root, block.concat());
    };
    let locked = context.locked;
    let field = select_field_of(
        &["discipline-", &id.to_string()].concat(),
        Signal::stored(t::DISCIPLINE.to_owned()),
        Some(about),
        Signal::stored(disciplines(WorkspaceHandle::here())),
        derived(move || (person().discipline, person().discipline)),
        callback(chosen),
        locked.into(),
        Look::Above,
    );
    let label = derived(move || [t::REMOVE, ": ", &about.get()].concat());
    view! {
        <li class="method__attendee" data-attendee=id.to_string()>
            <TextField name=["naam-", &id.to_string()].concat() label=t::ATTENDEE_NAME about value=derived(move || person().name)
                on_input=callback(named) locked />
            {field}
            {dynamic(move || (!locked.get()).then(|| view! {
                <Button kind=ButtonKind::Icon label title=t::REMOVE on_press=handler(remove)>{icon(Icon::Bin)}</Button>
            }))}
        </li>
    }
    .into_any()
}
