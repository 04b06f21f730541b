//! The buttons that change a person's role, and remove the person with all their grades, or erase them for good.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{Canvas, Command, ItemId, PersonEdit};
use crate::texts::{grades as g, steps};
use crate::ui::components::{Button, ButtonKind, IconButton};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::{focus_in_place, focus_soon};
use crate::ui::field::TextField;
use crate::ui::icon::Icon;
use crate::ui::step::offer_undo;
use crate::ui::view::{Show, callback, derived, handler};

use super::erase_person::{Tell, erase_person};

/// The buttons that change a person's role, and remove the person with all their grades.
#[component]
pub(super) fn PersonTools(id: ItemId, role: Signal<String>) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let renaming = RwSignal::new(role.with_untracked(String::is_empty));
    let field = app.id(&format!("rol-{id}-vak"));
    let rename = move |role| {
        context
            .handle
            .edit(Command::Person(id, PersonEdit::Role(role)));
    };
    let remove = callback(move |()| {
        let handle = context.handle;
        let said = steps::person_removed(
            &role.get_untracked(),
            handle.peek(|canvas| canvas.satisfaction.asked_of(id).len()),
        );
        let beside = handle.peek(|canvas| beside(canvas, id));
        handle.edit(handle.peek(|canvas| without(canvas, id)));
        focus_in_place(app.root, beside);
        offer_undo(app, handle, said);
    });
    let toggle = move |_| {
        renaming.update(|renaming| *renaming = !*renaming);
        if renaming.get_untracked() {
            focus_soon(app.root, format!("#{}", app.id(&format!("rol-{id}"))));
        }
    };
    let shown = field.clone();
    view! {
        <Show when=derived(move || !context.locked.get())>
            <div class="person__tools">
                <Button kind=ButtonKind::Text expanded=renaming escapes=true controls=shown.clone() label=derived(move || format!("{}: {}", g::RENAME, g::role(&role.get())))
                    on_press=handler(toggle)>
                    {g::RENAME}
                </Button>
                <IconButton icon=Icon::Bin text=g::REMOVE_PERSON on_press=remove
                    name=derived(move || format!("{}: {}", g::REMOVE_PERSON, g::role(&role.get()))) />
                {erase_person(id, role, |context, id| context.handle.peek(|canvas| beside(canvas, id)), by_toast(app))}
            </div>
        </Show>
        <div id=field hidden=derived(move || !renaming.get())>
            <Show when=derived(move || renaming.get())>
                <TextField name=format!("rol-{id}") label=g::ROLE value=role hint=g::ROLES_ONLY locked=context.locked
                    on_input=callback(rename) />
            </Show>
        </div>
    }
}

/// Tells how it went by a message of the element, as the row goes.
fn by_toast(app: ElementContext) -> Tell {
    Rc::new(move |text, failed| {
        if failed {
            app.toaster.fail(text.to_owned());
        } else {
            app.toaster.tell(text.to_owned());
        }
    })
}

/// A selector for a button of the person after this one, else of the one before, else for the button that
/// adds one.
fn beside(canvas: &Canvas, person: ItemId) -> String {
    let people = canvas.satisfaction.people_in_order();
    let at = people.iter().position(|(id, _)| *id == person);
    let at = at.unwrap_or_default();
    let before = || at.checked_sub(1).and_then(|before| people.get(before));
    match people.get(at.saturating_add(1)).or_else(before) {
        Some((id, _)) => format!("[data-item=\"{id}\"] .person__tools button"),
        None => "[data-block=\"cijfers\"] .add-people button".to_owned(),
    }
}

/// The command that removes a person with all their grades.
fn without(canvas: &Canvas, person: ItemId) -> Command {
    let grades = canvas
        .satisfaction
        .grades
        .iter()
        .filter(|(_, entry)| entry.person == person);
    let grades = grades.map(|(id, _)| Command::PutGrade(*id, None));
    Command::Batch(grades.chain([Command::PutPerson(person, None)]).collect())
}
