//! A canvas that begins with another.

use super::canvas::Canvas;
use super::date::Date;
use super::id::DocumentId;
use super::method::{EntryList, REALISED, SingleEntry};
use super::sorted_map::{ItemMap, SortedMap};

impl Canvas {
    /// A new canvas, of `today` and unsigned, that begins with the texts, actions, lines and people of
    /// this one. What holds for one household alone stays behind: the case number and title, who leads, the
    /// days, the grades, what is done, who has checked an amount and what it has
    /// cost in the end, open conflicts, frozen plans, and all
    /// that is around the plan.
    #[must_use]
    pub fn start_of(&self, id: DocumentId, today: Date) -> Self {
        let mut start = self.clone().without_stamps();
        let blank = Self::new(id);
        (start.id, start.kind, start.status) = (blank.id, blank.kind, blank.status);
        (start.case_number, start.lead) = (blank.case_number, blank.lead);
        (start.title, start.lead_person) = (blank.title, blank.lead_person);
        (start.date, start.executed_on) = (Some(today), None);
        start.removed = None;
        start.conflicts.clear();
        start.frozen = SortedMap::new();
        start.erased = ItemMap::new();
        for list in EntryList::ALL {
            *start.entries_mut(list) = ItemMap::new();
        }
        for place in SingleEntry::ALL {
            *start.single_mut(place) = None;
        }
        start.satisfaction.grades.clear();
        for action in start.actions.values_mut() {
            (action.done, action.due) = (false, None);
        }
        for line in start.costs.lines.values_mut() {
            line.checked_by.clear();
            line.signature.extra.remove(REALISED);
        }
        start
    }
}
