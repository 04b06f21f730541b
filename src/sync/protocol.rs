//! Canvas Sync 1 on the wire: records, replies, and the limits on what is sent.

pub mod batch;
mod document;
mod response;
mod revs;
mod sealed;
mod sealing;

use serde_json::Value;

pub use self::response::{Found, Page, RawPage, Row, existing, rows, single, written};
pub use self::revs::MAX_REVS;
use self::revs::revs;
pub use self::sealed::{SEALED_FMT, SealedRecord};
pub use self::sealing::{SealedBody, opened, sealed_body};
use crate::domain::wire::object::{put, put_always};
use crate::domain::wire::write_object;
use crate::domain::{Canvas, DocumentId, Extra, WireFields, from_value};

/// The version of the record format that this app writes where the team isn't encrypted; else
/// [`SEALED_FMT`].
pub const FMT: u32 = 1;

/// The maximum size of a body in bytes. Servers have this limit, and beyond it the browser may only
/// report that the request failed.
pub const MAX_BODY: usize = 256 * 1024;

/// The maximum nesting of a body.
pub const MAX_DEPTH: usize = 32;

/// The number of records to request per page.
pub const PAGE: u32 = 100;

/// The number of records to request in the first page of a pull.
pub const FIRST_PAGE: u32 = 25;

/// The number of record headers to request per page.
pub const LISTING: u32 = 100;

/// A canvas's record on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The document's id, which is the record's id.
    pub id: DocumentId,
    /// The server's number of this version, which increases with each write.
    pub last_modified: u64,
    /// The revision of this version.
    pub rev: String,
    /// The ancestors of that revision, newest first.
    pub revs: Vec<String>,
    /// The name of the team key that sealed it; `None` if it was in the clear.
    pub kid: Option<String>,
    /// The document.
    pub canvas: Canvas,
    /// Fields that this version doesn't know.
    pub extra: Extra,
}

/// One item of a pull response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A record that this version can read.
    Record(Box<Record>),
    /// A record that is sealed by a team key.
    Sealed(Box<SealedRecord>),
    /// The tombstone of a record that was removed for good.
    Tombstone {
        /// The canvas's id.
        id: DocumentId,
        /// The `last_modified` of the removal.
        last_modified: u64,
    },
    /// A record that this version can't read.
    Unreadable {
        /// The canvas's id.
        id: DocumentId,
        /// The `last_modified` of the record.
        last_modified: u64,
        /// The record's format, or one of the reasons from [`FIRST_REASON`](crate::store::FIRST_REASON) on.
        found: u32,
        /// The text to store: of the document, or of the whole record if the document isn't an
        /// object. As the server sent it if a key stands in it twice.
        text: String,
    },
}

impl Record {
    /// The record's text, as a server would have it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        write_object(&mut text, &|fields| {
            self.extra.put(fields);
            put(fields, "id", &self.id);
            put(fields, "fmt", &FMT);
            put(fields, "last_modified", &self.last_modified);
            put(fields, "rev", &self.rev);
            put_always(fields, "revs", &self.revs);
            put(fields, "doc", &self.canvas);
        });
        text
    }
}

impl Item {
    /// The canvas's id.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        match self {
            Self::Record(record) => &record.id,
            Self::Sealed(record) => &record.id,
            Self::Tombstone { id, .. } | Self::Unreadable { id, .. } => id,
        }
    }

    /// The item's `last_modified`.
    #[must_use]
    pub fn last_modified(&self) -> u64 {
        match self {
            Self::Record(record) => record.last_modified,
            Self::Sealed(record) => record.last_modified,
            Self::Tombstone { last_modified, .. } | Self::Unreadable { last_modified, .. } => {
                *last_modified
            }
        }
    }

    /// The item's header, as a listing would have it.
    #[must_use]
    pub fn brief(&self) -> RecordHeader {
        RecordHeader {
            id: self.id().clone(),
            last_modified: self.last_modified(),
            rev: match self {
                Self::Record(record) => Some(record.rev.clone()),
                Self::Sealed(record) => Some(record.rev.clone()),
                Self::Tombstone { .. } | Self::Unreadable { .. } => None,
            },
            deleted: matches!(self, Self::Tombstone { .. }),
        }
    }
}

