//! Notices to the user about storage, as data. Their Dutch texts are in `texts::storage`.

use super::error::StoreError;
use crate::domain::DocumentId;

/// A notice about storage to show to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no storage: nothing is kept once this page closes.
    NothingKept,
    /// There is no journal: input of the last second may be lost if the browser is killed.
    NoJournal(StoreError),
    /// There is no archive: only the small and less durable journal.
    NoArchive(StoreError),
    /// The archive was deleted while this page was open; the open canvases were saved again.
    Erased,
    /// The journal is full; saves still go to the archive.
    JournalFull,
    /// The page isn't a secure context: no locks between pages, and no sync.
    Insecure,
    /// A newer version created the archive: everything is read-only.
    ArchiveTooNew {
        /// The archive's layout version.
        found: u32,
    },
    /// A newer version wrote a canvas: it is read-only.
    TooNew {
        /// The canvas.
        id: DocumentId,
        /// The version of its envelope or format.
        found: u32,
    },
    /// A record could not be read and was set aside.
    Quarantined {
        /// The canvas of the record.
        id: DocumentId,
    },
    /// Saves that were only in the journal were replayed into the archive.
    Replayed {
        /// The number of saves.
        count: usize,
    },
    /// Canvases in the bin will be removed for good soon.
    BinEnds {
        /// The number of canvases.
        count: usize,
        /// Days until the first is removed.
        days: i64,
    },
    /// The server says that a canvas was removed for good, which lies in the bin here now.
    RemovedElsewhere,
    /// A journal entry differed from the archive without being newer; it is kept as a version.
    KeptAside {
        /// The canvas of the entry.
        id: DocumentId,
    },
}
