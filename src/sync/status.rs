//! The sync status, as data. Its Dutch texts are in `texts`.

use super::protocol::RecordError;
use crate::domain::{DocumentId, Timestamp};
use crate::store::StoreError;

/// Why sync is stopped or failing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncError {
    /// Sync has not started on this page.
    NotStarted,
    /// Another page leads, and syncs.
    Elsewhere,
    /// The server doesn't respond.
    Offline,
    /// The response is not Canvas Sync 1, such as a captive portal's page.
    Strange,
    /// The server requires a sign-in (401).
    SignIn,
    /// The signed-in user has no access (403).
    Forbidden,
    /// There is no such server at the address, by this status: the settings are wrong.
    Settings(u16),
    /// The server fails with this status; the machine retries.
    Server(u16),
    /// The storage of this device fails.
    Storage(StoreError),
    /// The server no longer has this many canvases. Nothing is sent until the user decides.
    Lost(usize),
    /// This many canvases were rejected by the server or exceed a limit; the others are synced.
    Refused(usize),
    /// The server has records of this many canvases that can't be read; the others are synced.
    Unread(usize),
    /// The server has this many canvases sealed, by a key that this device doesn't have. Nothing is sent, as it
    /// would be in the clear.
    Held(usize),
    /// This many canvases conflicted in every round of a cycle: the server keeps reporting another
    /// version.
    Contested(usize),
    /// The server returned this many records in one pull without an end; pulling resumes later.
    Endless(usize),
    /// The server has more canvases than this limit; the rest isn't read.
    TooMany(usize),
}

/// The sync status in one value, for the badge and the host page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// No server is configured.
    NotSet,
    /// Nothing has been synced yet.
    LocalOnly,
    /// Everything that can be synced was synced at this time, by the device's clock.
    Synced(Timestamp),
    /// A cycle is in progress.
    Busy {
        /// The number of records received.
        received: usize,
        /// The number of canvases sent.
        sent: usize,
        /// The number of canvases to send.
        total: usize,
    },
    /// There is no network; this many canvases wait to be sent.
    Offline(usize),
    /// The user has to sign in.
    SignIn,
    /// Everything was synced, and this many conflicts are undecided.
    Conflicts(usize),
    /// An error that the user has to know of.
    Failed(SyncError),
}

impl Status {
    /// Adds the number of undecided conflicts, if nothing else is more urgent.
    #[must_use]
    pub fn with_differences(self, count: usize) -> Self {
        match self {
            Self::Synced(_) if count > 0 => Self::Conflicts(count),
            other => other,
        }
    }
}

/// The sync status with its details, for the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The status in one value.
    pub status: Status,
    /// The number of canvases that wait to be sent.
    pub waiting: usize,
    /// Canvases that can't be sent as they are, each with the reason.
    pub refused: Vec<(DocumentId, RecordError)>,
    /// Canvases whose server record can't be read, each with the reason. They are neither merged
    /// nor sent; the record's text is in the store.
    pub unread: Vec<(DocumentId, RecordError)>,
    /// Canvases whose document changed on the server under the same revision.
    pub rewritten: Vec<DocumentId>,
    /// Canvases that the server had and no longer lists. They stay here; [`PutBack`] sends them.
    ///
    /// [`PutBack`]: super::machine::Event::PutBack
    pub lost: Vec<DocumentId>,
    /// Whether nothing is sent until the user decides about the lost canvases.
    pub awaiting_decision: bool,
    /// Whether the server answers with something that is not Canvas Sync 1, or not even UTF-8, and it
    /// is tried again.
    pub strange: bool,
    /// Whether some record's `last_modified` is far in the future, so that not everything may be
    /// readable.
    pub unreadable: bool,
}
