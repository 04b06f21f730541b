//! Three-way merge of documents: pure, by id, the same on every device.
//!
//! [`merge`] takes what two people made of a document since the version that both had seen. What
//! only one of them changed is taken; where both changed the same unit to something else, both
//! versions go into `verschillen` and stay there until someone chooses.
//!
//! - **Units** are a text box, one scenario's use of a line, a line's price, its payer, a grade;
//!   all else goes by leaf, fields of a newer version too.
//! - **What stands in the place** while a difference is open follows from the two values alone:
//!   something before nothing, then the longer, then the greater. No clock decides.
//! - **An edit beats a delete**, also where the edit was a grade for a person who was deleted, or
//!   anything in a canvas that was put in the bin; the delete is then one of the two versions.
//! - **Who and when** go with their unit and never make a difference; neither do order keys.
//! - **Without a base** every difference is a conflict; items that only one side has are kept.
//!
//! The result doesn't depend on which side is called ours, so that two devices that merge the same
//! pair make the same document.

mod conflict;
mod tree;
mod unit;

use crate::domain::{Canvas, from_value, to_value};

/// Merges two versions of a document, given the last one that both had seen.
///
/// All three are of one document; `base` is `None` where no common version is known any more.
#[must_use]
pub fn merge(base: Option<&Canvas>, ours: &Canvas, theirs: &Canvas) -> Canvas {
    let edited = [ours, theirs].map(|side| base.is_none_or(|base| said(side) != said(base)));
    let before = base.map(to_value);
    let sides = [ours, theirs].map(to_value);
    let merged = tree::merge(before.as_ref(), sides.each_ref(), edited);
    // Documents that read well merge into one that reads well: units are never mixed, and what has
    // to be there is there on both sides.
    from_value(merged).unwrap_or_else(|_| ours.clone())
}

/// What a document says, but for who, when, and whether it is in the bin.
fn said(canvas: &Canvas) -> Canvas {
    let mut said = canvas.clone().without_stamps();
    said.removed = None;
    said
}
