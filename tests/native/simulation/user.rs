//! Edits of a canvas: each adds a word or an amount that was never typed before.

use maatwerk::domain::method::{
    Attendee, Entry, EntryEdit, EntryList, Question, Realised, Registration, Review,
};
use maatwerk::domain::{
    Action, ActionBox, Author, Canvas, Command, CostLine, Date, GradeEntry, ItemId, LineEdit,
    Moment, Money, OrderKey, Person, Scenario, Stamp, TextBox, Timestamp, Usage, apply, from_value,
    to_value,
};

use super::oracle::Token;
use super::rng::Rng;

fn order(rng: &mut Rng) -> OrderKey {
    let key = format!("a{}1", rng.range(1, 9));
    key.parse().unwrap()
}

fn word(token: Token) -> String {
    format!("w{token:05}")
}

/// The amount for a token: 20123.37 for token 123.
fn amount(token: Token) -> Money {
    format!("2{token:05}.37").parse().unwrap()
}

fn item(rng: &mut Rng) -> ItemId {
    ItemId::from_bits(u128::from(rng.bits()) << 64 | u128::from(rng.bits()))
}

/// Applies a random edit to a canvas. Returns whether anything changed.
pub(super) fn edit(canvas: &mut Canvas, rng: &mut Rng, token: Token, stamp: &Stamp) -> bool {
    let before = canvas.clone();
    let actions: Vec<ItemId> = canvas.actions.keys().copied().collect();
    let lines: Vec<ItemId> = canvas.costs.lines.keys().copied().collect();
    let people: Vec<ItemId> = canvas.satisfaction.people.keys().copied().collect();
    let conflicts: Vec<ItemId> = canvas.conflicts.keys().copied().collect();
    if let (Some(id), true) = (rng.pick(&conflicts), rng.chance(400)) {
        choose(canvas, *id, rng.chance(500), stamp);
        return *canvas != before;
    }
    let tables: Vec<ItemId> = canvas
        .entries(EntryList::Registrations)
        .keys()
        .copied()
        .collect();
    let questions: Vec<ItemId> = canvas
        .entries(EntryList::Questions)
        .keys()
        .copied()
        .collect();
    let command = match rng.range(0, 25) {
        0..=6 => {
            let boxes = [
                TextBox::Situation,
                TextBox::Perspective,
                TextBox::Breakthrough,
            ];
            Command::Text(*rng.pick(&boxes).unwrap(), word(token))
        }
        7 | 8 if actions.len() < 3 => {
            let place = *rng.pick(&ActionBox::ALL).unwrap();
            let mut action = Action::new(place, order(rng));
            action.what = word(token);
            Command::PutAction(item(rng), Some(Box::new(action)))
        }
        9 | 10 if !actions.is_empty() => {
            let what = maatwerk::domain::ActionEdit::What(word(token));
            Command::Action(*rng.pick(&actions).unwrap(), what)
        }
        11 if !actions.is_empty() => Command::PutAction(*rng.pick(&actions).unwrap(), None),
        12 | 13 if lines.len() < 3 => {
            let mut line = CostLine::new(order(rng));
            line.looming = Some(Usage::typed(amount(token)));
            Command::PutLine(item(rng), Some(Box::new(line)))
        }
        14 | 15 if !lines.is_empty() => {
            let scenario = *rng.pick(&Scenario::ALL).unwrap();
            let usage = Some(Usage::typed(amount(token)));
            Command::Line(*rng.pick(&lines).unwrap(), LineEdit::Usage(scenario, usage))
        }
        16 if !lines.is_empty() => Command::PutLine(*rng.pick(&lines).unwrap(), None),
        17 if people.len() < 2 => {
            let person = Person {
                order: order(rng),
                role: word(token),
                extra: serde_json::Map::new(),
            };
            Command::PutPerson(item(rng), Some(Box::new(person)))
        }
        17 | 18 if !people.is_empty() => {
            let entry = GradeEntry {
                person: *rng.pick(&people).unwrap(),
                moment: Moment::Between,
                grade: "7.5".parse().ok(),
                date: Some(Date::EPOCH),
                reason: word(token),
                signature: Default::default(),
            };
            Command::PutGrade(item(rng), Some(Box::new(entry)))
        }
        19 if questions.len() < 2 => {
            let entry = Entry::new(Some(order(rng))).with(Question::TEXT, word(token));
            Command::PutEntry(EntryList::Questions, item(rng), Some(Box::new(entry)))
        }
        19 | 20 if !questions.is_empty() => {
            let answer = EntryEdit::text(Question::ANSWER, &word(token));
            Command::Entry(EntryList::Questions, *rng.pick(&questions).unwrap(), answer)
        }
        21 if tables.is_empty() => {
            let entry = Entry::new(Some(order(rng))).with(Registration::OUTCOME, word(token));
            Command::PutEntry(EntryList::Registrations, item(rng), Some(Box::new(entry)))
        }
        21 | 22 if !tables.is_empty() => {
            let id = *rng.pick(&tables).unwrap();
            let entry = canvas.entries(EntryList::Registrations).get(&id).unwrap();
            attends(entry, id, rng, token)
        }
        23 | 24 if !lines.is_empty() => {
            let id = *rng.pick(&lines).unwrap();
            let review = *rng.pick(&Review::ALL).unwrap();
            let realised = Realised {
                amount: Some(amount(token)),
                ..Realised::default()
            };
            Command::Line(
                id,
                realised.edit(canvas.costs.lines.get(&id).unwrap(), review),
            )
        }
        _ => Command::Header(maatwerk::domain::HeaderEdit::Lead(word(token))),
    };
    apply(canvas, command, stamp).unwrap();
    *canvas != before
}

