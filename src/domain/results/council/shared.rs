//! A file of released aggregates, for other teams and municipalities.

use serde_json::Value;

use super::release::Release;
use crate::domain::document_error::DocumentError;
use crate::domain::format::canonical;
use crate::domain::json::{decode, parse};
use crate::domain::wire::wire_object;

/// What such a file calls itself.
const KIND: &str = "maatwerkcanvas-vergelijking";
/// The version of its form.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes: a report has some sixty rows, in less than ten thousand. What is read is
/// kept in the team's document, with all others.
pub const LARGEST_SHARED_FILE: usize = 200_000;

wire_object! {
    /// A file of released aggregates.
    struct Shared {
        kind: String = "soort" always,
        version: u32 = "versie",
        report: Value = "verslag",
    }
}

/// The file of a report: its aggregates alone.
#[must_use]
pub fn shared_file(report: &Release) -> String {
    canonical(&Shared {
        kind: KIND.to_owned(),
        version: VERSION,
        report: report.aggregates().value(),
    })
}

/// The report in such a file. What a file says of families is left out.
///
/// # Errors
///
/// [`DocumentError`] if it is too large, no JSON, of a newer form, or no report that tells something.
pub fn read_shared(bytes: &[u8]) -> Result<Release, DocumentError> {
    if bytes.len() > LARGEST_SHARED_FILE {
        let (path, bytes) = (String::new(), bytes.len());
        return Err(DocumentError::TooLarge { path, bytes });
    }
    let value = parse(decode(bytes)?)?;
    if value.get("soort").and_then(Value::as_str) != Some(KIND) {
        return Err(DocumentError::NotACanvas);
    }
    match value.get("versie").and_then(Value::as_u64) {
        Some(1) => {}
        Some(found) if found > VERSION.into() => {
            let found = u32::try_from(found).unwrap_or(u32::MAX);
            return Err(DocumentError::TooNew { found });
        }
        _ => return Err(DocumentError::NotACanvas),
    }
    let report = value.get("verslag").and_then(Release::of_value);
    let report = report.map(|it| it.aggregates());
    let told = report.filter(|it| !it.tables.is_empty() && it.threshold >= 5);
    told.ok_or(DocumentError::NotACanvas)
}
