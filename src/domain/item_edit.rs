//! Edits of one field of an item.
//!
//! [`swap`](ActionEdit::swap) puts the value in place and leaves the old one in the edit, which makes
//! it its own inverse.

use std::mem::swap;

use super::action::Action;
use super::command::{ActionEdit, Command, GradeEdit, LineEdit, PersonEdit};
use super::costs::CostLine;
use super::id::ItemId;
use super::item::Item;
use super::method::REALISED;
use super::satisfaction::{GradeEntry, Person};

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

    /// Whether applying the edit to the action would change nothing.
    #[must_use]
    pub fn is_satisfied_by(&self, action: &Action) -> bool {
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
    /// Whether the value is possible, regardless of the amounts that the line would have.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        match self {
            Self::Usage(_, Some(usage)) => usage.is_in_range(),
            Self::Price(Some(price)) => price.is_in_range(),
            _ => true,
        }
    }

    /// Puts the value in place and keeps the old one.
    pub fn swap(&mut self, line: &mut CostLine) {
        match self {
            Self::Description(value) => swap(value, &mut line.description),
            Self::Usage(scenario, value) => swap(value, line.usage_mut(*scenario)),
            Self::Order(value) => swap(value, &mut line.order),
            Self::LifeDomain(value) => swap(value, &mut line.life_domain),
            Self::Payer(value) => swap(value, &mut line.payer),
            Self::Price(value) => swap(value, &mut line.price),
            Self::Rationale(value) => swap(value, &mut line.rationale),
            Self::CheckedBy(value) => swap(value, &mut line.checked_by),
            Self::Realised(value) => {
                let fields = &mut line.signature.extra;
                *value = match value.take() {
                    Some(value) => fields.insert(REALISED.to_owned(), value),
                    None => fields.remove(REALISED),
                };
            }
        }
    }

    /// Whether applying the edit to the line would change nothing.
    #[must_use]
    pub fn is_satisfied_by(&self, line: &CostLine) -> bool {
        match self {
            Self::Description(value) => *value == line.description,
            Self::Usage(scenario, value) => value.as_ref() == line.usage(*scenario),
            Self::Order(value) => *value == line.order,
            Self::LifeDomain(value) => *value == line.life_domain,
            Self::Payer(value) => *value == line.payer,
            Self::Price(value) => *value == line.price,
            Self::Rationale(value) => *value == line.rationale,
            Self::CheckedBy(value) => *value == line.checked_by,
            Self::Realised(value) => value.as_ref() == line.signature.extra.get(REALISED),
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

    /// Whether applying the edit to the person would change nothing.
    #[must_use]
    pub fn is_satisfied_by(&self, person: &Person) -> bool {
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

    /// Whether applying the edit to the grade would change nothing.
    #[must_use]
    pub fn is_satisfied_by(&self, entry: &GradeEntry) -> bool {
        match self {
            Self::Person(value) => *value == entry.person,
            Self::Moment(value) => *value == entry.moment,
            Self::Value(value) => *value == entry.grade,
            Self::Date(value) => *value == entry.date,
            Self::Reason(value) => *value == entry.reason,
        }
    }
}

/// What the four kinds of edits have in common.
pub(super) trait ItemEdit {
    /// What is edited.
    type Item: Item;

    /// Puts the value in place and keeps the old one.
    fn swap(&mut self, item: &mut Self::Item);
    /// Whether the item has this value.
    fn is_satisfied_by(&self, item: &Self::Item) -> bool;
    /// Whether the value is possible at all.
    fn is_in_range(&self) -> bool;
    /// Whether the item may get another rank among the others.
    fn reorders(&self) -> bool;
    /// The command that makes this edit.
    fn command(self, id: ItemId) -> Command;
}

macro_rules! item_edits {
    ($($edit:ident of $item:ident, $command:ident, reorders ($moves:pat) $(, in range $in_range:expr)?;)*) => {$(
        impl ItemEdit for $edit {
            type Item = $item;

            fn swap(&mut self, item: &mut $item) {
                Self::swap(self, item);
            }

            fn is_satisfied_by(&self, item: &$item) -> bool {
                Self::is_satisfied_by(self, item)
            }

            fn is_in_range(&self) -> bool {
                [$($in_range(self))?].into_iter().all(|is_in_range: bool| is_in_range)
            }

            fn reorders(&self) -> bool {
                matches!(self, $moves)
            }

            fn command(self, id: ItemId) -> Command {
                Command::$command(id, self)
            }
        }
    )*};
}

item_edits! {
    ActionEdit of Action, Action, reorders (Self::Move(..));
    LineEdit of CostLine, Line, reorders (Self::Order(_)), in range Self::is_in_range;
    PersonEdit of Person, Person, reorders (Self::Order(_));
    // Another person, moment or day puts a grade elsewhere among the others.
    GradeEdit of GradeEntry, Grade, reorders (Self::Person(_) | Self::Moment(_) | Self::Date(_));
}
