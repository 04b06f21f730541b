//! Which of two versions is kept in the place, and the conflict that keeps both.

use serde_json::{Map, Value};

use crate::domain::conflict::pointer::{path, pointer};
use crate::domain::conflict::value::content;
use crate::domain::{ItemId, Timestamp, canonical};

/// One side's version of a place.
pub(super) struct Side {
    /// The value without its signature; `None` if it was emptied or deleted.
    pub(super) content: Option<Value>,
    /// An object with `door` and `op`, as far as they are known.
    pub(super) stamp: Option<Value>,
}

impl Side {
    fn side(&self) -> Value {
        let mut side = match &self.stamp {
            Some(Value::Object(stamp)) => stamp.clone(),
            _ => Map::new(),
        };
        if let Some(value) = &self.content {
            side.insert("waarde".to_owned(), value.clone());
        }
        Value::Object(side)
    }
}

/// The index of the value to show while a conflict is open: a value before none, then the longer
/// canonical JSON, then the greater.
pub(super) fn preferred(values: [Option<&Value>; 2]) -> usize {
    let [ours, theirs] = values.map(text);
    usize::from((theirs.len(), theirs) > (ours.len(), ours))
}

/// The index of the value with the later `op`, or of the [`preferred`] one if they are equal.
pub(super) fn later(values: [Option<&Value>; 2]) -> usize {
    match values.map(at) {
        [ours, theirs] if ours == theirs => preferred(values),
        [ours, theirs] => usize::from(theirs > ours),
    }
}

fn at(value: Option<&Value>) -> Option<Timestamp> {
    value?.get("op")?.as_str()?.parse().ok()
}

fn text(value: Option<&Value>) -> String {
    value.map(canonical).unwrap_or_default()
}

/// A conflict about a path, with its id. `stands` is the version that is kept in the document.
pub(super) fn conflict(path: &[&str], stands: &Side, other: &Side) -> (String, Value) {
    let place = pointer(path);
    let id = id(&place, [&stands.content, &other.content]);
    let mut conflict = Map::new();
    conflict.insert("waar".to_owned(), Value::String(place));
    conflict.insert("onze".to_owned(), stands.side());
    conflict.insert("andere".to_owned(), other.side());
    (id, Value::Object(conflict))
}

/// The id that [`conflict`] would give a conflict that came from elsewhere.
pub(super) fn id_of(conflict: &Value) -> String {
    let place = conflict.get("waar").and_then(Value::as_str).unwrap_or("");
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let value = |side| content(&path, conflict.get(side)?.get("waarde"));
    id(place, [&value("onze"), &value("andere")])
}

/// A hash (FNV-1a, 128 bits) of the place and both values, so that every device gives the same conflict
/// the same id. The order of the values matters.
fn id(place: &str, values: [&Option<Value>; 2]) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let [first, second] = &values.map(|value| text(value.as_ref()));
    // No JSON text has a byte 0 in it, so that the three can't run into each other.
    let bytes = [place, first, second].into_iter();
    let bytes = bytes.flat_map(|text| text.bytes().chain([0]));
    let hash = bytes.fold(OFFSET, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    });
    ItemId::from_bits(hash).to_string()
}
