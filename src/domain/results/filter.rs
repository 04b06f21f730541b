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

impl Filter {
    /// Whether it asks for whole years and nothing else.
    #[must_use]
    pub fn is_of_years(&self) -> bool {
        let first = self
            .period
            .from
            .is_none_or(|it| (it.month(), it.day()) == (1, 1));
        let last = self
            .period
            .to
            .is_none_or(|it| (it.month(), it.day()) == (12, 31));
        let others = self.state.is_some() || self.team.is_some() || self.theme.is_some();
        first && last && !others
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

/// The most months that can be chosen from.
const MONTHS: usize = 240;

/// The first days of the months between two days. Of more than can be chosen from it is the last ones, up to a year
/// from today: one mistyped day takes no month of now away.
#[must_use]
pub fn months([first, last]: [Date; 2], today: Date) -> Vec<Date> {
    let begin = |day: Date| Date::new(day.year(), day.month(), 1).unwrap_or(day);
    let last = last.min(today.plus_months(12)).max(first);
    let mut months = Vec::new();
    let mut day = begin(last);
    while day >= begin(first) && months.len() < MONTHS {
        months.push(day);
        let Some(before) = day.shift_days(-1) else {
            break;
        };
        day = begin(before);
    }
    months.reverse();
    months
}
