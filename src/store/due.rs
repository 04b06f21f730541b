//! Mijn week: what is due on all canvases, from their summaries alone.

use super::summary::Summary;
use crate::domain::method::{Due, PlanState};
use crate::domain::retention::RetentionTerms;
use crate::domain::sort::sort_by;
use crate::domain::{Date, DocumentId, Timestamp};

/// The days of a week, today included.
const WEEK: i32 = 7;
/// The days that are shown, today included.
const MONTH: i32 = 31;

/// Something that is due on a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// The canvas.
    pub id: DocumentId,
    /// What is due.
    pub due: Due,
}

/// When something is due, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Before today.
    Late,
    /// On a day of this week.
    On(Date),
    /// After this week.
    Later,
}

impl When {
    /// When a day is, seen from today.
    #[must_use]
    pub fn of(day: Date, today: Date) -> Self {
        match day.days_since(today) {
            ..0 => Self::Late,
            0..WEEK => Self::On(day),
            _ => Self::Later,
        }
    }
}

/// All that is due on canvases that are neither in the bin nor unreadable, by day.
#[must_use]
pub fn due_items(summaries: &[Summary]) -> Vec<DueItem> {
    let listed = summaries.iter().filter(|it| it.removed.is_none());
    let mut items: Vec<DueItem> = listed
        .flat_map(|summary| {
            let due = summary.due.iter().cloned();
            due.map(|due| DueItem {
                id: summary.id.clone(),
                due,
            })
        })
        .collect();
    sort_by(&mut items, &|one, other| {
        (one.due.on, &one.id, one.due.item).cmp(&(other.due.on, &other.id, other.due.item))
    });
    items
}

/// What is late or due within a month, by day, each with when.
#[must_use]
pub fn week(summaries: &[Summary], today: Date) -> Vec<(When, DueItem)> {
    let items = due_items(summaries).into_iter();
    let soon = items.filter(|it| it.due.on.days_since(today) < MONTH);
    soon.map(|item| (When::of(item.due.on, today), item))
        .collect()
}

/// A canvas whose term is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastTerm {
    /// The canvas.
    pub id: DocumentId,
    /// Where its plan stands.
    pub state: PlanState,
    /// The last day on which it had to be kept.
    pub until: Date,
}

/// The canvases outside the bin that need not be kept any longer, the longest over first. One that can't
/// be read, or that nobody is known to have changed, has no term.
#[must_use]
pub fn past_term(summaries: &[Summary], terms: &RetentionTerms, today: Date) -> Vec<PastTerm> {
    let listed = summaries.iter();
    let listed = listed.filter(|it| it.removed.is_none() && it.problem.is_none());
    let over = listed.filter_map(|summary| {
        let changed = day(summary.changed.as_ref()?.at?)?;
        let state = PlanState::from_wire(&summary.state)?;
        let until = terms.until(state, changed)?;
        (until < today).then(|| PastTerm {
            id: summary.id.clone(),
            state,
            until,
        })
    });
    let mut over: Vec<PastTerm> = over.collect();
    sort_by(&mut over, &|one, other| {
        (one.until, &one.id).cmp(&(other.until, &other.id))
    });
    over
}

/// The day of a point in time, in UTC: a term of months doesn't hang on a few hours.
fn day(at: Timestamp) -> Option<Date> {
    let days = at.millis().div_euclid(86_400_000);
    Date::new(1970, 1, 1)?.shift_days(i32::try_from(days).ok()?)
}

/// The number of things that are late or due this week.
#[must_use]
pub fn due_this_week(summaries: &[Summary], today: Date) -> usize {
    let listed = summaries.iter().filter(|it| it.removed.is_none());
    let due = listed.flat_map(|summary| &summary.due);
    due.filter(|due| due.on.days_since(today) < WEEK).count()
}
