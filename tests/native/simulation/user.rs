//! What people do to a canvas: each edit types a word or an amount that was never typed before.

use maatwerk::domain::{
    Action, ActionBox, Author, Canvas, Command, CostLine, Date, GradeEntry, ItemId, LineEdit,
    Moment, Money, OrderKey, Person, Scenario, Stamp, TextBox, Timestamp, Use, apply, from_value,
    to_value,
};

use super::dice::Dice;
use super::oracle::Token;

fn order(dice: &mut Dice) -> OrderKey {
    let key = format!("a{}1", dice.range(1, 9));
    key.parse().unwrap()
}

fn word(token: Token) -> String {
    format!("w{token:05}")
}

/// 20123.37 for the 123rd.
fn amount(token: Token) -> Money {
    format!("2{token:05}.37").parse().unwrap()
}

fn item(dice: &mut Dice) -> ItemId {
    ItemId::from_bits(u128::from(dice.bits()) << 64 | u128::from(dice.bits()))
}

/// Edits a canvas in some way; whether anything changed.
pub(super) fn edit(canvas: &mut Canvas, dice: &mut Dice, token: Token, stamp: &Stamp) -> bool {
    let before = canvas.clone();
    let actions: Vec<ItemId> = canvas.actions.keys().copied().collect();
    let lines: Vec<ItemId> = canvas.costs.lines.keys().copied().collect();
    let people: Vec<ItemId> = canvas.satisfaction.people.keys().copied().collect();
    let differences: Vec<ItemId> = canvas.differences.keys().copied().collect();
    if let (Some(id), true) = (dice.pick(&differences), dice.chance(400)) {
        choose(canvas, *id, dice.chance(500), stamp);
        return *canvas != before;
    }
    let command = match dice.range(0, 19) {
        0..=6 => {
            let boxes = [
                TextBox::Situation,
                TextBox::Perspective,
                TextBox::Breakthrough,
            ];
            Command::Text(*dice.pick(&boxes).unwrap(), word(token))
        }
        7 | 8 if actions.len() < 3 => {
            let place = *dice.pick(&ActionBox::ALL).unwrap();
            let mut action = Action::new(place, order(dice));
            action.what = word(token);
            Command::PutAction(item(dice), Some(Box::new(action)))
        }
        9 | 10 if !actions.is_empty() => {
            let what = maatwerk::domain::ActionEdit::What(word(token));
            Command::Action(*dice.pick(&actions).unwrap(), what)
        }
        11 if !actions.is_empty() => Command::PutAction(*dice.pick(&actions).unwrap(), None),
        12 | 13 if lines.len() < 3 => {
            let mut line = CostLine::new(order(dice));
            line.looming = Some(Use::typed(amount(token)));
            Command::PutLine(item(dice), Some(Box::new(line)))
        }
        14 | 15 if !lines.is_empty() => {
            let scenario = *dice.pick(&Scenario::ALL).unwrap();
            let usage = Some(Use::typed(amount(token)));
            Command::Line(*dice.pick(&lines).unwrap(), LineEdit::Use(scenario, usage))
        }
        16 if !lines.is_empty() => Command::PutLine(*dice.pick(&lines).unwrap(), None),
        17 if people.len() < 2 => {
            let person = Person {
                order: order(dice),
                role: word(token),
                extra: serde_json::Map::new(),
            };
            Command::PutPerson(item(dice), Some(Box::new(person)))
        }
        17 | 18 if !people.is_empty() => {
            let entry = GradeEntry {
                person: *dice.pick(&people).unwrap(),
                moment: Moment::Between,
                grade: "7.5".parse().ok(),
                date: Some(Date::EPOCH),
                reason: word(token),
                by: None,
                at: None,
                extra: serde_json::Map::new(),
            };
            Command::PutGrade(item(dice), Some(Box::new(entry)))
        }
        _ => Command::Header(maatwerk::domain::HeaderEdit::Lead(word(token))),
    };
    apply(canvas, command, stamp).unwrap();
    *canvas != before
}

/// Puts a canvas in the bin or takes it out.
pub(super) fn bin(canvas: &mut Canvas, removed: bool, stamp: &Stamp) {
    apply(canvas, Command::Removed(removed), stamp).unwrap();
}

/// Chooses one of the two versions of a place.
fn choose(canvas: &mut Canvas, id: ItemId, other: bool, stamp: &Stamp) {
    let Some(difference) = canvas.differences.remove(&id) else {
        return;
    };
    canvas.changed = Some(stamp.clone().into());
    if !other {
        return;
    }
    let mut value = to_value(canvas);
    let (parent, name) = difference.place.rsplit_once('/').unwrap();
    if let Some(serde_json::Value::Object(parent)) = value.pointer_mut(parent) {
        match difference.theirs.value {
            Some(value) => drop(parent.insert(name.to_owned(), value)),
            None => drop(parent.remove(name)),
        }
    }
    if let Ok(chosen) = from_value(value) {
        *canvas = chosen;
    }
}

/// Who and when.
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
