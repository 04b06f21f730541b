//! People who were erased for good, in what a server has.

use crate::domain::{Canvas, ItemId};
use crate::store::SyncEntry;

/// Takes out of a document whom it or the canvas here says to have been erased. Returns whether anything of them was
/// there.
pub(super) fn forget_erased(entry: &SyncEntry, theirs: &mut Canvas) -> bool {
    let ours = entry
        .canvas
        .iter()
        .flat_map(|canvas| canvas.erased_people());
    let people: Vec<ItemId> = ours.chain(theirs.erased_people()).collect();
    !people.is_empty() && theirs.forget(people)
}
