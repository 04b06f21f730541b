//! How long a canvas is kept: a term for each state of its plan, after which it is listed for removal.
//!
//! Nothing is removed by a term alone. Article 5 of the GDPR asks that data is kept no longer than it is
//! needed; how long that is, the municipality decides.

use super::canvas::Canvas;
use super::date::Date;
use super::method::{PlanState, SingleEntry};

/// The months that a closed case is kept where the team has set nothing.
pub const CLOSED_MONTHS: u16 = 24;

/// The terms by state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionTerms([Option<u16>; PlanState::ALL.len()]);

impl Default for RetentionTerms {
    fn default() -> Self {
        Self(PlanState::ALL.map(default_months))
    }
}

/// The months for a state where the team has set nothing; `None` for no term.
fn default_months(state: PlanState) -> Option<u16> {
    (state == PlanState::Closed).then_some(CLOSED_MONTHS)
}

impl RetentionTerms {
    /// The terms that a team's document sets: whole months, or 0 for none. What it doesn't say, or says in
    /// another way, is as by default.
    #[must_use]
    pub fn of(team: &Canvas) -> Self {
        let Some(entry) = team.single(SingleEntry::Team) else {
            return Self::default();
        };
        Self(
            PlanState::ALL.map(|state| match entry.text(term_field(state)).parse::<u16>() {
                Ok(months) => (months > 0).then_some(months),
                Err(_) => default_months(state),
            }),
        )
    }

    /// The last day on which a canvas is kept whose plan is in a state and that was changed last on a day;
    /// `None` if the state has no term.
    #[must_use]
    pub fn until(&self, state: PlanState, changed: Date) -> Option<Date> {
        let at = PlanState::ALL.into_iter().position(|it| it == state)?;
        let months = self.0.get(at).copied().flatten()?;
        Some(changed.plus_months(months))
    }
}

/// The wire name of the field of a team's document that has the term of a state. A plan that is discussed and
/// one that was approved have the same.
#[must_use]
pub const fn term_field(state: PlanState) -> &'static str {
    match state {
        PlanState::Concept => "bewaarConcept",
        PlanState::Discussed | PlanState::Approved => "bewaarBespreking",
        PlanState::Executed => "bewaarUitvoering",
        PlanState::Followed => "bewaarGevolgd",
        PlanState::Closed => "bewaarAfgesloten",
    }
}
