//! Two versions of one place: which of them stands there, and the difference that keeps both.

use serde_json::{Map, Value};

use crate::domain::pointer::{content, path, pointer};
use crate::domain::{ItemId, Timestamp, canonical};

/// One side's version of a place.
pub(super) struct Version {
    /// What it says; nothing where it was emptied or deleted.
    pub(super) content: Option<Value>,
    /// An object with who said so and when.
    pub(super) stamp: Option<Value>,
}

impl Version {
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

/// Which of two values stands in the place while both are kept: something before nothing, then
/// the longer, then the greater.
pub(super) fn heavier(values: [Option<&Value>; 2]) -> usize {
    let [ours, theirs] = values.map(text);
    usize::from((theirs.len(), theirs) > (ours.len(), ours))
}

/// Which of two values that say who and when is shown: the later, then the heavier.
pub(super) fn later(values: [Option<&Value>; 2]) -> usize {
    match values.map(at) {
        [ours, theirs] if ours == theirs => heavier(values),
        [ours, theirs] => usize::from(theirs > ours),
    }
}

fn at(value: Option<&Value>) -> Option<Timestamp> {
    value?.get("op")?.as_str()?.parse().ok()
}

fn text(value: Option<&Value>) -> String {
    value.map(canonical).unwrap_or_default()
}

/// The difference of a place's two versions, the one that stands there first, with its id.
pub(super) fn difference(path: &[&str], stands: &Version, other: &Version) -> (String, Value) {
    let place = pointer(path);
    let id = id(&place, [&stands.content, &other.content]);
    let mut difference = Map::new();
    difference.insert("waar".to_owned(), Value::String(place));
    difference.insert("onze".to_owned(), stands.side());
    difference.insert("andere".to_owned(), other.side());
    (id, Value::Object(difference))
}

/// The id that a difference from elsewhere would have got here.
pub(super) fn id_of(difference: &Value) -> String {
    let place = difference.get("waar").and_then(Value::as_str).unwrap_or("");
    let names = path(place);
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    let value = |side| content(&path, difference.get(side)?.get("waarde"));
    id(place, [&value("onze"), &value("andere")])
}

/// A hash (FNV-1a, 128 bits) of the place and both values, the one that stands there first: every
/// device gives the same difference the same id.
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
