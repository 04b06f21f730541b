//! The team's budgets by year, beside what plans take from them.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::team::{PlanBudget, PlanBudgets, YearBudget, year_budgets};
use crate::domain::{DocumentId, SortedMap, Timestamp};
use crate::session::{CanvasHandle, Workspace};
use crate::store::Summary;
use crate::texts::team as t;
use crate::ui::context::WorkspaceHandle;
use crate::ui::markup::{element, text};
use crate::ui::view::{Alive, dynamic, effect, spawn_guarded};

/// What the plan of a canvas takes, with when that canvas was changed last: it is read again only after that.
#[derive(Clone)]
struct Plan {
    id: DocumentId,
    changed: Option<Timestamp>,
    takes: Option<PlanBudget>,
}

/// Each year with what there was, what plans take and what is left.
pub(super) fn years(library: WorkspaceHandle, handle: CanvasHandle) -> AnyView {
    let plans: RwSignal<Vec<Plan>> = RwSignal::new(Vec::new());
    let alive = Alive::here();
    let summaries: ReadSignal<Vec<Summary>> = library.get().library().summaries().into();
    effect(move || {
        let all = summaries.with(|all| all.iter().filter_map(listed).collect());
        let known = plans.get_untracked();
        let work = read(library.get(), all, known);
        spawn_guarded(alive, work, move |found| plans.set(found));
    });
    let shown = move || {
        let taken: PlanBudgets =
            plans.with(|plans| plans.iter().filter_map(|it| it.takes).collect());
        let years = handle.read_all(|team| year_budgets(team, taken.clone()));
        (!years.is_empty()).then(|| {
            let years = years.iter().map(year).collect();
            let content = vec![element("div", "method__years", years)];
            super::section::section("budgetPerJaar", t::YEARS, t::YEARS_HINT, content)
        })
    };
    dynamic(shown).into_any()
}

/// A canvas that is neither in the bin nor unreadable, of which nothing is known yet.
fn listed(summary: &Summary) -> Option<Plan> {
    let is_listed = summary.removed.is_none() && summary.problem.is_none();
    is_listed.then(|| Plan {
        id: summary.id.clone(),
        changed: summary.changed.as_ref().and_then(|it| it.at),
        takes: None,
    })
}

/// What the plans take. Canvases that were read before and have not changed since aren't read again.
async fn read(workspace: Rc<Workspace>, mut plans: Vec<Plan>, known: Vec<Plan>) -> Vec<Plan> {
    let known: SortedMap<DocumentId, Plan> =
        known.into_iter().map(|it| (it.id.clone(), it)).collect();
    for plan in &mut plans {
        let before = known.get(&plan.id);
        let same = |it: &&Plan| it.changed.is_some() && it.changed == plan.changed;
        if let Some(before) = before.filter(same) {
            plan.takes = before.takes;
        } else if let Ok(Some(canvas)) = workspace.library().snapshot(&plan.id).await {
            plan.takes = PlanBudget::of(&canvas);
        }
    }
    plans
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
