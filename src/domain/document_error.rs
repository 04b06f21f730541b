//! Why a text can't be read as a document.

use std::fmt;

use super::canvas::FORMAT;

/// Why a text can't be read as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// It is not JSON; with the line and column where reading stopped.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Its format is newer than [`FORMAT`]: it may be shown and exported, never overwritten.
    TooNew {
        /// The document's format number.
        found: u32,
    },
    /// It has a value that isn't valid there, or lacks one that is required.
    Invalid {
        /// The path of wire names, as far as it is known.
        path: String,
        /// The parser's message, in English.
        reason: String,
    },
    /// It is JSON, but neither a canvas nor an export of canvases.
    NotACanvas,
    /// Its bytes are not UTF-8; with the line and column of the first byte that isn't.
    NotUtf8 {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, in characters.
        column: usize,
    },
    /// An object has a key twice, such as a line's id. A parser would drop one of the two.
    Duplicate {
        /// The key's place, as a path of wire names.
        path: String,
        /// The line of the second one, from 1.
        line: usize,
        /// Its column, from 1.
        column: usize,
    },
    /// Objects or lists are nested deeper than [`super::limits::DEPTH`].
    TooDeep {
        /// The start of the place's path.
        path: String,
    },
    /// It is larger than [`super::limits::DOCUMENT_BYTES`].
    TooLarge {
        /// The document in an export; empty for a document of its own.
        path: String,
        /// Its size in bytes.
        bytes: usize,
    },
    /// It has more items than [`super::limits::ITEMS`].
    TooManyItems {
        /// The document in an export; empty for a document of its own.
        path: String,
        /// The number of items.
        items: usize,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => write!(f, "not JSON at line {line}, column {column}"),
            Self::TooNew { found } => write!(f, "format {found} is newer than {FORMAT}"),
            Self::Invalid { path, reason } => write!(f, "{path}: {reason}"),
            Self::NotACanvas => f.write_str("not a canvas"),
            Self::NotUtf8 { line, column } => {
                write!(f, "not UTF-8 at line {line}, column {column}")
            }
            Self::Duplicate { path, line, column } => {
                write!(f, "{path}: twice, again at line {line}, column {column}")
            }
            Self::TooDeep { path } => write!(f, "{path}: nested too deep"),
            Self::TooLarge { path, bytes } => write!(f, "{path}: too large, {bytes} bytes"),
            Self::TooManyItems { path, items } => write!(f, "{path}: too many items, {items}"),
        }
    }
}
