//! Canvas Sync 1 on the wire: records, answers and what may be sent.

use serde_json::{Map, Value};

use crate::domain::{Canvas, DocumentError, DocumentId, Extra, FORMAT, from_value, to_value};
use crate::store::UNREADABLE;

/// The version of the record that this version writes.
pub const FMT: u32 = 1;

/// The ancestors that a record names at most.
pub const MAX_REVS: usize = 32;

/// The bytes that a body has at most: the server's limit, and over it the browser may tell no more
/// than that the request failed.
pub const MAX_BODY: usize = 256 * 1024;

/// How deep a body may be nested.
pub const MAX_DEPTH: usize = 32;

/// The records asked for at a time.
pub const PAGE: u32 = 50;

/// The briefs asked for at a time.
pub const LISTING: u32 = 100;

/// A canvas as the server has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which.
    pub id: DocumentId,
    /// The server's number of this version.
    pub lm: u64,
    /// The version's revision.
    pub rev: String,
    /// Its ancestors, newest first.
    pub revs: Vec<String>,
    /// The document.
    pub canvas: Canvas,
    /// Fields that this version doesn't know.
    pub extra: Extra,
}

/// What the server says of one canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// It is there.
    Live(Box<Record>),
    /// It was removed for good.
    Tombstone {
        /// Which.
        id: DocumentId,
        /// The number of the removal.
        lm: u64,
    },
    /// It is there, and this version can't read it.
    Newer {
        /// Which.
        id: DocumentId,
        /// The number of the version.
        lm: u64,
        /// The format that it bears.
        found: u32,
        /// The document's text, if that is what is too new.
        raw: Option<String>,
    },
}

impl Item {
    /// Which canvas.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        match self {
            Self::Live(record) => &record.id,
            Self::Tombstone { id, .. } | Self::Newer { id, .. } => id,
        }
    }

    /// The server's number.
    #[must_use]
    pub fn lm(&self) -> u64 {
        match self {
            Self::Live(record) => record.lm,
            Self::Tombstone { lm, .. } | Self::Newer { lm, .. } => *lm,
        }
    }

    /// What a listing says of it.
    #[must_use]
    pub fn brief(&self) -> Brief {
        Brief {
            id: self.id().clone(),
            lm: self.lm(),
            rev: match self {
                Self::Live(record) => Some(record.rev.clone()),
                Self::Tombstone { .. } | Self::Newer { .. } => None,
            },
            deleted: matches!(self, Self::Tombstone { .. }),
        }
    }
}

/// A canvas in a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Which.
    pub id: DocumentId,
    /// The server's number.
    pub lm: u64,
    /// The revision.
    pub rev: Option<String>,
    /// Whether it was removed for good.
    pub deleted: bool,
}

/// Why a canvas isn't sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is too large; so many bytes.
    TooLarge(usize),
    /// A text in it has a NUL.
    Nul,
    /// It is nested too deep.
    TooDeep,
    /// The server refuses it, with this status.
    Server(u16),
    /// The server has it in a form that this version can't read.
    Newer,
}

/// A row of a list: the server's number, the canvas unless its id is none of ours, and the rest.
#[derive(Debug)]
pub struct Row {
    /// The server's number.
    pub lm: u64,
    /// Which canvas; none for a record that isn't one.
    pub id: Option<DocumentId>,
    fields: Map<String, Value>,
}

/// The rows of a list after `since`, in order; nothing for what is no such list.
#[must_use]
pub fn rows(body: &str, since: u64) -> Option<Vec<Row>> {
    let Value::Array(items) = data(body)? else {
        return None;
    };
    let mut last = since;
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        let row = row(item)?;
        // A server that doesn't heed what was asked would have us skip records, or never end.
        if row.lm <= last {
            return None;
        }
        last = row.lm;
        rows.push(row);
    }
    Some(rows)
}

/// The one record of an answer to GET.
#[must_use]
pub fn single(body: &str) -> Option<Item> {
    row(data(body)?)?.item()
}

/// The record that stood in the way, where a 412 tells.
#[must_use]
pub fn existing(body: &str) -> Option<Item> {
    let mut answer: Value = serde_json::from_str(body).ok()?;
    row(answer.get_mut("details")?.get_mut("existing")?.take())?.item()
}

/// The number that a write got; nothing where the answer is not of that write.
#[must_use]
pub fn written(body: &str, id: &DocumentId, rev: &str) -> Option<u64> {
    let row = row(data(body)?)?;
    let its = row.fields.get("rev").and_then(Value::as_str);
    let ours = row.id.as_ref() == Some(id) && its.is_none_or(|its| its == rev);
    ours.then_some(row.lm)
}

