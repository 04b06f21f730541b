//! The grades: the question, the people of the family, and from when later grades count.

use crate::ui::view::{For, Show, callback, derived, handler, memo};
use leptos::prelude::*;

use crate::domain::{
    Canvas, Command, Extra, HeaderEdit, ItemId, Moment, OrderKey, Person, Place, place_at,
};
use crate::session::{Late, Part};
use crate::texts::grades as g;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_soon;
use crate::ui::field::DateField;
use crate::ui::icon::{Icon, icon};

use super::open_grade::OpenGrade;
use super::person::{PersonCard, give_grade};

/// The block with everyone's grades.
pub(crate) static GRADES: Late<fn() -> AnyView> = Late::new(Part::Grades);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    GRADES.give(|| view! { <GradesPanel /> }.into_any());
}

/// The block with everyone's grades.
#[component]
fn GradesPanel() -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let heading = app.id("kop-cijfers");
    let labelled = heading.clone();
    let question = move || {
        context
            .handle
            .read(Place::People, |canvas| canvas.satisfaction.question.clone())
    };
    let people = memo(move |_| context.handle.read(Place::People, people));
    let open = OpenGrade::new(app);
    let first = callback(move |(person, put)| {
        give_grade(app, context, open, person, Moment::Baseline, Some(put));
    });
    view! {
        <section class="block block--cijfers" part="block" data-block="cijfers" aria-labelledby=labelled>
            <h3 class="block__title" id=heading>{g::GRADES}</h3>
            <p class="grades__question">{derived(question)}</p>
            <Show when=derived(move || people.read().is_empty())>
                <p class="utrecht-form-field-description">{g::NO_PEOPLE}</p>
            </Show>
            <ul class="people" role="list">
                <For each=derived(move || people.get()) key=ItemId::to_string let:id>
                    <PersonCard id open />
                </For>
            </ul>
            <AddPerson on_first=first />
            <Executed />
        </section>
    }
    .into_any()
}

/// The people who give grades, in their order.
pub(crate) fn people(canvas: &Canvas) -> Vec<ItemId> {
    canvas
        .satisfaction
        .people_in_order()
        .into_iter()
        .map(|(id, _)| id)
        .collect()
}

/// Adds a person at the end of the list; the focus goes to what comes next. `on_first` is called in
/// place of that with the first one that is added by role, and the command that adds it.
fn add_person(
    context: CanvasContext,
    app: ElementContext,
    role: String,
    on_first: Option<Callback<(ItemId, Command)>>,
) {
    let on_first = on_first
        .filter(|_| !role.is_empty() && context.handle.peek(|canvas| people(canvas).is_empty()));
    let id = context.handle.environment().item_id();
    let order = context.handle.peek(|canvas| {
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
        // In the list of people the button that gives a grade, in a view of one grade each its buttons.
        ":is(.add-button, .point__radio)"
    };
    let person = Person {
        order,
        role,
        extra: Extra::new(),
    };
    let put = Command::PutPerson(id, Some(Box::new(person)));
    if let Some(on_first) = on_first {
        on_first.run((id, put));
    } else if context.handle.dispatch(put).is_ok() {
        focus_soon(app.root, format!("[data-item=\"{id}\"] {next}"));
    }
}

/// Buttons that add a person by role.
#[component]
pub(crate) fn AddPerson(
    /// Called with the first person that is added by role, and the command that adds them.
    #[prop(optional)]
    on_first: Option<Callback<(ItemId, Command)>>,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let [label, hint] = ["wie-cijfers", "wie-cijfers-hint"].map(|name| app.id(name));
    let roles = memo(move |_| {
        context.handle.satisfaction(|satisfaction| {
            let taken: Vec<String> = satisfaction
                .people
                .values()
                .map(|person| person.role.clone())
                .collect();
            g::suggestions(&taken)
        })
    });
    let add = callback(move |role: String| add_person(context, app, role, on_first));
    view! {
        <Show when=derived(move || !context.locked.get())>
            <div class="add-people" role="group" aria-labelledby=label.clone() aria-describedby=hint.clone()>
                <p class="utrecht-form-label" id=label.clone()>{g::WHO_GRADES}</p>
                <p class="utrecht-form-field-description" id=hint.clone()>{g::ROLES_ONLY}</p>
                <div class="add-people__buttons">
                    <For each=derived(move || roles.get()) key=String::to_string let:role>
                        <AddRole text=role.clone() on_press=callback(move |()| add.run(role.clone())) />
                    </For>
                    <AddRole text=g::OTHER_ROLE.to_owned()
                        on_press=callback(move |()| add.run(String::new())) />
                </div>
            </div>
        </Show>
    }
}

#[component]
fn AddRole(text: String, on_press: Callback<()>) -> impl IntoView {
    let label = format!("{}: {text}", g::ADD_PERSON);
    view! {
        <Button kind=ButtonKind::Add label=label on_press=handler(move |_| on_press.run(()))>
            {icon(Icon::Plus)}
            <span>{text}</span>
        </Button>
    }
}

/// The day on which the plan was carried out, and what follows from it.
#[component]
fn Executed() -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    // The field says by its name that this text describes it.
    let hint = app.id("uitgevoerd-op-hint");
    let day = derived(move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.executed_on)
    });
    let edit = move |day| {
        context
            .handle
            .edit(Command::Header(HeaderEdit::ExecutedOn(day)));
    };
    view! {
        <div class="executed">
            <DateField name="uitgevoerd-op".to_owned() label=g::EXECUTED value=day locked=context.locked
                on_date=callback(edit) />
            <p class="utrecht-form-field-description" id=hint>
                {derived(move || day.get().map_or_else(|| g::EXECUTED_HINT.to_owned(), g::due_days))}
            </p>
        </div>
    }
}
