//! One stored canvas as it is found: good, absent, too new or damaged.

use serde::Deserialize;

use super::codec::Codec;
use super::envelope::Envelope;
use super::error::StoreError;
use super::port::Table;
use crate::domain::FORMAT;

/// What stands in a place that should hold a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Nothing.
    Absent,
    /// A document of a format that this version may write over.
    Good(Envelope),
    /// A newer version's, in its envelope or its document.
    TooNew {
        /// Its text.
        raw: String,
        /// The number it bears.
        found: u32,
    },
    /// Something that cannot be read.
    Damaged {
        /// Its text.
        raw: String,
    },
}

#[derive(Deserialize)]
struct Format {
    formaat: Option<u64>,
}

/// The name that a record's checksum and codec go by.
pub(super) fn name(table: Table, key: &str) -> String {
    format!("{}/{key}", table.wire())
}

/// Seals a document for its place.
pub(super) fn seal(codec: &dyn Codec, table: Table, key: &str, envelope: &Envelope) -> Vec<u8> {
    let name = name(table, key);
    codec.seal(&name, envelope.encode(&name))
}

/// Opens what was sealed for a place.
pub(super) fn unseal(
    codec: &dyn Codec,
    table: Table,
    key: &str,
    sealed: &[u8],
) -> Result<Envelope, StoreError> {
    let name = name(table, key);
    Envelope::decode(&name, &codec.open(&name, sealed)?)
}

impl Record {
    /// What the bytes stored for a canvas are.
    pub(super) fn of(codec: &dyn Codec, key: &str, sealed: Option<&[u8]>) -> Self {
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

fn newer_format(doc: &str) -> Option<u32> {
    let object = Some(doc).filter(|doc| doc.starts_with('{'));
    let format: Format = serde_json::from_str(object?).ok()?;
    let found = u32::try_from(format.formaat?).unwrap_or(u32::MAX);
    Some(found).filter(|found| *found > FORMAT)
}
