//! Replacing a document's content as one edit.

use super::canvas::Canvas;
use super::method::{EntryList, SingleEntry};
use super::place::Place;
use super::text_box::TextBox;

/// Copies what a replaced document keeps: its id and kind, whether it is in the bin, its frozen plans,
/// decisions, hand-overs and archives, who was erased, and its signature.
fn keep_own(from: &Canvas, to: &mut Canvas) {
    to.id.clone_from(&from.id);
    to.kind.clone_from(&from.kind);
    to.removed.clone_from(&from.removed);
    to.frozen.clone_from(&from.frozen);
    for list in [
        EntryList::Decisions,
        EntryList::HandOvers,
        EntryList::Archives,
    ] {
        to.entries_mut(list).clone_from(from.entries(list));
    }
    to.changed.clone_from(&from.changed);
    to.forget_erased(Some(from));
}

/// Swaps the content of the two canvases. Returns the places that may show something else.
pub(super) fn swap_whole(canvas: &mut Canvas, other: &mut Canvas) -> Vec<Place> {
    keep_own(canvas, other);
    std::mem::swap(canvas, other);
    let mut touched = vec![Place::Header];
    touched.extend(TextBox::ALL.map(Place::Text));
    for side in [&*canvas, &*other] {
        let (people, grades) = (&side.satisfaction.people, &side.satisfaction.grades);
        touched.extend(side.actions.keys().copied().map(Place::Action));
        touched.extend(side.costs.lines.keys().copied().map(Place::Line));
        touched.extend(people.keys().copied().map(Place::Person));
        touched.extend(grades.keys().copied().map(Place::Grade));
        for list in EntryList::ALL {
            let entries = side.entries(list).keys().copied();
            touched.extend(entries.map(|id| Place::Entry(list, id)));
        }
    }
    touched.extend(EntryList::ALL.map(Place::Entries));
    touched.extend(SingleEntry::ALL.map(Place::Single));
    touched.extend([
        Place::Actions,
        Place::Lines,
        Place::People,
        Place::Grades,
        Place::Conflicts,
        Place::Horizon,
    ]);
    touched
}

/// Whether replacing the canvas by `other` would change nothing.
pub(super) fn holds_whole(canvas: &Canvas, other: &Canvas) -> bool {
    let mut other = other.clone();
    keep_own(canvas, &mut other);
    *canvas == other
}
