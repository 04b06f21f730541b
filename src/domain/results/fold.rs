//! Folds cases into results, one at a time.

use rust_decimal::{Decimal, RoundingStrategy};

use super::case::{CaseFigures, Person};
use super::group_sums::GroupSums;
use super::spread::Spread;
use crate::domain::decimal::{add, div};
use crate::domain::letters::lowercase;
use crate::domain::method::{BudgetClaim, PlanState};
use crate::domain::money::Money;
use crate::domain::sorted_map::SortedMap;
use crate::domain::totals::Totals;

/// The most themes, and the most rules, that are kept apart.
const MOST: usize = 1_000;

/// What cases come to together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    cases: usize,
    states: [usize; 6],
    totals: Totals,
    savings: Spread,
    payers: GroupSums,
    life_domains: GroupSums,
    grades: [GradeMean; 4],
    changes: [usize; 3],
    realised: Compared,
    factor: Compared,
    budget: BudgetSums,
    executed: usize,
    regular: usize,
    themes: SortedMap<String, usize>,
    outcomes: RuleCounts,
    rules: SortedMap<String, RuleCounts>,
    parties: [usize; 3],
}

/// Grades at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GradeMean {
    /// The number of families with a grade.
    pub cases: usize,
    /// The number of grades.
    pub grades: usize,
    /// Their sum.
    pub sum: Decimal,
}

impl GradeMean {
    /// Their mean with one decimal, half away from zero; `None` without grades.
    #[must_use]
    pub fn mean(&self) -> Option<Decimal> {
        let mean = div(self.sum, Decimal::from(self.grades))?;
        let mut mean = mean.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        mean.rescale(1);
        Some(mean)
    }
}

/// Expected beside realised costs of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The number of cases.
    pub cases: usize,
    /// What was expected.
    pub expected: Decimal,
    /// What it has cost.
    pub realised: Decimal,
}

impl Compared {
    /// Realised divided by expected, two decimals; `None` where nothing was expected.
    #[must_use]
    pub fn factor(&self) -> Option<Decimal> {
        div(self.realised, self.expected).map(Money::round)
    }

    fn add(&mut self, expected: Decimal, realised: Decimal) {
        self.cases = self.cases.saturating_add(1);
        self.expected = add(self.expected, expected);
        self.realised = add(self.realised, realised);
    }
}

/// What the maatwerkbudget pays for cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BudgetSums {
    /// The number of cases for which it pays, of which the plan was decided on.
    pub cases: usize,
    /// What these plans are expected to take from it.
    pub committed: Decimal,
    /// What has been paid.
    pub paid: Decimal,
    /// What is gone: for each of these plans what it commits, or has cost where that is more.
    pub taken: Decimal,
    /// What plans that nobody has decided on yet would take.
    pub asked: Decimal,
}

/// The number of cases by what became of a law or rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// Solved (opgelost).
    pub solved: usize,
    /// Pending (loopt), or not known yet.
    pub pending: usize,
    /// Friction (frictie).
    pub friction: usize,
}

impl RuleCounts {
    /// The outcomes of which counts are kept: what isn't solved or friction is pending.
    #[must_use]
    pub fn outcome(wire: &str) -> &'static str {
        match wire {
            "opgelost" => "opgelost",
            "frictie" => "frictie",
            _ => "loopt",
        }
    }

    fn add(&mut self, outcomes: &[&'static str]) {
        for outcome in outcomes {
            let count = match *outcome {
                "opgelost" => &mut self.solved,
                "frictie" => &mut self.friction,
                _ => &mut self.pending,
            };
            *count = count.saturating_add(1);
        }
    }
}

/// Adding.
impl Results {
    /// Adds a case.
    pub fn add(&mut self, case: &CaseFigures) {
        self.cases = self.cases.saturating_add(1);
        let at = PlanState::ALL.iter().position(|it| *it == case.state);
        if let Some(count) = at.and_then(|at| self.states.get_mut(at)) {
            *count = count.saturating_add(1);
        }
        self.add_costs(case);
        self.add_grades(case);
        if let Some(it) = case.follow_up {
            let (expected, realised) = (it.expected.decimal(), it.realised.decimal());
            self.realised.add(expected, realised);
            if it.is_complete && case.state == PlanState::Closed {
                self.factor.add(expected, realised);
            }
        }
        self.add_budget(case);
        self.executed = self
            .executed
            .saturating_add(usize::from(case.is_executed()));
        self.regular = self.regular.saturating_add(usize::from(case.is_regular()));
        self.add_learned(case);
        if case.parties_now.saturating_add(case.parties_after) > 0 {
            let [cases, now, after] = &mut self.parties;
            *cases = cases.saturating_add(1);
            *now = now.saturating_add(case.parties_now);
            *after = after.saturating_add(case.parties_after);
        }
    }

    /// Adds the amounts of a case with an analysis: one without a total that threatens has no saving, and its
    /// plan would count as a loss.
    fn add_costs(&mut self, case: &CaseFigures) {
        let Some(saving) = case.saving() else { return };
        let (all, own) = (&mut self.totals, &case.totals);
        *all = Totals {
            current: add(all.current, own.current),
            looming: add(all.looming, own.looming),
            tailored: add(all.tailored, own.tailored),
            has_amounts: true,
        };
        self.savings.add(saving);
        self.payers.add(&case.payers);
        self.life_domains.add(&case.life_domains);
    }

