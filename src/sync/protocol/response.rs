//! Reading responses: pages of a list, single records, what was written.

use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::document::{NEWEST, OWN_FIELDS, canvas_in};
use super::revs::{is_rev, revs};
use super::sealed::{SEALED_FMT, SealedRecord};
use super::{FMT, Item, Record, RecordHeader};
use crate::domain::{DocumentId, lacks_keys};
use crate::store::UNREADABLE;

/// A page of a list response.
#[derive(Clone, Debug)]
pub struct Page {
    /// The number of its rows, including records that are no canvases.
    pub rows: usize,
    /// The highest `last_modified` in it; `None` if it is empty.
    pub last: Option<u64>,
    /// What was read of its canvases.
    pub found: Found,
}

/// What is read of the canvases of a page.
#[derive(Clone, Debug)]
pub enum Found {
    /// The records, of a pull.
    Records(Vec<Item>),
    /// Only their headers, of a listing.
    Headers(Vec<RecordHeader>),
}

/// A page of a list response whose rows are still text.
///
/// Each row is read on its own: all of a page together are several megabytes in memory, which takes
/// longer to go through again.
#[derive(Clone, Debug)]
pub struct RawPage {
    since: u64,
    rows: Vec<Box<RawValue>>,
    /// As [`Page::last`].
    pub last: Option<u64>,
}

/// The body of a list. Read by hand, as what serde derives weighs twice as much.
struct List(Vec<Box<RawValue>>);

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ListFields)
    }
}

struct ListFields;

impl<'de> Visitor<'de> for ListFields {
    type Value = List;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<List, A::Error> {
        let mut rows = None;
        while let Some(name) = fields.next_key::<String>()? {
            if name == "data" {
                if rows.is_some() {
                    return Err(A::Error::duplicate_field("data"));
                }
                rows = Some(fields.next_value()?);
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        rows.map(List)
            .ok_or_else(|| A::Error::missing_field("data"))
    }
}

impl RawPage {
    /// Takes a response for `_since=since` apart. `None` if the body isn't a list, or ends with
    /// something else than a record.
    #[must_use]
    pub fn of(body: &str, since: u64) -> Option<Self> {
        let List(rows) = serde_json::from_str(body).ok()?;
        let last = match rows.last() {
            Some(text) => Some(row_in(text)?.last_modified),
            None => None,
        };
        Some(Self { since, rows, last })
    }

    /// Reads the records. `None` if its numbers don't increase from `since`, or a row isn't a record.
    #[must_use]
    pub fn records(&self) -> Option<Page> {
        let mut items = Vec::with_capacity(self.rows.len());
        self.each(&mut |row, text| items.extend(row.item(&|| row_in(text))))?;
        Some(self.with(Found::Records(items)))
    }

    /// As [`records`](Self::records), reading only the headers.
    #[must_use]
    pub fn headers(&self) -> Option<Page> {
        let mut headers = Vec::with_capacity(self.rows.len());
        self.each(&mut |row, _| headers.extend(row.brief()))?;
        Some(self.with(Found::Headers(headers)))
    }

    fn with(&self, found: Found) -> Page {
        Page {
            rows: self.rows.len(),
            last: self.last,
            found,
        }
    }

    /// Gives each row to `take`, with its text.
    fn each(&self, take: &mut dyn FnMut(Row, &RawValue)) -> Option<()> {
        let mut last = self.since;
        for text in &self.rows {
            let row = row_in(text)?;
            // From a server that ignores the query, records would be skipped or the pull would never
            // end.
            if row.last_modified <= last {
                return None;
            }
            last = row.last_modified;
            take(row, text);
        }
        Some(())
    }
}

/// A row of a list response.
#[derive(Debug)]
pub struct Row {
    /// The row's `last_modified`.
    pub last_modified: u64,
    /// The canvas's id; `None` for a record that is not a canvas.
    pub id: Option<DocumentId>,
    fields: Map<String, Value>,
    /// The text that it was read from, if an object in it has a key twice: `fields` lacks one of the
    /// two.
    twice: Option<String>,
}

/// The rows of a list response for `_since=since`. `None` if the body isn't such a list, or its
/// numbers don't increase from `since`.
#[must_use]
pub fn rows(body: &str, since: u64) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    RawPage::of(body, since)?.each(&mut |row, _| rows.push(row))?;
    Some(rows)
}

/// The record in the response to a GET; `None` if the body isn't a record.
#[must_use]
pub fn single(body: &str) -> Option<Item> {
    let read = || row_at(body, &["data"]);
    read()?.item(&read)
}

/// The current record from the body of a 412 (`details.existing`), if the server includes it.
#[must_use]
pub fn existing(body: &str) -> Option<Item> {
    let read = || row_at(body, &["details", "existing"]);
    read()?.item(&read)
}

/// The `last_modified` that the server gave a write. `None` if the response is about another
/// record or revision.
#[must_use]
pub fn written(body: &str, id: &DocumentId, rev: &str) -> Option<u64> {
    written_in(serde_json::from_str(body).ok()?, id, rev)
}

/// As [`written`], of a body that was parsed already.
pub(super) fn written_in(mut answer: Value, id: &DocumentId, rev: &str) -> Option<u64> {
    let row = row(answer.get_mut("data")?.take())?;
    let its = row.fields.get("rev").and_then(Value::as_str);
    let ours = row.id.as_ref() == Some(id) && its.is_none_or(|its| its == rev);
    ours.then_some(row.last_modified)
}

/// A record or a tombstone in its text as a row; `None` if it is neither.
fn row_in(text: &RawValue) -> Option<Row> {
    row_at(text.get(), &[])
}

/// The record or the tombstone at a path in a text; `None` if there is neither.
fn row_at(text: &str, path: &[&str]) -> Option<Row> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    let twice = lacks_keys(&value, text).then(|| text.to_owned());
    let at = path
        .iter()
        .try_fold(&mut value, |value, name| value.get_mut(*name))?;
    Some(Row {
        twice,
        ..row(at.take())?
    })
}

