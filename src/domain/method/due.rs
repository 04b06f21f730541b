//! What is due on a day: grades, answers, actions and tables.

use super::super::canvas::Canvas;
use super::super::date::Date;
use super::super::id::ItemId;
use super::super::open_enum::open_enum;
use super::super::order::OrderKey;
use super::super::satisfaction::Moment;
use super::super::sort::sort_by;
use super::super::wire::wire_object;
use super::list::EntryList;
use super::question::Question;
use super::state::PlanState;
use super::table::Registration;

/// The letters of a text that say what something is about.
const LETTERS: usize = 80;

open_enum! {
    /// What kind of thing is due.
    DueKind {
        /// A grade of a member of the family.
        Grade = "cijfer",
        /// An answer to a question of a table.
        Question = "vraag",
        /// An action.
        Action = "actie",
        /// A table that the canvas is signed up for, and of which the outcome isn't known.
        Table = "tafel",
    }
}

wire_object! {
    /// Something that is due on a day.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Due {
        /// What kind of thing.
        pub kind: DueKind = "soort",
        /// The day.
        pub on: Date = "datum",
        /// The member of the family, the question, the action or the registration.
        pub item: ItemId = "waar",
        /// The beginning of what it is about: a role, a question or an action.
        pub about: String = "over",
        /// Of a grade its moment and of a table its kind, by their wire names; else who is to do it.
        pub detail: String = "bij",
    }
}

impl Due {
    fn new(kind: DueKind, on: Date, item: ItemId, about: &str, detail: &str) -> Self {
        Self {
            kind,
            on,
            item,
            about: about.trim().chars().take(LETTERS).collect(),
            detail: detail.trim().chars().take(LETTERS).collect(),
        }
    }
}

/// All that is due on a canvas, by day; nothing once the case is closed. A grade is due once it is known
/// when the plan was carried out.
#[must_use]
pub fn due(canvas: &Canvas) -> Vec<Due> {
    if canvas.status == PlanState::Closed.wire() {
        return Vec::new();
    }
    let mut found = grades(canvas);
    found.extend(questions(canvas));
    found.extend(actions(canvas));
    found.extend(tables(canvas));
    sort_by(&mut found, &|one, other| {
        (one.on, &one.kind, one.item).cmp(&(other.on, &other.kind, other.item))
    });
    found
}

fn grades(canvas: &Canvas) -> Vec<Due> {
    let Some(executed) = canvas.executed_on else {
        return Vec::new();
    };
    let given = canvas.satisfaction.given();
    let mut found = Vec::new();
    for (id, person) in &canvas.satisfaction.people {
        let given = given.get(id).map_or(&[][..], Vec::as_slice);
        let has = |moment: &Moment| given.iter().any(|(entry, _)| entry.moment == *moment);
        for moment in Moment::KNOWN.iter().filter(|moment| !has(moment)) {
            if let Some(months) = moment.months_after() {
                let on = executed.plus_months(months);
                found.push(Due::new(
                    DueKind::Grade,
                    on,
                    *id,
                    &person.role,
                    moment.wire(),
                ));
            }
        }
    }
    found
}

fn questions(canvas: &Canvas) -> Vec<Due> {
    let entries = canvas.entries(EntryList::Questions).iter();
    let questions = entries.filter_map(|(id, entry)| {
        let question = Question::of(entry);
        let on = question.due.filter(|_| question.is_open())?;
        let (text, to) = (&question.text, &question.to);
        Some(Due::new(DueKind::Question, on, *id, text, to))
    });
    questions.collect()
}

fn actions(canvas: &Canvas) -> Vec<Due> {
    let actions = canvas.actions.iter().filter(|(_, action)| !action.done);
    let due = actions.filter_map(|(id, action)| {
        let (what, who) = (&action.what, &action.who);
        Some(Due::new(DueKind::Action, action.due?, *id, what, who))
    });
    due.collect()
}

fn tables(canvas: &Canvas) -> Vec<Due> {
    let mut tables = registered(canvas);
    let entries = canvas.entries(EntryList::Registrations);
    tables.retain(|table| {
        let entry = entries.get(&table.item);
        entry.is_some_and(|entry| entry.text(Registration::OUTCOME).trim().is_empty())
    });
    for table in &mut tables {
        table.about.clear();
    }
    tables
}

/// The tables that a canvas is signed up for on a day, by id. What each is `about` is its rank among the cases
/// of that table, as an order key; empty where nobody has put them in order.
#[must_use]
pub fn registered(canvas: &Canvas) -> Vec<Due> {
    let entries = canvas.entries(EntryList::Registrations).iter();
    let tables = entries.filter_map(|(id, entry)| {
        let kind = entry.text(Registration::TABLE);
        let on = entry.date(Registration::DATE)?;
        let rank = entry.order().map(OrderKey::to_string);
        let table = Due::new(DueKind::Table, on, *id, "", kind);
        Some(Due {
            about: rank.unwrap_or_default(),
            ..table
        })
    });
    tables.collect()
}
