//! Which page of a namespace leads: the election, its locks and channel, and the replay of the
//! journal when a page takes the lead.

mod announce;
pub(super) mod channel;
mod election;
mod journal_fence;
mod locks;
pub(super) mod replay;
mod runtime;

pub use election::{ElectionRole, LeaderDelegate, LeaderElection};
pub use locks::{LockResult, Locks, Mode, NoLocks, PageLocks};
pub use runtime::Runtime;
