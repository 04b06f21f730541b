//! Versions: frozen copies of a canvas, kept beside it.

use serde::{Deserialize, Serialize};

use super::core::{Store, epoch_at};
use super::envelope::Envelope;
use super::error::StoreError;
use super::port::{Change, Table};
use crate::domain::{Canvas, DocumentId, canonical, read_document};

/// Why a version was kept that was found in the journal only.
pub const FROM_JOURNAL: &str = "journaal";

/// A frozen copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Why it was kept, as a word of the program.
    pub why: String,
    /// The canvas as it was.
    pub canvas: Canvas,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    #[serde(rename = "waarom")]
    why: String,
    canvas: serde_json::Value,
}

impl Store {
    /// Keeps a frozen copy of a canvas; the same copy for the same reason is kept once.
    ///
    /// # Errors
    ///
    /// When the archive cannot be written.
    pub async fn keep_version(&self, canvas: &Canvas, why: &str) -> Result<(), StoreError> {
        let counts = self.counts(&canvas.id);
        let change = change(self, canvas, why, counts.archived.max(counts.issued));
        let decide = |found: Vec<Option<Vec<u8>>>| {
            self.fence(found.into_iter().next().flatten().as_deref())?;
            Ok(vec![change])
        };
        let archive = &self.0.parts.archive;
        archive.update(vec![epoch_at()], Box::new(decide)).await
    }

    /// Keeps a frozen copy together with the next save, in one transaction.
    pub fn keep_aside(&self, canvas: &Canvas, why: &str) {
        let counts = self.counts(&canvas.id);
        let kept = change(self, canvas, why, counts.archived.max(counts.issued));
        self.0.asides.borrow_mut().push(kept);
    }

    /// The frozen copies of a canvas, oldest first; those that cannot be read are left out.
    ///
    /// # Errors
    ///
    /// When the archive cannot be read.
    pub async fn versions(&self, id: &DocumentId) -> Result<Vec<Version>, StoreError> {
        let archive = &self.0.parts.archive;
        let mut versions = Vec::new();
        for key in archive.keys(Table::Version, &format!("{id}/")).await? {
            let sealed = archive.get(Table::Version, &key).await?;
            let envelope =
                sealed.and_then(|sealed| self.unseal(Table::Version, &key, &sealed).ok());
            let wire = envelope.and_then(|envelope| serde_json::from_str(&envelope.doc).ok());
            let version = wire.and_then(|Wire { why, canvas }: Wire| {
                let canvas = read_document(&canonical(&canvas)).ok()?;
                Some(Version { why, canvas })
            });
            versions.extend(version);
        }
        Ok(versions)
    }
}

/// The change that keeps a copy. Its key begins with the save's number, so that keys are in order.
pub(super) fn change(store: &Store, canvas: &Canvas, why: &str, seq: u64) -> Change {
    let doc = canonical(&Wire {
        why: why.to_owned(),
        canvas: serde_json::to_value(canvas).unwrap_or_default(),
    });
    let key = format!(
        "{}/{seq:012}-{:08x}",
        canvas.id,
        crc32fast::hash(doc.as_bytes())
    );
    let sealed = store.seal(Table::Version, &key, &Envelope { seq, doc });
    Change::put(Table::Version, key, sealed)
}
