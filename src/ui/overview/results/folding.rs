//! Folds the figures of a pass over all canvases.

use crate::domain::results::{CaseFigures, Filter, Results};
use crate::domain::team::{PlanBudget, PlanBudgets};
use crate::domain::{Date, DocumentId, SortedSet};
use crate::session::{FiguresProgress, TakesFigures};
use crate::store::Summary;

/// What a pass has found.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The results of what the filter accepts.
    pub results: Results,
    /// Whether all of it is there; at first only what the overview knows of each canvas is.
    pub is_whole: bool,
    /// What can be filtered by, of all canvases.
    pub choices: Choices,
    /// What all plans take from the budgets, whatever the filter.
    pub plans: PlanBudgets,
}

/// What can be filtered by.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// The first and the last day of cases.
    pub days: Option<[Date; 2]>,
    /// Teams and municipalities.
    pub teams: SortedSet<String>,
    /// Themes of lessons, in lower case.
    pub themes: SortedSet<String>,
}

impl Choices {
    fn add(&mut self, case: &CaseFigures) {
        if let Some(day) = case.day {
            let [first, last] = self.days.unwrap_or([day; 2]);
            self.days = Some([first.min(day), last.max(day)]);
        }
        self.teams.insert(case.team.clone());
        for theme in case.themes() {
            self.themes.insert(theme);
        }
    }
}

/// Folds what it takes for as long as the pass is the last one.
pub(super) struct Folding {
    /// Told how far the pass is; answers whether it is to go on.
    tell: Box<dyn Fn(FiguresProgress) -> bool>,
    filter: Filter,
    pub(super) found: Shown,
}

impl Folding {
    pub(super) fn new(filter: Filter, tell: Box<dyn Fn(FiguresProgress) -> bool>) -> Self {
        Self {
            tell,
            filter,
            found: Shown::default(),
        }
    }

    fn add(&mut self, case: &CaseFigures) {
        self.found.choices.add(case);
        if let Some(plan) = PlanBudget::of_case(case) {
            self.found.plans.add(&plan);
        }
        if self.filter.accepts(case) {
            self.found.results.add(case);
        }
    }
}

impl TakesFigures for Folding {
    fn take(&mut self, _: &DocumentId, figures: &CaseFigures) {
        self.add(figures);
    }

    fn tell(&mut self, progress: FiguresProgress) -> bool {
        (self.tell)(progress)
    }
}

/// What the overview knows of canvases already: where plans stand but for their approval, totals and days.
pub(super) fn first_figures(summaries: &[Summary], filter: &Filter) -> Shown {
    let mut found = Shown::default();
    for summary in summaries
        .iter()
        .filter(|it| crate::session::counts_in_results(it))
    {
        if let Some(case) = summary.first_figures() {
            found.choices.add(&case);
            if filter.accepts(&case) {
                found.results.add(&case);
            }
        }
    }
    found
}
