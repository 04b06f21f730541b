//! Opvolging: where the plan stands, on which days, and what it has cost in the end.

use leptos::prelude::*;

use crate::domain::method::{
    Milestone, PlanState, Review, budget, compare_costs, milestones, plan_state,
};
use crate::domain::{Canvas, Command, Date, HeaderEdit, Place};
use crate::texts::{follow_up as t, grades};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::CanvasContext;
use crate::ui::field::DateField;
use crate::ui::markup::{element, text};
use crate::ui::view::{callback, derived, dynamic, handler};

use super::realised;

/// Its section.
pub(super) fn section() -> AnyView {
    let context = CanvasContext::here();
    let content = vec![
        dynamic(move || context.handle.read_all(shown)).into_any(),
        executed(context),
        realised::lines(context),
        dynamic(move || context.handle.read_all(sums)).into_any(),
        close(context),
    ];
    super::section::section("opvolging", t::FOLLOW_UP, t::FOLLOW_UP_HINT, content)
}

/// The state of the plan, and its days.
fn shown(canvas: &Canvas) -> AnyView {
    let rows = milestones(canvas).into_iter().map(row).collect();
    let parts = vec![
        text("p", "method__stands", t::state(plan_state(canvas))),
        element("ul", "method__days", rows),
    ];
    element("div", "method__standing", parts)
}

fn row(milestone: Milestone) -> AnyView {
    text("li", "", t::milestone(milestone))
}

/// The day on which the plan was carried out.
fn executed(context: CanvasContext) -> AnyView {
    let read = |canvas: &Canvas| canvas.executed_on;
    let value = derived(move || context.handle.read(Place::Header, read));
    let put = callback(move |day: Option<Date>| {
        let edit = HeaderEdit::ExecutedOn(day);
        context.handle.edit(Command::Header(edit));
    });
    let locked = context.locked;
    view! {
        <div class="method__fields">
            <DateField name="opvolging-uitgevoerd".to_owned() label=grades::EXECUTED value on_date=put locked />
        </div>
    }
    .into_any()
}

/// What was expected beside what it cost, and what the maatwerkbudget pays.
fn sums(canvas: &Canvas) -> AnyView {
    let reviews = Review::ALL.into_iter().filter_map(|review| {
        let sums = compare_costs(canvas, review);
        (sums.known > 0).then(|| text("p", "", t::compared(review, &sums)))
    });
    let budget = budget(canvas).map(|budget| text("p", "", t::budget(&budget)));
    let parts = reviews.chain(budget).collect();
    element("div", "method__standing", parts)
}

/// The button that closes the case, or opens it again.
fn close(context: CanvasContext) -> AnyView {
    let status = move || {
        let read = |canvas: &Canvas| PlanState::from_wire(&canvas.status);
        context.handle.read(Place::Header, read)
    };
    let button = move || {
        // A status of a newer version stays as it is.
        let status = status().filter(|_| !context.locked.get())?;
        let (words, state) = match status {
            PlanState::Closed => (t::REOPEN, PlanState::Concept),
            _ => (t::CLOSE_CASE, PlanState::Closed),
        };
        let press = move |_| {
            let edit = HeaderEdit::Status(state.wire().to_owned());
            context.handle.edit(Command::Header(edit));
        };
        Some(view! {
            <Button kind=ButtonKind::Secondary on_press=handler(press)>{words}</Button>
        })
    };
    dynamic(button).into_any()
}
