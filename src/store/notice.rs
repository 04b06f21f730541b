//! What the one who fills in a canvas should know about its storage, as data.

use super::error::StoreError;
use crate::domain::DocumentId;

/// Something about storage that the user is told. The Dutch for it is made in `texts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Nothing is kept once this page closes.
    NothingKept,
    /// No journal: what was typed in the last second may be lost when the browser is killed.
    NoJournal(StoreError),
    /// No archive: only the small and less durable storage is there.
    NoArchive(StoreError),
    /// The small storage is full; saving goes on in the archive.
    JournalFull,
    /// The page came over plain http: no locks between pages, and no sync.
    Insecure,
    /// The archive as a whole was made by a newer version: everything is read-only.
    ArchiveTooNew {
        /// Its version.
        found: u32,
    },
    /// A canvas was written by a newer version: it is read-only.
    TooNew {
        /// Which.
        id: DocumentId,
        /// The number it bears.
        found: u32,
    },
    /// A record could not be read and was set aside.
    Quarantined {
        /// Of which canvas.
        id: DocumentId,
    },
    /// Saves that had not reached the archive were brought there.
    Replayed {
        /// How many.
        count: usize,
    },
    /// A save that had not reached the archive differs from it without being newer; it is kept
    /// among the canvas's versions.
    KeptAside {
        /// Of which canvas.
        id: DocumentId,
    },
}
