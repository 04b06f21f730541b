//! What was just done to a canvas, in a few words.

use super::sentences::{capitalised, place_by_rank};
use super::{grades, names};
use crate::domain::{ActionBox, Canvas, Moment, Place};

/// The letters of a text that name an item.
const LENGTH: usize = 40;

/// What undo has brought back, by its place.
#[must_use]
pub fn undone(canvas: &Canvas, touched: &[Place]) -> String {
    ["Ongedaan gemaakt: ", &changed(canvas, touched), "."].concat()
}

/// What redo has done again, by its place.
#[must_use]
pub fn redone(canvas: &Canvas, touched: &[Place]) -> String {
    ["Opnieuw gedaan: ", &changed(canvas, touched), "."].concat()
}

/// The place that tells most of what has changed.
fn changed(canvas: &Canvas, touched: &[Place]) -> String {
    let texts = touched.iter().filter(|it| matches!(it, Place::Text(_)));
    if texts.count() > 1 {
        return "het hele canvas".to_owned();
    }
    let exists = |place: &&Place| match place {
        Place::Action(id) => canvas.actions.contains_key(id),
        Place::Line(id) => canvas.costs.lines.contains_key(id),
        Place::Person(id) => canvas.satisfaction.people.contains_key(id),
        Place::Grade(id) => canvas.satisfaction.grades.contains_key(id),
        Place::Entry(list, id) => canvas.entries(*list).contains_key(id),
        _ => true,
    };
    let mut there = touched.iter().filter(exists);
    let person = there.clone().find(|it| matches!(it, Place::Person(_)));
    let place = person.or_else(|| there.next());
    let place = place.copied().unwrap_or(Place::Header);
    place_by_rank(canvas, place)
}

/// That an amount was typed over a computed one, or the computed one emptied.
pub const CALCULATION_REPLACED: &str = "De berekening van dit bedrag telt niet meer mee.";

/// That an action was removed; with its text.
#[must_use]
pub fn action_removed(text: &str) -> String {
    ["Actie verwijderd", &named(text), "."].concat()
}

/// That a cost line was removed; with its text.
#[must_use]
pub fn line_removed(text: &str) -> String {
    ["Regel verwijderd", &named(text), "."].concat()
}

/// That a member of the family was removed, with this many grades.
#[must_use]
pub fn person_removed(role: &str, grades: usize) -> String {
    let who = capitalised(&grades::role(role));
    match grades {
        0 => format!("{who} is verwijderd."),
        1 => format!("{who} is verwijderd, met 1 cijfer."),
        count => format!("{who} is verwijderd, met {count} cijfers."),
    }
}

/// That a grade was removed.
#[must_use]
pub fn grade_removed(role: &str, moment: &Moment) -> String {
    ["Cijfer verwijderd: ", &grades::about(role, moment), "."].concat()
}

/// That an item has moved within its list; `rank` counts from 1.
#[must_use]
pub fn moved(rank: usize, count: usize) -> String {
    format!("Verplaatst: nu {rank} van {count}.")
}

/// That an action has moved to another box.
#[must_use]
pub fn moved_to(place: ActionBox) -> String {
    ["Verplaatst naar ", names::action_box(place), "."].concat()
}

/// The beginning of an item's text between quotes; empty if it has none.
fn named(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let mut start: String = text.chars().take(LENGTH).collect();
    if text.chars().count() > LENGTH {
        start.push('…');
    }
    [": \u{201c}", &start, "\u{201d}"].concat()
}
