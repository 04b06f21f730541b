//! A list of entries: each with its fields, added below and removed by its button.

use leptos::prelude::*;

use crate::domain::method::{
    Entry, EntryEdit, EntryList, Party, Question, Registration, Table, next_table, parties,
};
use crate::domain::sort::sort_by;
use crate::domain::{Canvas, Command, ItemId, OrderKey, Place};
use crate::texts::method_fields::list_fields;
use crate::texts::{method as t, names};
use crate::ui::canvas::print::drawing;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::{focus_in_place, focus_soon};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::text;
use crate::ui::step::offer_undo;
use crate::ui::view::{For, callback, derived, dynamic, handler, memo};

use super::fields::{Filled, fields};

/// Its section.
pub(super) fn section(list: EntryList) -> AnyView {
    let context = CanvasContext::here();
    let ids = memo(move |_| {
        context
            .handle
            .read(Place::Entries(list), |it| ids(it, list))
    });
    let add = move |_| add(list);
    let label = [t::ADD, ": ", names::entry_list(list)].concat();
    let items = view! {
        <ul class="method__items" role="list">
            <For each=ids key=ItemId::to_string let:id>{item(list, id, ids)}</For>
        </ul>
    }
    .into_any();
    let button = dynamic(move || {
        (!context.locked.get()).then(|| {
            view! {
                <Button kind=ButtonKind::Add label=label.clone() on_press=handler(add)>
                    {icon(Icon::Plus)}<span>{t::ADD}</span>
                </Button>
            }
        })
    });
    let none = dynamic(move || {
        (ids.read().is_empty() && context.locked.get()).then(|| text("p", "method__hint", t::NONE))
    });
    let mut content = vec![none.into_any(), items, button.into_any()];
    match list {
        EntryList::Parties => content.insert(0, counts(context, ids)),
        EntryList::Questions => content.insert(0, super::question::count(context, ids)),
        _ => {}
    }
    let (heading, hint) = (names::entry_list(list), t::list_hint(list));
    super::section::section(list.wire(), heading, hint, content)
}

/// The entries of a list in their order. Tables come by their days, those without one last: their keys rank
/// them among the cases of other canvases.
fn ids(canvas: &Canvas, list: EntryList) -> Vec<ItemId> {
    let mut entries = canvas.entries_in_order(list);
    if list == EntryList::Registrations {
        let day = |entry: &Entry| {
            let day = entry.date(Registration::DATE);
            (day.is_none(), day)
        };
        sort_by(&mut entries, &|(_, one), (_, other)| {
            day(one).cmp(&day(other))
        });
    }
    entries.into_iter().map(|(id, _)| id).collect()
}

/// How many parties there are now and after the plan, and a drawing of them.
fn counts(context: CanvasContext, ids: Memo<Vec<ItemId>>) -> AnyView {
    let parties = move || {
        let list = EntryList::Parties;
        for id in ids.get() {
            context.handle.read(Place::Entry(list, id), |_| ());
        }
        context.handle.peek(parties)
    };
    let shown = dynamic(move || {
        (!ids.read().is_empty()).then(|| {
            let all = parties();
            let now = all.iter().filter(|it| it.now).count();
            let after = all.iter().filter(|it| it.after).count();
            let count = text("p", "method__count", t::parties(now, after));
            vec![count, drawing(&all)]
        })
    });
    shown.into_any()
}

