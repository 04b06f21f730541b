//! Export: one or more canvases in a file.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Extra;
use super::canvas::Canvas;
use super::format::{DocumentError, from_value, parse};

const KIND: &str = "maatwerkcanvas-export";
const VERSION: u64 = 1;

/// What an export file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Always `maatwerkcanvas-export`.
    #[serde(rename = "soort")]
    kind: String,
    /// The version of the export.
    #[serde(rename = "versie")]
    version: u64,
    /// The canvases.
    #[serde(rename = "canvassen")]
    pub canvases: Vec<Canvas>,
    /// Fields of a newer version.
    #[serde(flatten)]
    extra: Extra,
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

/// Reads the canvases of an export file, or the one of a file that is a bare document.
///
/// # Errors
///
/// [`DocumentError`] says what is wrong and where; nothing is read in part.
pub fn read_export(text: &str) -> Result<Vec<Canvas>, DocumentError> {
    let mut value = parse(text.trim_start_matches('\u{feff}'))?;
    if value.get("formaat").is_some() {
        return from_value(value).map(|canvas| vec![canvas]);
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
        .map(|(index, item)| from_value(item).map_err(|error| at(index, error)))
        .collect()
}

/// The same error, with its place in the list.
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
        other => other,
    }
}
