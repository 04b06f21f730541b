//! A choice from a list, with the device's own picker.

use leptos::prelude::*;

use super::wrap::{Look, Wrap, described_by};
use crate::ui::context::App;

/// What can be chosen: the value, and how it is called.
pub(crate) type Choices = Vec<(String, String)>;

/// One of a list. What the document says and the list lacks comes first, by its own name.
pub(crate) fn select_field(
    name: &str,
    label: Signal<String>,
    choices: Signal<Choices>,
    value: Signal<(String, String)>,
    on_choice: Callback<String>,
    locked: Signal<bool>,
    look: Look,
) -> AnyView {
    let id = App::here().id(name);
    let described = described_by(&id);
    let options = move || {
        let (mut all, chosen) = (choices.get(), value.get());
        if !all.iter().any(|(value, _)| *value == chosen.0) {
            all.insert(0, chosen.clone());
        }
        all.into_iter()
            .map(|(value, name)| {
                let selected = value == chosen.0;
                view! { <option value=value selected=selected>{name}</option> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Wrap id=id.clone() label look>
            <select class="utrecht-textbox utrecht-textbox--html-input select" id=id aria-describedby=described
                disabled=move || locked.get()
                prop:value=move || value.get().0
                on:change=move |event| on_choice.run(event_target_value(&event))>
                {options}
            </select>
        </Wrap>
    }
    .into_any()
}
