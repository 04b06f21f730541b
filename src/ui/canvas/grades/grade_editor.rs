//! One grade: the grade itself, the day, and why.

use crate::ui::view::{callback, derived, handler, memo};
use leptos::prelude::*;

use crate::domain::{Command, GradeEdit, GradeEntry, ItemId, Place};
use crate::texts::grades as g;
use crate::ui::canvas::changed::Changed;
use crate::ui::components::{Button, ButtonKind, IconButton};
use crate::ui::context::CanvasContext;
use crate::ui::field::{AreaField, Closing, DateField};
use crate::ui::icon::Icon;

use super::grade_input::GradeInput;

/// The fields of a grade.
#[component]
pub(super) fn GradeEditor(
    id: ItemId,
    /// Whose grade it is and of which moment.
    about: Signal<String>,
    /// Closes the editor, if its fields may be closed.
    done: Callback<()>,
    /// Removes the grade, and closes the editor whatever its fields hold.
    remove: Callback<()>,
    /// Watches its fields.
    fields: Closing,
) -> impl IntoView {
    fields.provide();
    let context = CanvasContext::here();
    let value = memo(move |_| read(context, id, |entry| entry.grade).flatten());
    let date = derived(move || read(context, id, |entry| entry.date).flatten());
    let reason =
        derived(move || read(context, id, |entry| entry.reason.clone()).unwrap_or_default());
    let edit = move |edit: GradeEdit| context.handle.edit(Command::Grade(id, edit));
    view! {
        // The group says whose grade it is, so that the fields needn't.
        <div class="grade-editor" role="group" aria-label=derived(move || about.get())>
        <GradeInput name=format!("cijfer-{id}") about value locked=context.locked
            on_grade=callback(move |grade| edit(GradeEdit::Value(grade))) />
        <div class="grade-more">
            <DateField name=format!("cijferdatum-{id}") label=g::DATE value=date locked=context.locked
                on_date=callback(move |date| edit(GradeEdit::Date(date))) />
            <AreaField name=format!("reden-{id}") label=g::REASON hint=g::REASON_HINT value=reason
                locked=context.locked on_input=callback(move |text| edit(GradeEdit::Reason(text))) />
        </div>
        <Changed place=Place::Grade(id) />
        <div class="grade-tools">
            <Button kind=ButtonKind::Primary on_press=handler(move |_| done.run(()))>
                {g::READY}
            </Button>
            <IconButton icon=Icon::Bin text=g::REMOVE_GRADE disabled=context.locked on_press=remove
                name=derived(move || format!("{}: {}", g::REMOVE_GRADE, about.get())) />
        </div>
        </div>
    }
    .into_any()
}

fn read<T>(context: CanvasContext, id: ItemId, read: impl FnOnce(&GradeEntry) -> T) -> Option<T> {
    context.handle.read(Place::Grade(id), |canvas| {
        canvas.satisfaction.grades.get(&id).map(read)
    })
}
