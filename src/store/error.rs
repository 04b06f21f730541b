//! Errors of storage. Their Dutch texts are in `texts`.

use std::fmt;

/// Why a storage operation failed. What was stored before is unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser denies storage to this page, such as with cookies blocked or in a sandboxed
    /// frame.
    Denied,
    /// There is no room left.
    Full,
    /// The stored record can't be decoded.
    Damaged,
    /// The stored record was written by a newer version, and is not overwritten.
    TooNew {
        /// The version of its envelope or format.
        found: u32,
    },
    /// The record is sealed, and this page doesn't have the key: nothing is read and nothing written.
    Locked,
    /// Another page has claimed the namespace: this page may no longer write.
    Fenced,
    /// The archive was deleted while this page was open, by the browser or by someone.
    Erased,
    /// Another page has saved this canvas since this page read it.
    Outdated,
    /// The save was made, or the removal asked for, while sync stored this canvas: it lacks what sync
    /// has merged. The canvas on screen, which has both, has to be journaled and committed, or the
    /// user asked again.
    Superseded,
    /// The connection was closed by the browser and could not be opened again.
    Closed,
    /// Any other failure, by the browser's name for it. Never contains text of a canvas.
    Failed(String),
}

impl StoreError {
    /// Whether a retry may succeed by itself, without an action of the user or of another page.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Full
            | Self::Damaged
            | Self::Erased
            | Self::Superseded
            | Self::Closed
            | Self::Failed(_) => true,
            Self::Denied | Self::TooNew { .. } | Self::Locked | Self::Fenced | Self::Outdated => {
                false
            }
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied => f.write_str("storage is denied"),
            Self::Full => f.write_str("storage is full"),
            Self::Damaged => f.write_str("the record is damaged"),
            Self::TooNew { found } => write!(f, "the record is of version {found}"),
            Self::Locked => f.write_str("the record is locked"),
            Self::Fenced => f.write_str("another page has taken over"),
            Self::Erased => f.write_str("what was stored has been deleted"),
            Self::Outdated => f.write_str("another page has saved this"),
            Self::Superseded => f.write_str("sync has stored this meanwhile"),
            Self::Closed => f.write_str("the connection is closed"),
            Self::Failed(code) => write!(f, "storage failed: {code}"),
        }
    }
}

impl std::error::Error for StoreError {}
