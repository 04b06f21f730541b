//! The buttons that change a person's role, and remove the person with all their grades.

use leptos::prelude::*;

use crate::domain::{Canvas, Command, ItemId, PersonEdit};
use crate::texts::grades as g;
use crate::ui::components::{Button, ButtonKind, IconButton};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;
use crate::ui::view::{Show, derived, handler};

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
    let remove = Callback::new(move |()| {
        let command = context.handle.peek(|canvas| without(canvas, id));
        context.handle.edit(command);
        focus_soon(
            app.root,
            "[data-block=\"cijfers\"] .add-people button".to_owned(),
        );
    });
    let toggle = move |_| {
        renaming.update(|renaming| *renaming = !*renaming);
        if renaming.get_untracked() {
            focus_soon(app.root, format!("#{}", app.id(&format!("rol-{id}"))));
        }
    };
    let shown = field.clone();
    view! {
        <Show when=move || !context.locked.get()>
            <div class="person__tools">
                <Button kind=ButtonKind::Text expanded=renaming controls=shown.clone() label=derived(move || format!("{}: {}", g::RENAME, g::role(&role.get())))
                    on_press=handler(toggle)>
                    {g::RENAME}
                </Button>
                <IconButton icon=Icon::Bin text=g::REMOVE_PERSON on_press=remove
                    name=Signal::derive(move || format!("{}: {}", g::REMOVE_PERSON, g::role(&role.get()))) />
            </div>
        </Show>
        <div id=field hidden=derived(move || !renaming.get())>
            <Show when=move || renaming.get()>
                <TextField name=format!("rol-{id}") label=g::ROLE value=role hint=g::ROLES_ONLY locked=context.locked
                    on_input=Callback::new(rename) />
            </Show>
        </div>
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
