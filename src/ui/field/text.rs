//! Text inputs of one line and of many.

use crate::ui::view::{derived, effect, handler, memo};
use leptos::html;
use leptos::prelude::*;

use crate::domain::{limits, personal_data};
use crate::texts::explain;

use super::focus_guard::FocusGuard;
use super::form_field::{FormField, Look, described_by};
use crate::ui::context::ElementContext;

/// What a field shows of a text that is too long to edit: a browser takes seconds to lay out all of it.
const START: usize = 10_000;

/// Whether a text is too long to edit.
pub(crate) fn is_long(text: &str) -> bool {
    text.len() > limits::TEXT_BYTES
}

/// What a field shows of a text.
pub(crate) fn start_of(text: String) -> String {
    if !is_long(&text) {
        return text;
    }
    text.chars().take(START).chain(['…']).collect()
}

/// The warnings about a text.
pub(crate) fn warnings_of(text: &str) -> Vec<String> {
    if is_long(text) {
        return vec![explain::long_text(text.chars().count())];
    }
    personal_data(text)
        .into_iter()
        .map(|kind| explain::personal_data(kind).to_owned())
        .collect()
}

/// The warnings about a text, looked up again only when it changes.
fn warnings(value: Signal<String>) -> Memo<Vec<String>> {
    memo(move |_| value.with(|text| warnings_of(text)))
}

/// One line of text.
#[component]
pub(crate) fn TextField(
    name: String,
    #[prop(into)] label: Signal<String>,
    /// What the field is of, in its name for screen readers only.
    #[prop(optional)]
    about: Option<Signal<String>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] locked: Signal<bool>,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] hint: &'static str,
    /// The error about the field's text; `None` for none.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = ElementContext::here().id(&name);
    let described = described_by(&id);
    let guard = FocusGuard::new();
    let long = memo(move |_| value.with(|text| is_long(text)));
    view! {
        <FormField id=id.clone() label about look hint error warnings=warnings(value)>
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                type="text"
                id=id
                autocomplete="off"
                aria-describedby=described
                aria-invalid=derived(move || error.with(Option::is_some).then_some("true"))
                readonly=derived(move || locked.get() || long.get())
                prop:value=derived(move || guard.show(start_of(value.get())))
                on:focus=handler(move |_| guard.enter())
                on:blur=handler(move |_| guard.leave())
                on:input=handler(move |event| {
                    guard.typed(event_target_value(&event), &|text| on_input.run(text.to_owned()));
                })
            />
        </FormField>
    }
}

/// Many lines of text; grows with what is written.
#[component]
pub(crate) fn AreaField(
    name: String,
    #[prop(into)] label: Signal<String>,
    /// What the field is of, in its name for screen readers only.
    #[prop(optional_no_strip)]
    about: Option<Signal<String>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] locked: Signal<bool>,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] hint: &'static str,
    /// Called on Enter without Shift, where the field is an item of a list; else Enter is a new line.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let id = ElementContext::here().id(&name);
    let described = described_by(&id);
    let guard = FocusGuard::new();
    // The field and its mirror always say the same. No memo: a refused edit leaves the value as it is,
    // and what was typed is then written over.
    let shown = derived(move || guard.show(start_of(value.get())));
    let area = NodeRef::<html::Textarea>::new();
    effect(move || {
        let text = shown.get();
        // Writing what is there already could move the cursor.
        if let Some(area) = area.get()
            && area.value() != text
        {
            area.set_value(&text);
        }
    });
    let long = memo(move |_| value.with(|text| is_long(text)));
    let locked = move || locked.get() || long.get();
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let Some(on_enter) = on_enter else { return };
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            on_enter.run(());
        }
    };
    view! {
        <FormField id=id.clone() label about look hint warnings=warnings(value)>
            <div class="grow">
                <textarea
                    class="utrecht-textarea utrecht-textarea--html-textarea grow__input"
                    rows="1"
                    id=id
                    autocomplete="off"
                    aria-describedby=described
                    readonly=derived(locked)
                    node_ref=area
                    prop:value=untrack(move || shown.get())
                    on:focus=handler(move |_| guard.enter())
                    on:blur=handler(move |_| guard.leave())
                    on:input=handler(move |event| {
                        guard.typed(event_target_value(&event), &|text| on_input.run(text.to_owned()));
                    })
                    on:keydown=handler(keydown)
                ></textarea>
                // The same text in the same place makes the box as high as the text is.
                <div class="grow__mirror" aria-hidden="true">{derived(move || [&shown.get(), " "].concat())}</div>
            </div>
        </FormField>
    }
}
