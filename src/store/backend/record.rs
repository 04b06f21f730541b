//! The stored record of one canvas, as read: good, absent, too new or damaged.

use serde::Deserialize;

use super::codec::Codec;
use super::envelope::Envelope;
use super::port::Table;
use crate::domain::{Canvas, DocumentId, FORMAT, ItemId, read_document};
use crate::store::error::StoreError;
use crate::store::transaction::keys::epoch_key;

/// The state of a canvas's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StoredRecord {
    /// There is no record.
    #[default]
    Absent,
    /// A document in a format that this version may overwrite.
    Good(Envelope),
    /// The envelope or the document was written by a newer version.
    TooNew {
        /// The record's text.
        raw: String,
        /// The version of its envelope or format.
        found: u32,
    },
    /// The record can't be decoded.
    Damaged {
        /// The record's text.
        raw: String,
    },
}

#[derive(Deserialize)]
struct Format {
    formaat: Option<u64>,
}

/// The name under which a record's checksum and codec are bound to its table and key.
pub(in crate::store) fn name(table: Table, key: &str) -> String {
    format!("{}/{key}", table.wire())
}

/// Encodes and seals a document for its table and key.
pub(in crate::store) fn seal(
    codec: &dyn Codec,
    table: Table,
    key: &str,
    envelope: &Envelope,
) -> Vec<u8> {
    let name = name(table, key);
    codec.seal(&name, envelope.encode(&name))
}

/// Opens and decodes a record that was sealed for this table and key.
pub(in crate::store) fn unseal(
    codec: &dyn Codec,
    table: Table,
    key: &str,
    sealed: &[u8],
) -> Result<Envelope, StoreError> {
    let name = name(table, key);
    Envelope::decode(&name, &codec.open(&name, sealed)?)
}

/// Reads a bookkeeping record that holds a number; `None` if it is damaged.
pub(in crate::store) fn number(codec: &dyn Codec, key: &str, sealed: &[u8]) -> Option<u64> {
    let envelope = unseal(codec, Table::Meta, key, sealed);
    envelope.ok().map(|envelope| envelope.seq)
}

/// Reads the epoch's record; 0 if it is damaged.
///
/// # Errors
///
/// [`StoreError::Locked`] if it is sealed by another key than the codec's.
pub(in crate::store) fn epoch(codec: &dyn Codec, sealed: &[u8]) -> Result<u64, StoreError> {
    let (table, key) = epoch_key();
    match unseal(codec, table, &key, sealed) {
        Ok(envelope) => Ok(envelope.seq),
        Err(StoreError::Locked) => Err(StoreError::Locked),
        Err(_) => Ok(0),
    }
}

/// The bytes of a canvas's record without its seal; as they are if that can't be opened.
pub(in crate::store) fn opened(codec: &dyn Codec, id: &DocumentId, stored: Vec<u8>) -> Vec<u8> {
    let name = name(Table::Canvas, id.as_str());
    codec.open(&name, &stored).unwrap_or(stored)
}

/// The bytes of a record that was set aside, as they were.
pub(in crate::store) fn broken(codec: &dyn Codec, key: &str, stored: Vec<u8>) -> Vec<u8> {
    codec
        .open(&name(Table::Broken, key), &stored)
        .unwrap_or(stored)
}

impl StoredRecord {
    /// Classifies the bytes stored for a canvas.
    pub(in crate::store) fn of(codec: &dyn Codec, key: &str, sealed: Option<&[u8]>) -> Self {
        let Some(sealed) = sealed else {
            return Self::Absent;
        };
        let raw = || {
            let name = name(Table::Canvas, key);
            let plain = codec.open(&name, sealed);
            let plain = plain.unwrap_or_else(|_| sealed.to_vec());
            String::from_utf8_lossy(&plain).into_owned()
        };
        match unseal(codec, Table::Canvas, key, sealed) {
            Ok(envelope) => match newer_format(&envelope.doc) {
                Some(found) => Self::TooNew {
                    raw: envelope.doc,
                    found,
                },
                None => Self::Good(envelope),
            },
            Err(StoreError::TooNew { found }) => Self::TooNew { raw: raw(), found },
            Err(_) => Self::Damaged { raw: raw() },
        }
    }
}

impl StoredRecord {
    /// Its canvas; `None` if there is none that can be read.
    pub(in crate::store) fn canvas(&self) -> Option<Canvas> {
        match self {
            Self::Good(envelope) => read_document(&envelope.doc).ok(),
            Self::Absent | Self::TooNew { .. } | Self::Damaged { .. } => None,
        }
    }

    /// Whether its canvas, if there is one, lacks any of these people among those whom it says to have been erased.
    pub(in crate::store) fn lacks_erased(&self, people: &[ItemId]) -> bool {
        let has_all = |canvas: Canvas| people.iter().all(|it| canvas.is_erased(*it));
        !people.is_empty() && !self.canvas().is_some_and(has_all)
    }
}

fn newer_format(doc: &str) -> Option<u32> {
    let object = Some(doc).filter(|doc| doc.starts_with('{'));
    let format: Format = serde_json::from_str(object?).ok()?;
    let found = u32::try_from(format.formaat?).unwrap_or(u32::MAX);
    Some(found).filter(|found| *found > FORMAT)
}
