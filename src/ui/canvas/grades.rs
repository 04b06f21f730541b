//! The grades: the question, the people of the family, and from when later grades count.

use crate::ui::view::{For, Show, of, then};
use leptos::prelude::*;

use crate::domain::{
    Canvas, Command, Extra, HeaderEdit, ItemId, OrderKey, Person, Place, place_at,
};
use crate::texts::grades as g;
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::field::DateField;
use crate::ui::icon::{Icon, icon};

use super::person::PersonCard;

/// The block with everyone's grades.
#[component]
pub(crate) fn GradesPanel() -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let heading = app.id("kop-cijfers");
    let labelled = heading.clone();
    let question = move || {
        sheet
            .session
            .read(Place::People, |canvas| canvas.satisfaction.question.clone())
    };
    let people = Memo::new(move |_| sheet.session.read(Place::People, people));
    let open = RwSignal::new(None::<ItemId>);
    view! {
        <section class="block block--cijfers" part="block" data-block="cijfers" aria-labelledby=labelled>
            <h3 class="block__title" id=heading>{g::GRADES}</h3>
            <p class="grades__question">{question}</p>
            <Show when=move || people.read().is_empty()>
                <p class="utrecht-form-field-description">{g::NO_PEOPLE}</p>
            </Show>
            <ul class="people" role="list">
                <For each=move || people.get() key=ItemId::to_string let:id>
                    <PersonCard id open />
                </For>
            </ul>
            <AddPerson />
            <Executed />
        </section>
    }
    .into_any()
}

fn people(canvas: &Canvas) -> Vec<ItemId> {
    canvas
        .satisfaction
        .people_in_order()
        .into_iter()
        .map(|(id, _)| id)
        .collect()
}

/// Adds a person at the end of the list; the focus goes to what comes next.
fn add_person(sheet: Sheet, app: App, role: String) {
    let id = sheet.session.environment().item_id();
    let order = sheet.session.peek(|canvas| {
        let people = canvas.satisfaction.people_in_order();
        let keys: Vec<OrderKey> = people
            .into_iter()
            .map(|(_, person)| person.order.clone())
            .collect();
        place_at(keys.iter(), usize::MAX, id)
    });
    let next = if role.is_empty() {
        "input"
    } else {
        ".add-button"
    };
    let person = Person {
        order,
        role,
        extra: Extra::new(),
    };
    if sheet
        .session
        .dispatch(Command::PutPerson(id, Some(Box::new(person))))
        .is_ok()
    {
        focus_soon(app.root, format!("[data-item=\"{id}\"] {next}"));
    }
}

/// Buttons that add a person by role.
#[component]
fn AddPerson() -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let [label, hint] = ["wie-cijfers", "wie-cijfers-hint"].map(|name| app.id(name));
    let roles = Memo::new(move |_| {
        sheet.session.satisfaction(|satisfaction| {
            let taken: Vec<String> = satisfaction
                .people
                .values()
                .map(|person| person.role.clone())
                .collect();
            g::suggestions(&taken)
        })
    });
    let add = Callback::new(move |role: String| add_person(sheet, app, role));
    view! {
        <Show when=move || !sheet.locked.get()>
            <div class="add-people" role="group" aria-labelledby=label.clone() aria-describedby=hint.clone()>
                <p class="utrecht-form-label" id=label.clone()>{g::WHO_GRADES}</p>
                <p class="utrecht-form-field-description" id=hint.clone()>{g::ROLES_ONLY}</p>
                <div class="add-people__buttons">
                    <For each=move || roles.get() key=String::to_string let:role>
                        <AddRole text=role.clone() on_press=Callback::new(move |()| add.run(role.clone())) />
                    </For>
                    <AddRole text=g::OTHER_ROLE.to_owned()
                        on_press=Callback::new(move |()| add.run(String::new())) />
                </div>
            </div>
        </Show>
    }
}

#[component]
fn AddRole(text: String, on_press: Callback<()>) -> impl IntoView {
    let label = format!("{}: {text}", g::ADD_PERSON);
    view! {
        <button
            type="button"
            class="utrecht-button utrecht-button--secondary-action add-button"
            aria-label=label
            on:click=then(move |_| on_press.run(()))
        >
            {icon(Icon::Plus)}
            <span>{text}</span>
        </button>
    }
}

/// The day on which the plan was carried out, and what follows from it.
#[component]
fn Executed() -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    // The field says by its name that this text describes it.
    let hint = app.id("uitgevoerd-op-hint");
    let day = Signal::derive(move || {
        sheet
            .session
            .read(Place::Header, |canvas| canvas.executed_on)
    });
    let edit = move |day| {
        sheet
            .session
            .edit(Command::Header(HeaderEdit::ExecutedOn(day)));
    };
    view! {
        <div class="executed">
            <DateField name="uitgevoerd-op".to_owned() label=g::EXECUTED value=day locked=sheet.locked
                on_date=Callback::new(edit) />
            <p class="utrecht-form-field-description" id=hint>
                {of(move || day.get().map_or_else(|| g::EXECUTED_HINT.to_owned(), g::due_days))}
            </p>
        </div>
    }
}
