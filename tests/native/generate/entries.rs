//! Generates what is around a plan, and edits of it.

use maatwerk::domain::method::{
    Attendee, Decision, Entry, EntryEdit, EntryList, Realised, Registration, Review, SingleEntry,
    Verdict,
};
use maatwerk::domain::{Author, Command, CostLine, FrozenPlan, LineEdit};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{date, filled, item_id, money, order_key, plan_of, text};

/// One of a few professionals, some of them with one name or one id.
pub(super) fn professional() -> BoxedStrategy<Author> {
    (0_u8..4, 0_u8..4)
        .prop_map(|(id, name)| Author {
            id: format!("p-{id}"),
            name: format!("Naam {name}"),
            ..Author::default()
        })
        .boxed()
}

fn entry_list() -> BoxedStrategy<EntryList> {
    select(EntryList::ALL.to_vec()).boxed()
}

/// Wire names of texts of entries.
fn text_field() -> BoxedStrategy<&'static str> {
    select(vec!["naam", "wat", "vraag", "van"]).boxed()
}

fn entry_edit() -> BoxedStrategy<EntryEdit> {
    prop_oneof![
        3 => (text_field(), text()).prop_map(|(name, text)| EntryEdit::text(name, &text)),
        1 => option::of(date()).prop_map(|day| EntryEdit::date("datum", day)),
        1 => any::<bool>().prop_map(|set| EntryEdit::flag("regie", set)),
        1 => option::of(order_key()).prop_map(EntryEdit::Order),
    ]
    .boxed()
}

pub(super) fn entry() -> BoxedStrategy<Entry> {
    (
        option::of(order_key()),
        text_field(),
        filled(),
        any::<bool>(),
    )
        .prop_map(|(order, name, text, regie)| {
            Entry::new(order).with(name, text).with("regie", regie)
        })
        .boxed()
}

fn attendee() -> BoxedStrategy<Option<Attendee>> {
    let one =
        (option::of(order_key()), text(), text()).prop_map(|(order, name, discipline)| Attendee {
            order,
            name,
            discipline,
        });
    option::weighted(0.7, one).boxed()
}

/// Puts somebody at a table, or takes them off.
fn attendance() -> BoxedStrategy<Command> {
    (item_id(), item_id(), attendee(), item_id(), attendee())
        .prop_map(|(table, id, one, other_id, other)| {
            let entry = Entry::new(None);
            let mut edit = Registration::with_attendee(&entry, id, one.as_ref());
            let mut filled = entry.clone();
            edit.swap(&mut filled);
            let edit = Registration::with_attendee(&filled, other_id, other.as_ref());
            Command::Entry(EntryList::Registrations, table, edit)
        })
        .boxed()
}

/// What a line has cost at one moment, or at both.
pub(super) fn realised() -> BoxedStrategy<LineEdit> {
    let one = || {
        (option::of(money()), text(), option::of(date())).prop_map(|(amount, source, date)| {
            Realised {
                amount,
                source,
                date,
            }
        })
    };
    (one(), option::of(one()))
        .prop_map(|(first, last)| {
            let line = CostLine::new("V".parse().unwrap());
            let mut edit = first.edit(&line, Review::After6Months);
            let Some(last) = last else { return edit };
            let mut filled = line.clone();
            edit.swap(&mut filled);
            last.edit(&filled, Review::After12Months)
        })
        .boxed()
}

fn decision() -> BoxedStrategy<Entry> {
    (
        0_u8..4,
        select(Verdict::ALL.to_vec()),
        professional(),
        text(),
    )
        .prop_map(|(plan, verdict, person, reason)| {
            let (plan, _) = FrozenPlan::of(&plan_of(plan), String::new());
            let discipline = "jeugd".to_owned();
            Decision {
                plan,
                verdict,
                person,
                discipline,
                reason,
                at: None,
            }
            .entry()
        })
        .boxed()
}

pub(super) fn entry_command() -> BoxedStrategy<Command> {
    let put = |entry: BoxedStrategy<Entry>| option::weighted(0.8, entry.prop_map(Box::new));
    prop_oneof![
        2 => (entry_list(), item_id(), put(entry()))
            .prop_map(|(list, id, entry)| Command::PutEntry(list, id, entry)),
        1 => (item_id(), put(decision()))
            .prop_map(|(id, entry)| Command::PutEntry(EntryList::Decisions, id, entry)),
        2 => (entry_list(), item_id(), entry_edit())
            .prop_map(|(list, id, edit)| Command::Entry(list, id, edit)),
        1 => attendance(),
        1 => (select(SingleEntry::ALL.to_vec()), text_field(), text())
            .prop_map(|(place, name, text)| Command::Single(place, EntryEdit::text(name, &text))),
    ]
    .boxed()
}
