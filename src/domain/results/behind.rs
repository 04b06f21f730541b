//! Which cases are behind a figure.

use std::cmp::Ordering;

use super::case::CaseFigures;
use super::fold::{RuleCounts, change};
use super::group_sums::GroupSums;
use crate::domain::letters::lowercase;
use crate::domain::method::PlanState;

/// A figure of the results, to find the cases behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// All cases.
    All,
    /// Where the plan stands.
    State(PlanState),
    /// The cases with an analysis.
    Analysed,
    /// A payer, by its key in [`GroupSums`].
    Payer((String, String)),
    /// A life domain.
    LifeDomain((String, String)),
    /// A grade at a moment, by its place in [`MOMENTS`](super::MOMENTS).
    Grade(usize),
    /// How the grades went: up, the same, down.
    Change(Ordering),
    /// Realised costs are known.
    Realised,
    /// Closed, with all realised costs.
    Factor,
    /// The maatwerkbudget pays.
    Budget,
    /// Carried out within regular budgets.
    Regular,
    /// A theme of lessons, in lower case.
    Theme(String),
    /// What became of a law or rule, as [`RuleCounts::outcome`] has it.
    Outcome(&'static str),
    /// A law or rule, in lower case.
    Rule(String),
    /// The parties are told.
    Parties,
}

impl Behind {
    /// Whether a case is behind it.
    #[must_use]
    pub fn has(&self, case: &CaseFigures) -> bool {
        let is_analysed = || case.saving().is_some();
        match self {
            Self::All => true,
            Self::State(state) => case.state == *state,
            Self::Analysed => is_analysed(),
            Self::Payer(key) => {
                is_analysed() && case.payers.iter().any(|it| GroupSums::key(it) == *key)
            }
            Self::LifeDomain(key) => {
                let mut own = case.life_domains.iter();
                is_analysed() && own.any(|it| GroupSums::key(it) == *key)
            }
            Self::Grade(at) => {
                let mut people = case.people.iter();
                people.any(|it| it.grades.get(*at).is_some_and(Option::is_some))
            }
            Self::Change(way) => change(&case.people) == Some(*way),
            Self::Realised => case.follow_up.is_some(),
            Self::Factor => {
                let is_complete = case.follow_up.is_some_and(|it| it.is_complete);
                is_complete && case.state == PlanState::Closed
            }
            Self::Budget => case.decided_budget().is_some(),
            Self::Regular => case.is_regular(),
            Self::Theme(theme) => case.themes().contains(theme),
            Self::Outcome(outcome) => {
                let mut rules = case.rules.iter();
                rules.any(|it| RuleCounts::outcome(&it.outcome) == *outcome)
            }
            Self::Rule(rule) => case.rules.iter().any(|it| lowercase(&it.rule) == *rule),
            Self::Parties => case.parties_now.saturating_add(case.parties_after) > 0,
        }
    }
}
