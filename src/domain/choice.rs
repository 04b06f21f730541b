//! Choosing between two versions of a place.

use serde_json::{Map, Value};

use super::apply::{Applied, Rejected, done, sign, within_bound};
use super::canvas::{Canvas, Side};
use super::command::{Command, Place};
use super::format::{from_value, to_value};
use super::pointer::{content, is_within, path, text_box};
use super::stamp::Stamp;
use super::totals::LineAmounts;

/// The places, as pointers, that have two versions or more, each once.
#[must_use]
pub fn undecided(canvas: &Canvas) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for difference in canvas.differences.values() {
        if !found.contains(&difference.place.as_str()) {
            found.push(&difference.place);
        }
    }
    found
}

/// The versions of a place, each once; what stands there now comes first.
///
/// Three people can have changed one place, and someone may type on where two versions stand: so
/// there may be more than two.
#[must_use]
pub fn versions(canvas: &Canvas, place: &str) -> Vec<Side> {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let differences = canvas.differences.values();
    let sides = differences
        .filter(|difference| difference.place == place)
        .flat_map(|difference| [&difference.ours, &difference.theirs]);
    let (by, at) = canvas.signed(Place::of_pointer(place, canvas));
    let mut found = vec![Side {
        value: value_at(canvas, place),
        by,
        at,
        extra: Map::new(),
    }];
    for side in sides {
        let value = content(&path, side.value.as_ref());
        let same = found.iter_mut().find(|version| version.value == value);
        match same {
            // Who wrote it is said by the difference: the item may have been changed since.
            Some(version) => (version.by, version.at) = (side.by.clone(), side.at),
            None => found.push(Side {
                value,
                ..side.clone()
            }),
        }
    }
    found
}

/// All versions of a text in one; nothing for what is no text.
#[must_use]
pub fn joined(place: &str, versions: &[Side]) -> Option<Value> {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let (boxed, between) = match path.as_slice() {
        [name] if text_box(name).is_some() => (true, "\n\n"),
        ["maatwerkeindbaas"]
        | ["acties", _, "wat" | "wie"]
        | [
            "kosten",
            "regels",
            _,
            "omschrijving" | "onderbouwing" | "getoetstDoor",
        ] => (false, " / "),
        _ => return None,
    };
    let mut whole = String::new();
    let mut count = 0;
    let mut rest = Map::new();
    for value in versions.iter().filter_map(|version| version.value.as_ref()) {
        let text = if boxed {
            value.get("tekst")
        } else {
            Some(value)
        };
        let Some(text) = text.and_then(Value::as_str) else {
            continue;
        };
        if let Value::Object(fields) = value {
            let mut fields = fields.clone();
            fields.append(&mut rest);
            rest = fields;
        }
        count += 1;
        if !whole.is_empty() {
            whole.push_str(between);
        }
        whole.push_str(text);
    }
    if count < 2 {
        return None;
    }
    if !boxed {
        return Some(Value::String(whole));
    }
    rest.insert("tekst".to_owned(), Value::String(whole));
    Some(Value::Object(rest))
}

/// The command that puts a value in a place and closes its differences.
#[must_use]
pub fn choose(canvas: &Canvas, place: &str, value: Option<Value>) -> Command {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut commands = Vec::new();
    let gone = value.is_none();
    match (path.as_slice(), &value) {
        (["verwijderd"], value) => commands.push(Command::Removed(value.is_some())),
        (["tevredenheid", "personen", person], None) => {
            // Without the person their grades can't be seen.
            let grades = canvas.satisfaction.grades.iter();
            let theirs = grades.filter(|(_, grade)| grade.person.to_string() == *person);
            commands.extend(theirs.map(|(id, _)| Command::PutGrade(*id, None)));
            commands.push(Command::Value(place.to_owned(), None));
        }
        _ if is_own(&path) => {}
        _ => commands.push(Command::Value(place.to_owned(), value)),
    }
    let open = canvas.differences.iter();
    let open = open.filter(|(_, difference)| {
        difference.place == place || (gone && is_within(&difference.place, place))
    });
    commands.extend(open.map(|(id, _)| Command::Difference(*id, None)));
    closing(canvas, Command::Batch(commands))
}

/// The command that also closes the differences in what it removes: who removes an item has seen
/// its versions.
#[must_use]
pub fn closing(canvas: &Canvas, command: Command) -> Command {
    let open = canvas.differences.iter();
    let closed: Vec<Command> = open
        .filter(|(_, difference)| removes(&command, &difference.place))
        .map(|(id, _)| Command::Difference(*id, None))
        .collect();
    if closed.is_empty() {
        return command;
    }
    Command::Batch([command].into_iter().chain(closed).collect())
}

