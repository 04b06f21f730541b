//! The question which versions to keep, when a file holds others than are here.

use crate::ui::view::then;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{Canvas, Signature};
use crate::session::{ImportChoice, ImportPlan, Planned};
use crate::texts::{labels, overview as t};

use super::desk::{Desk, HEADING};
use super::import::carry_out;

/// Clashing canvases that the question names; more are only counted.
const NAMED: usize = 5;

/// An import that waits for a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clash {
    /// What it would do.
    pub plan: ImportPlan,
}

/// Asks once for all clashing canvases.
#[component]
pub(super) fn ClashDialog() -> impl IntoView {
    let desk = Desk::here();
    move || desk.clash.get().map(|clash| view! { <Question clash /> })
}

#[component]
fn Question(clash: Clash) -> impl IntoView {
    let desk = Desk::here();
    let dialog = NodeRef::<html::Dialog>::new();
    let [title_id, text_id] = ["botsing", "botsing-tekst"].map(|name| desk.app.id(name));
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // It is in the page and not open: nothing to refuse.
            drop(dialog.show_modal());
        }
    });
    let (labelled, described) = (title_id.clone(), text_id.clone());
    let text = summary(&clash.plan);
    let named = names(desk, &clash.plan);
    let plan = StoredValue::new(clash.plan);
    let choose = move |choice: Option<ImportChoice>| {
        let plan = plan.get_value();
        desk.clash.set(None);
        desk.focus(HEADING);
        match choice {
            Some(choice) => spawn_local(carry_out(desk, plan, choice)),
            None => desk.tell(t::NOTHING_IMPORTED.to_owned()),
        }
    };
    view! {
        <dialog class="question" node_ref=dialog aria-labelledby=labelled aria-describedby=described
            on:cancel=then(move |event: leptos::ev::Event| {
                event.prevent_default();
                choose(None);
            })>
            <h3 class="question__title" id=title_id tabindex="-1" autofocus>{t::CLASH_TITLE}</h3>
            <p id=text_id>{text}</p>
            <ul class="question__list">{named}</ul>
            <div class="question__choice">
                <button type="button" class="utrecht-button utrecht-button--primary-action"
                    on:click=then(move |_| choose(Some(ImportChoice::Replace)))>{t::REPLACE}</button>
                <p>{t::REPLACE_TEXT}</p>
            </div>
            <div class="question__choice">
                <button type="button" class="utrecht-button utrecht-button--secondary-action"
                    on:click=then(move |_| choose(Some(ImportChoice::KeepBoth)))>{t::KEEP_BOTH}</button>
                <p>{t::KEEP_BOTH_TEXT}</p>
            </div>
            <div class="question__choice">
                <button type="button" class="utrecht-button utrecht-button--secondary-action"
                    on:click=then(move |_| choose(None))>{labels::CANCEL}</button>
                <p>{t::CANCEL_TEXT}</p>
            </div>
        </dialog>
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

/// The clashing canvases, each with when its two versions were changed.
fn names(desk: Desk, plan: &ImportPlan) -> Vec<AnyView> {
    let clashing = plan.canvases.iter().filter_map(|planned| match planned {
        Planned::Clash(canvas) => Some(canvas),
        Planned::New(_) | Planned::Same => None,
    });
    let line = |canvas: &Canvas| {
        let here = desk.cards.with_untracked(|cards| {
            cards
                .get(&canvas.id)
                .and_then(|card| card.summary.changed.clone())
        });
        let text = t::versions(
            &desk.name(&canvas.id),
            &moment(desk, canvas.changed.as_ref()),
            &moment(desk, here.as_ref()),
        );
        view! { <li>{text}</li> }.into_any()
    };
    let mut lines: Vec<AnyView> = clashing.take(NAMED).map(line).collect();
    if let Some(more) = plan.clashes().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.push(view! { <li>{t::and_more(more)}</li> }.into_any());
    }
    lines
}

fn moment(desk: Desk, stamp: Option<&Signature>) -> String {
    stamp
        .and_then(|stamp| stamp.at)
        .map_or_else(|| t::NEVER_CHANGED.to_owned(), |at| desk.moment(at))
}
