//! Hand-overs (overdrachten) of a case from one maatwerkeindbaas to another.

use serde_json::Value;

use super::super::canvas::Canvas;
use super::super::command::{Command, HeaderEdit};
use super::super::date::Date;
use super::super::id::ItemId;
use super::super::sort::sort_by;
use super::super::stamp::Author;
use super::super::wire::{Wire, written};
use super::entry::Entry;
use super::identity::is_same_person;
use super::list::EntryList;

/// One hand-over. It is never edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Who led the case; by name alone where nobody had been chosen as a person of the team.
    pub from: Author,
    /// Who leads it from then on.
    pub to: Author,
    /// The day of it.
    pub on: Option<Date>,
}

impl HandOver {
    const FROM: &str = "vorige";
    const TO: &str = "nieuwe";
    const DATE: &str = "datum";
    const NAME: &str = "naam";

    /// The hand-over in an entry; `None` if it doesn't say who leads the case from then on.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        let to = entry.field(Self::TO)?.clone();
        Some(Self {
            from: entry.field(Self::FROM).map(named).unwrap_or_default(),
            to: Author::read(to).ok()?,
            on: entry.date(Self::DATE),
        })
    }

    fn entry(&self) -> Entry {
        let entry = Entry::new(None).with(Self::TO, written(&self.to));
        let entry = match self.from.id.is_empty() {
            false => entry.with(Self::FROM, written(&self.from)),
            true => entry.with(
                Self::FROM,
                serde_json::json!({ Self::NAME: self.from.name }),
            ),
        };
        let day = self.on.map(|day| day.to_string());
        entry.with(Self::DATE, day.unwrap_or_default())
    }
}

/// A professional; one without an id has a name alone.
fn named(value: &Value) -> Author {
    Author::read(value.clone()).unwrap_or_else(|_| Author {
        name: value
            .get(HandOver::NAME)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        ..Author::default()
    })
}

/// The command by which somebody takes the lead of a case: records from whom, where somebody else led it, and
/// has the printed name follow where it is empty or that of who led.
#[must_use]
pub fn take_lead(canvas: &Canvas, to: &Author, today: Date, id: ItemId) -> Command {
    let mut edits = vec![Command::Header(HeaderEdit::LeadPerson(Some(to.clone())))];
    let printed = canvas.lead.trim();
    let from = canvas.lead_person.clone().unwrap_or_else(|| Author {
        name: printed.to_owned(),
        ..Author::default()
    });
    if printed.is_empty() || printed == from.name.trim() {
        edits.push(Command::Header(HeaderEdit::Lead(to.name.clone())));
    }
    if !from.name.trim().is_empty() && !is_same_person(&from, to) {
        let hand_over = HandOver {
            from,
            to: to.clone(),
            on: Some(today),
        };
        let entry = Some(Box::new(hand_over.entry()));
        edits.push(Command::PutEntry(EntryList::HandOvers, id, entry));
    }
    Command::Batch(edits)
}

/// The hand-overs of a case, the first one first.
#[must_use]
pub fn hand_overs(canvas: &Canvas) -> Vec<HandOver> {
    let entries = canvas.entries(EntryList::HandOvers).iter();
    let mut all: Vec<_> = entries
        .filter_map(|(id, entry)| Some((entry.signature().at, *id, HandOver::of(entry)?)))
        .collect();
    sort_by(&mut all, &|one, other| {
        (one.2.on, one.0, one.1).cmp(&(other.2.on, other.0, other.1))
    });
    all.into_iter().map(|(_, _, it)| it).collect()
}
