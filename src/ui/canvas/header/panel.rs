//! The header of the paper canvas: the case number, who leads, the dates, and the score.

use crate::ui::view::Show;
use leptos::prelude::*;

use crate::domain::{Command, HeaderEdit, Place};
use crate::texts::labels as t;
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::canvas::grades::{GRADES, ScoreBox};
use crate::ui::components::ButtonKind;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::field::{Closing, DateField, TextField};
use crate::ui::late::late;
use crate::ui::view_button::view_buttons;

/// The four boxes at the top, and the grades when asked for.
#[component]
pub(crate) fn HeaderPanel(grades: RwSignal<bool>) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let grades_id = app.id("cijfers");
    let grade_fields = Closing::new();
    let edit = move |edit: HeaderEdit| context.handle.edit(Command::Header(edit));
    let lead = Signal::derive(move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.lead.clone())
    });
    let date = Signal::derive(move || context.handle.read(Place::Header, |canvas| canvas.date));
    let number = Signal::derive(move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.case_number.clone())
    });
    view! {
        <div class="header" part="header">
            <div class="block header__box" data-block="maatwerkeindbaas">
                <TextField name="maatwerkeindbaas".to_owned() label=t::LEAD value=lead locked=context.locked
                    on_input=Callback::new(move |text| edit(HeaderEdit::Lead(text))) />
            </div>
            <div class="block header__box" data-block="datum">
                <DateField name="datum".to_owned() label=t::DATE value=date locked=context.locked
                    on_date=Callback::new(move |date| edit(HeaderEdit::Date(date))) />
            </div>
            <div class="block header__box" data-block="casusnummer">
                <TextField name="casusnummer".to_owned() label=t::CASE_NUMBER value=number hint=t::CASE_NUMBER_HINT
                    locked=context.locked on_input=Callback::new(move |text| edit(HeaderEdit::CaseNumber(text))) />
            </div>
            <ScoreBox open=grades controls=grades_id.clone() fields=grade_fields />
            {view_buttons("views", ButtonKind::SecondaryText, "")}
        </div>
        {conflicts(Place::Header)}
        <div id=grades_id>
            <Show when=move || grades.get()>
                {grade_fields.provide()}
                {late(&GRADES, |grades| grades())}
            </Show>
        </div>
    }
    .into_any()
}
