//! Commands: every edit that a person can make, as data.
//!
//! A command carries the value that it sets. [`swap`](ActionEdit::swap) puts that value in place
//! and leaves the old one in the command, which makes it its own inverse.

use std::mem::swap;

use serde_json::Value;

use super::action::{Action, ActionBox};
use super::canvas::Canvas;
use super::conflict::Conflict;
use super::costs::{CostLine, Payer, Scenario};
use super::date::Date;
use super::grade::Grade;
use super::id::ItemId;
use super::method::{Entry, EntryEdit, EntryList, SingleEntry};
use super::order::OrderKey;
use super::place::Place;
use super::plan::{FrozenPlan, PlanHash};
use super::price::Price;
use super::satisfaction::{GradeEntry, Moment, Person};
use super::stamp::Author;
use super::text_box::TextBox;
use super::usage::Usage;

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
    /// Erases a member of the family and all their grades for good: nothing brings them back, and undoing this does
    /// nothing.
    ErasePerson(ItemId),
    /// A grade as a whole: added or removed.
    PutGrade(ItemId, Option<Box<GradeEntry>>),
    /// A field of a grade.
    Grade(ItemId, GradeEdit),
    /// An entry as a whole: added or removed.
    PutEntry(EntryList, ItemId, Option<Box<Entry>>),
    /// A field of an entry.
    Entry(EntryList, ItemId, EntryEdit),
    /// A field of an entry that stands by itself: there while it has a field.
    Single(SingleEntry, EntryEdit),
    /// Months that the analysis spans, 1 to 60.
    Horizon(u8),
    /// Into the bin, or out of it.
    Removed(bool),
    /// Sets the value at a JSON Pointer, or removes it (`None`). Used to resolve a conflict.
    Value(String, Option<Value>),
    /// Opens a conflict, or closes it (`None`).
    Conflict(ItemId, Option<Box<Conflict>>),
    /// Adds a frozen plan, or removes it (`None`). One that is there already stays as it is.
    PutFrozenPlan(PlanHash, Option<Box<FrozenPlan>>),
    /// Replaces the document's content, for example by an earlier version. Its id, its signature, its
    /// frozen plans and decisions, and whether it is in the bin stay.
    ReplaceAll(Box<Canvas>),
    /// Several edits that are one step for the user: applied and undone together.
    Batch(Vec<Self>),
}

/// A field of the header with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderEdit {
    /// The case number.
    CaseNumber(String),
    /// What the case is about.
    Title(String),
    /// The name of the maatwerkeindbaas.
    Lead(String),
    /// The maatwerkeindbaas as a person of the team.
    LeadPerson(Option<Author>),
    /// The status of the plan: see [`PlanState`](super::method::PlanState).
    Status(String),
    /// The date of the plan.
    Date(Option<Date>),
    /// The day on which the plan was carried out.
    ExecutedOn(Option<Date>),
}

/// A field of an action with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionEdit {
    /// The text of the action.
    What(String),
    /// A role or a professional.
    Who(String),
    /// The due date.
    Due(Option<Date>),
    /// Whether the action is done.
    Done(bool),
    /// The box, and the rank in that box.
    Move(ActionBox, OrderKey),
}

/// A field of a line with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineEdit {
    /// The description of the provision.
    Description(String),
    /// What a scenario uses of it; `None` clears it.
    Usage(Scenario, Option<Usage>),
    /// The rank in the list.
    Order(OrderKey),
    /// The code of the life domain; `None` clears it.
    LifeDomain(Option<String>),
    /// The payer; `None` clears it.
    Payer(Option<Payer>),
    /// The price of a unit; `None` clears it.
    Price(Option<Price>),
    /// The rationale of the estimate.
    Rationale(String),
    /// Who checked the estimate.
    CheckedBy(String),
    /// What the line has cost in the end, as [`Realised::edit`](super::method::Realised::edit) makes it;
    /// `None` clears it.
    Realised(Option<Value>),
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
    /// The person who gave it.
    Person(ItemId),
    /// The moment of the question.
    Moment(Moment),
    /// The grade.
    Value(Option<Grade>),
    /// The day on which it was given.
    Date(Option<Date>),
    /// The reason, in a few words.
    Reason(String),
}