/// The header of a record as a listing gives it: id, number, revision, deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordHeader {
    /// The canvas's id.
    pub id: DocumentId,
    /// The record's `last_modified`.
    pub last_modified: u64,
    /// The record's revision; `None` if it is missing or invalid.
    pub rev: Option<String>,
    /// Whether it is a tombstone.
    pub deleted: bool,
}

/// Why a canvas isn't sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// The body exceeds [`MAX_BODY`]; its size in bytes.
    TooLarge(usize),
    /// The sealed body exceeds [`MAX_BODY`]; its size in bytes. Sealing makes a document a third larger.
    SealedTooLarge(usize),
    /// A text contains a NUL character.
    Nul,
    /// The body exceeds [`MAX_DEPTH`].
    TooDeep,
    /// The server rejected it with this status, 0 if there was no response.
    Server(u16),
    /// The server has a record of it that only a newer version of the app can read.
    Newer,
    /// The server has a record of it that no known version can read.
    Unreadable,
    /// The server has a record of it that is beyond a limit for documents.
    BeyondLimits,
    /// It is sealed by a team key that this device doesn't have, or has to be and the key isn't at hand.
    AwaitsKey,
    /// It is sealed by a key that this device doesn't have, on a team that exchanges its canvases in the clear, and
    /// this device never had it.
    Foreign,
    /// The server has a record of it that names a key of the team, and was not sealed by that or not for its
    /// place: someone has changed or swapped it.
    Forged,
    /// The server has a record of it in the clear though the team is encrypted.
    InTheClear,
}

/// The body of a PUT.
#[must_use]
pub fn body(canvas: &Canvas, rev: &str, revs: &[String], extra: &Extra) -> String {
    let mut body = r#"{"data":"#.to_owned();
    write_object(&mut body, &|fields| {
        extra.put(fields);
        put(fields, "id", &canvas.id);
        put(fields, "fmt", &FMT);
        put(fields, "rev", &rev.to_owned());
        put_always(fields, "revs", &revs.to_vec());
        put(fields, "doc", canvas);
    });
    body.push('}');
    body
}

/// The ancestors and the document from a body that [`body`] made; `None` if it can't be read.
#[must_use]
pub fn sent(body: &str) -> Option<(Vec<String>, Canvas)> {
    let Value::Object(mut fields) = data(body)? else {
        return None;
    };
    let canvas = from_value(fields.remove("doc")?).ok()?;
    Some((revs(&fields), canvas))
}

/// Checks a body against the limits that servers have: size, depth, NUL characters.
///
/// # Errors
///
/// The limit that it exceeds.
pub fn check(body: &str) -> Result<(), RecordError> {
    if body.len() > MAX_BODY {
        return Err(RecordError::TooLarge(body.len()));
    }
    check_depth(body)
}

/// Checks depth and NUL characters.
fn check_depth(body: &str) -> Result<(), RecordError> {
    let (mut depth, mut quoted, mut bytes) = (0_usize, false, body.as_bytes().iter());
    while let Some(byte) = bytes.next() {
        match (quoted, byte) {
            (_, b'"') => quoted = !quoted,
            (true, b'\\') => {
                let escaped = bytes.next() == Some(&b'u');
                if escaped && bytes.as_slice().starts_with(b"0000") {
                    return Err(RecordError::Nul);
                }
            }
            (false, b'{' | b'[') => depth = depth.saturating_add(1),
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(RecordError::TooDeep);
        }
    }
    Ok(())
}

fn data(body: &str) -> Option<Value> {
    let mut answer: Value = serde_json::from_str(body).ok()?;
    answer.get_mut("data").map(Value::take)
}
