//! The document's format: reading with migrations, and writing in one canonical way.

use serde_json::Value;

use super::canvas::{Canvas, FORMAT, TEAM_ID, TEAM_KIND};
use super::document_error::DocumentError;
use super::json::parse;
use super::limits::{self, DOCUMENT_BYTES};
use super::wire::{Wire, text_of, written};

/// Reads a document that this app has written. No limit applies, as a document that was let in may have
/// grown since; see [`receive_document`] for documents from outside.
///
/// # Errors
///
/// [`DocumentError`], with what is wrong and where.
pub fn read_document(text: &str) -> Result<Canvas, DocumentError> {
    from_value(parse(text)?)
}

/// Reads a document that comes from outside, within the [`limits`].
///
/// # Errors
///
/// [`DocumentError`], with what is wrong and where.
pub fn receive_document(text: &str) -> Result<Canvas, DocumentError> {
    // Told before it is read: reading what is far too large takes long.
    if text.len() > DOCUMENT_BYTES {
        return Err(DocumentError::TooLarge {
            path: String::new(),
            bytes: text.len(),
        });
    }
    receive(parse(text)?)
}

/// Reads a document that comes from outside as a JSON value, within the [`limits`].
///
/// # Errors
///
/// [`DocumentError`], with what is wrong and where.
pub fn receive(value: Value) -> Result<Canvas, DocumentError> {
    limits::check(&value)?;
    from_value(value)
}

/// Reads a document from a JSON value, as [`read_document`] does. Takes time proportional to its size,
/// whether it is valid or not.
///
/// # Errors
///
/// [`DocumentError`], with what is wrong and where.
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
    if !matches!(
        value.get("soort").and_then(Value::as_str),
        None | Some(TEAM_KIND)
    ) {
        // A kind of document that only a newer version knows.
        return Err(DocumentError::TooNew {
            found: FORMAT.saturating_add(1),
        });
    }
    let canvas = Canvas::read(value).map_err(|fault| {
        let (path, reason) = fault.into_parts();
        DocumentError::Invalid { path, reason }
    })?;
    if canvas.is_team() == (canvas.id.as_str() == TEAM_ID) {
        return Ok(canvas);
    }
    Err(DocumentError::Invalid {
        path: "id".to_owned(),
        reason: "team is the id of what a team shares".to_owned(),
    })
}

/// The path of the first `null`, which this format doesn't allow: what is empty is absent.
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
    written(canvas)
}

/// Writes canonical JSON: keys sorted, nothing empty, so that the same content is the same text.
#[must_use]
pub fn canonical<T: Wire>(value: &T) -> String {
    text_of(value)
}
