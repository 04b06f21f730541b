//! Storage tasks and their results, as plain data. `sync::task` carries them out.

use crate::domain::{DocumentId, Timestamp};
use crate::sync::protocol::{Item, RecordError, RecordHeader};
use crate::sync::reconcile::Prepared;

/// A write that the server accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The canvas's id.
    pub id: DocumentId,
    /// Its revision.
    pub rev: String,
    /// The `last_modified` that the server gave it.
    pub last_modified: u64,
}

/// A storage task, run as one store transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reads the cursor and the metadata of all canvases, after a start.
    Survey {
        /// The server's base URL. If it changed, everything is compared anew.
        url: String,
    },
    /// Applies the items of one page of a pull, and advances the cursor.
    ApplyPage {
        /// The items of the page.
        items: Vec<Item>,
        /// The new cursor; `None` if it doesn't move.
        since: Option<u64>,
        /// The device's clock. Dates a removal for display, and bounds the server's time.
        wall: Timestamp,
    },
    /// Compares a full listing with the local metadata. Finds records to read again and canvases
    /// that the server lost.
    Compare {
        /// The headers of all records on the server.
        headers: Vec<RecordHeader>,
        /// The cursor; lower than before if the server went back.
        since: u64,
    },
    /// Prepares a canvas for sending: stores the pending write.
    Prepare {
        /// The canvas's id.
        id: DocumentId,
        /// The revision to use for a new write.
        rev: String,
    },
    /// Prepares several canvases for sending.
    PrepareAll {
        /// The canvases, each with the revision to use for a new write.
        all: Vec<(DocumentId, String)>,
    },
    /// Records several accepted writes.
    AcknowledgeAll {
        /// The accepted writes.
        written: Vec<Written>,
    },
    /// Records an accepted write.
    Acknowledge {
        /// The canvas's id.
        id: DocumentId,
        /// The revision of the write.
        rev: String,
        /// The `last_modified` that the server gave it.
        last_modified: u64,
    },
    /// Records that the server doesn't have the record.
    MarkMissing {
        /// The canvas's id.
        id: DocumentId,
    },
    /// Records that the server refused a write.
    Refuse {
        /// The canvas's id.
        id: DocumentId,
    },
    /// Drops the merge ancestors of canvases whose last write can no longer be overwritten.
    PruneAncestors {
        /// The canvases' ids.
        ids: Vec<DocumentId>,
    },
    /// Marks lost canvases to be created on the server again.
    PutBack {
        /// The canvases' ids.
        ids: Vec<DocumentId>,
    },
    /// Moves the cursor back.
    Rewind {
        /// The new cursor.
        since: u64,
    },
}

/// The result of a [`Task`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The result of [`Task::Survey`].
    Surveyed {
        /// The cursor.
        since: u64,
        /// Canvases that may have to be sent.
        due: Vec<DocumentId>,
        /// Those of them that the server has, and that have to be sealed there.
        resealed: Vec<DocumentId>,
        /// Canvases written so recently that the write may still be overwritten.
        unsettled: Vec<DocumentId>,
        /// Canvases whose server record can't be read, each with the reason.
        unread: Vec<(DocumentId, RecordError)>,
        /// The number of canvases with metadata.
        known: usize,
        /// Whether the team is encrypted.
        is_encrypted: bool,
    },
    /// The result of [`Task::ApplyPage`].
    Kept {
        /// Whether each canvas has something to send now.
        due: Vec<(DocumentId, bool)>,
        /// Why each canvas's server record can't be read; `None` if it can.
        unread: Vec<(DocumentId, Option<RecordError>)>,
        /// Canvases whose document changed on the server under the same revision.
        rewritten: Vec<DocumentId>,
        /// The number of canvases that had no metadata before.
        fresh: usize,
    },
    /// The result of [`Task::Compare`].
    Compared {
        /// Canvases that were on the server and are not in the listing.
        lost: Vec<DocumentId>,
        /// Number of canvases that the server is known to have had; the denominator for "too many
        /// are missing".
        known: usize,
        /// Records after this number have to be pulled again; `None` if none are missing.
        since: Option<u64>,
    },
    /// The result of [`Task::Prepare`]: the request to send.
    Prepared(Prepared),
    /// The result of [`Task::PrepareAll`]: the request to send for each canvas.
    PreparedAll(Vec<(DocumentId, Prepared)>),
    /// The result of the other tasks: whether each canvas has something to send now.
    Updated(Vec<(DocumentId, bool)>),
}
