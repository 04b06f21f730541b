//! What can go wrong with storage. The Dutch for it is made in `texts`.

use std::fmt;

/// Why storage didn't do what was asked. What was stored before is still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser keeps nothing for this page: blocked cookies, a sandboxed frame.
    Denied,
    /// There is no room left.
    Full,
    /// What is stored cannot be read.
    Damaged,
    /// What is stored was written by a newer version, and is not written over.
    TooNew {
        /// The number it bears.
        found: u32,
    },
    /// Another page has taken over: this one may not write any more.
    Fenced,
    /// Another page has saved this canvas since this one read it.
    Outdated,
    /// The connection was closed by the browser and could not be opened again.
    Closed,
    /// Anything else, by the browser's own name for it; never with a text of the canvas.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied => f.write_str("storage is denied"),
            Self::Full => f.write_str("storage is full"),
            Self::Damaged => f.write_str("the record is damaged"),
            Self::TooNew { found } => write!(f, "the record is of version {found}"),
            Self::Fenced => f.write_str("another page has taken over"),
            Self::Outdated => f.write_str("another page has saved this"),
            Self::Closed => f.write_str("the connection is closed"),
            Self::Failed(code) => write!(f, "storage failed: {code}"),
        }
    }
}

impl std::error::Error for StoreError {}
