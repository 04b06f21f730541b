//! Placeholder.

mod lock;

pub use lock::{LockMode, LockOutcome, WriterLock};
