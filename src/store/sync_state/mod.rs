//! The sync metadata of each canvas, and the transaction that changes both together.

pub(super) mod bin;
mod keep_bin;
pub(super) mod metadata;
pub(super) mod transaction;
pub(super) mod unread;
