//! The team's budgets by year, beside what plans take from them.

use leptos::prelude::*;

use crate::domain::method::{PlanState, standing};
use crate::domain::team::{PlanBudget, YearBudget, year_budgets};
use crate::session::CanvasHandle;
use crate::store::Summary;
use crate::texts::team as t;
use crate::ui::context::WorkspaceHandle;
use crate::ui::markup::{element, text};
use crate::ui::view::{Alive, dynamic, effect, spawn_guarded};

/// Each year with what there was, what plans take and what is left.
pub(super) fn years(library: WorkspaceHandle, handle: CanvasHandle) -> AnyView {
    let plans = RwSignal::new(Vec::new());
    let alive = Alive::here();
    let summaries: ReadSignal<Vec<Summary>> = library.get().library().summaries().into();
    effect(move || {
        let paid = summaries.with(|all| all.iter().filter_map(plan).collect());
        let work = decided(library.get(), paid);
        spawn_guarded(alive, work, move |found| plans.set(found));
    });
    let shown = move || {
        let years = handle.read_all(|team| plans.with(|plans| year_budgets(team, plans)));
        (!years.is_empty()).then(|| {
            let years = years.iter().map(year).collect();
            let content = vec![element("div", "method__years", years)];
            super::section::section("budgetPerJaar", t::YEARS, t::YEARS_HINT, content)
        })
    };
    dynamic(shown).into_any()
}

/// A plan that the maatwerkbudget pays for, as its summary has it, with its canvas where only that says whether it
/// was decided on.
type Plan = (PlanBudget, Option<crate::domain::DocumentId>);

fn plan(summary: &Summary) -> Option<Plan> {
    let uses = summary.budget.filter(|_| summary.removed.is_none())?;
    let day = summary.executed_on.or(summary.date)?;
    let state = PlanState::from_wire(&summary.state);
    let is_decided = state.is_some_and(|state| state >= PlanState::Executed);
    let plan = PlanBudget {
        year: day.year(),
        is_decided,
        uses,
    };
    Some((plan, (!is_decided).then(|| summary.id.clone())))
}

/// The plans, once it is known of each whether it was approved.
async fn decided(
    workspace: std::rc::Rc<crate::session::Workspace>,
    plans: Vec<Plan>,
) -> Vec<PlanBudget> {
    let mut found = Vec::new();
    for (mut plan, id) in plans {
        if let Some(id) = id
            && let Ok(Some(canvas)) = workspace.library().snapshot(&id).await
        {
            plan.is_decided = standing(&canvas).is_valid();
        }
        found.push(plan);
    }
    found
}

fn year(year: &YearBudget) -> AnyView {
    let rows = t::year(year).into_iter().map(|(name, amount)| {
        let parts = vec![text("dt", "", name), text("dd", "", amount)];
        element("div", "method__sum", parts)
    });
    let parts = vec![
        text("h5", "method__year", year.year.to_string()),
        element("dl", "method__sums", rows.collect()),
    ];
    element("div", "", parts)
}
