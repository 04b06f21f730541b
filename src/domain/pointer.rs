//! Places in a document by path: the names on the wire from the top, a JSON Pointer (RFC 6901).

use serde_json::{Map, Value};

use super::canvas::{Canvas, TextBox};
use super::command::Place;
use super::date::Timestamp;
use super::id::ItemId;
use super::stamp::Author;

/// The JSON Pointer of a path.
pub(crate) fn pointer(path: &[&str]) -> String {
    let mut pointer = String::new();
    for name in path {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}

/// The path of a JSON Pointer.
#[must_use]
pub fn path(pointer: &str) -> Vec<String> {
    let names = pointer.split('/').skip(1);
    names
        .map(|name| name.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// Whether a pointer points at a place or within it.
pub(crate) fn is_within(pointer: &str, place: &str) -> bool {
    let rest = pointer.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The box of text of a name on the wire.
pub(crate) fn text_box(name: &str) -> Option<TextBox> {
    TextBox::ALL.into_iter().find(|place| place.wire() == name)
}

/// Whether what stands at a path says itself who changed it last.
pub(crate) fn is_signed(path: &[&str]) -> bool {
    match path {
        ["acties", _] | ["kosten", "regels", _] | ["tevredenheid", "cijfers", _] => true,
        [name] => text_box(name).is_some(),
        _ => false,
    }
}

/// Whether a field says who or when.
pub(crate) fn is_stamp(name: &str) -> bool {
    matches!(name, "door" | "op")
}

/// The fields of an object that say who and when, or all others; nothing where there are none.
pub(crate) fn fields_of(value: &Value, stamps: bool) -> Option<Value> {
    let fields = value.as_object()?.iter();
    let kept: Map<String, Value> = fields
        .filter(|(name, _)| is_stamp(name) == stamps)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    (!kept.is_empty()).then_some(Value::Object(kept))
}

/// What a place says, without who said it.
pub(crate) fn content(path: &[&str], value: Option<&Value>) -> Option<Value> {
    match value {
        Some(item) if is_signed(path) => fields_of(item, false),
        other => other.cloned(),
    }
}

impl Canvas {
    /// Who changed a place last, and when; for what isn't signed itself, the canvas as a whole.
    #[must_use]
    pub fn signed(&self, place: Place) -> (Option<Author>, Option<Timestamp>) {
        let pair = |by: &Option<Author>, at: Option<Timestamp>| Some((by.clone(), at));
        let own = match place {
            Place::Text(place) => pair(&self.text(place).by, self.text(place).at),
            Place::Action(id) => self
                .actions
                .get(&id)
                .and_then(|item| pair(&item.by, item.at)),
            Place::Line(id) => {
                let line = self.costs.lines.get(&id);
                line.and_then(|item| pair(&item.by, item.at))
            }
            Place::Grade(id) => {
                let grade = self.satisfaction.grades.get(&id);
                grade.and_then(|item| pair(&item.by, item.at))
            }
            _ => {
                let changed = self.changed.as_ref();
                changed.and_then(|changed| pair(&changed.by, changed.at))
            }
        };
        own.unwrap_or_default()
    }
}

impl Place {
    /// The place of a pointer on the page: the header for what has no place of its own there, or
    /// none any more.
    #[must_use]
    pub fn of_pointer(pointer: &str, canvas: &Canvas) -> Self {
        let path = path(pointer);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let satisfaction = &canvas.satisfaction;
        let found = match path.as_slice() {
            [name] if text_box(name).is_some() => text_box(name).map(Self::Text),
            ["acties", id, ..] => item(id, |id| canvas.actions.contains_key(id)).map(Self::Action),
            ["kosten", "regels", id, ..] => {
                item(id, |id| canvas.costs.lines.contains_key(id)).map(Self::Line)
            }
            ["tevredenheid", "personen", id, ..] => {
                item(id, |id| satisfaction.people.contains_key(id)).map(Self::Person)
            }
            ["tevredenheid", "cijfers", id, ..] => {
                item(id, |id| satisfaction.grades.contains_key(id)).map(Self::Grade)
            }
            ["kosten", "looptijd"] => Some(Self::Horizon),
            _ => None,
        };
        found.unwrap_or(Self::Header)
    }
}

fn item(id: &str, is_there: impl Fn(&ItemId) -> bool) -> Option<ItemId> {
    id.parse().ok().filter(is_there)
}