/// Puts somebody at a table, names another one there, or takes one off.
fn attends(entry: &Entry, table: ItemId, rng: &mut Rng, token: Token) -> Command {
    let present = Registration::of(entry).present;
    let ids: Vec<ItemId> = present.iter().map(|(id, _)| *id).collect();
    let attendee = Attendee {
        name: word(token),
        discipline: "jeugd".to_owned(),
        ..Attendee::default()
    };
    let id = match rng.pick(&ids) {
        Some(id) if ids.len() > 2 || rng.chance(500) => *id,
        _ => item(rng),
    };
    let goes = ids.contains(&id) && rng.chance(300);
    let edit = Registration::with_attendee(entry, id, (!goes).then_some(&attendee));
    Command::Entry(EntryList::Registrations, table, edit)
}

/// Moves a canvas to the bin, or restores it.
pub(super) fn bin(canvas: &mut Canvas, removed: bool, stamp: &Stamp) {
    apply(canvas, Command::Removed(removed), stamp).unwrap();
}

/// Resolves a conflict by one of its two versions.
fn choose(canvas: &mut Canvas, id: ItemId, other: bool, stamp: &Stamp) {
    let Some(conflict) = canvas.conflicts.remove(&id) else {
        return;
    };
    canvas.changed = Some(stamp.clone().into());
    if !other {
        return;
    }
    let mut value = to_value(canvas);
    let (parent, name) = conflict.place.rsplit_once('/').unwrap();
    if let Some(serde_json::Value::Object(parent)) = value.pointer_mut(parent) {
        match conflict.theirs.value {
            Some(value) => drop(parent.insert(name.to_owned(), value)),
            None => drop(parent.remove(name)),
        }
    }
    if let Ok(chosen) = from_value(value) {
        *canvas = chosen;
    }
}

/// The stamp of an edit on a device.
pub(super) fn stamp(device: usize, wall: Timestamp) -> Stamp {
    Stamp {
        by: Author {
            id: format!("d{device}"),
            name: format!("Consulent {device}"),
            ..Author::default()
        },
        at: wall,
    }
}
