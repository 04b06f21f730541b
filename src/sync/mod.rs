//! Canvas Sync 1: brings all devices to the same canvases without losing an edit.
//!
//! | module | holds |
//! |---|---|
//! | [`machine`] | which request to send when: pure, `step(state, input) -> (state, effects)` |
//! | [`protocol`] | records and replies on the wire |
//! | [`reconcile`] | what a server record or reply means for one canvas: pure rules |
//! | [`task`] | those rules, applied in store transactions |
//! | [`bin`] | when a canvas in the bin is removed for good |
//! | [`take_over`] | what a member decides about a record that was set aside |
//! | [`status`] | the status to show to the user |
//! | [`http`] | requests over the network |
//! | [`probe`] | the connection test |
//!
//! # What keeps it safe
//!
//! - No server is trusted. Each write names its revision and its ancestors, so a client can detect
//!   that its write was overwritten by someone who had not seen it, and merge.
//! - A write is stored before it is sent, with its exact bytes. If the response is lost, the same
//!   bytes are sent again, and a later pull recognises the write by its revision.
//! - A remote change is merged with what is on screen at that moment, and stored together with the
//!   new base in one transaction. It is shown once that has committed, merged with what was typed
//!   meanwhile.
//! - Whether there is something to send follows from the documents, not from a flag.
//! - No single reading of a clock decides anything; nothing is removed here because the server
//!   doesn't have it.

pub mod bin;
pub mod http;
pub mod machine;
pub mod probe;
pub mod protocol;
pub mod reconcile;
mod show;
pub mod status;
pub mod take_over;
pub mod task;
