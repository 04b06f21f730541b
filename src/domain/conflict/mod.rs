//! Conflicts: two versions of one place, kept in the document until someone chooses.

mod entry;
pub(crate) mod pointer;
mod resolve;
pub(crate) mod value;

pub use entry::{Conflict, Side};
pub use resolve::{choose, joined, undecided, versions, with_resolved_conflicts};
pub(super) use value::{put_value, value_at};