    fn add_grades(&mut self, case: &CaseFigures) {
        for (at, mean) in self.grades.iter_mut().enumerate() {
            let given = case.people.iter().filter_map(|it| *it.grades.get(at)?);
            let before = mean.grades;
            for grade in given {
                mean.grades = mean.grades.saturating_add(1);
                mean.sum = add(mean.sum, grade.decimal());
            }
            mean.cases = mean.cases.saturating_add(usize::from(mean.grades > before));
        }
        if let Some(change) = change(&case.people) {
            let [up, same, down] = &mut self.changes;
            let count = match change {
                std::cmp::Ordering::Greater => up,
                std::cmp::Ordering::Equal => same,
                std::cmp::Ordering::Less => down,
            };
            *count = count.saturating_add(1);
        }
    }

    fn add_learned(&mut self, case: &CaseFigures) {
        for theme in case.themes() {
            if self.themes.len() < MOST || self.themes.contains_key(&theme) {
                let count = self.themes.entry(theme).or_default();
                *count = count.saturating_add(1);
            }
        }
        let mut outcomes: Vec<&'static str> = Vec::new();
        let mut by_rule: SortedMap<String, Vec<&'static str>> = SortedMap::new();
        for it in &case.rules {
            let outcome = RuleCounts::outcome(&it.outcome);
            let own = by_rule.entry(lowercase(&it.rule)).or_default();
            for list in [&mut outcomes, own] {
                if !list.contains(&outcome) {
                    list.push(outcome);
                }
            }
        }
        self.outcomes.add(&outcomes);
        for (rule, outcomes) in by_rule {
            if self.rules.len() < MOST || self.rules.contains_key(&rule) {
                self.rules.entry(rule).or_default().add(&outcomes);
            }
        }
    }
}

/// Reading.
impl Results {
    /// The number of cases.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.cases
    }

    /// The number of cases by where their plan stands, in the order of [`PlanState::ALL`].
    #[must_use]
    pub fn states(&self) -> [usize; 6] {
        self.states
    }

    /// The totals of the cases with an analysis.
    #[must_use]
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// What the cases with an analysis save.
    #[must_use]
    pub fn savings(&self) -> &Spread {
        &self.savings
    }

    /// The sums by payer, of the cases with an analysis.
    #[must_use]
    pub fn payers(&self) -> &GroupSums {
        &self.payers
    }

    /// The sums by life domain, of the same.
    #[must_use]
    pub fn life_domains(&self) -> &GroupSums {
        &self.life_domains
    }

    /// The grades by moment, in the order of [`MOMENTS`](super::MOMENTS).
    #[must_use]
    pub fn grades(&self) -> &[GradeMean; 4] {
        &self.grades
    }

    /// The number of families whose grade went up, stayed and went down since the start.
    #[must_use]
    pub fn changes(&self) -> [usize; 3] {
        self.changes
    }

    /// Expected beside realised costs of the cases that say what they have cost.
    #[must_use]
    pub fn realised(&self) -> Compared {
        self.realised
    }

    /// The same, of closed cases of which every line says so: their factor is the team's own.
    #[must_use]
    pub fn own_factor(&self) -> Compared {
        self.factor
    }

    fn add_budget(&mut self, case: &CaseFigures) {
        let budget = &mut self.budget;
        let uses = match case.claim() {
            None => return,
            Some(BudgetClaim::Asked(uses)) => {
                budget.asked = add(budget.asked, uses.committed);
                return;
            }
            Some(BudgetClaim::Decided(uses)) => uses,
        };
        budget.cases = budget.cases.saturating_add(1);
        budget.committed = add(budget.committed, uses.committed);
        budget.paid = add(budget.paid, uses.paid);
        budget.taken = add(budget.taken, uses.taken());
    }

    /// What the maatwerkbudget pays.
    #[must_use]
    pub fn budget(&self) -> BudgetSums {
        self.budget
    }

    /// The number of plans that were carried out.
    #[must_use]
    pub fn executed(&self) -> usize {
        self.executed
    }

    /// The number of plans that were carried out without the maatwerkbudget.
    #[must_use]
    pub fn regular(&self) -> usize {
        self.regular
    }

    /// The themes of what hindered with the number of cases, most first.
    #[must_use]
    pub fn hindrances(&self) -> Vec<(&str, usize)> {
        let themes = self.themes.iter();
        let mut ranked: Vec<(&str, usize)> = themes
            .map(|(theme, cases)| (theme.as_str(), *cases))
            .collect();
        crate::domain::sort::sort_by(&mut ranked, &|one, other| {
            (other.1, one.0).cmp(&(one.1, other.0))
        });
        ranked
    }

    /// The number of cases by what became of laws and rules.
    #[must_use]
    pub fn outcomes(&self) -> RuleCounts {
        self.outcomes
    }

    /// The same by law or rule, in lower case.
    pub fn rules(&self) -> impl Iterator<Item = (&String, &RuleCounts)> {
        self.rules.iter()
    }

    /// The number of cases that tell their parties, and of these the number of parties now and after the plan.
    #[must_use]
    pub fn parties(&self) -> [usize; 3] {
        self.parties
    }
}

/// How the grades of a family went: the sum of the last grades of those who gave one at the start and later,
/// beside that of their grades at the start. `None` if nobody did.
#[must_use]
pub(super) fn change(people: &[Person]) -> Option<std::cmp::Ordering> {
    let mut both = people.iter().filter_map(|person| {
        let [first, later @ ..] = person.grades;
        let last = later.into_iter().rev().flatten().next()?;
        Some((last.decimal(), first?.decimal()))
    });
    let start = both.next()?;
    let (last, first) = both.fold(start, |(last, first), (more_last, more_first)| {
        (add(last, more_last), add(first, more_first))
    });
    Some(last.cmp(&first))
}
