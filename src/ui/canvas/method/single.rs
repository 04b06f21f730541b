//! An entry that stands by itself.

use leptos::prelude::*;

use crate::domain::method::{Entry, SingleEntry};
use crate::domain::{Command, Place};
use crate::texts::method_fields::single_fields;
use crate::texts::{method as t, names};
use crate::ui::context::CanvasContext;
use crate::ui::view::{callback, derived};

use super::fields::{Filled, fields};

/// Its section.
pub(super) fn section(place: SingleEntry) -> AnyView {
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
    let content = vec![fields(filled, single_fields(place))];
    let (heading, hint) = (names::single_entry(place), t::single_hint(place));
    super::section::section(place.wire(), heading, hint, content)
}
