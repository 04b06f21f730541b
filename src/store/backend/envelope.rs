//! The envelope around each stored document: version, sequence number and checksum.

use serde::Deserialize;

use super::crc32::crc32_of;
use crate::store::error::StoreError;

/// The version of the envelope that this app writes.
pub const ENVELOPE: u32 = 1;

/// A stored document with its sequence number.
///
/// As text: `{"v":1,"seq":7,"sum":"1c291ca3","doc":{…}}`. The checksum covers the version, the
/// sequence number, the key and the document's text, so that a record that was truncated, changed,
/// or moved to another key is detected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The sequence number of the save, counted per document across journal and archive.
    pub seq: u64,
    /// The document's exact JSON text.
    pub doc: String,
}

#[derive(Deserialize)]
struct FormatVersion {
    v: u32,
}

impl Envelope {
    /// The bytes to store under `key`.
    #[must_use]
    pub fn encode(&self, key: &str) -> Vec<u8> {
        let Self { seq, doc } = self;
        let sum = self.sum(key);
        format!(r#"{{"v":{ENVELOPE},"seq":{seq},"sum":"{sum:08x}","doc":{doc}}}"#).into_bytes()
    }

    /// Decodes the bytes stored under `key`.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooNew`] for the envelope of a newer version, [`StoreError::Damaged`] for
    /// anything else that [`Self::encode`] did not write for this key.
    pub fn decode(key: &str, bytes: &[u8]) -> Result<Self, StoreError> {
        let text = str::from_utf8(bytes).map_err(|_| StoreError::Damaged)?;
        // Only the exact bytes pass, which also detects a changed letter in the checksum. The
        // document needn't be parsed for that, which matters with a thousand records.
        if let Some(envelope) = Self::taken_apart(text).filter(|it| it.encode(key) == bytes) {
            return Ok(envelope);
        }
        // Without this, serde would also accept a JSON array.
        let version = Some(text).filter(|text| text.starts_with('{'));
        match version.and_then(|text| serde_json::from_str(text).ok()) {
            Some(FormatVersion { v }) if v > ENVELOPE => Err(StoreError::TooNew { found: v }),
            _ => Err(StoreError::Damaged),
        }
    }

    /// Splits the text that [`encode`](Self::encode) formats; `None` for text of another shape.
    fn taken_apart(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once(r#","seq":"#)?;
        let (seq, rest) = rest.split_once(r#","sum":""#)?;
        let (_, doc) = rest.split_once(r#"","doc":"#)?;
        Some(Self {
            seq: seq.parse().ok()?,
            doc: doc.strip_suffix('}')?.to_owned(),
        })
    }

    fn sum(&self, key: &str) -> u32 {
        let before = format!("{ENVELOPE}\n{}\n{key}\n", self.seq);
        crc32_of(&[before.as_bytes(), self.doc.as_bytes()])
    }
}
