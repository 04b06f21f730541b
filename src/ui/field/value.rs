//! The input of a value: a text that a draft reads.

use leptos::prelude::*;

use super::closing::Closing;
use super::draft::Draft;
use super::form_field::{FormField, Look, described_by};
use crate::ui::context::ElementContext;
use crate::ui::view::{derived, handler};

/// The look of a field of a value.
#[derive(Clone, Copy, Default)]
pub(crate) struct FieldOptions {
    pub look: Look,
    /// What the field is of, in its name for screen readers only.
    pub about: Option<Signal<String>>,
    pub hint: &'static str,
    /// Classes of the input beside those of every input.
    pub class: &'static str,
    /// A sign before the number, hidden from screen readers.
    pub sign: Option<&'static str>,
    /// The keyboard that a screen shows, as `inputmode` names it; that of numbers unless given.
    pub keyboard: Option<&'static str>,
}

/// An input for a draft, with its label and messages.
pub(crate) fn typed_field(
    draft: Draft,
    name: &str,
    label: Signal<String>,
    locked: Signal<bool>,
    options: FieldOptions,
) -> AnyView {
    let input = typed_input(draft, name, locked, options);
    let inner = match options.sign {
        Some(sign) => view! {
            <div class="money">
                <span class="money__sign" aria-hidden="true">{sign}</span>
                {input}
            </div>
        }
        .into_any(),
        None => input,
    };
    wrapped(draft, name, label, options, inner)
}

/// The label and messages of a draft around its input.
pub(super) fn wrapped(
    draft: Draft,
    name: &str,
    label: Signal<String>,
    options: FieldOptions,
    inner: AnyView,
) -> AnyView {
    let id = ElementContext::here().id(name);
    let error = derived(move || draft.error());
    view! { <FormField id label about=options.about look=options.look hint=options.hint error>{inner}</FormField> }
        .into_any()
}

/// The input of a draft by itself.
pub(super) fn typed_input(
    draft: Draft,
    name: &str,
    locked: Signal<bool>,
    options: FieldOptions,
) -> AnyView {
    let id = ElementContext::here().id(name);
    Closing::watch(draft, &id);
    let described = described_by(&id);
    let wrong = derived(move || draft.error().is_some());
    let class = format!(
        "utrecht-textbox utrecht-textbox--html-input {}",
        options.class
    );
    view! {
        <input
            class=class
            class:utrecht-textbox--invalid=wrong
            type="text"
            inputmode=options.keyboard.unwrap_or("decimal")
            id=id
            autocomplete="off"
            aria-describedby=described
            aria-invalid=derived(move || wrong.get().then_some("true"))
            readonly=derived(move || locked.get())
            prop:value=derived(move || draft.guard.show(draft.shown()))
            on:focus=handler(move |_| draft.enter())
            on:input=handler(move |event| draft.typed(event_target_value(&event)))
            on:blur=handler(move |_| draft.leave())
        />
    }
    .into_any()
}
