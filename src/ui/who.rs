//! Who works on this device: asked once, changeable.

use crate::ui::view::{Show, of, then};
use leptos::prelude::*;

use crate::domain::Author;
use crate::texts::labels as t;

use super::context::{App, Library};
use super::dom::focus_soon;
use super::field::TextField;

/// The question, until it is answered, and the name with a button to change it after that.
#[component]
pub(crate) fn Who() -> impl IntoView {
    let library = Library::here();
    let author: RwSignal<Author> = library.get().author.clone().into();
    let asking = RwSignal::new(author.with_untracked(|author| author.name.is_empty()));
    view! {
        <Show when=move || !asking.get()>
            <p class="who">
                <span class="who__name">{of(move || author.get().name)}</span>
                <button type="button" class="utrecht-button utrecht-button--subtle text-button"
                    on:click=then(move |_| asking.set(true))>{t::WHO_CHANGE}</button>
            </p>
        </Show>
        <Show when=move || asking.get()>
            <WhoForm author asking />
        </Show>
    }
    .into_any()
}

/// The question on a page that has no place for the name: only until it is answered.
#[component]
pub(crate) fn WhoAsk() -> impl IntoView {
    let author: RwSignal<Author> = Library::here().get().author.clone().into();
    let asking = RwSignal::new(author.with_untracked(|author| author.name.is_empty()));
    view! {
        <Show when=move || asking.get()>
            <WhoForm author asking />
        </Show>
    }
    .into_any()
}

#[component]
fn WhoForm(author: RwSignal<Author>, asking: RwSignal<bool>) -> impl IntoView {
    let (app, library) = (App::here(), Library::here());
    let name = RwSignal::new(author.get_untracked().name);
    let heading = app.id("kop-wie");
    let labelled = heading.clone();
    let missing = RwSignal::new(false);
    let error = Signal::derive(move || missing.get().then(|| t::WHO_MISSING.to_owned()));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = name.with_untracked(|name| name.trim().to_owned());
        missing.set(given.is_empty());
        if given.is_empty() {
            focus_soon(app.root, format!("#{}", app.id("naam")));
            return;
        }
        author.update(|author| author.name.clone_from(&given));
        library.get().keep_author();
        asking.set(false);
        // The form goes: on to the button that asks again, or to the canvas's first field.
        focus_soon(app.root, ".who button, .header input".to_owned());
    };
    view! {
        <form class="block who-form" novalidate aria-labelledby=labelled on:submit=save>
            <h3 class="block__title" id=heading>{t::WHO_TITLE}</h3>
            <TextField name="naam".to_owned() label=t::WHO_NAME value=name hint=t::WHO_HINT error locked=false
                on_input=Callback::new(move |text| name.set(text)) />
            <button type="submit" class="utrecht-button utrecht-button--primary-action">{t::WHO_SAVE}</button>
        </form>
    }
}
