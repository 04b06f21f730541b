//! The only way to edit a canvas.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::choice::{put_value, value_at};
use super::command::{ActionEdit, Command, GradeEdit, LineEdit, PersonEdit, Place};
use super::costs::{CostLine, Price, Scenario};
use super::date::Timestamp;
use super::id::ItemId;
use super::money::Money;
use super::stamp::{Author, Signature, Stamp};
use super::totals::LineAmounts;
use super::usage::{MONTHS, Use};
use super::whole::{holds_whole, swap_whole};
use super::{Action, Canvas, GradeEntry, Person};

/// What an edit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The places whose views have to show something else; none when nothing changed.
    pub touched: Vec<Place>,
    /// The command that takes the edit back.
    pub inverse: Command,
}

/// Why an edit was refused; the canvas is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The item is not there any more.
    Missing,
    /// A line's amount would pass the bound of [`Money`].
    TooLarge,
    /// A horizon or month outside 1 to 60, a chance above 100, or a price year outside 1900 to 2200.
    OutOfRange,
}

/// Applies an edit, stamped with who and when.
///
/// # Errors
///
/// [`Rejected`] when the item isn't there or a value is out of bounds; a batch is applied as a whole
/// or not at all.
pub fn apply(canvas: &mut Canvas, command: Command, stamp: &Stamp) -> Result<Applied, Rejected> {
    if command.holds(canvas) {
        return Ok(Applied {
            touched: Vec::new(),
            inverse: command,
        });
    }
    let applied = match command {
        Command::Batch(commands) => batch(canvas, commands, stamp)?,
        single => apply_one(canvas, single, stamp)?,
    };
    if !applied.touched.is_empty() {
        let changed = canvas.changed.take();
        canvas.changed = Some(Signature::renewed(changed, stamp));
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
            Ok(done([Place::Header], Command::Header(edit)))
        }
        Command::Text(place, mut text) => {
            let entry = canvas.text_mut(place);
            std::mem::swap(&mut text, &mut entry.text);
            sign(&mut entry.by, &mut entry.at, stamp);
            Ok(done([Place::Text(place)], Command::Text(place, text)))
        }
        Command::PutAction(id, item) => {
            let old = put(&mut canvas.actions, id, item, stamp);
            Ok(done(
                [Place::Action(id), Place::Actions],
                Command::PutAction(id, old),
            ))
        }
        Command::PutLine(id, item) => {
            if let Some(line) = &item {
                check_line(canvas.costs.lines.get(&id), line, canvas.costs.horizon)?;
            }
            let old = put(&mut canvas.costs.lines, id, item, stamp);
            Ok(done(
                [Place::Line(id), Place::Lines],
                Command::PutLine(id, old),
            ))
        }
        Command::PutPerson(id, item) => {
            let old = put(&mut canvas.satisfaction.people, id, item, stamp);
            Ok(done(
                [Place::Person(id), Place::People],
                Command::PutPerson(id, old),
            ))
        }
        Command::PutGrade(id, item) => {
            let old = put(&mut canvas.satisfaction.grades, id, item, stamp);
            Ok(done(
                [Place::Grade(id), Place::Grades],
                Command::PutGrade(id, old),
            ))
        }
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
                .try_for_each(|line| within_bound(amounts(line, horizon), amounts(line, months)))?;
            std::mem::swap(&mut months, &mut canvas.costs.horizon);
            Ok(done([Place::Horizon], Command::Horizon(months)))
        }
        Command::Removed(removed) => {
            canvas.removed = removed.then(|| Signature::from(stamp.clone()));
            Ok(done([Place::Removed], Command::Removed(!removed)))
        }
        Command::Value(place, value) => put_value(canvas, place, value, stamp),
        Command::Difference(id, difference) => {
            let old = match difference {
                Some(difference) => canvas.differences.insert(id, *difference),
                None => canvas.differences.remove(&id),
            };
            let inverse = Command::Difference(id, old.map(Box::new));
            Ok(done([Place::Differences], inverse))
        }
        Command::Whole(mut other) => {
            let touched = swap_whole(canvas, &mut other);
            Ok(done(touched, Command::Whole(other)))
        }
        fields => apply_field(canvas, fields, stamp),
    }
}

fn apply_field(canvas: &mut Canvas, command: Command, stamp: &Stamp) -> Result<Applied, Rejected> {
    match command {
        Command::Action(id, mut edit) => {
            let action = canvas.actions.get_mut(&id).ok_or(Rejected::Missing)?;
            edit.swap(action);
            sign(&mut action.by, &mut action.at, stamp);
            let moved = matches!(edit, ActionEdit::Move(..)).then_some(Place::Actions);
            Ok(done(
                [Place::Action(id)].into_iter().chain(moved),
                Command::Action(id, edit),
            ))
        }
        Command::Line(id, mut edit) => {
            let horizon = canvas.costs.horizon;
            let line = canvas.costs.lines.get_mut(&id).ok_or(Rejected::Missing)?;
            if !edit.is_in_range() {
                return Err(Rejected::OutOfRange);
            }
            let before = LineAmounts::of(line, horizon);
            edit.swap(line);
            if let Err(rejected) = within_bound(before, LineAmounts::of(line, horizon)) {
                edit.swap(line);
                return Err(rejected);
            }
            sign(&mut line.by, &mut line.at, stamp);
            let order = matches!(edit, LineEdit::Order(_)).then_some(Place::Lines);
            Ok(done(
                [Place::Line(id)].into_iter().chain(order),
                Command::Line(id, edit),
            ))
        }
        Command::Person(id, mut edit) => {
            let person = canvas
                .satisfaction
                .people
                .get_mut(&id)
                .ok_or(Rejected::Missing)?;
            edit.swap(person);
            let moved = matches!(edit, PersonEdit::Order(_)).then_some(Place::People);
            Ok(done(
                [Place::Person(id)].into_iter().chain(moved),
                Command::Person(id, edit),
            ))
        }
        Command::Grade(id, mut edit) => {
            let entry = canvas
                .satisfaction
                .grades
                .get_mut(&id)
                .ok_or(Rejected::Missing)?;
            edit.swap(entry);
            sign(&mut entry.by, &mut entry.at, stamp);
            // Another person, moment or day puts it elsewhere among the grades.
            let moved = match edit {
                GradeEdit::Person(_) | GradeEdit::Moment(_) | GradeEdit::Date(_) => {
                    Some(Place::Grades)
                }
                GradeEdit::Value(_) | GradeEdit::Reason(_) => None,
            };
            Ok(done(
                [Place::Grade(id)].into_iter().chain(moved),
                Command::Grade(id, edit),
            ))
        }
        other => Ok(done([], other)),
    }
}

