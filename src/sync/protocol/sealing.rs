//! Sealing a document for the server, and reading one that was opened.

use serde_json::Value;

use super::document::{OWN_FIELDS, canvas_in};
use super::sealed::SealedRecord;
use super::{Item, Record, RecordError, check, check_depth};
use crate::crypto::{NONCE, SealedPlace, base64};
use crate::domain::wire::object::put;
use crate::domain::wire::write_object;
use crate::domain::{Canvas, Extra, WireFields, lacks_keys};
use crate::store::{Team, UNREADABLE, mutation};

/// A body that is sealed.
pub struct SealedBody {
    /// The name of the key.
    pub kid: String,
    /// The body of the PUT.
    pub body: String,
}

/// A sealed record, of its opened text. It may be one that this version can't read.
#[must_use]
pub fn opened(record: &SealedRecord, text: &[u8]) -> Item {
    let text = str::from_utf8(text).unwrap_or_default().trim_end();
    let unreadable = |found: u32| Item::Unreadable {
        id: record.id.clone(),
        last_modified: record.last_modified,
        found,
        text: text.to_owned(),
    };
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    if lacks_keys(&value, text) {
        return unreadable(UNREADABLE);
    }
    let Value::Object(mut extra) = value else {
        return unreadable(UNREADABLE);
    };
    let canvas = canvas_in(extra.remove("doc").unwrap_or_default(), &record.id);
    for name in OWN_FIELDS {
        extra.remove(name);
    }
    match canvas {
        Err(found) => unreadable(found),
        Ok(canvas) => Item::Record(Box::new(Record {
            id: record.id.clone(),
            last_modified: record.last_modified,
            rev: record.rev.clone(),
            revs: record.revs.clone(),
            kid: Some(record.kid.clone()),
            canvas,
            extra,
        })),
    }
}

/// The body of a PUT that is sealed by the team's current key.
///
/// # Errors
///
/// [`RecordError::AwaitsKey`] if that isn't at hand; the limit that the document or the sealed body exceeds.
pub fn sealed_body(
    team: &Team,
    canvas: &Canvas,
    rev: &str,
    revs: &[String],
    extra: &Extra,
) -> Result<SealedBody, RecordError> {
    let mut text = String::new();
    write_object(&mut text, &|fields| {
        extra.put(fields);
        put(fields, "doc", canvas);
    });
    check_depth(&text)?;
    let id = canvas.id.as_str();
    let place = SealedPlace { id, rev, revs };
    let (kid, sealed) = team
        .seal(mutation::bound_to(place), &text)
        .ok_or(RecordError::AwaitsKey)?;
    let mut body = String::with_capacity(sealed.text.len() * 4 / 3 + NONCE * 2 + 1024);
    for part in [
        r#"{"data":{"enc":{"c":""#,
        &base64::encode(&sealed.text),
        r#"","kid":""#,
        &kid,
        r#"","n":""#,
        &base64::encode(&sealed.nonce),
        r#""},"fmt":2,"id":""#,
        id,
        r#"","rev":""#,
        rev,
        r#"","revs":["#,
    ] {
        body.push_str(part);
    }
    for (at, rev) in revs.iter().enumerate() {
        for part in [if at == 0 { "\"" } else { ",\"" }, rev, "\""] {
            body.push_str(part);
        }
    }
    body.push_str("]}}");
    match check(&body) {
        Err(RecordError::TooLarge(size)) => Err(RecordError::SealedTooLarge(size)),
        checked => checked.map(|()| SealedBody { kid, body }),
    }
}
