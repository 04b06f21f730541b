//! The header of the paper canvas: the case number, who leads, the dates, and the score.

use crate::ui::view::{Show, callback, derived};
use leptos::prelude::*;

use crate::domain::{Command, HeaderEdit, Place};
use crate::texts::labels as t;
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::canvas::grades::{GRADES, ScoreBox};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::field::{Closing, DateField, TextField};
use crate::ui::late::late;

/// The four boxes at the top, and the grades when asked for.
#[component]
pub(crate) fn HeaderPanel(grades: RwSignal<bool>) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let grades_id = app.id("cijfers");
    let grade_fields = Closing::new();
    let edit = move |edit: HeaderEdit| context.handle.edit(Command::Header(edit));
    let lead = derived(move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.lead.clone())
    });
    let date = derived(move || context.handle.read(Place::Header, |canvas| canvas.date));
    let number = derived(move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.case_number.clone())
    });
    let title = derived(move || {
        context
            .handle
            .read(Place::Header, |canvas| canvas.title.clone())
    });
    // What each field is for is said until all of them are filled; the page doesn't move while it is open.
    let is_filled = context.handle.peek(|canvas| {
        let texts = [&canvas.lead, &canvas.case_number, &canvas.title];
        canvas.date.is_some() && texts.iter().all(|text| !text.is_empty())
    });
    view! {
        <div class="header" class:header--filled=is_filled part="header">
            <div class="block header__box" data-block="maatwerkeindbaas">
                <TextField name="maatwerkeindbaas".to_owned() label=t::LEAD value=lead hint=t::LEAD_HINT locked=context.locked
                    on_input=callback(move |text| edit(HeaderEdit::Lead(text))) />
            </div>
            <div class="block header__box" data-block="datum">
                <DateField name="datum".to_owned() label=t::DATE value=date hint=t::DATE_HINT locked=context.locked
                    on_date=callback(move |date| edit(HeaderEdit::Date(date))) />
            </div>
            <div class="block header__box" data-block="casusnummer">
                <TextField name="casusnummer".to_owned() label=t::CASE_NUMBER value=number hint=t::CASE_NUMBER_HINT
                    locked=context.locked on_input=callback(move |text| edit(HeaderEdit::CaseNumber(text))) />
            </div>
            <div class="block header__box" data-block="titel">
                <TextField name="titel".to_owned() label=t::TITLE value=title hint=t::TITLE_HINT
                    locked=context.locked on_input=callback(move |text| edit(HeaderEdit::Title(text))) />
            </div>
            <ScoreBox open=grades controls=grades_id.clone() fields=grade_fields />
        </div>
        {conflicts(Place::Header)}
        <div id=grades_id>
            <Show when=derived(move || grades.get())>
                {grade_fields.provide()}
                {late(&GRADES, |grades| grades())}
            </Show>
        </div>
    }
    .into_any()
}
