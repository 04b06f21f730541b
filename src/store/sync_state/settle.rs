//! Turns what a sync transaction has decided for a canvas into changes of the archive.

use std::cell::RefCell;
use std::rc::Rc;

use super::entry::{Changed, SyncEntry};
use super::found::Found;
use super::unread::keep_unread;
use crate::domain::{Canvas, DocumentId, canonical};
use crate::store::core::Store;
use crate::store::transaction::change_set::ChangeSet;

/// What a sync transaction has changed for one canvas once it has committed.
pub(super) struct Settled {
    pub(super) changed: Changed,
    /// The sequence number of its save; `None` if the canvas did not change.
    pub(super) saved: Option<u64>,
    /// Whether the stored text of an unreadable server record changed.
    pub(super) unread: bool,
    /// The journal's entry that its save includes.
    pub(super) entry: Option<Vec<u8>>,
}

/// The canvases that a sync transaction saves. Dropped when the transaction has ended, however it
/// did.
pub(super) struct UnderWay<'a> {
    store: &'a Store,
    ids: RefCell<Vec<DocumentId>>,
}

impl<'a> UnderWay<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        let ids = RefCell::default();
        Self { store, ids }
    }

    /// Gives a canvas's save its number. A save that is not committed yet has a lower one, and is
    /// included in this one.
    fn begin(&self, id: &DocumentId, seq: u64) {
        self.store.count(id, |counts| counts.begin_sync(seq));
        self.ids.borrow_mut().push(id.clone());
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        for id in self.ids.take() {
            self.store.count(&id, |counts| counts.end_sync());
        }
    }
}

/// Adds the changes that were decided for one canvas.
pub(super) fn settle(
    mut after: SyncEntry,
    mut found: Found,
    under_way: &UnderWay<'_>,
    changes: &mut ChangeSet<'_>,
) -> Settled {
    let before = &found.before;
    let tracks = [before.metadata.as_ref(), after.metadata.as_ref()];
    let unread = keep_unread(changes, &after.id, after.raw.take(), tracks);
    let (id, has_versions) = (after.id.clone(), !after.aside.is_empty());
    let same = before.base.is_some() && after == *before && after.canvas == found.archived;
    // The new metadata matches this canvas, edited or merged, and would be wrong beside another
    // document in the archive. The screen has to show it too, even if the archive already has it.
    let behind = after.canvas != found.archived || after.canvas != before.canvas;
    let changed = after.canvas.is_some() && behind && after != *before && !after.locked;
    let seq = found.last.saturating_add(1);
    for (canvas, why) in &mut after.aside {
        canvas.forget_erased(after.canvas.as_deref());
        changes.put_version(canvas, why, seq);
    }
    let erases = |canvas: &Rc<Canvas>| canvas.erases(found.archived.as_deref());
    if changed && after.canvas.as_ref().is_some_and(erases) {
        changes.put_erasing(&id);
    }
    let canvas = after.canvas.as_deref().filter(|_| changed);
    let doc = canvas.map(canonical);
    if !same {
        put_metadata(&mut after, &found, doc.as_deref(), changes);
    }
    let stored = after.canvas.filter(|_| changed);
    if let (Some(canvas), Some(doc)) = (&stored, doc) {
        if let Some(bytes) = found.broken.take() {
            changes.put_broken(&id, bytes);
        }
        changes.put_canvas(canvas, doc, seq);
        under_way.begin(&id, seq);
    }
    Settled {
        saved: stored.is_some().then_some(seq),
        unread,
        entry: found.entry,
        changed: Changed {
            id,
            seen: found.before.canvas,
            stored,
            has_versions,
        },
    }
}

/// Adds the metadata, if it changed. `doc` is the canvas's text if the canvas is written too.
fn put_metadata(
    after: &mut SyncEntry,
    found: &Found,
    doc: Option<&str>,
    changes: &mut ChangeSet<'_>,
) {
    let stands_in = found.of_server && after.canvas.is_none();
    if let Some(metadata) = &mut after.metadata
        && !(after.locked || metadata.erase || stands_in)
    {
        let archived = match doc {
            Some(_) => &after.canvas,
            None => &found.archived,
        };
        metadata.set_base(after.base.as_ref(), archived.as_ref(), doc);
    }
    if after.metadata != found.before.metadata {
        changes.set_metadata(&after.id, after.metadata.as_ref());
    }
}
