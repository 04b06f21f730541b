//! The only way to edit a canvas.

use super::canvas::Canvas;
use super::command::{Applied, Command, Rejected};
use super::conflict::{put_value, value_at};
use super::id::ItemId;
use super::item::Item;
use super::item_edit::ItemEdit;
use super::limits;
use super::method;
use super::place::Place;
use super::replace_all::{holds_whole, swap_whole};
use super::stamp::{Signature, Stamp};
use super::totals::LineAmounts;
use super::usage::MONTHS;

/// Applies an edit to a canvas, and signs what it changes with `stamp`. An edit that changes nothing
/// touches and signs nothing.
///
/// # Errors
///
/// Returns [`Rejected`] if the item doesn't exist or a value is out of bounds. The canvas is then
/// unchanged; a batch is applied as a whole or not at all.
pub fn apply(canvas: &mut Canvas, command: Command, stamp: &Stamp) -> Result<Applied, Rejected> {
    if command.is_satisfied_by(canvas) {
        return Ok(Applied {
            touched: Vec::new(),
            inverse: command,
        });
    }
    if command.revives(canvas) {
        return Err(Rejected::Missing);
    }
    limits::admit(canvas, &command)?;
    let applied = apply_one(canvas, command, stamp)?;
    if !applied.touched.is_empty() {
        canvas.changed.get_or_insert_default().renew(stamp);
    }
    Ok(applied)
}

fn batch(canvas: &mut Canvas, commands: Vec<Command>, stamp: &Stamp) -> Result<Applied, Rejected> {
    let before = canvas.clone();
    let (mut touched, mut inverses) = (Vec::new(), Vec::new());
    for command in commands {
        match apply(canvas, command, stamp) {
            Ok(applied) => {
                touched.extend(applied.touched);
                inverses.push(applied.inverse);
            }
            Err(rejected) => {
                *canvas = before;
                return Err(rejected);
            }
        }
    }
    inverses.reverse();
    Ok(Applied {
        touched,
        inverse: Command::Batch(inverses),
    })
}

fn apply_one(canvas: &mut Canvas, command: Command, stamp: &Stamp) -> Result<Applied, Rejected> {
    match command {
        Command::Header(mut edit) => {
            edit.swap(canvas);
            Ok(Applied::new([Place::Header], Command::Header(edit)))
        }
        Command::Text(place, mut text) => {
            let entry = canvas.text_mut(place);
            std::mem::swap(&mut text, &mut entry.text);
            entry.signature.renew(stamp);
            Ok(Applied::new(
                [Place::Text(place)],
                Command::Text(place, text),
            ))
        }
        Command::PutAction(id, item) => put(canvas, id, item, stamp),
        Command::PutLine(id, item) => put(canvas, id, item, stamp),
        Command::PutPerson(id, item) => put(canvas, id, item, stamp),
        Command::ErasePerson(id) => Ok(erase(canvas, id)),
        Command::PutGrade(id, item) => put(canvas, id, item, stamp),
        Command::Action(id, field) => edit(canvas, id, field, stamp),
        Command::Line(id, field) => edit(canvas, id, field, stamp),
        Command::Person(id, field) => edit(canvas, id, field, stamp),
        Command::Grade(id, field) => edit(canvas, id, field, stamp),
        Command::PutEntry(list, id, entry) => Ok(method::put(canvas, list, id, entry, stamp)),
        Command::Entry(list, id, field) => method::edit(canvas, list, id, field, stamp),
        Command::Single(place, field) => Ok(method::edit_single(canvas, place, field, stamp)),
        Command::Horizon(mut months) => {
            if !MONTHS.contains(&months) {
                return Err(Rejected::OutOfRange);
            }
            let horizon = canvas.costs.horizon;
            let amounts = |line, months| LineAmounts::of(line, months);
            canvas
                .costs
                .lines
                .values()
                .try_for_each(|line| amounts(line, months).check_bound(amounts(line, horizon)))?;
            std::mem::swap(&mut months, &mut canvas.costs.horizon);
            Ok(Applied::new([Place::Horizon], Command::Horizon(months)))
        }
        Command::Removed(removed) => {
            canvas.removed = removed.then(|| Signature::from(stamp.clone()));
            Ok(Applied::new([Place::Removed], Command::Removed(!removed)))
        }
        Command::Value(place, value) => put_value(canvas, place, value, stamp),
        Command::Conflict(id, conflict) => {
            let old = match conflict {
                Some(conflict) => canvas.conflicts.insert(id, *conflict),
                None => canvas.conflicts.remove(&id),
            };
            let inverse = Command::Conflict(id, old.map(Box::new));
            Ok(Applied::new([Place::Conflicts], inverse))
        }
        Command::PutFrozenPlan(hash, plan) => {
            let old = match plan {
                Some(mut plan) => {
                    // One that comes back by undo keeps the signature of who froze it.
                    if plan.signature.at.is_none() {
                        plan.signature.renew(stamp);
                    }
                    canvas.frozen.insert(hash, *plan)
                }
                None => canvas.frozen.remove(&hash),
            };
            let inverse = Command::PutFrozenPlan(hash, old.map(Box::new));
            Ok(Applied::new([Place::FrozenPlans], inverse))
        }
        Command::ReplaceAll(mut other) => {
            let touched = swap_whole(canvas, &mut other);
            Ok(Applied::new(touched, Command::ReplaceAll(other)))
        }
        Command::Batch(commands) => batch(canvas, commands, stamp),
    }
}

