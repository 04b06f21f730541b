//! Mijn week: what is due on all canvases, from their summaries alone.

use super::summary::Summary;
use crate::domain::method::Due;
use crate::domain::sort::sort_by;
use crate::domain::{Date, DocumentId};

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

/// The number of things that are late or due this week.
#[must_use]
pub fn due_this_week(summaries: &[Summary], today: Date) -> usize {
    let listed = summaries.iter().filter(|it| it.removed.is_none());
    let due = listed.flat_map(|summary| &summary.due);
    due.filter(|due| due.on.days_since(today) < WEEK).count()
}
