//! The envelope around what is stored: its version, its sequence number and its checksum.

use serde::Deserialize;

use super::error::StoreError;

/// The version of the envelope that this version writes.
pub const ENVELOPE: u32 = 1;

/// A stored document with its place in the order of saves.
///
/// As text: `{"v":1,"seq":7,"sum":"1c291ca3","doc":{…}}`. The checksum goes over the version, the
/// sequence number, the key and the document's text, so that a record that was cut short, changed,
/// or moved to another key is noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Counts the saves of one document upwards, in journal and archive together.
    pub seq: u64,
    /// The document's exact text, which is JSON.
    pub doc: String,
}

#[derive(Deserialize)]
struct Version {
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

    /// Reads what was stored under `key`.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooNew`] for a newer version's, [`StoreError::Damaged`] for anything else that
    /// [`Self::encode`] did not write for this key.
    pub fn decode(key: &str, bytes: &[u8]) -> Result<Self, StoreError> {
        let text = str::from_utf8(bytes).map_err(|_| StoreError::Damaged)?;
        // Nothing but the exact bytes will do: this also sees a changed letter in the checksum. What
        // they enclose needn't be parsed for that, which counts where there are a thousand.
        if let Some(envelope) = Self::taken_apart(text).filter(|it| it.encode(key) == bytes) {
            return Ok(envelope);
        }
        // A list of values would also pass for the field below.
        let version = Some(text).filter(|text| text.starts_with('{'));
        match version.and_then(|text| serde_json::from_str(text).ok()) {
            Some(Version { v }) if v > ENVELOPE => Err(StoreError::TooNew { found: v }),
            _ => Err(StoreError::Damaged),
        }
    }

    /// What [`encode`](Self::encode) put together, if it did.
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
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(format!("{ENVELOPE}\n{}\n{key}\n", self.seq).as_bytes());
        hasher.update(self.doc.as_bytes());
        hasher.finalize()
    }
}
