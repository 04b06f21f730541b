//! A choice from a list, with the device's own picker.

use leptos::prelude::*;

use super::form_field::{FormField, Look, described_by};
use crate::ui::context::ElementContext;
use crate::ui::view::{derived, dynamic, handler};

/// An option: its value and its label.
pub(crate) type Choices = Vec<(String, String)>;

/// A choice from a list. A value in the document that isn't in the list comes first, by its own name.
pub(crate) fn select_field(
    name: &str,
    label: Signal<String>,
    choices: Signal<Choices>,
    value: Signal<(String, String)>,
    // Takes the choice, or says why it can't be.
    on_choice: Callback<String, Option<String>>,
    locked: Signal<bool>,
    look: Look,
) -> AnyView {
    select_field_of(name, label, None, choices, value, on_choice, locked, look)
}

/// As [`select_field`]; `about` is what the field is of, in its name for screen readers only.
#[expect(clippy::too_many_arguments, reason = "each is one thing of a field")]
pub(crate) fn select_field_of(
    name: &str,
    label: Signal<String>,
    about: Option<Signal<String>>,
    choices: Signal<Choices>,
    value: Signal<(String, String)>,
    on_choice: Callback<String, Option<String>>,
    locked: Signal<bool>,
    look: Look,
) -> AnyView {
    let id = ElementContext::here().id(name);
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
    let refused = RwSignal::new(None::<String>);
    let chosen = move |event: leptos::ev::Event| {
        let error = on_choice.try_run(event_target_value(&event)).flatten();
        if error.is_some() {
            // What the document refuses doesn't stand in the field as if it had been taken.
            let now = value.try_get_untracked().unwrap_or_default();
            event_target::<web_sys::HtmlSelectElement>(&event).set_value(&now.0);
        }
        refused.try_set(error);
    };
    view! {
        <FormField id=id.clone() label about look error=refused>
            <select class="utrecht-textbox utrecht-textbox--html-input select" id=id aria-describedby=described
                disabled=derived(move || locked.get())
                prop:value=derived(move || value.get().0)
                aria-invalid=derived(move || refused.with(Option::is_some).then_some("true"))
                on:change=handler(chosen)>
                {dynamic(options)}
            </select>
        </FormField>
    }
    .into_any()
}
