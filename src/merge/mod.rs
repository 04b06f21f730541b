//! Three-way merge of documents: pure, by id, and with the same result on every device.
//!
//! [`merge`] combines the edits of two people since the version that both had seen. A change by one of
//! them is taken; if both changed the same unit to different values, both versions go into
//! `verschillen` and stay there until someone chooses.
//!
//! - **Units** are a text box, one scenario's use of a line, a line's price, its payer, a grade.
//!   Everything else is merged by leaf, unknown fields too.
//! - **The version that is shown** while a conflict is open depends only on the two values: something
//!   before nothing, then the longer, then the greater. No clock decides.
//! - **An edit beats a delete**, also if the edit was a grade for a person who was deleted, or any edit
//!   in a canvas that was put in the bin. The deletion is then one of the two versions.
//! - **Who was erased for good** stays so: that beats every edit, and leaves no conflict.
//! - **Signatures** go with their unit and never conflict; order keys don't either. An item that is
//!   merged by its fields gets the signature of the author of what is kept in its conflicts.
//! - **Without a base** every difference is a conflict; items that only one side has are kept.
//!
//! The result doesn't depend on which side is `ours`: two devices that merge the same pair get the same
//! document.

mod author;
mod base;
mod conflict;
mod tree;
mod unit;
mod used;

use crate::domain::{Canvas, from_value, to_value};

/// Merges two versions of a document, given the last version that both had seen.
///
/// All three have the same id. `base` is `None` if no common version is known any more.
#[must_use]
pub fn merge(base: Option<&Canvas>, ours: &Canvas, theirs: &Canvas) -> Canvas {
    let edited =
        [ours, theirs].map(|side| base.is_none_or(|base| unsigned(side) != unsigned(base)));
    let before = base.map(to_value);
    let sides = [ours, theirs].map(to_value);
    let merged = tree::merge(before.as_ref(), sides.each_ref(), edited);
    // Documents that read well merge into one that reads well: units are never mixed, and what has
    // to be there is there on both sides.
    let mut merged = from_value(merged).unwrap_or_else(|_| ours.clone());
    // Who was erased on one side stays so, whatever the other side did meanwhile: also where it left the note out.
    for side in [ours, theirs] {
        merged.forget_erased(Some(side));
    }
    merged
}

/// A document's content without signatures, as if it weren't in the bin.
fn unsigned(canvas: &Canvas) -> Canvas {
    let mut unsigned = canvas.clone().without_stamps();
    unsigned.removed = None;
    unsigned
}