/// Erases a person for good. What undoes it does nothing.
fn erase(canvas: &mut Canvas, person: ItemId) -> Applied {
    canvas.erase(person);
    let touched = [
        Place::Person(person),
        Place::People,
        Place::Grades,
        Place::Conflicts,
    ];
    Applied::new(touched, Command::ErasePerson(person))
}

/// Adds, replaces or removes an item.
fn put<T: Item>(
    canvas: &mut Canvas,
    id: ItemId,
    item: Option<Box<T>>,
    stamp: &Stamp,
) -> Result<Applied, Rejected> {
    let horizon = canvas.costs.horizon;
    let old = match item {
        Some(mut item) => {
            if !item.is_in_range() {
                return Err(Rejected::OutOfRange);
            }
            let before = T::all(canvas).get(&id).map(|old| old.amounts(horizon));
            item.amounts(horizon)
                .check_bound(before.unwrap_or_default())?;
            if let Some(signature) = item.signature_mut() {
                signature.renew(stamp);
            }
            T::all_mut(canvas).insert(id, *item)
        }
        None => T::all_mut(canvas).remove(&id),
    };
    let inverse = T::put(id, old.map(Box::new));
    Ok(Applied::new([T::place(id), T::LIST], inverse))
}

/// Sets a field of an item.
fn edit<E: ItemEdit>(
    canvas: &mut Canvas,
    id: ItemId,
    mut edit: E,
    stamp: &Stamp,
) -> Result<Applied, Rejected> {
    let horizon = canvas.costs.horizon;
    let item = E::Item::all_mut(canvas)
        .get_mut(&id)
        .ok_or(Rejected::Missing)?;
    if !edit.is_in_range() {
        return Err(Rejected::OutOfRange);
    }
    let before = item.amounts(horizon);
    edit.swap(item);
    if let Err(rejected) = item.amounts(horizon).check_bound(before) {
        edit.swap(item);
        return Err(rejected);
    }
    if let Some(signature) = item.signature_mut() {
        signature.renew(stamp);
    }
    let list = edit.reorders().then_some(E::Item::LIST);
    let touched = [E::Item::place(id)].into_iter().chain(list);
    Ok(Applied::new(touched, edit.command(id)))
}

/// Whether putting an item would change nothing, signatures aside.
fn is_put<T: Item>(canvas: &Canvas, id: &ItemId, item: Option<&T>) -> bool {
    let unsigned = |item: &T| {
        let mut item = item.clone();
        if let Some(signature) = item.signature_mut() {
            signature.clear();
        }
        item
    };
    item.map(unsigned) == T::all(canvas).get(id).map(unsigned)
}

/// Whether an item is there and has a field's value.
fn is_set<E: ItemEdit>(canvas: &Canvas, id: &ItemId, edit: &E) -> bool {
    let item = E::Item::all(canvas).get(id);
    item.is_some_and(|item| edit.is_satisfied_by(item))
}

impl Command {
    /// Whether applying this command would change nothing, signatures aside.
    #[must_use]
    pub fn is_satisfied_by(&self, canvas: &Canvas) -> bool {
        match self {
            Self::Header(edit) => edit.is_satisfied_by(canvas),
            Self::Text(place, text) => canvas.text(*place).text == *text,
            Self::PutAction(id, item) => is_put(canvas, id, item.as_deref()),
            Self::PutLine(id, item) => is_put(canvas, id, item.as_deref()),
            Self::PutPerson(id, item) => is_put(canvas, id, item.as_deref()),
            Self::ErasePerson(id) => canvas.is_erased(*id),
            Self::PutGrade(id, item) => is_put(canvas, id, item.as_deref()),
            Self::Action(id, edit) => is_set(canvas, id, edit),
            Self::Line(id, edit) => is_set(canvas, id, edit),
            Self::Person(id, edit) => is_set(canvas, id, edit),
            Self::Grade(id, edit) => is_set(canvas, id, edit),
            Self::PutEntry(list, id, entry) => method::is_put(canvas, *list, id, entry.as_deref()),
            Self::Entry(list, id, edit) => {
                let entry = canvas.entries(*list).get(id);
                entry.is_some_and(|entry| edit.is_satisfied_by(entry))
            }
            Self::Single(place, edit) => method::holds_single(canvas, *place, edit),
            Self::Horizon(months) => canvas.costs.horizon == *months,
            Self::Removed(removed) => canvas.removed.is_some() == *removed,
            Self::Value(place, value) => value_at(canvas, place) == *value,
            Self::Conflict(id, conflict) => canvas.conflicts.get(id) == conflict.as_deref(),
            Self::PutFrozenPlan(hash, plan) => canvas.frozen.contains_key(hash) == plan.is_some(),
            Self::ReplaceAll(other) => holds_whole(canvas, other),
            Self::Batch(commands) => commands
                .iter()
                .all(|command| command.is_satisfied_by(canvas)),
        }
    }
}
