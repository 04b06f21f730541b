//! Which cases count.

use super::case::CaseFigures;
use crate::domain::date::Date;
use crate::domain::method::PlanState;

/// A period, both ends included; without an end it goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Period {
    /// Whether a day is in it. An unknown day is only in a period without ends.
    #[must_use]
    pub fn has(self, day: Option<Date>) -> bool {
        let Some(day) = day else {
            return self == Self::default();
        };
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether a whole or part of a year is in it.
    #[must_use]
    pub fn has_year(self, year: i32) -> bool {
        let from = self.from.is_none_or(|from| year >= from.year());
        from && self.to.is_none_or(|to| year <= to.year())
    }
}

/// Which cases count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The period that their day is in.
    pub period: Period,
    /// Where their plan stands; `None` for all.
    pub state: Option<PlanState>,
    /// Their team or municipality; `None` for all.
    pub team: Option<String>,
    /// A theme of their lessons, in lower case; `None` for all.
    pub theme: Option<String>,
}

impl Filter {
    /// Whether a case counts.
    #[must_use]
    pub fn accepts(&self, case: &CaseFigures) -> bool {
        let theme = self.theme.as_ref();
        self.period.has(case.day)
            && self.state.is_none_or(|state| case.state == state)
            && self.team.as_ref().is_none_or(|team| case.team == *team)
            && theme.is_none_or(|theme| case.themes().contains(theme))
    }
}
