//! One grade: the grade itself, the day, and why.

use crate::ui::view::{of, then};
use leptos::prelude::*;

use crate::domain::{Command, GradeEdit, GradeEntry, ItemId, Place};
use crate::texts::grades as g;
use crate::ui::context::Sheet;
use crate::ui::field::{AreaField, DateField};
use crate::ui::icon::Icon;

use super::changed::Changed;
use super::grade_input::GradeInput;
use super::menu::IconButton;

/// The fields of a grade.
#[component]
pub(super) fn GradeEditor(
    id: ItemId,
    /// Whose grade it is and of which moment.
    about: Signal<String>,
    /// Closes the editor.
    done: Callback<()>,
) -> impl IntoView {
    let sheet = Sheet::here();
    let value = Memo::new(move |_| read(sheet, id, |entry| entry.grade).flatten());
    let date = Signal::derive(move || read(sheet, id, |entry| entry.date).flatten());
    let reason =
        Signal::derive(move || read(sheet, id, |entry| entry.reason.clone()).unwrap_or_default());
    let edit = move |edit: GradeEdit| sheet.session.edit(Command::Grade(id, edit));
    let remove = Callback::new(move |()| {
        sheet.session.edit(Command::PutGrade(id, None));
        done.run(());
    });
    view! {
        // The group says whose grade it is, so that the fields needn't.
        <div class="grade-editor" role="group" aria-label=of(move || about.get())>
        <GradeInput name=format!("cijfer-{id}") about value locked=sheet.locked
            on_grade=Callback::new(move |grade| edit(GradeEdit::Value(grade))) />
        <div class="grade-more">
            <DateField name=format!("cijferdatum-{id}") label=g::DATE value=date locked=sheet.locked
                on_date=Callback::new(move |date| edit(GradeEdit::Date(date))) />
            <AreaField name=format!("reden-{id}") label=g::REASON hint=g::REASON_HINT value=reason
                locked=sheet.locked on_input=Callback::new(move |text| edit(GradeEdit::Reason(text))) />
        </div>
        <Changed place=Place::Grade(id) />
        <div class="grade-tools">
            <button type="button" class="utrecht-button utrecht-button--primary-action" on:click=then(move |_| done.run(()))>
                {g::READY}
            </button>
            <IconButton icon=Icon::Bin text=g::REMOVE_GRADE disabled=sheet.locked on_press=remove
                name=Signal::derive(move || format!("{}: {}", g::REMOVE_GRADE, about.get())) />
        </div>
        </div>
    }
    .into_any()
}

fn read<T>(sheet: Sheet, id: ItemId, read: impl FnOnce(&GradeEntry) -> T) -> Option<T> {
    sheet.session.read(Place::Grade(id), |canvas| {
        canvas.satisfaction.grades.get(&id).map(read)
    })
}
