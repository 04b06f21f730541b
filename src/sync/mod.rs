//! Canvas Sync 1: every device has the same canvases, and nothing that was typed is lost.
//!
//! | module | holds |
//! |---|---|
//! | [`machine`] | when to ask the server what: pure, `step(state, input) -> (state, effects)` |
//! | [`protocol`] | records and answers on the wire |
//! | [`reconcile`] | what becomes of a canvas when the server is heard: pure rules |
//! | [`task`] | those rules within the store's transactions |
//! | [`status`] | how sync stands, for the person |
//! | [`http`] | the network |
//! | [`probe`] | a look at a server before it is used |
//!
//! # What keeps it safe
//!
//! - No server is trusted. Each write names its revision and its ancestors, so that a write that
//!   was written over unseen shows, and is merged.
//! - What is about to be sent is stored first, with its exact bytes: a write whose answer got lost
//!   is sent again as it was, and known again when it turns out to be done.
//! - What comes in is merged with what is on screen at that moment, and stored with the new base in
//!   one transaction. There is no moment at which only half of it is true.
//! - Whether something is to be sent follows from the documents, not from a flag.
//! - No clock decides anything; nothing is removed here because the server doesn't have it.

pub mod flaw;
pub mod http;
pub mod machine;
pub mod probe;
pub mod protocol;
pub mod reconcile;
pub mod status;
pub mod task;
