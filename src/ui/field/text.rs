//! Text inputs of one line and of many.

use crate::ui::view::{of, then};
use leptos::prelude::*;

use crate::domain::personal_data;
use crate::texts::explain;

use super::hold::Hold;
use super::wrap::{Look, Wrap, described_by};
use crate::ui::context::App;

/// The warnings about a text, looked up again only when it changes.
fn warnings(value: Signal<String>) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        value.with(|text| {
            personal_data(text)
                .into_iter()
                .map(|kind| explain::personal_data(kind).to_owned())
                .collect()
        })
    })
}

/// One line of text.
#[component]
pub(crate) fn TextField(
    name: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] locked: Signal<bool>,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] hint: &'static str,
    /// What is wrong with what stands in the field.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = App::here().id(&name);
    let described = described_by(&id);
    let hold = Hold::new();
    view! {
        <Wrap id=id.clone() label look hint error warnings=warnings(value)>
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                type="text"
                id=id
                autocomplete="off"
                aria-describedby=described
                aria-invalid=of(move || error.with(Option::is_some).then_some("true"))
                readonly=of(move || locked.get())
                prop:value=of(move || hold.show(value.get()))
                on:focus=then(move |_| hold.enter())
                on:blur=then(move |_| hold.leave())
                on:input=then(move |event| {
                    hold.typed(event_target_value(&event), &|text| on_input.run(text.to_owned()));
                })
            />
        </Wrap>
    }
}

/// Many lines of text; grows with what is written.
#[component]
pub(crate) fn AreaField(
    name: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] locked: Signal<bool>,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] hint: &'static str,
    /// Called on Enter without Shift, where the field is an item of a list; else Enter is a new line.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let id = App::here().id(&name);
    let described = described_by(&id);
    let hold = Hold::new();
    // The field and its mirror always say the same.
    let shown = Memo::new(move |_| hold.show(value.get()));
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let Some(on_enter) = on_enter else { return };
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            on_enter.run(());
        }
    };
    view! {
        <Wrap id=id.clone() label look hint warnings=warnings(value)>
            <div class="grow">
                <textarea
                    class="utrecht-textarea utrecht-textarea--html-textarea grow__input"
                    rows="1"
                    id=id
                    autocomplete="off"
                    aria-describedby=described
                    readonly=of(move || locked.get())
                    prop:value=of(move || shown.get())
                    on:focus=then(move |_| hold.enter())
                    on:blur=then(move |_| hold.leave())
                    on:input=then(move |event| {
                        hold.typed(event_target_value(&event), &|text| on_input.run(text.to_owned()));
                    })
                    on:keydown=keydown
                ></textarea>
                // The same text in the same place makes the box as high as the text is.
                <div class="grow__mirror" aria-hidden="true">{of(move || [&shown.get(), " "].concat())}</div>
            </div>
        </Wrap>
    }
}
