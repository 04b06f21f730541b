//! Revisions on the wire.

use serde_json::{Map, Value};

/// The maximum number of ancestors in a record.
pub const MAX_REVS: usize = 32;

/// Whether a text is a revision: sixteen hexadecimal digits.
pub(super) fn is_rev(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The ancestors in a record's fields: those that are revisions.
pub(super) fn revs(fields: &Map<String, Value>) -> Vec<String> {
    let all = fields.get("revs").and_then(Value::as_array);
    let texts = all.into_iter().flatten().filter_map(Value::as_str);
    let revs = texts.filter(|text| is_rev(text)).take(MAX_REVS);
    revs.map(str::to_owned).collect()
}
