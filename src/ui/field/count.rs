//! Counts and chances: typed as people write them, kept exactly.

use leptos::prelude::*;

use crate::domain::Count;
use crate::texts::chance::{self, ChanceError};
use crate::texts::{explain, number};
use crate::ui::view::{callback, derived};

use super::draft::Draft;
use super::value::{FieldOptions, typed_field};

/// A field for a count.
pub(crate) fn count_field(
    name: &str,
    label: Signal<String>,
    value: Signal<Option<Count>>,
    // Takes the count, or says why it can't be.
    on_count: Callback<Option<Count>, Option<String>>,
    locked: Signal<bool>,
    options: FieldOptions,
) -> AnyView {
    let parse = |text: &str| {
        number::parse_count(text).map_err(|error| explain::count_error(error).to_owned())
    };
    let draft = Draft::new(written(value), parse, number::format_count, on_count);
    typed_field(draft, name, label, locked, numeric(options))
}

/// A chance in percents; an empty field is certain.
pub(crate) fn chance_field(
    name: &str,
    label: Signal<String>,
    value: Signal<Option<Count>>,
    // Takes the chance, or says why it can't be.
    on_chance: Callback<Option<Count>, Option<String>>,
    // Gets the chance from before the focus when that comes back, for what isn't in the document yet.
    on_back: Callback<Option<Count>>,
    locked: Signal<bool>,
    options: FieldOptions,
) -> AnyView {
    // Beyond 100 no further key can mend it: that is said at once.
    let parse = |text: &str| match chance::parse_chance(text) {
        Ok(chance) => Ok(chance.map(Some)),
        Err(ChanceError::Outside) => Ok(Some(None)),
        Err(error) => Err(explain::chance_error(error).to_owned()),
    };
    let put = callback(move |chance: Option<Option<Count>>| match chance {
        Some(None) => Some(explain::chance_error(ChanceError::Outside).to_owned()),
        possible => on_chance.try_run(possible.flatten()).flatten(),
    });
    // What is outside is written as no chance ever is.
    let format =
        |chance: Option<Count>| chance.map_or_else(|| "%".to_owned(), number::format_count);
    let back = callback(move |before: String| {
        on_back.try_run(parse(&before).ok().flatten().flatten());
    });
    let draft = Draft::new(written(value), parse, format, put).on_restore(back);
    typed_field(draft, name, label, locked, numeric(options))
}

fn written(value: Signal<Option<Count>>) -> Signal<String> {
    derived(move || value.get().map(number::format_count).unwrap_or_default())
}

fn numeric(options: FieldOptions) -> FieldOptions {
    FieldOptions {
        class: "utrecht-textbox--numeric",
        ..options
    }
}