/// The result of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The places whose views have to be shown anew; empty if nothing changed.
    pub touched: Vec<Place>,
    /// The command that undoes the edit.
    pub inverse: Command,
}

/// Why an edit was refused. The canvas is then unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The item, or what a pointer leads to, doesn't exist.
    Missing,
    /// An amount of a line would exceed the bound of [`Money`](super::Money).
    TooLarge,
    /// A horizon or month outside 1 to 60, a chance above 100, or a price year outside 1900 to 2200.
    OutOfRange,
    /// The document would have more than [`ITEMS`](super::limits::ITEMS) items.
    TooManyItems,
    /// The document would have more than [`FROZEN_PLANS`](super::limits::FROZEN_PLANS), or be larger
    /// than [`DOCUMENT_BYTES`](super::limits::DOCUMENT_BYTES) with one more.
    TooManyFrozenPlans,
    /// The text would be longer than [`TEXT_BYTES`](super::limits::TEXT_BYTES).
    TextTooLong,
}

impl Applied {
    pub(super) fn new(touched: impl IntoIterator<Item = Place>, inverse: Command) -> Self {
        Self {
            touched: touched.into_iter().collect(),
            inverse,
        }
    }
}

impl HeaderEdit {
    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, canvas: &mut Canvas) {
        match self {
            Self::CaseNumber(value) => swap(value, &mut canvas.case_number),
            Self::Title(value) => swap(value, &mut canvas.title),
            Self::Lead(value) => swap(value, &mut canvas.lead),
            Self::LeadPerson(value) => swap(value, &mut canvas.lead_person),
            Self::Status(value) => swap(value, &mut canvas.status),
            Self::Date(value) => swap(value, &mut canvas.date),
            Self::ExecutedOn(value) => swap(value, &mut canvas.executed_on),
        }
    }

    /// Whether the canvas has this value.
    #[must_use]
    pub fn is_satisfied_by(&self, canvas: &Canvas) -> bool {
        match self {
            Self::CaseNumber(value) => *value == canvas.case_number,
            Self::Title(value) => *value == canvas.title,
            Self::Lead(value) => *value == canvas.lead,
            Self::LeadPerson(value) => *value == canvas.lead_person,
            Self::Status(value) => *value == canvas.status,
            Self::Date(value) => *value == canvas.date,
            Self::ExecutedOn(value) => *value == canvas.executed_on,
        }
    }
}

impl Command {
    /// Whether the command brings back somebody who was erased for good.
    pub(super) fn revives(&self, canvas: &Canvas) -> bool {
        match self {
            Self::PutPerson(id, Some(_)) => canvas.is_erased(*id),
            Self::PutGrade(_, Some(entry)) => canvas.is_erased(entry.person),
            Self::Grade(_, GradeEdit::Person(person)) => canvas.is_erased(*person),
            _ => false,
        }
    }

    /// Whether the command adds an item as a whole, or replaces it.
    pub(crate) fn adds_item(&self) -> bool {
        self.put_item().is_some_and(|(_, is_there)| is_there)
    }

    /// The place of the item that the command puts as a whole, and whether the item is there
    /// afterwards: `false` when the command removes it.
    pub(super) fn put_item(&self) -> Option<(Place, bool)> {
        match self {
            Self::PutAction(id, item) => Some((Place::Action(*id), item.is_some())),
            Self::PutLine(id, item) => Some((Place::Line(*id), item.is_some())),
            Self::PutPerson(id, item) => Some((Place::Person(*id), item.is_some())),
            Self::PutGrade(id, item) => Some((Place::Grade(*id), item.is_some())),
            Self::PutEntry(list, id, item) => Some((Place::Entry(*list, *id), item.is_some())),
            _ => None,
        }
    }
}
