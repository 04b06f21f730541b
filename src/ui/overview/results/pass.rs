//! Passes over the figures of all canvases: when one begins, and what shows meanwhile.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::domain::results::{Behind, Filter};
use crate::domain::team::{TEAM_ID, YearBudget, year_budgets};
use crate::session::FiguresProgress;
use crate::store::StoreError;
use crate::ui::view::{effect, later, spawn_guarded};

use super::super::controller::OverviewController;
use super::folding::{Folding, Shown, first_figures};

/// How long the list has to rest before its figures are read again: sync brings many canvases at once.
const REST: Duration = Duration::from_millis(400);

/// A figure of which the canvases are asked for, with its name.
pub(super) type Asked = (String, Behind);

/// What the views of the results share.
#[derive(Clone, Copy)]
pub(super) struct ResultsController {
    pub overview: OverviewController,
    /// Which canvases count.
    pub filter: RwSignal<Filter>,
    /// What the last pass has found, or the first figures.
    pub shown: RwSignal<Shown>,
    /// How far the pass is; `None` if there is none.
    pub progress: RwSignal<Option<FiguresProgress>>,
    /// Whether the last pass could not read all.
    pub has_failed: RwSignal<bool>,
    /// The figure of which the canvases show.
    pub behind: RwSignal<Option<Asked>>,
    /// The budgets of the team, by year.
    pub budgets: StoredValue<Vec<YearBudget>>,
    /// The number of the last pass.
    pass: StoredValue<u32>,
}

impl ResultsController {
    pub(super) fn new(overview: OverviewController) -> Self {
        Self {
            overview,
            filter: RwSignal::new(Filter::default()),
            shown: RwSignal::new(Shown::default()),
            progress: RwSignal::new(None),
            has_failed: RwSignal::new(false),
            behind: RwSignal::new(None),
            budgets: StoredValue::new(Vec::new()),
            pass: StoredValue::new(0),
        }
    }

    /// Begins a pass now, and whenever the list or the filter changes.
    pub(super) fn follow(self) {
        let begun = StoredValue::new(false);
        effect(move || {
            self.overview.summaries.track();
            let filter = self.filter.get();
            // The first figures at once; what is shown already stays until the next pass has ended.
            if !begun.get_value() || !self.shown.with_untracked(|it| it.is_whole) {
                let first = self
                    .overview
                    .summaries
                    .with_untracked(|all| first_figures(all, &filter));
                self.shown.set(first);
            }
            let number = self.next();
            if begun.get_value() {
                let start = move || self.start(number);
                later(self.overview.alive, REST, start);
            } else {
                begun.set_value(true);
                self.start(number);
            }
        });
    }

    /// The number of a new pass, which ends all others.
    pub(super) fn next(self) -> u32 {
        let number = self.pass.get_value().wrapping_add(1);
        self.pass.set_value(number);
        number
    }

    /// Tells how far a pass is. Returns whether it is still the last one.
    pub(super) fn tell(self, number: u32, progress: FiguresProgress) -> bool {
        let is_last = self.pass.try_get_value() == Some(number);
        if is_last {
            let is_done = progress.done >= progress.all;
            self.progress.try_set((!is_done).then_some(progress));
        }
        is_last
    }

    fn start(self, number: u32) {
        if self.pass.try_get_value() != Some(number) {
            return;
        }
        let workspace = self.overview.library.get();
        let filter = self.filter.get_untracked();
        let work = async move {
            let mut folding = Folding::new(filter, Box::new(move |it| self.tell(number, it)));
            let ended = workspace.library().figures(&mut folding).await?;
            let team = TEAM_ID.parse::<DocumentId>().ok();
            let budgets = match team {
                Some(team) => workspace.library().snapshot(&team).await?,
                None => None,
            };
            let plans = std::mem::take(&mut folding.found.plans);
            let budgets = match &budgets {
                Some(team) => year_budgets(team, plans),
                None => plans.into_years(),
            };
            Ok::<_, StoreError>(ended.then_some((folding.found, budgets)))
        };
        spawn_guarded(self.overview.alive, work, move |found| {
            self.has_failed.set(found.is_err());
            if let Ok(Some((found, budgets))) = found {
                self.budgets.set_value(budgets);
                self.shown.set(Shown {
                    is_whole: true,
                    ..found
                });
            }
        });
    }
}
