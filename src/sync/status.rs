//! How sync stands, as data. The Dutch for it is made in `texts`.

use super::protocol::Refusal;
use crate::domain::{DocumentId, Timestamp};
use crate::store::StoreError;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This page doesn't sync yet.
    NotStarted,
    /// Another page writes here now, and syncs.
    Elsewhere,
    /// The server doesn't answer.
    Offline,
    /// Something else than our server answers, such as a network's sign-in page.
    Strange,
    /// The server wants to know who this is.
    SignIn,
    /// Whoever signed in may not do this.
    Forbidden,
    /// The address is no such server, by this status: the settings are wrong.
    Settings(u16),
    /// The server fails, with this status; it is tried again.
    Server(u16),
    /// This device's storage fails.
    Storage(StoreError),
    /// The server lacks so many canvases that it had: the person has to choose.
    Lost(usize),
    /// So many canvases can't be sent as they are; the others are synced.
    Refused(usize),
}

/// How sync stands, for a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is no server to sync with.
    NotSet,
    /// Nothing was synced yet.
    LocalOnly,
    /// All that could be was synced at this time, by the device's clock.
    Synced(Timestamp),
    /// It is being synced.
    Busy {
        /// Canvases that came in.
        received: usize,
        /// Canvases sent.
        sent: usize,
        /// Canvases to send.
        total: usize,
    },
    /// There is no network; so many canvases wait to be sent.
    Offline(usize),
    /// The person has to sign in.
    SignIn,
    /// It was synced, and so many differences are open.
    Differences(usize),
    /// Something is wrong that the person should know.
    Failed(Trouble),
}

impl Status {
    /// The same with the differences that are open, where nothing else is more urgent.
    #[must_use]
    pub fn with_differences(self, count: usize) -> Self {
        match self {
            Self::Synced(_) if count > 0 => Self::Differences(count),
            other => other,
        }
    }
}

/// How sync stands, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// In a word.
    pub status: Status,
    /// Canvases that wait to be sent.
    pub waiting: usize,
    /// Canvases that can't be sent as they are, and why.
    pub refused: Vec<(DocumentId, Refusal)>,
    /// Canvases that the server lacks although it had them. They stay here; [`PutBack`] sends them.
    ///
    /// [`PutBack`]: super::machine::Event::PutBack
    pub lost: Vec<DocumentId>,
    /// Whether nothing is sent until the person chooses what to do with those.
    pub asks: bool,
    /// Whether the server has a time far ahead in it, so that not all of it may be readable.
    pub unreadable: bool,
}