pub(super) fn done(touched: impl IntoIterator<Item = Place>, inverse: Command) -> Applied {
    Applied {
        touched: touched.into_iter().collect(),
        inverse,
    }
}

pub(super) fn sign(by: &mut Option<Author>, at: &mut Option<Timestamp>, stamp: &Stamp) {
    *by = stamp.known();
    *at = Some(stamp.at);
}

/// An item that says who changed it last.
trait Signed {
    fn sign(&mut self, stamp: &Stamp);
}

macro_rules! signed {
    ($($item:ty),*) => {$(
        impl Signed for $item {
            fn sign(&mut self, stamp: &Stamp) {
                sign(&mut self.by, &mut self.at, stamp);
            }
        }
    )*};
}
signed!(Action, CostLine, GradeEntry);

impl Signed for Person {
    fn sign(&mut self, _: &Stamp) {}
}

fn put<T: Signed>(
    items: &mut BTreeMap<ItemId, T>,
    id: ItemId,
    item: Option<Box<T>>,
    stamp: &Stamp,
) -> Option<Box<T>> {
    let old = match item {
        Some(mut item) => {
            item.sign(stamp);
            items.insert(id, *item)
        }
        None => items.remove(&id),
    };
    old.map(Box::new)
}

/// Refuses a line with months, chances or a year that cannot be, or an amount beyond the bound.
fn check_line(old: Option<&CostLine>, line: &CostLine, horizon: u8) -> Result<(), Rejected> {
    let uses = Scenario::ALL.map(|scenario| line.usage(scenario));
    if !uses.into_iter().flatten().all(Use::is_in_range)
        || !line.price.as_ref().is_none_or(Price::is_in_range)
    {
        return Err(Rejected::OutOfRange);
    }
    let before = old.map_or_else(LineAmounts::default, |old| LineAmounts::of(old, horizon));
    within_bound(before, LineAmounts::of(line, horizon))
}

/// Refuses an amount beyond the bound of [`Money`], unless it was that already: a document from
/// elsewhere can still be edited.
pub(super) fn within_bound(before: LineAmounts, after: LineAmounts) -> Result<(), Rejected> {
    let too_large = |amount: Option<Decimal>| {
        amount.is_some_and(|amount| Money::from_decimal(amount).is_none())
    };
    let worse = |scenario| {
        let (before, after) = (before.get(scenario), after.get(scenario));
        too_large(after) && before != after
    };
    if Scenario::ALL.into_iter().any(worse) {
        Err(Rejected::TooLarge)
    } else {
        Ok(())
    }
}

/// Whether two items say the same, whoever signed them.
fn same<T: Signed + Clone + PartialEq>(ours: Option<&T>, theirs: Option<&T>) -> bool {
    let nobody = Stamp {
        by: Author::default(),
        at: Timestamp::from_millis(0),
    };
    let unsigned = |item: &T| {
        let mut item = item.clone();
        item.sign(&nobody);
        item
    };
    ours.map(unsigned) == theirs.map(unsigned)
}

impl Command {
    /// Whether the canvas already says what this command sets, whoever signed it.
    #[must_use]
    pub fn holds(&self, canvas: &Canvas) -> bool {
        let (costs, satisfaction) = (&canvas.costs, &canvas.satisfaction);
        match self {
            Self::Header(edit) => edit.holds(canvas),
            Self::Text(place, text) => canvas.text(*place).text == *text,
            Self::PutAction(id, item) => same(item.as_deref(), canvas.actions.get(id)),
            Self::Action(id, edit) => canvas.actions.get(id).is_some_and(|item| edit.holds(item)),
            Self::PutLine(id, item) => same(item.as_deref(), costs.lines.get(id)),
            Self::Line(id, edit) => costs.lines.get(id).is_some_and(|item| edit.holds(item)),
            Self::PutPerson(id, item) => same(item.as_deref(), satisfaction.people.get(id)),
            Self::Person(id, edit) => satisfaction
                .people
                .get(id)
                .is_some_and(|item| edit.holds(item)),
            Self::PutGrade(id, item) => same(item.as_deref(), satisfaction.grades.get(id)),
            Self::Grade(id, edit) => satisfaction
                .grades
                .get(id)
                .is_some_and(|item| edit.holds(item)),
            Self::Horizon(months) => costs.horizon == *months,
            Self::Removed(removed) => canvas.removed.is_some() == *removed,
            Self::Value(place, value) => value_at(canvas, place) == *value,
            Self::Difference(id, difference) => canvas.differences.get(id) == difference.as_deref(),
            Self::Whole(other) => holds_whole(canvas, other),
            Self::Batch(commands) => commands.iter().all(|command| command.holds(canvas)),
        }
    }
}
