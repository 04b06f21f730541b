//! Edits in a focused field that hides a remote change.

use std::rc::Rc;

use crate::domain::ItemId;
use crate::merge::merge;

use super::OpenCanvas;
use super::replace::Source;

impl OpenCanvas {
    /// Records an edit in a field that hides a remote change, because it had the focus: merges
    /// both and keeps a conflict. `hidden` applies the remote value, `seen` the value that the
    /// field showed, `typed` the new text, which wins. `made` holds the conflicts of earlier
    /// keystrokes; they are replaced.
    pub(in crate::session) fn record_conflicting_edit(
        self: &Rc<Self>,
        hidden: &dyn Fn(),
        seen: &dyn Fn(),
        typed: &dyn Fn(),
        made: &mut Vec<ItemId>,
    ) {
        self.canvas
            .borrow_mut()
            .conflicts
            .retain(|id, _| !made.contains(id));
        made.clear();
        hidden();
        let theirs = self.snapshot();
        seen();
        let base = self.snapshot();
        typed();
        let mut mine = self.snapshot();
        let merged = merge(Some(&base), &mine, &theirs);
        let new = |id: &&_| !theirs.conflicts.contains_key(*id);
        made.extend(merged.conflicts.keys().filter(new).copied());
        // A text that can't be parsed was not applied: the remote value stays.
        if mine == base {
            mine = theirs;
        }
        mine.conflicts = merged.conflicts;
        self.replace(mine, Source::User);
    }
}
