//! Commands: every edit that a person can make, as data.
//!
//! A command carries the value that it sets. [`swap`](ActionEdit::swap) puts that value in place
//! and leaves the old one in the command, which makes it its own inverse.

use std::mem::swap;

use serde_json::Value;

use super::action::{Action, ActionBox};
use super::costs::{CostLine, Payer, Price, Scenario};
use super::date::Date;
use super::grade::Grade;
use super::id::ItemId;
use super::order::OrderKey;
use super::satisfaction::{GradeEntry, Moment, Person};
use super::usage::Use;
use super::{Canvas, Difference, TextBox};

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A field of the header.
    Header(HeaderEdit),
    /// The text of a box.
    Text(TextBox, String),
    /// An action as a whole: added (`Some`) or removed (`None`).
    PutAction(ItemId, Option<Box<Action>>),
    /// A field of an action.
    Action(ItemId, ActionEdit),
    /// A line as a whole: added or removed.
    PutLine(ItemId, Option<Box<CostLine>>),
    /// A field of a line.
    Line(ItemId, LineEdit),
    /// A member of the family: added or removed.
    PutPerson(ItemId, Option<Box<Person>>),
    /// A field of a member of the family.
    Person(ItemId, PersonEdit),
    /// A grade as a whole: added or removed.
    PutGrade(ItemId, Option<Box<GradeEntry>>),
    /// A field of a grade.
    Grade(ItemId, GradeEdit),
    /// Months that the analysis spans, 1 to 60.
    Horizon(u8),
    /// Into the bin, or out of it.
    Removed(bool),
    /// What stands in a place, told by its JSON Pointer: a version that was chosen.
    Value(String, Option<Value>),
    /// Two versions of a place: opened or closed.
    Difference(ItemId, Option<Box<Difference>>),
    /// The document as a whole, such as an earlier version. Its name stays, and whether it is in the bin.
    Whole(Box<Canvas>),
    /// Several edits that are one step for the person.
    Batch(Vec<Self>),
}

/// A field of the header with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderEdit {
    /// Casusnummer.
    CaseNumber(String),
    /// Maatwerkeindbaas.
    Lead(String),
    /// Datum.
    Date(Option<Date>),
    /// The day on which the plan was carried out.
    ExecutedOn(Option<Date>),
}

/// A field of an action with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionEdit {
    /// What is done.
    What(String),
    /// Who does it.
    Who(String),
    /// By when.
    Due(Option<Date>),
    /// Whether it is done.
    Done(bool),
    /// Its box and its place in it.
    Move(ActionBox, OrderKey),
}

/// A field of a line with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineEdit {
    /// What it is.
    Description(String),
    /// What a scenario uses of it.
    Use(Scenario, Option<Use>),
    /// Its place in the list.
    Order(OrderKey),
    /// The part of life that it is about.
    LifeDomain(Option<String>),
    /// Who pays.
    Payer(Option<Payer>),
    /// What a unit costs.
    Price(Option<Price>),
    /// Why this estimate.
    Rationale(String),
    /// Who checked it.
    CheckedBy(String),
}

/// A field of a member of the family with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonEdit {
    /// The role.
    Role(String),
    /// The place in the list.
    Order(OrderKey),
}

/// A field of a grade with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GradeEdit {
    /// Whose it is.
    Person(ItemId),
    /// When it was asked.
    Moment(Moment),
    /// The grade.
    Value(Option<Grade>),
    /// The day of the talk.
    Date(Option<Date>),
    /// Why this grade.
    Reason(String),
}

/// A place in the document that a view shows: what is touched when an edit is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The header's fields.
    Header,
    /// A box of text.
    Text(TextBox),
    /// An action's fields.
    Action(ItemId),
    /// Which actions stand in which box, and in what order.
    Actions,
    /// A line's fields.
    Line(ItemId),
    /// Which lines there are, and in what order.
    Lines,
    /// The analysis's horizon.
    Horizon,
    /// A member of the family.
    Person(ItemId),
    /// Which people there are, and in what order.
    People,
    /// A grade's fields.
    Grade(ItemId),
    /// Which grades there are.
    Grades,
    /// Whether the canvas is in the bin.
    Removed,
    /// Which places have two versions.
    Differences,
}

