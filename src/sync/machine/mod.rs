//! The machine decides when to send the server what, and handles its replies.
//!
//! [`step`](step()) is pure: a monotonic time in milliseconds and random bits come in, and effects
//! go out as data. One operation is in flight at a time: a request, the requests of a wave, or a
//! [`Task`] in storage; only up to two next pages are requested while one is applied, and the next
//! writes are prepared while others are sent. A cycle pulls what is new, at times lists everything,
//! and pushes what is due:
//!
//! ```text
//! survey -> pull (pages, each kept before the next is looked at) -> listing, if due -> compare
//!        -> while many are due: waves of writes side by side
//!        -> for each canvas still due: prepare -> PUT or DELETE -> acknowledge, or merge and retry
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `event`, `task` | inputs, effects and storage tasks, as plain data |
//! | `state` | the state, in parts that each keep their own invariants |
//! | `step` | one step: events, timers, failures |
//! | `reading`, `writing`, `waving`, `batching`, `beside` | the parts of a cycle |
//! | `report` | the status report for the user |

mod batching;
mod beside;
mod event;
mod reading;
mod report;
mod state;
mod step;
mod task;
mod waving;
mod writing;

pub use event::{Effect, Event, Input, Reply, Request};
pub use state::State;
pub use state::in_flight::PATIENCE_MS;
pub use state::limits::Limits;
pub use step::step;
pub use task::{Done, Task, Written};
