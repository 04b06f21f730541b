//! Registrations for a table (aanmeldingen): which table, when, who was there, and the outcome.

use serde_json::{Map, Value};

use super::super::date::Date;
use super::super::id::ItemId;
use super::super::order::OrderKey;
use super::super::sort::sort_by;
use super::super::sorted_set::first_of_each;
use super::entry::{Entry, EntryEdit};
use super::identity::is_same_name;

/// The number of people, each of another discipline, that make a spar-tafel complete.
pub const SPARRERS: usize = 3;

/// The days from a table to the next, unless the team says on which weekdays its tables are.
const WEEK: i32 = 7;

/// A kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Spar-tafel: colleagues of other disciplines ask about a draft.
    Sparring,
    /// Doorbraaktafel: a plan is decided on.
    Breakthrough,
}

impl Table {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Sparring, Self::Breakthrough];

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Sparring => "spar",
            Self::Breakthrough => "doorbraak",
        }
    }

    /// The kind with a wire name.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.wire() == name)
    }
}

/// Somebody who was at a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendee {
    /// The rank among those who were there; those without come first, by id.
    pub order: Option<OrderKey>,
    /// The name of a professional.
    pub name: String,
    /// The discipline of that person.
    pub discipline: String,
}

/// A canvas's registration for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The kind of table; `None` for one of a newer version, or not chosen yet.
    pub table: Option<Table>,
    /// The day of the table.
    pub date: Option<Date>,
    /// Who was there, in their order.
    pub present: Vec<(ItemId, Attendee)>,
    /// What came of it.
    pub outcome: String,
}

impl Registration {
    /// Wire name of the kind of table, as [`Table::wire`] has it.
    pub const TABLE: &str = "tafel";
    /// Wire name of the day.
    pub const DATE: &str = "datum";
    /// Wire name of what came of it.
    pub const OUTCOME: &str = "uitkomst";
    const PRESENT: &str = "aanwezig";
    const ORDER: &str = "volgorde";
    const NAME: &str = "naam";
    const DISCIPLINE: &str = "discipline";

    /// The registration in an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            table: Table::from_wire(entry.text(Self::TABLE)),
            date: entry.date(Self::DATE),
            present: attendees(entry),
            outcome: entry.text(Self::OUTCOME).to_owned(),
        }
    }

    /// The number of disciplines that were there. Somebody who is listed twice counts once.
    #[must_use]
    pub fn disciplines(&self) -> usize {
        let mut people: Vec<&Attendee> = Vec::new();
        for (_, person) in &self.present {
            if !people.iter().any(|it| is_same_name(&it.name, &person.name)) {
                people.push(person);
            }
        }
        let disciplines = people.into_iter().filter(|it| !it.name.trim().is_empty());
        let disciplines = disciplines.map(|it| super::super::lowercase(it.discipline.trim()));
        first_of_each(disciplines.filter(|it| !it.is_empty())).len()
    }

    /// Whether a spar-tafel had people of [`SPARRERS`] disciplines; a doorbraaktafel needs none.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.table != Some(Table::Sparring) || self.disciplines() >= SPARRERS
    }

    /// The edit that puts somebody among those who were there, or takes them off (`None`). What a newer
    /// version says of that person, and of others, stays.
    #[must_use]
    pub fn with_attendee(entry: &Entry, id: ItemId, attendee: Option<&Attendee>) -> EntryEdit {
        let mut present = match entry.field(Self::PRESENT) {
            Some(Value::Object(present)) => present.clone(),
            _ => Map::new(),
        };
        let key = id.to_string();
        match attendee {
            Some(attendee) => {
                let mut fields = match present.remove(&key) {
                    Some(Value::Object(fields)) => fields,
                    _ => Map::new(),
                };
                let order = attendee.order.as_ref().map(OrderKey::to_string);
                set(&mut fields, Self::ORDER, &order.unwrap_or_default());
                set(&mut fields, Self::NAME, &attendee.name);
                set(&mut fields, Self::DISCIPLINE, &attendee.discipline);
                present.insert(key, fields.into());
            }
            None => drop(present.remove(&key)),
        }
        let present = (!present.is_empty()).then(|| present.into());
        EntryEdit::Field(Self::PRESENT, present)
    }
}

/// Sets a text of an object; an empty one is left out.
fn set(fields: &mut Map<String, Value>, name: &str, text: &str) {
    if text.is_empty() {
        fields.remove(name);
    } else {
        fields.insert(name.to_owned(), text.into());
    }
}

fn attendees(entry: &Entry) -> Vec<(ItemId, Attendee)> {
    let present = entry.field(Registration::PRESENT);
    let present = present.and_then(Value::as_object).into_iter().flatten();
    let read = |(id, fields): (&String, &Value)| {
        let text = |name| fields.get(name).and_then(Value::as_str).unwrap_or_default();
        let attendee = Attendee {
            order: text(Registration::ORDER).parse().ok(),
            name: text(Registration::NAME).to_owned(),
            discipline: text(Registration::DISCIPLINE).to_owned(),
        };
        Some((id.parse().ok()?, attendee))
    };
    let mut all: Vec<(ItemId, Attendee)> = present.filter_map(read).collect();
    sort_by(&mut all, &|(one_id, one), (other_id, other)| {
        (&one.order, one_id).cmp(&(&other.order, other_id))
    });
    all
}

/// The next table after a day: on one of the team's weekdays (1 is Monday), or else a week later.
#[must_use]
pub fn next_table(after: Date, weekdays: &[u8]) -> Date {
    let mut days = (1..=WEEK).filter_map(|days| after.shift_days(days));
    days.find(|day| weekdays.contains(&day.weekday()))
        .or_else(|| after.shift_days(WEEK))
        .unwrap_or(after)
}