/// A record or a tombstone as a row; `None` if it is neither.
fn row(value: Value) -> Option<Row> {
    let Value::Object(fields) = value else {
        return None;
    };
    Some(Row {
        last_modified: fields.get("last_modified")?.as_u64()?,
        id: fields.get("id")?.as_str()?.parse().ok(),
        fields,
        twice: None,
    })
}

fn rev(fields: &Map<String, Value>) -> Option<String> {
    let rev = fields.get("rev")?.as_str()?;
    is_rev(rev).then(|| rev.to_owned())
}

/// The text of a record's document, or of the whole record if it has no document.
fn text(fields: &Map<String, Value>) -> String {
    match fields.get("doc") {
        Some(doc @ Value::Object(_)) => doc.to_string(),
        _ => Value::Object(fields.clone()).to_string(),
    }
}

impl Row {
    /// The item for a canvas; `None` for a record that is not a canvas. A document is taken apart as
    /// it is read, which is faster than reading a copy: `again` reads the row again, for the text of
    /// one that can't be read.
    fn item(mut self, again: &dyn Fn() -> Option<Self>) -> Option<Item> {
        let (id, last_modified) = (self.id.take()?, self.last_modified);
        if let Some(text) = self.twice {
            return Some(Item::Unreadable {
                id,
                last_modified,
                found: UNREADABLE,
                text,
            });
        }
        if self.is_deleted() {
            return Some(Item::Tombstone { id, last_modified });
        }
        Some(
            self.into_record(id.clone(), again)
                .unwrap_or_else(|(found, text)| Item::Unreadable {
                    id,
                    last_modified,
                    found,
                    text,
                }),
        )
    }

    /// The header of a canvas's record; `None` for a record that is not a canvas.
    fn brief(self) -> Option<RecordHeader> {
        Some(RecordHeader {
            rev: rev(&self.fields),
            deleted: self.is_deleted(),
            last_modified: self.last_modified,
            id: self.id?,
        })
    }

    fn is_deleted(&self) -> bool {
        self.fields.get("deleted") == Some(&Value::Bool(true))
    }

    /// The record, or its format and text if this version can't read it.
    fn into_record(
        self,
        id: DocumentId,
        again: &dyn Fn() -> Option<Self>,
    ) -> Result<Item, (u32, String)> {
        let mut fields = self.fields;
        let fmt = fields.get("fmt").and_then(Value::as_u64);
        if fmt == Some(u64::from(SEALED_FMT)) {
            return SealedRecord::of(id, self.last_modified, fields)
                .map(|record| Item::Sealed(Box::new(record)))
                .map_err(|fields| (UNREADABLE, Value::Object(fields).to_string()));
        }
        if let Some(fmt) = fmt.filter(|fmt| *fmt > u64::from(FMT)) {
            let found = u32::try_from(fmt).unwrap_or(NEWEST).min(NEWEST);
            return Err((found, Value::Object(fields).to_string()));
        }
        let rev = rev(&fields).filter(|_| fmt.is_some());
        let (Some(rev), Some(doc)) = (rev, fields.get_mut("doc")) else {
            return Err((UNREADABLE, Value::Object(fields).to_string()));
        };
        let canvas = canvas_in(doc.take(), &id).map_err(|found| {
            let again = again().map(|row| text(&row.fields));
            (found, again.unwrap_or_else(|| text(&fields)))
        })?;
        let revs = revs(&fields);
        for name in OWN_FIELDS {
            fields.remove(name);
        }
        Ok(Item::Record(Box::new(Record {
            id,
            last_modified: self.last_modified,
            rev,
            revs,
            kid: None,
            canvas,
            extra: fields,
        })))
    }
}