/// Whether a command removes the item that a pointer leads into.
fn removes(command: &Command, pointer: &str) -> bool {
    let (list, id) = match command {
        Command::Batch(commands) => return commands.iter().any(|part| removes(part, pointer)),
        Command::PutAction(id, None) => ("/acties/", id),
        Command::PutLine(id, None) => ("/kosten/regels/", id),
        Command::PutPerson(id, None) => ("/tevredenheid/personen/", id),
        Command::PutGrade(id, None) => ("/tevredenheid/cijfers/", id),
        _ => return false,
    };
    is_within(pointer, &[list, &id.to_string()].concat())
}

/// Whether a path leads to what the document says of itself, which nobody chooses.
fn is_own(path: &[&str]) -> bool {
    matches!(
        path.first(),
        Some(&("formaat" | "id" | "verschillen" | "gemaakt" | "gewijzigd" | "verwijderd"))
    )
}

/// What stands in a place, without who wrote it.
pub(super) fn value_at(canvas: &Canvas, place: &str) -> Option<Value> {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let document = to_value(canvas);
    let value = path
        .iter()
        .try_fold(&document, |value, name| value.get(name));
    content(&path, value)
}

/// Puts a value in a place.
pub(super) fn put_value(
    canvas: &mut Canvas,
    place: String,
    value: Option<Value>,
    stamp: &Stamp,
) -> Result<Applied, Rejected> {
    let old = value_at(canvas, &place);
    let mut next = with_value(canvas, &place, value).ok_or(Rejected::Missing)?;
    next.costs.lines.iter().try_for_each(|(id, line)| {
        let amounts = |line, horizon| LineAmounts::of(line, horizon);
        let before = canvas.costs.lines.get(id);
        let before = before.map(|line| amounts(line, canvas.costs.horizon));
        let after = amounts(line, next.costs.horizon);
        within_bound(before.unwrap_or_default(), after)
    })?;
    let mut touched = vec![Place::of_pointer(&place, canvas)];
    let now = Place::of_pointer(&place, &next);
    touched.extend([now].into_iter().chain(list_of(&place)));
    next.sign(now, stamp);
    *canvas = next;
    Ok(done(touched, Command::Value(place, old)))
}

/// The canvas with a value in a place; nothing where it can't stand there.
fn with_value(canvas: &Canvas, place: &str, value: Option<Value>) -> Option<Canvas> {
    let names = path(place);
    let (name, parents) = names.split_last()?;
    if is_own(&[names.first()?.as_str()]) {
        return None;
    }
    let mut document = to_value(canvas);
    let mut fields = document.as_object_mut()?;
    for parent in parents {
        // An empty list is absent.
        if matches!(
            parent.as_str(),
            "acties" | "regels" | "personen" | "cijfers"
        ) {
            fields
                .entry(parent.as_str())
                .or_insert_with(|| Map::new().into());
        }
        fields = fields.get_mut(parent)?.as_object_mut()?;
    }
    match value {
        Some(value) => fields.insert(name.clone(), value),
        None => fields.remove(name),
    };
    from_value(document).ok()
}

/// The place of the list that a pointer leads through: its items, or their order, may change.
fn list_of(pointer: &str) -> Option<Place> {
    let starts = |list: &str| is_within(pointer, list);
    let lists = [
        ("/acties", Place::Actions),
        ("/kosten/regels", Place::Lines),
        ("/tevredenheid/cijfers", Place::Grades),
        ("/tevredenheid", Place::People),
        ("/verwijderd", Place::Removed),
    ];
    let found = lists.into_iter().find(|(list, _)| starts(list));
    found.map(|(_, place)| place)
}

impl Canvas {
    /// Says of a place that is signed who changed it last.
    fn sign(&mut self, place: Place, stamp: &Stamp) {
        let signed = match place {
            Place::Text(place) => {
                let entry = self.text_mut(place);
                Some((&mut entry.by, &mut entry.at))
            }
            Place::Action(id) => {
                let action = self.actions.get_mut(&id);
                action.map(|action| (&mut action.by, &mut action.at))
            }
            Place::Line(id) => {
                let line = self.costs.lines.get_mut(&id);
                line.map(|line| (&mut line.by, &mut line.at))
            }
            Place::Grade(id) => {
                let grade = self.satisfaction.grades.get_mut(&id);
                grade.map(|grade| (&mut grade.by, &mut grade.at))
            }
            _ => None,
        };
        if let Some((by, at)) = signed {
            sign(by, at, stamp);
        }
    }
}
