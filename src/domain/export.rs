//! Export: one or more canvases in a file.

use serde_json::Value;

use super::Extra;
use super::canvas::Canvas;
use super::document_error::DocumentError;
use super::format::receive;
use super::json::parse;
use super::wire::wire_object;

const KIND: &str = "maatwerkcanvas-export";
const VERSION: u64 = 1;

wire_object! {
    /// The content of an export file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Export {
        /// Always `maatwerkcanvas-export`.
        kind: String = "soort",
        /// The version of the export.
        version: u64 = "versie",
        /// The canvases.
        pub canvases: Vec<Canvas> = "canvassen" always,
        /// Fields of a newer version.
        extra: Extra = ..,
    }
}

impl Export {
    /// An export of these canvases.
    #[must_use]
    pub fn new(canvases: Vec<Canvas>) -> Self {
        Self {
            kind: KIND.to_owned(),
            version: VERSION,
            canvases,
            extra: Extra::new(),
        }
    }
}

/// Reads the canvases of an export file, or the one of a file that is a bare document, each within the
/// [limits](super::limits).
///
/// # Errors
///
/// [`DocumentError`], with what is wrong and where. No canvas is returned then.
pub fn read_export(text: &str) -> Result<Vec<Canvas>, DocumentError> {
    let mut value = parse(text.trim_start_matches('\u{feff}'))?;
    if value.get("formaat").is_some() {
        return receive(value).map(|canvas| vec![canvas]);
    }
    if value.get("soort").and_then(Value::as_str) != Some(KIND) {
        return Err(DocumentError::NotACanvas);
    }
    match value.get("versie").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(found) if found > VERSION => {
            return Err(DocumentError::TooNew {
                found: u32::try_from(found).unwrap_or(u32::MAX),
            });
        }
        _ => return Err(DocumentError::NotACanvas),
    }
    let Some(Value::Array(items)) = value.get_mut("canvassen").map(Value::take) else {
        return Err(DocumentError::Invalid {
            path: "canvassen".to_owned(),
            reason: "not a list".to_owned(),
        });
    };
    items
        .into_iter()
        .enumerate()
        .map(|(index, item)| receive(item).map_err(|error| at(index, error)))
        .collect()
}

/// The same error, with the path starting at the canvas's index in the list.
fn at(index: usize, error: DocumentError) -> DocumentError {
    match error {
        DocumentError::Invalid { path, reason } => DocumentError::Invalid {
            path: format!("canvassen[{index}].{path}"),
            reason,
        },
        DocumentError::NotACanvas => DocumentError::Invalid {
            path: format!("canvassen[{index}]"),
            reason: "not a canvas".to_owned(),
        },
        DocumentError::TooDeep { path } => DocumentError::TooDeep {
            path: format!("canvassen[{index}].{path}"),
        },
        DocumentError::TooLarge { bytes, .. } => DocumentError::TooLarge {
            path: format!("canvassen[{index}]"),
            bytes,
        },
        DocumentError::TooManyItems { items, .. } => DocumentError::TooManyItems {
            path: format!("canvassen[{index}]"),
            items,
        },
        other => other,
    }
}