fn item(list: EntryList, id: ItemId, ids: Memo<Vec<ItemId>>) -> AnyView {
    let context = CanvasContext::here();
    let entry = derived(move || {
        let read = |canvas: &Canvas| canvas.entries(list).get(&id).cloned();
        let entry = context.handle.read(Place::Entry(list, id), read);
        entry.unwrap_or_else(|| Entry::new(None))
    });
    let rank = move || {
        let at = ids.with(|ids| ids.iter().position(|other| *other == id));
        at.unwrap_or_default().saturating_add(1)
    };
    let name = derived(move || t::entry(list, rank()));
    let filled = Filled {
        name: StoredValue::new([list.wire(), "-", &id.to_string()].concat()),
        entry,
        about: Some(name),
        edit: callback(move |edit| context.handle.edit(edited(context, list, id, edit))),
    };
    let remove_label = derived(move || [t::REMOVE, ": ", &name.get()].concat());
    let remove = move |_| remove(list, id);
    view! {
        <li class="method__item" data-item=id.to_string()>
            {fields(filled, list_fields(list))}
            {more(list, filled)}
            {dynamic(move || (!context.locked.get()).then(|| view! {
                <Button kind=ButtonKind::Text label=remove_label on_press=handler(remove)>
                    {icon(Icon::Bin)}<span>{t::REMOVE}</span>
                </Button>
            }))}
        </li>
    }
    .into_any()
}

/// What an entry shows below its fields.
fn more(list: EntryList, filled: Filled) -> Option<AnyView> {
    match list {
        EntryList::Registrations => Some(super::table::attendees(filled)),
        EntryList::Questions => Some(super::question::state(filled)),
        _ => None,
    }
}

/// The command for an edit of an entry. One party directs: the others then don't.
fn edited(context: CanvasContext, list: EntryList, id: ItemId, edit: EntryEdit) -> Command {
    let directs = edit == EntryEdit::flag(Party::DIRECTS, true);
    let edit = Command::Entry(list, id, edit);
    if !directs || list != EntryList::Parties {
        return edit;
    }
    let others: Vec<Command> = context.handle.peek(|canvas| {
        let entries = canvas.entries(list).iter();
        let others = entries.filter(|(other, entry)| **other != id && entry.flag(Party::DIRECTS));
        let stop = |(other, _): (&ItemId, &Entry)| {
            Command::Entry(list, *other, EntryEdit::flag(Party::DIRECTS, false))
        };
        others.map(stop).collect()
    });
    Command::Batch([edit].into_iter().chain(others).collect())
}

/// Adds an empty entry at the end, and goes to its first field.
fn add(list: EntryList) {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let id = context.handle.environment().item_id();
    let order = context.handle.peek(|canvas| {
        let entries = canvas.entries_in_order(list);
        let mut last = entries.into_iter().rev();
        let last = last.find_map(|(_, entry)| entry.order());
        OrderKey::between(last, None, id)
    });
    let entry = Some(Box::new(begun(context, list, Entry::new(Some(order)))));
    if context
        .handle
        .dispatch(Command::PutEntry(list, id, entry))
        .is_ok()
    {
        focus_soon(
            app.root,
            format!("[data-item=\"{id}\"] :is(input, select, textarea)"),
        );
    }
}

/// A new entry with what is likely: the next table, and a question's answer by then.
fn begun(context: CanvasContext, list: EntryList, entry: Entry) -> Entry {
    let team = WorkspaceHandle::here().get().municipal_settings().team();
    let days = team.with_untracked(|team| team.table_days.clone());
    let next = next_table(context.handle.environment().today(), &days).to_string();
    match list {
        EntryList::Questions => entry.with(Question::DUE, next),
        EntryList::Registrations => {
            let has_sparred = context.handle.peek(|canvas| {
                let mut entries = canvas.entries(list).values();
                entries.any(|it| Registration::of(it).table == Some(Table::Sparring))
            });
            let table = if has_sparred {
                Table::Breakthrough
            } else {
                Table::Sparring
            };
            entry
                .with(Registration::TABLE, table.wire())
                .with(Registration::DATE, next)
        }
        _ => entry,
    }
}

/// Removes an entry, and offers to undo that.
fn remove(list: EntryList, id: ItemId) {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    context.handle.edit(Command::PutEntry(list, id, None));
    let button = format!("[data-block=\"{}\"] .add-button", list.wire());
    focus_in_place(app.root, button);
    offer_undo(app, context.handle, t::removed(list).to_owned());
}
