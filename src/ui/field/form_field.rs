//! The parts around an input: label, hint, warning and error.

use crate::ui::view::{derived, dynamic};
use leptos::prelude::*;

/// How a field's label shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// Above the input.
    #[default]
    Above,
    /// Only for screen readers, as a heading or a column shows it already.
    Hidden,
}

/// A label, hint, error and warnings above an input, tied to it by id.
#[component]
pub(crate) fn FormField(
    id: String,
    #[prop(into)] label: Signal<String>,
    /// What the field is of, in its name for screen readers only.
    #[prop(optional_no_strip)]
    about: Option<Signal<String>>,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] hint: &'static str,
    /// The error about the field's text; `None` for none.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The warning that the text seems to contain personal data; `None` for none.
    #[prop(optional, into)]
    warnings: Signal<Vec<String>>,
    children: Children,
) -> impl IntoView {
    let label_class = match look {
        Look::Above => "utrecht-form-label",
        Look::Hidden => "utrecht-form-label visually-hidden",
    };
    let [hint_id, error_id, warning_id] =
        ["hint", "error", "warning"].map(|part| format!("{id}-{part}"));
    view! {
        <div class="field" class:field--invalid=derived(move || error.with(Option::is_some))>
            <label class=label_class for=id>{shown_label(label, about)}</label>
            {(!hint.is_empty()).then(|| view! {
                <p class="utrecht-form-field-description" id=hint_id>{hint}</p>
            })}
            <div id=error_id>
                {dynamic(move || error.get().map(|error| view! {
                    <p class="utrecht-form-field-error-message" role="alert">{error}</p>
                }))}
            </div>
            {children()}
            <div id=warning_id aria-live="polite">
                {dynamic(move || warnings.get().into_iter().map(|warning| view! {
                    <p class="field__warning">{warning}</p>
                }).collect_view())}
            </div>
        </div>
    }
}

/// The label as it shows; what the field is of is only in its name, as one text.
fn shown_label(label: Signal<String>, about: Option<Signal<String>>) -> AnyView {
    let text = derived(move || label.get());
    let Some(about) = about else {
        return text.into_any();
    };
    view! {
        <span aria-hidden="true">{text}</span>
        <span class="visually-hidden">{text}", "{derived(move || about.get())}</span>
    }
    .into_any()
}

/// The ids of what describes an input, for `aria-describedby`.
pub(crate) fn described_by(id: &str) -> String {
    format!("{id}-hint {id}-error {id}-warning")
}