impl HeaderEdit {
    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, canvas: &mut Canvas) {
        match self {
            Self::CaseNumber(value) => swap(value, &mut canvas.case_number),
            Self::Lead(value) => swap(value, &mut canvas.lead),
            Self::Date(value) => swap(value, &mut canvas.date),
            Self::ExecutedOn(value) => swap(value, &mut canvas.executed_on),
        }
    }

    /// Whether the canvas has this value.
    #[must_use]
    pub fn holds(&self, canvas: &Canvas) -> bool {
        match self {
            Self::CaseNumber(value) => *value == canvas.case_number,
            Self::Lead(value) => *value == canvas.lead,
            Self::Date(value) => *value == canvas.date,
            Self::ExecutedOn(value) => *value == canvas.executed_on,
        }
    }
}

impl ActionEdit {
    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, action: &mut Action) {
        match self {
            Self::What(value) => swap(value, &mut action.what),
            Self::Who(value) => swap(value, &mut action.who),
            Self::Due(value) => swap(value, &mut action.due),
            Self::Done(value) => swap(value, &mut action.done),
            Self::Move(place, order) => {
                swap(place, &mut action.place);
                swap(order, &mut action.order);
            }
        }
    }

    /// Whether the action has this value.
    #[must_use]
    pub fn holds(&self, action: &Action) -> bool {
        match self {
            Self::What(value) => *value == action.what,
            Self::Who(value) => *value == action.who,
            Self::Due(value) => *value == action.due,
            Self::Done(value) => *value == action.done,
            Self::Move(place, order) => *place == action.place && *order == action.order,
        }
    }
}

impl LineEdit {
    /// Whether the value can be at all, whatever the line's amounts come to.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        match self {
            Self::Use(_, Some(usage)) => usage.is_in_range(),
            Self::Price(Some(price)) => price.is_in_range(),
            _ => true,
        }
    }

    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, line: &mut CostLine) {
        match self {
            Self::Description(value) => swap(value, &mut line.description),
            Self::Use(scenario, value) => swap(value, line.usage_mut(*scenario)),
            Self::Order(value) => swap(value, &mut line.order),
            Self::LifeDomain(value) => swap(value, &mut line.life_domain),
            Self::Payer(value) => swap(value, &mut line.payer),
            Self::Price(value) => swap(value, &mut line.price),
            Self::Rationale(value) => swap(value, &mut line.rationale),
            Self::CheckedBy(value) => swap(value, &mut line.checked_by),
        }
    }

    /// Whether the line has this value.
    #[must_use]
    pub fn holds(&self, line: &CostLine) -> bool {
        match self {
            Self::Description(value) => *value == line.description,
            Self::Use(scenario, value) => value.as_ref() == line.usage(*scenario),
            Self::Order(value) => *value == line.order,
            Self::LifeDomain(value) => *value == line.life_domain,
            Self::Payer(value) => *value == line.payer,
            Self::Price(value) => *value == line.price,
            Self::Rationale(value) => *value == line.rationale,
            Self::CheckedBy(value) => *value == line.checked_by,
        }
    }
}

impl PersonEdit {
    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, person: &mut Person) {
        match self {
            Self::Role(value) => swap(value, &mut person.role),
            Self::Order(value) => swap(value, &mut person.order),
        }
    }

    /// Whether the person has this value.
    #[must_use]
    pub fn holds(&self, person: &Person) -> bool {
        match self {
            Self::Role(value) => *value == person.role,
            Self::Order(value) => *value == person.order,
        }
    }
}

impl GradeEdit {
    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, entry: &mut GradeEntry) {
        match self {
            Self::Person(value) => swap(value, &mut entry.person),
            Self::Moment(value) => swap(value, &mut entry.moment),
            Self::Value(value) => swap(value, &mut entry.grade),
            Self::Date(value) => swap(value, &mut entry.date),
            Self::Reason(value) => swap(value, &mut entry.reason),
        }
    }

    /// Whether the grade has this value.
    #[must_use]
    pub fn holds(&self, entry: &GradeEntry) -> bool {
        match self {
            Self::Person(value) => *value == entry.person,
            Self::Moment(value) => *value == entry.moment,
            Self::Value(value) => *value == entry.grade,
            Self::Date(value) => *value == entry.date,
            Self::Reason(value) => *value == entry.reason,
        }
    }
}
