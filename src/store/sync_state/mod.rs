//! The sync metadata of each canvas, and the transaction that changes both together.

pub(super) mod bin;
pub(super) mod entry;
mod found;
mod keep_bin;
pub(super) mod metadata;
pub(super) mod overview;
mod settle;
mod transaction;
pub(super) mod unread;
