//! Resolving a conflict: the versions of a place, and the command that chooses one.

use serde_json::{Map, Value};

use super::super::canvas::Canvas;
use super::super::command::Command;
use super::super::place::Place;
use super::super::stamp::Signature;
use super::super::wire::object::put_all;
use super::entry::Side;
use super::pointer::{is_own, is_within, item_at, path, text_box};
use super::value::{content, value_at};
use crate::domain::first_of_each;

/// The JSON Pointers of the places with open conflicts, each once.
#[must_use]
pub fn undecided(canvas: &Canvas) -> Vec<&str> {
    let places = canvas.conflicts.values();
    first_of_each(places.map(|conflict| conflict.place.as_str()))
}

/// The versions of a place, each once. The first is the one in the document.
///
/// There may be more than two: three people can have changed the place, or someone edited it while the
/// conflict was open.
#[must_use]
pub fn versions(canvas: &Canvas, place: &str) -> Vec<Side> {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let conflicts = canvas.conflicts.values();
    let sides = conflicts
        .filter(|conflict| conflict.place == place)
        .flat_map(|conflict| [&conflict.ours, &conflict.theirs]);
    let now = canvas.signature(Place::of_pointer(place, canvas));
    let mut found = vec![Side {
        value: value_at(canvas, place),
        signature: now.map(Signature::without_extra).unwrap_or_default(),
    }];
    for side in sides {
        let value = content(&path, side.value.as_ref());
        let same = found.iter_mut().find(|version| version.value == value);
        match same {
            // The conflict knows who wrote it: the item may have been changed since.
            Some(version) => {
                version.signature.by.clone_from(&side.signature.by);
                version.signature.at = side.signature.at;
            }
            None => found.push(Side {
                value,
                ..side.clone()
            }),
        }
    }
    found
}

/// All versions of a text joined into one value; `None` if the place isn't a text, or fewer than two
/// versions have one.
#[must_use]
pub fn joined(place: &str, versions: &[Side]) -> Option<Value> {
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let is_line = match path.as_slice() {
        ["maatwerkeindbaas"] => true,
        path => matches!(item_at(path), Some((list, _, [field])) if list.texts.contains(field)),
    };
    let (boxed, between) = match path.as_slice() {
        [name] if text_box(name).is_some() => (true, "\n\n"),
        _ if is_line => (false, " / "),
        _ => return None,
    };
    let values = versions.iter().filter_map(|version| version.value.as_ref());
    let text_of = |value: &Value| {
        let text = if boxed { value.get("tekst")? } else { value };
        text.as_str().map(str::to_owned)
    };
    let with_text: Vec<(&Value, String)> = values
        .filter_map(|value| Some((value, text_of(value)?)))
        .collect();
    if with_text.len() < 2 {
        return None;
    }
    let texts: Vec<&str> = with_text.iter().map(|(_, text)| &**text).collect();
    let filled = texts.into_iter().skip_while(|text| text.is_empty());
    let whole = Value::String(filled.collect::<Vec<_>>().join(between));
    Some(if boxed {
        Value::Object(boxed_text(
            with_text.into_iter().map(|(value, _)| value),
            whole,
        ))
    } else {
        whole
    })
}

/// A text box with this text, and with the other fields of all versions; those of an earlier one win.
fn boxed_text<'a>(versions: impl Iterator<Item = &'a Value>, text: Value) -> Map<String, Value> {
    let mut fields = Map::new();
    for version in versions.filter_map(Value::as_object) {
        let mut version = version.clone();
        put_all(&mut version, fields);
        fields = version;
    }
    fields.insert("tekst".to_owned(), text);
    fields
}

/// The command that resolves a place: puts `value` there (`None` removes it) and closes its conflicts.
/// Removing a person also removes their grades.
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
    let open = canvas.conflicts.iter();
    let open = open.filter(|(_, conflict)| {
        conflict.place == place || (gone && is_within(&conflict.place, place))
    });
    commands.extend(open.map(|(id, _)| Command::Conflict(*id, None)));
    with_resolved_conflicts(canvas, Command::Batch(commands))
}

/// The same command, which also closes the conflicts inside the items that it removes: whoever removes
/// an item has seen its versions.
#[must_use]
pub fn with_resolved_conflicts(canvas: &Canvas, command: Command) -> Command {
    let open = canvas.conflicts.iter();
    let closed: Vec<Command> = open
        .filter(|(_, conflict)| removes(&command, &conflict.place))
        .map(|(id, _)| Command::Conflict(*id, None))
        .collect();
    if closed.is_empty() {
        return command;
    }
    Command::Batch([command].into_iter().chain(closed).collect())
}

/// Whether a command removes the item that a pointer leads to or into.
fn removes(command: &Command, pointer: &str) -> bool {
    if let Command::Batch(commands) = command {
        return commands.iter().any(|part| removes(part, pointer));
    }
    let removed = command.put_item().filter(|(_, is_there)| !is_there);
    let item = removed.and_then(|(place, _)| place.item_pointer());
    item.is_some_and(|item| is_within(pointer, &item))
}
