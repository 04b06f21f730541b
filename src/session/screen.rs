//! The open canvases as sync sees them.

use std::rc::Rc;

use leptos::prelude::{GetUntracked, Set};

use crate::domain::{Canvas, DocumentId, ItemId};
use crate::merge::merge;
use crate::store::Live;

use super::shared::{SaveStatus, Shared, Source};
use super::workspace::Workspace;

impl Live for Workspace {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        let shared = self.opened(id)?;
        // Nobody wrote anything on it: what comes in takes its place.
        let blank = shared.status.get_untracked() == SaveStatus::Untouched;
        (!blank).then(|| shared.snapshot())
    }

    fn adopt(&self, canvas: &Canvas) {
        if let Some(shared) = self.opened(&canvas.id) {
            shared.adopt(canvas.clone());
        }
    }
}

impl Shared {
    /// Puts in place what sync has made of this canvas and what came in; it is stored already.
    fn adopt(self: &Rc<Self>, canvas: Canvas) {
        // First, so that a field which someone is in knows where its new value comes from.
        self.remote.set(self.remote.get().wrapping_add(1));
        self.replace(canvas, Source::Remote);
        if self.status.get_untracked() == SaveStatus::Untouched {
            self.status.set(SaveStatus::Saved);
        }
    }

    /// Types where something came in that the field doesn't show, as someone was in it: both
    /// versions are kept. `hidden` puts what came in, `seen` what the field shows since, and `typed`
    /// what is typed now, which stands. `made` are the differences that the keys before this one made.
    pub(super) fn type_over(
        self: &Rc<Self>,
        hidden: &dyn Fn(),
        seen: &dyn Fn(),
        typed: &dyn Fn(),
        made: &mut Vec<ItemId>,
    ) {
        self.canvas
            .borrow_mut()
            .differences
            .retain(|id, _| !made.contains(id));
        made.clear();
        hidden();
        let theirs = self.snapshot();
        seen();
        let base = self.snapshot();
        typed();
        let mut mine = self.snapshot();
        let merged = merge(Some(&base), &mine, &theirs);
        let new = |id: &&_| !theirs.differences.contains_key(*id);
        made.extend(merged.differences.keys().filter(new).copied());
        // What can't be read was not put: then what came in still stands.
        if mine == base {
            mine = theirs;
        }
        mine.differences = merged.differences;
        self.replace(mine, Source::User);
    }
}
