//! Who is around the family, the rules that apply and the decisions about the plan, on paper.

use leptos::prelude::*;

use crate::domain::Canvas;
use crate::domain::method::{Decision, Entry, EntryList, parties, standing};
use crate::texts::{method as t, method_fields, names};
use crate::ui::markup::{element, text};

use super::boxes::print_box;
use super::drawing::drawing;

/// The parties, the rules and the decisions; nothing for a list that has none.
pub(super) fn print_around(canvas: &Canvas) -> Vec<AnyView> {
    [circle(canvas), rules(canvas), decisions(canvas)]
        .into_iter()
        .flatten()
        .collect()
}

/// Who is around the family, drawn.
fn circle(canvas: &Canvas) -> Option<AnyView> {
    let parties = parties(canvas);
    let list = EntryList::Parties;
    let is_any = parties.iter().any(|it| it.now || it.after);
    is_any.then(|| {
        print_box(
            list.wire(),
            names::entry_list(list),
            vec![drawing(&parties)],
        )
    })
}

fn rules(canvas: &Canvas) -> Option<AnyView> {
    let list = EntryList::Rules;
    let rows = canvas.entries_in_order(list).into_iter();
    let rows: Vec<AnyView> = rows.filter_map(|(_, entry)| rule(entry)).collect();
    boxed(list, Vec::new(), rows)
}

fn rule(entry: &Entry) -> Option<AnyView> {
    let fields = method_fields::list_fields(EntryList::Rules).iter();
    let words = fields.map(|field| method_fields::said(field, entry.text(field.name)));
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    (!words.is_empty()).then(|| text("li", "print__text", words.join(" · ")))
}

fn decisions(canvas: &Canvas) -> Option<AnyView> {
    let now = standing(canvas);
    let mut all: Vec<Decision> = canvas
        .entries(EntryList::Decisions)
        .values()
        .filter_map(Decision::of)
        .collect();
    crate::domain::sort::sort_by(&mut all, &|one, other| one.at.cmp(&other.at));
    let rows = all.iter().map(|it| {
        let words = t::decision(it, it.plan == now.plan);
        text("li", "print__text", words)
    });
    let stands = if now.is_valid() {
        t::STANDS
    } else {
        t::STANDS_NOT_SHORT
    };
    boxed(
        EntryList::Decisions,
        vec![text("p", "print__text", stands)],
        rows.collect(),
    )
}

/// A box with a list; `None` if the list is empty.
fn boxed(list: EntryList, mut before: Vec<AnyView>, rows: Vec<AnyView>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    before.push(element("ul", "print__list", rows));
    Some(print_box(list.wire(), names::entry_list(list), before))
}
