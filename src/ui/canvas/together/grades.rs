//! The grade that each person gives today.

use leptos::prelude::*;

use crate::domain::{
    Canvas, Command, Grade, GradeEdit, GradeEntry, ItemId, PersonEdit, Place, Signature,
};
use crate::texts::{grades as g, together as t};
use crate::ui::canvas::grades::{AddPerson, GradeInput, people};
use crate::ui::context::CanvasContext;
use crate::ui::field::TextField;
use crate::ui::view::{For, callback, derived, memo};

/// Everyone with ten buttons.
pub(super) fn grades() -> AnyView {
    let context = CanvasContext::here();
    let people = memo(move |_| context.handle.read(Place::People, people));
    view! {
        <ul class="together__items" role="list">
            <For each=people key=ItemId::to_string let:id>{person(id)}</For>
        </ul>
        <AddPerson />
    }
    .into_any()
}

/// One person: the grades so far, and the one of today.
fn person(id: ItemId) -> AnyView {
    let context = CanvasContext::here();
    let handle = context.handle;
    let role_of = move |canvas: &Canvas| {
        let person = canvas.satisfaction.people.get(&id);
        person.map(|person| person.role.clone()).unwrap_or_default()
    };
    let role = derived(move || handle.read(Place::Person(id), role_of));
    let heading = move || g::role_heading(&role.get());
    let so_far = move || handle.satisfaction(|it| t::grades_so_far(&it.given_by(id)));
    let value = derived(move || {
        let today = handle.environment().today();
        handle.satisfaction(|it| it.asked_on(id, today).and_then(|(_, entry)| entry.grade))
    });
    // Someone added without a role is asked for it; the field stays while it is typed.
    let asks_role = role.get_untracked().is_empty();
    let rename = move |role| handle.edit(Command::Person(id, PersonEdit::Role(role)));
    let named = |name: &str| [name, &id.to_string()].concat();
    view! {
        <li class="together__person" data-item=id.to_string()>
            <h3 class="together__role">{derived(heading)}</h3>
            <p class="together__when">{derived(so_far)}</p>
            {asks_role.then(|| view! {
                <TextField name=named("samen-rol-") label=g::ROLE value=role locked=context.locked on_input=callback(rename) />
            })}
            <GradeInput name=named("samen-cijfer-") about=role value locked=context.locked
                on_grade=callback(move |grade| give(context, id, grade)) />
        </li>
    }
    .into_any()
}

/// Gives the grade of today, or changes it.
fn give(context: CanvasContext, person: ItemId, grade: Option<Grade>) {
    let environment = context.handle.environment();
    let today = environment.today();
    let command = context.handle.peek(|canvas| {
        let satisfaction = &canvas.satisfaction;
        if let Some((id, _)) = satisfaction.asked_on(person, today) {
            return Command::Grade(id, GradeEdit::Value(grade));
        }
        let entry = GradeEntry {
            person,
            moment: satisfaction.moment_of_today(person, canvas.executed_on, today),
            grade,
            date: Some(today),
            reason: String::new(),
            signature: Signature::default(),
        };
        Command::PutGrade(environment.item_id(), Some(Box::new(entry)))
    });
    context.handle.edit(command);
}
