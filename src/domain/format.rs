//! The document's format: reading with migrations, and writing in one canonical way.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::canvas::Canvas;

/// The format that this version writes.
pub const FORMAT: u32 = 1;

/// Why a text is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// It is not JSON; with the line and column where reading stopped.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It is of a newer version: may be shown and exported, never written over.
    TooNew {
        /// Its format.
        found: u32,
    },
    /// It has a value that doesn't belong there.
    Invalid {
        /// Where, as a path of wire names, as far as it is known.
        path: String,
        /// What is wrong, technically.
        reason: String,
    },
    /// It is no canvas and no export of canvases at all.
    NotACanvas,
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => write!(f, "not JSON at line {line}, column {column}"),
            Self::TooNew { found } => write!(f, "format {found} is newer than {FORMAT}"),
            Self::Invalid { path, reason } => write!(f, "{path}: {reason}"),
            Self::NotACanvas => f.write_str("not a canvas"),
        }
    }
}

/// Reads a document from JSON text, bringing an older format up to date.
///
/// # Errors
///
/// [`DocumentError`] says what is wrong and where.
pub fn read_document(text: &str) -> Result<Canvas, DocumentError> {
    let value = parse(text)?;
    read_value(value)
}

/// Parses JSON.
pub(super) fn parse(text: &str) -> Result<Value, DocumentError> {
    serde_json::from_str(text).map_err(|error| DocumentError::NotJson {
        line: error.line(),
        column: error.column(),
    })
}

/// Reads a document from a JSON value.
pub(super) fn read_value(value: Value) -> Result<Canvas, DocumentError> {
    let format = value
        .get("formaat")
        .and_then(Value::as_u64)
        .ok_or(DocumentError::NotACanvas)?;
    match u32::try_from(format) {
        Ok(FORMAT) => {}
        Ok(0) => return Err(DocumentError::NotACanvas),
        found => {
            return Err(DocumentError::TooNew {
                found: found.unwrap_or(u32::MAX),
            });
        }
    }
    if let Some(path) = path_of_null(&value) {
        return Err(DocumentError::Invalid {
            path,
            reason: "null".to_owned(),
        });
    }
    Canvas::deserialize_at(value)
}

impl Canvas {
    /// Reads the typed document and, where that fails, looks for the place that is wrong.
    fn deserialize_at(value: Value) -> Result<Self, DocumentError> {
        serde_json::from_value(value.clone()).map_err(|error| DocumentError::Invalid {
            path: culprit(value),
            reason: error.to_string(),
        })
    }
}

/// The first part without which the document would read well: a field, or an item of a list.
fn culprit(mut value: Value) -> String {
    const LISTS: [&[&str]; 5] = [
        &["acties"],
        &["kosten", "regels"],
        &["tevredenheid", "personen"],
        &["tevredenheid", "cijfers"],
        &["verschillen"],
    ];
    let reads = |value: &Value| serde_json::from_value::<Canvas>(value.clone()).is_ok();
    for path in LISTS {
        let pointer = format!("/{}", path.join("/"));
        let keys: Vec<String> = value
            .pointer(&pointer)
            .and_then(Value::as_object)
            .map(|items| items.keys().cloned().collect())
            .unwrap_or_default();
        for key in keys {
            let items = value.pointer_mut(&pointer).and_then(Value::as_object_mut);
            let Some(removed) = items.and_then(|items| items.remove(&key)) else {
                continue;
            };
            if reads(&value) {
                return format!("{}.{key}", path.join("."));
            }
            if let Some(items) = value.pointer_mut(&pointer).and_then(Value::as_object_mut) {
                items.insert(key, removed);
            }
        }
    }
    let fields: Vec<String> = value
        .as_object()
        .map(|fields| fields.keys().cloned().collect())
        .unwrap_or_default();
    let without = |field: &String| {
        let mut value = value.clone();
        if let Some(fields) = value.as_object_mut() {
            fields.remove(field);
        }
        reads(&value)
    };
    fields
        .into_iter()
        .find(without)
        .unwrap_or_else(|| "document".to_owned())
}

/// The path of the first `null`: empty is absent in this format.
fn path_of_null(value: &Value) -> Option<String> {
    let join = |key: &str, rest: String| {
        if rest.is_empty() {
            key.to_owned()
        } else {
            format!("{key}.{rest}")
        }
    };
    match value {
        Value::Null => Some(String::new()),
        Value::Object(fields) => fields
            .iter()
            .find_map(|(key, value)| path_of_null(value).map(|rest| join(key, rest))),
        Value::Array(items) => items.iter().find_map(path_of_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Writes canonical JSON: keys sorted, nothing empty, so that the same content is the same text.
#[must_use]
pub fn canonical<T: Serialize>(value: &T) -> String {
    // A map of serde_json sorts its keys; our types have no key that isn't text, so neither step fails.
    serde_json::to_value(value)
        .and_then(|value| serde_json::to_string(&value))
        .unwrap_or_default()
}
