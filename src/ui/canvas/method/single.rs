//! An entry that stands by itself.

use leptos::prelude::*;

use crate::domain::method::{Entry, SingleEntry};
use crate::domain::{Command, Place};
use crate::texts::method_fields::{EntryField, OTHER_TEAM, single_fields};
use crate::texts::{method as t, names};
use crate::ui::context::CanvasContext;
use crate::ui::view::{callback, derived};

use super::fields::{Filled, fields};

/// Its section.
pub(super) fn section(place: SingleEntry) -> AnyView {
    let words = [names::single_entry(place), t::single_hint(place)];
    section_of(place, words, single_fields(place))
}

/// The team that a canvas is of, where that is another than the one that keeps it.
pub(super) fn other_team() -> AnyView {
    section_of(SingleEntry::Team, t::OTHER_TEAM, OTHER_TEAM)
}

fn section_of(
    place: SingleEntry,
    [heading, hint]: [&'static str; 2],
    its: &'static [EntryField],
) -> AnyView {
    let context = CanvasContext::here();
    let entry = derived(move || {
        let read = |canvas: &crate::domain::Canvas| canvas.single(place).cloned();
        let entry = context.handle.read(Place::Single(place), read);
        entry.unwrap_or_else(|| Entry::new(None))
    });
    let filled = Filled {
        name: StoredValue::new(place.wire().to_owned()),
        entry,
        about: None,
        edit: callback(move |edit| context.handle.edit(Command::Single(place, edit))),
    };
    let content = vec![fields(filled, its)];
    super::section::section(place.wire(), heading, hint, content)
}
