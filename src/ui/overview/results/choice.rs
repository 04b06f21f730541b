//! A choice from a list, above what it chooses from.

use leptos::prelude::*;

use crate::ui::field::{Choices, Look, select_field};
use crate::ui::view::{callback, derived};

/// The field. `set` gets the value of each choice; a value that isn't among the choices shows by itself.
pub(super) fn choice(
    name: &str,
    label: &'static str,
    choices: Signal<Choices>,
    value: Signal<String>,
    set: Callback<String>,
) -> AnyView {
    let chosen = move || {
        let value = value.get();
        let found = choices.get().into_iter().find(|(its, _)| *its == value);
        found.unwrap_or((value.clone(), value))
    };
    let choose = callback(move |value: String| {
        set.run(value);
        None
    });
    select_field(
        name,
        Signal::stored(label.to_owned()),
        choices,
        derived(chosen),
        choose,
        Signal::stored(false),
        Look::Above,
    )
}

/// Choices with one for all of them, which has an empty value, before the others.
pub(super) fn with_all(all: &str, mut choices: Choices) -> Choices {
    choices.insert(0, (String::new(), all.to_owned()));
    choices
}
