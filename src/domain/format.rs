//! The document's format: reading with migrations, and writing in one canonical way.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::canvas::Canvas;
use super::id::DocumentId;

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
    from_value(value)
}

/// Parses JSON.
pub(super) fn parse(text: &str) -> Result<Value, DocumentError> {
    serde_json::from_str(text).map_err(|error| DocumentError::NotJson {
        line: error.line(),
        column: error.column(),
    })
}

/// Reads a document from a JSON value, as [`read_document`].
///
/// # Errors
///
/// [`DocumentError`] says what is wrong and where.
pub fn from_value(value: Value) -> Result<Canvas, DocumentError> {
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
        Self::deserialize(&value).map_err(|error| DocumentError::Invalid {
            path: culprit(&value, &error.to_string()),
            reason: error.to_string(),
        })
    }
}

/// The path of the fault: the deepest place that the document reads well without.
fn culprit(document: &Value, reason: &str) -> String {
    let mut value = outline(document);
    let mut path: Vec<String> = Vec::new();
    while let Some(next) = removable(&mut value, &path) {
        path.push(next);
    }
    // A field that has to be there can't be missed, but the reason names it.
    let missing = reason
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split_once('`'));
    path.extend(missing.map(|(field, _)| field.to_owned()));
    // Nor can the id: everything fails without it, or with a wrong one.
    if path.is_empty()
        && document
            .get("id")
            .is_some_and(|id| DocumentId::deserialize(id).is_err())
    {
        path.push("id".to_owned());
    }
    if path.is_empty() {
        "document".to_owned()
    } else {
        path.join(".")
    }
}

/// The document with no more than its first field that doesn't read well.
fn outline(document: &Value) -> Value {
    let Some(fields) = document.as_object() else {
        return document.clone();
    };
    let with = |wanted: &str| {
        let needed = |key: &str| matches!(key, "formaat" | "id") || key == wanted;
        let kept = fields.iter().filter(|(key, _)| needed(key));
        Value::Object(
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    };
    fields
        .keys()
        .map(|key| with(key))
        .find(|value| Canvas::deserialize(value).is_err())
        .unwrap_or_else(|| document.clone())
}

/// The field at `path` without which the document reads well.
fn removable(value: &mut Value, path: &[String]) -> Option<String> {
    let names: Vec<String> = fields_at(value, path)?.keys().cloned().collect();
    names.into_iter().find(|name| {
        let Some(removed) = fields_at(value, path).and_then(|fields| fields.remove(name)) else {
            return false;
        };
        let reads = Canvas::deserialize(&*value).is_ok();
        if let Some(fields) = fields_at(value, path) {
            fields.insert(name.clone(), removed);
        }
        reads
    })
}

fn fields_at<'a>(
    value: &'a mut Value,
    path: &[String],
) -> Option<&'a mut serde_json::Map<String, Value>> {
    path.iter()
        .try_fold(value, |value, key| value.get_mut(key))?
        .as_object_mut()
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
        Value::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
            path_of_null(item).map(|rest| join(&index.to_string(), rest))
        }),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// A document as a JSON value, with nothing empty in it.
#[must_use]
pub fn to_value(canvas: &Canvas) -> Value {
    // Our types have no key that isn't text, so this doesn't fail.
    serde_json::to_value(canvas).unwrap_or_default()
}

/// Writes canonical JSON: keys sorted, nothing empty, so that the same content is the same text.
#[must_use]
pub fn canonical<T: Serialize>(value: &T) -> String {
    // A map of serde_json sorts its keys; our types have no key that isn't text, so neither step fails.
    serde_json::to_value(value)
        .and_then(|value| serde_json::to_string(&value))
        .unwrap_or_default()
}
