//! The header of the paper canvas: who leads, when, which file, and how satisfied they are.

use crate::ui::view::Show;
use leptos::prelude::*;

use crate::domain::{Command, HeaderEdit, Place};
use crate::texts::labels as t;
use crate::ui::context::{App, Sheet};
use crate::ui::field::{DateField, TextField};

use super::conflict::conflicts;
use super::grades::GradesPanel;
use super::score::ScoreBox;

/// The four boxes at the top, and the grades when asked for.
#[component]
pub(crate) fn HeaderPanel(grades: RwSignal<bool>) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let grades_id = app.id("cijfers");
    let edit = move |edit: HeaderEdit| sheet.session.edit(Command::Header(edit));
    let lead = Signal::derive(move || {
        sheet
            .session
            .read(Place::Header, |canvas| canvas.lead.clone())
    });
    let date = Signal::derive(move || sheet.session.read(Place::Header, |canvas| canvas.date));
    let number = Signal::derive(move || {
        sheet
            .session
            .read(Place::Header, |canvas| canvas.case_number.clone())
    });
    view! {
        <div class="header" part="header">
            <div class="block header__box" data-block="maatwerkeindbaas">
                <TextField name="maatwerkeindbaas".to_owned() label=t::LEAD value=lead locked=sheet.locked
                    on_input=Callback::new(move |text| edit(HeaderEdit::Lead(text))) />
            </div>
            <div class="block header__box" data-block="datum">
                <DateField name="datum".to_owned() label=t::DATE value=date locked=sheet.locked
                    on_date=Callback::new(move |date| edit(HeaderEdit::Date(date))) />
            </div>
            <div class="block header__box" data-block="casusnummer">
                <TextField name="casusnummer".to_owned() label=t::CASE_NUMBER value=number hint=t::CASE_NUMBER_HINT
                    locked=sheet.locked on_input=Callback::new(move |text| edit(HeaderEdit::CaseNumber(text))) />
            </div>
            <ScoreBox open=grades controls=grades_id.clone() />
        </div>
        {conflicts(Place::Header)}
        <div id=grades_id>
            <Show when=move || grades.get()>
                <GradesPanel />
            </Show>
        </div>
    }
    .into_any()
}
