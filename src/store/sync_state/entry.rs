//! What a sync transaction reads and decides for each canvas, and what it has changed.

use std::rc::Rc;

use super::metadata::{Cursor, SyncMetadata};
use crate::domain::{Canvas, DocumentId};
use crate::store::team::Team;

/// The canvases that are open on this page, with edits that are not stored yet.
pub trait LiveCanvases {
    /// The canvas as shown on screen; `None` if it isn't open.
    fn current(&self, id: &DocumentId) -> Option<Canvas>;

    /// Shows a canvas in place of the one that [`current`](Self::current) returns, if it is open.
    /// Called after a transaction has committed, never within one.
    fn adopt(&self, canvas: &Canvas);
}

/// One canvas in a sync transaction: its document, base and metadata. Sync changes it in place. After a
/// pull document and base are mostly the same: they are shared, and then compared as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncEntry {
    /// The canvas's id.
    pub id: DocumentId,
    /// The canvas with the user's latest edits. Sync may change it, but never removes it.
    pub canvas: Option<Rc<Canvas>>,
    /// The document that the server and this device last agreed on; `None` if it is unknown.
    pub base: Option<Rc<Canvas>>,
    /// The sync metadata; `None` if the canvas was never synced.
    pub metadata: Option<SyncMetadata>,
    /// The text of a server record that this version can't read, to be stored.
    pub raw: Option<String>,
    /// Versions to add to the canvas's history, each with its reason.
    pub aside: Vec<(Canvas, &'static str)>,
    /// The archive's record is in a newer version's format and may not be changed.
    pub locked: bool,
    /// The team's keys. A decision goes by them, and leaves them as they are.
    pub team: Rc<Team>,
}

/// The data that one sync transaction reads and may change.
#[derive(Debug)]
pub struct SyncTransaction {
    /// How far sync has read.
    pub cursor: Cursor,
    /// The team's keys.
    pub team: Rc<Team>,
    /// The canvases that were requested, in that order.
    pub entries: Vec<SyncEntry>,
}

/// A canvas that a sync transaction has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The canvas's id.
    pub id: DocumentId,
    /// The canvas that the transaction decided on, with the edits that were not stored by then;
    /// `None` if there was none.
    pub seen: Option<Rc<Canvas>>,
    /// The canvas that the archive has since the commit; `None` if it was not written.
    pub stored: Option<Rc<Canvas>>,
    /// Whether versions were added to its history, which has to be thinned then.
    pub has_versions: bool,
}