/// The body of a write.
#[must_use]
pub fn body(canvas: &Canvas, rev: &str, revs: &[String], extra: &Extra) -> String {
    let mut data = extra.clone();
    let mut set = |name: &str, value: Value| drop(data.insert(name.to_owned(), value));
    set("id", canvas.id.as_str().into());
    set("fmt", FMT.into());
    set("rev", rev.into());
    set("revs", revs.into());
    set("doc", to_value(canvas));
    let mut body = Map::new();
    body.insert("data".to_owned(), data.into());
    Value::Object(body).to_string()
}

/// What a body of ours says: its revision's ancestors and its document.
#[must_use]
pub fn sent(body: &str) -> Option<(Vec<String>, Canvas)> {
    let Value::Object(mut fields) = data(body)? else {
        return None;
    };
    let canvas = from_value(fields.remove("doc")?).ok()?;
    Some((revs(&fields), canvas))
}

/// Whether a body may be sent. What a server would choke on is found here, and not by trying.
///
/// # Errors
///
/// [`Refusal`] says why not.
pub fn check(body: &str) -> Result<(), Refusal> {
    if body.len() > MAX_BODY {
        return Err(Refusal::TooLarge(body.len()));
    }
    let (mut depth, mut quoted, mut bytes) = (0_usize, false, body.as_bytes().iter());
    while let Some(byte) = bytes.next() {
        match (quoted, byte) {
            (_, b'"') => quoted = !quoted,
            (true, b'\\') => {
                let escaped = bytes.next() == Some(&b'u');
                if escaped && bytes.as_slice().starts_with(b"0000") {
                    return Err(Refusal::Nul);
                }
            }
            (false, b'{' | b'[') => depth = depth.saturating_add(1),
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Refusal::TooDeep);
        }
    }
    Ok(())
}

fn data(body: &str) -> Option<Value> {
    let mut answer: Value = serde_json::from_str(body).ok()?;
    answer.get_mut("data").map(Value::take)
}

fn row(value: Value) -> Option<Row> {
    let Value::Object(fields) = value else {
        return None;
    };
    Some(Row {
        lm: fields.get("last_modified")?.as_u64()?,
        id: fields.get("id")?.as_str()?.parse().ok(),
        fields,
    })
}

/// Sixteen hexadecimal digits.
fn is_rev(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn rev(fields: &Map<String, Value>) -> Option<String> {
    let rev = fields.get("rev")?.as_str()?;
    is_rev(rev).then(|| rev.to_owned())
}

fn revs(fields: &Map<String, Value>) -> Vec<String> {
    let all = fields.get("revs").and_then(Value::as_array);
    let texts = all.into_iter().flatten().filter_map(Value::as_str);
    let revs = texts.filter(|text| is_rev(text)).take(MAX_REVS);
    revs.map(str::to_owned).collect()
}

impl Row {
    /// What it says of a canvas.
    #[must_use]
    pub fn item(mut self) -> Option<Item> {
        let (id, lm) = (self.id.take()?, self.lm);
        if self.is_deleted() {
            return Some(Item::Tombstone { id, lm });
        }
        Some(
            self.live(id.clone())
                .unwrap_or_else(|(found, raw)| Item::Newer { id, lm, found, raw }),
        )
    }

    /// What it says in a listing.
    #[must_use]
    pub fn brief(self) -> Option<Brief> {
        Some(Brief {
            rev: rev(&self.fields),
            deleted: self.is_deleted(),
            lm: self.lm,
            id: self.id?,
        })
    }

    fn is_deleted(&self) -> bool {
        self.fields.get("deleted") == Some(&Value::Bool(true))
    }

    /// The record, or the format that it bears and its text.
    fn live(self, id: DocumentId) -> Result<Item, (u32, Option<String>)> {
        const UNKNOWN: (u32, Option<String>) = (UNREADABLE, None);
        let mut fields = self.fields;
        let fmt = fields.get("fmt").and_then(Value::as_u64).ok_or(UNKNOWN)?;
        if fmt > u64::from(FMT) {
            return Err((u32::try_from(fmt).unwrap_or(UNREADABLE - 1), None));
        }
        let (rev, revs) = (rev(&fields).ok_or(UNKNOWN)?, revs(&fields));
        let doc = fields.remove("doc").ok_or(UNKNOWN)?;
        let newer = doc.get("formaat").and_then(Value::as_u64);
        let raw = newer.filter(|found| *found > u64::from(FORMAT));
        let raw = raw.map(|_| doc.to_string());
        let canvas = from_value(doc).map_err(|error| match error {
            DocumentError::TooNew { found } => (found.min(UNREADABLE - 1), raw),
            _ => UNKNOWN,
        })?;
        if canvas.id != id {
            return Err(UNKNOWN);
        }
        for name in [
            "id",
            "last_modified",
            "fmt",
            "rev",
            "revs",
            "deleted",
            "schema",
        ] {
            fields.remove(name);
        }
        Ok(Item::Live(Box::new(Record {
            id,
            lm: self.lm,
            rev,
            revs,
            canvas,
            extra: fields,
        })))
    }
}
