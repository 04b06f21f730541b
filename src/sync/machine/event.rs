//! What goes into the machine and what comes out of it, as plain data.

use crate::domain::{DocumentId, Timestamp};
use crate::store::StoreError;
use crate::sync::status::Report;
use crate::sync::task::{Done, Task};

/// A request to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Names it; its answer has to bear the same number.
    pub number: u64,
    /// GET, PUT or DELETE.
    pub method: &'static str,
    /// What comes after the base URL.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
    /// Headers beside those of sign-in and content type.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: Option<String>,
}

/// An answer of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The request's.
    pub number: u64,
    /// The status.
    pub status: u16,
    /// Seconds to wait, as `Retry-After` or `Backoff` has it, whichever is more.
    pub wait: Option<u64>,
    /// The body.
    pub body: String,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// This page begins to write and so to sync.
    Start,
    /// The server answered.
    Answer(Answer),
    /// There was no answer, or a part of one; with the request's number.
    NetworkFailed(u64),
    /// A task was done; with its number.
    Done(u64, Done),
    /// Storage failed; with the task's number.
    StoreFailed(u64, StoreError),
    /// The time that was waited for has come.
    Timer,
    /// A canvas was saved or removed here.
    Edited(DocumentId),
    /// There is a network again.
    Online,
    /// The person asks to sync now.
    Button,
    /// The person has signed in.
    SignedIn,
    /// The page came into view, or went out of it.
    Visible(bool),
    /// The person wants what the server lost back on the server.
    PutBack,
    /// The person leaves what the server lost as it is.
    LeaveLost,
}

/// An event with what a pure function can't know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Milliseconds that only go up, also while the device's clock is set.
    pub now: u64,
    /// The device's clock, to be shown and no more.
    pub wall: Timestamp,
    /// Random bits.
    pub random: u64,
    /// What happens.
    pub event: Event,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this; the one before it is given up.
    Send(Request),
    /// Do this in storage; with the number that its outcome has to bear.
    Do(u64, Task),
    /// Give [`Event::Timer`] at this time; takes the place of the time before it.
    WaitUntil(Option<u64>),
    /// Show this.
    Show(Report),
}

impl Event {
    /// The number of what this is the outcome of.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Answer(answer) => Some(answer.number),
            Self::NetworkFailed(number) | Self::Done(number, _) | Self::StoreFailed(number, _) => {
                Some(*number)
            }
            _ => None,
        }
    }
}
