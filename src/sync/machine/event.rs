//! The machine's inputs and effects, as plain data.

use super::task::{Done, Task};
use crate::domain::{DocumentId, Timestamp};
use crate::store::StoreError;
use crate::sync::status::Report;

/// A request to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The request's number; its reply has the same one.
    pub number: u64,
    /// `GET`, `PUT` or `DELETE`; `POST` to an archive.
    pub method: &'static str,
    /// The path after the base URL.
    pub path: String,
    /// Whether the path comes after the server's root instead, where its batches are; see
    /// [`batch::root`](crate::sync::protocol::batch::root).
    pub at_root: bool,
    /// The query without its question mark; empty for none.
    pub query: String,
    /// Headers other than those of authentication and content type.
    pub headers: Vec<(&'static str, String)>,
    /// The JSON body, if any.
    pub body: Option<String>,
}

impl Request {
    /// A request with this method and nothing else.
    pub fn new(method: &'static str) -> Self {
        Self {
            number: 0,
            method,
            path: String::new(),
            at_root: false,
            query: String::new(),
            headers: Vec::new(),
            body: None,
        }
    }
}

/// A reply of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The number of its request.
    pub number: u64,
    /// The HTTP status.
    pub status: u16,
    /// Seconds to wait: the larger of the `Retry-After` and `Backoff` headers.
    pub wait: Option<u64>,
    /// The body as text; empty if it is not UTF-8.
    pub body: String,
}

/// An event that the machine handles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// This page leads and so begins to sync.
    Start,
    /// The server replied.
    Reply(Reply),
    /// The request with this number got no response, or an incomplete one.
    NetworkFailed(u64),
    /// The storage task with this number is done.
    Done(u64, Done),
    /// The storage task with this number failed.
    StoreFailed(u64, StoreError),
    /// The time of the last [`Effect::WaitUntil`] has come.
    Timer,
    /// The user saved or removed a canvas on this page.
    Edited(DocumentId),
    /// The network is available again.
    Online,
    /// The user pressed "synchroniseer nu", or the host page called `sync()`.
    Button,
    /// The user has signed in.
    SignedIn,
    /// The page became visible or hidden.
    Visible(bool),
    /// The user wants the canvases that the server lost to be sent again.
    PutBack,
    /// The user leaves the canvases that the server lost as they are.
    LeaveLost,
}

/// An event together with time and randomness, which [`step`](super::step()) may not obtain itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// A monotonic clock in milliseconds, which continues when the device's clock is set.
    pub now: u64,
    /// The device's clock. Only for display and for the plausibility of the server's time.
    pub wall: Timestamp,
    /// 64 random bits.
    pub random: u64,
    /// The event.
    pub event: Event,
}

/// An effect that the caller carries out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this request. Unless it is part of a wave, earlier requests are abandoned. While a page
    /// of a pull is applied, it is for a later page.
    Send(Request),
    /// Run this storage task, and report its outcome with this number.
    Do(u64, Task),
    /// Send [`Event::Timer`] at this time on the monotonic clock; replaces the previous timer.
    /// `None` cancels it.
    WaitUntil(Option<u64>),
    /// Show this report.
    Show(Report),
}

impl Event {
    /// The number of the request or task that this event is the outcome of; `None` for other
    /// events.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Reply(answer) => Some(answer.number),
            Self::NetworkFailed(number) | Self::Done(number, _) | Self::StoreFailed(number, _) => {
                Some(*number)
            }
            _ => None,
        }
    }
}
