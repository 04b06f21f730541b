//! Who works on this device: asked once, changeable.

use crate::ui::view::{Show, callback, derived, handler};
use leptos::prelude::*;

use crate::domain::{Author, Command, HeaderEdit};
use crate::texts::{labels as t, method};
use crate::ui::components::{Button, ButtonKind, SubmitButton};

use super::context::{ElementContext, WorkspaceHandle};
use super::dom::focus_soon;
use super::field::{Choices, Look, TextField, select_field};
use super::page::Page;

/// The question, until it is answered, and the name with a button to change it after that.
#[component]
pub(crate) fn Who() -> impl IntoView {
    let library = WorkspaceHandle::here();
    let author: ReadSignal<Author> = library.get().author().into();
    let asking = asking(author);
    let nameless = move || author.with(|author| author.name.is_empty());
    view! {
        <Show when=derived(move || !asking.get())>
            <p class="who">
                <span class="who__name">{derived(move || author.get().name)}</span>
                <Button kind=ButtonKind::Text on_press=handler(move |_| asking.set(true))>
                    {derived(move || if nameless() { t::WHO_GIVE } else { t::WHO_CHANGE })}
                </Button>
            </p>
        </Show>
        <Show when=derived(move || asking.get())>
            <WhoForm author asking />
        </Show>
    }
    .into_any()
}

/// The question on a page that has no place for the name: only until it is answered.
#[component]
pub(crate) fn WhoAsk() -> impl IntoView {
    let author: ReadSignal<Author> = WorkspaceHandle::here().get().author().into();
    let asking = asking(author);
    view! {
        <Show when=derived(move || asking.get())>
            <WhoForm author asking />
        </Show>
    }
    .into_any()
}

/// Whether the name is asked: where there is none, unless the user has put it off.
fn asking(author: ReadSignal<Author>) -> RwSignal<bool> {
    let put_off = ElementContext::here().nameless.get_untracked();
    RwSignal::new(!put_off && author.with_untracked(|author| author.name.is_empty()))
}

/// Writes the name in a new canvas that says of nobody yet that they lead it.
fn fill_lead(app: ElementContext, name: String) {
    let new = app.page.get_untracked() == Page::Canvas(None);
    let Some(handle) = app.current.get_untracked().filter(|_| new) else {
        return;
    };
    if handle.peek(|canvas| canvas.lead.is_empty()) {
        handle.edit(Command::Header(HeaderEdit::Lead(name)));
    }
}

#[component]
fn WhoForm(author: ReadSignal<Author>, asking: RwSignal<bool>) -> impl IntoView {
    let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
    let name = RwSignal::new(author.get_untracked().name);
    let discipline = RwSignal::new(library.get().discipline().get_untracked());
    let heading = app.id("kop-wie");
    let labelled = heading.clone();
    let missing = RwSignal::new(false);
    let error = derived(move || missing.get().then(|| t::WHO_MISSING.to_owned()));
    let leave = move || {
        asking.set(false);
        // The form goes: on to the button that asks again, or to the canvas's first field.
        focus_soon(app.root, ".who button, .header input".to_owned());
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = name.with_untracked(|name| name.trim().to_owned());
        missing.set(given.is_empty());
        if given.is_empty() {
            focus_soon(app.root, format!("#{}", app.id("naam")));
            return;
        }
        library.get().set_author_name(&given);
        library.get().set_discipline(&discipline.get_untracked());
        fill_lead(app, given);
        leave();
    };
    let later = move |_| {
        app.nameless.set(true);
        leave();
    };
    view! {
        <form class="block who-form" data-own-undo="" novalidate aria-labelledby=labelled on:submit=handler(save)>
            <h3 class="block__title" id=heading>{t::WHO_TITLE}</h3>
            <TextField name="naam".to_owned() label=t::WHO_NAME value=name hint=t::WHO_HINT error locked=false
                on_input=callback(move |text| name.set(text)) />
            {discipline_field(library, discipline)}
            <div class="who-form__buttons">
                <SubmitButton text=t::WHO_SAVE />
                <Button kind=ButtonKind::Subtle on_press=handler(later)>{t::WHO_LATER}</Button>
            </div>
        </form>
    }
}

/// The discipline, from the team's list or the usual ones.
fn discipline_field(library: WorkspaceHandle, discipline: RwSignal<String>) -> AnyView {
    let choose = callback(move |text: String| {
        discipline.set(text);
        None
    });
    select_field(
        "mijn-discipline",
        Signal::stored(method::DISCIPLINE.to_owned()),
        Signal::stored(disciplines(library)),
        derived(move || (discipline.get(), discipline.get())),
        choose,
        Signal::stored(false),
        Look::Above,
    )
}

/// The disciplines to choose from: the team's, or the usual ones; with none first.
pub(crate) fn disciplines(library: WorkspaceHandle) -> Choices {
    let team = library.get().municipal_settings().team();
    let mut names = team.with_untracked(|team| team.disciplines.clone());
    if names.is_empty() {
        names = method::DISCIPLINES.map(str::to_owned).to_vec();
    }
    let none = [(String::new(), method::CHOOSE.to_owned())].into_iter();
    none.chain(names.into_iter().map(|name| (name.clone(), name)))
        .collect()
}
