//! The question which versions to keep, when a file holds others than are here.

use crate::ui::late::late;
use crate::ui::view::{callback, handler};
use leptos::prelude::*;

use crate::domain::{Canvas, Signature};
use crate::session::{ImportChoice, ImportPlan, Late, Part, Planned};
use crate::texts::{labels, overview as t};
use crate::ui::components::{Button, ButtonKind, DialogHandle, TitledDialog};

use super::controller::{HEADING, OverviewController};
use super::import::carry_out;

/// Clashing canvases that the question names; more are only counted.
const NAMED: usize = 5;

/// The question itself.
static QUESTION: Late<fn(ImportPlan) -> AnyView> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    QUESTION.give(|plan| view! { <Question plan /> }.into_any());
}

/// Asks once for all clashing canvases.
#[component]
pub(super) fn ImportConflictDialog() -> impl IntoView {
    let controller = OverviewController::here();
    move || {
        controller
            .import_conflict
            .get()
            .map(|plan| late(&QUESTION, move |question| question(plan.clone())))
    }
}

#[component]
fn Question(plan: ImportPlan) -> impl IntoView {
    let controller = OverviewController::here();
    let handle = DialogHandle::new();
    let [title_id, text_id] = ["botsing", "botsing-tekst"].map(|name| controller.app.id(name));
    let text = summary(&plan);
    let named = names(controller, &plan);
    let loses = has_newer(controller, &plan);
    let plan = StoredValue::new(plan);
    let choose = move |choice: Option<ImportChoice>| {
        let plan = plan.get_value();
        controller.import_conflict.set(None);
        controller.focus(HEADING);
        match choice {
            Some(choice) => carry_out(controller, plan, choice),
            None => controller.tell(t::NOTHING_IMPORTED.to_owned()),
        }
    };
    view! {
        <TitledDialog handle id=title_id title=t::CLASH_TITLE described_by=text_id.clone()
            on_close=callback(move |()| choose(None))>
            <p id=text_id>{text}</p>
            <ul class="question__list">{named}</ul>
            <div class="question__choice">
                <Button kind=ButtonKind::Primary
                    on_press=handler(move |_| choose(Some(ImportChoice::KeepBoth)))>{t::KEEP_BOTH}</Button>
                <p>{t::KEEP_BOTH_TEXT}</p>
            </div>
            <div class="question__choice">
                <Button kind=ButtonKind::Secondary
                    on_press=handler(move |_| choose(Some(ImportChoice::Replace)))>{t::REPLACE}</Button>
                <p>
                    {t::REPLACE_TEXT}
                    {loses.then(|| view! { " "<strong class="question__warning">{t::REPLACE_NEWER}</strong> })}
                </p>
            </div>
            <div class="question__choice">
                <Button kind=ButtonKind::Secondary on_press=handler(move |_| handle.close())>{labels::CANCEL}</Button>
                <p>{t::CANCEL_TEXT}</p>
            </div>
        </TitledDialog>
    }
    .into_any()
}

fn summary(plan: &ImportPlan) -> String {
    let count =
        |is: fn(&Planned) -> bool| plan.canvases.iter().filter(|planned| is(planned)).count();
    t::plan(
        count(|it| matches!(it, Planned::New(_))),
        count(|it| *it == Planned::Same),
        plan.clashes(),
    )
}

/// The canvases that clash.
fn clashing(plan: &ImportPlan) -> impl Iterator<Item = &Canvas> {
    plan.canvases.iter().filter_map(|planned| match planned {
        Planned::Conflict(canvas) => Some(canvas),
        Planned::New(_) | Planned::Same => None,
    })
}

/// When the version here was changed last, and by whom.
fn changed_here(controller: OverviewController, canvas: &Canvas) -> Option<Signature> {
    let card = controller
        .cards
        .with_untracked(|cards| cards.get(&canvas.id).cloned());
    card.and_then(|card| card.summary.changed.clone())
}

/// Whether a version here is newer than the file's.
fn has_newer(controller: OverviewController, plan: &ImportPlan) -> bool {
    let at = |stamp: Option<&Signature>| stamp.and_then(|stamp| stamp.at);
    clashing(plan)
        .any(|canvas| at(changed_here(controller, canvas).as_ref()) > at(canvas.changed.as_ref()))
}

/// The clashing canvases, each with when its two versions were changed.
fn names(controller: OverviewController, plan: &ImportPlan) -> Vec<AnyView> {
    let line = |canvas: &Canvas| {
        let text = t::versions(
            &controller.name(&canvas.id),
            &moment(controller, canvas.changed.as_ref()),
            &moment(controller, changed_here(controller, canvas).as_ref()),
        );
        view! { <li>{text}</li> }.into_any()
    };
    let mut lines: Vec<AnyView> = clashing(plan).take(NAMED).map(line).collect();
    if let Some(more) = plan.clashes().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.push(view! { <li>{t::and_more(more)}</li> }.into_any());
    }
    lines
}

fn moment(controller: OverviewController, stamp: Option<&Signature>) -> String {
    stamp
        .and_then(|stamp| stamp.at)
        .map_or_else(|| t::NEVER_CHANGED.to_owned(), |at| controller.moment(at))
}
