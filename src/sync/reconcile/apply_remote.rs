//! Applies one item of a pull response to a [`SyncEntry`].

use std::rc::Rc;

use super::admit::admit;
use super::chain::{
    abandon, ancestor, ancestors, conclude_pending, keep, knows, make_anew, on_server, remember,
    rewritten, sent,
};
use super::erased::forget_erased;
use super::{READER, REWRITTEN, WITHOUT_BASE};
use crate::domain::{Canvas, Signature, Timestamp};
use crate::merge::merge;
use crate::store::mutation;
use crate::store::{BEYOND_LIMITS, FIRST_REASON, SyncEntry, SyncMetadata};
use crate::sync::protocol::{Item, MAX_REVS, Record};

/// Applies one item of a pull response to a canvas's sync entry: merges a record, applies a
/// tombstone, or marks a record that this version can't read as unreadable. `server` is the
/// cursor's server number; `wall` is only used to date a removal for display.
pub fn apply_remote(entry: &mut SyncEntry, item: Item, server: u32, wall: Timestamp) {
    let Some(item) = admit(entry, item, server) else {
        return;
    };
    match item {
        Item::Record(record) => apply_record(entry, *record, server),
        // It was opened, or is unreadable.
        Item::Sealed(_) => {}
        Item::Tombstone { last_modified, .. } => apply_tombstone(entry, last_modified, wall),
        Item::Unreadable {
            last_modified,
            found,
            text,
            ..
        } => {
            let metadata = entry.metadata.get_or_insert_with(SyncMetadata::default);
            if !mutation::types_over(metadata, last_modified) {
                let may_be_edited = !(FIRST_REASON..BEYOND_LIMITS).contains(&found);
                if metadata.erase && may_be_edited {
                    // The record was edited since: an edit beats the removal.
                    *metadata = SyncMetadata::default();
                }
                (metadata.newer, metadata.server) = (Some((found, last_modified)), server);
                READER.clone_into(&mut metadata.reader);
                entry.raw = Some(text);
            }
        }
    }
}

/// Applies a tombstone. Moves an unchanged canvas to the bin; keeps one that was edited since the
/// base, as an edit beats a delete.
fn apply_tombstone(entry: &mut SyncEntry, last_modified: u64, wall: Timestamp) {
    let Some(metadata) = &mut entry.metadata else {
        return;
    };
    metadata.newer = None;
    let Some(ours) = entry.canvas.clone().filter(|_| !metadata.erase) else {
        entry.metadata = None;
        return;
    };
    if metadata.tombstone {
        metadata.last_modified = Some(last_modified);
        return;
    }
    if metadata.rev.is_none() && metadata.pending.is_none() {
        // The record that was removed was never synced here.
        return;
    }
    if metadata.behind {
        // What was removed is older than the base, or was in its place: what is here is to go back.
        make_anew(metadata);
        return;
    }
    abandon(metadata);
    remember(metadata, entry.base.as_deref());
    on_server(metadata, last_modified, None);
    metadata.tombstone = true;
    let Some(base) = &entry.base else { return };
    let mut removed = Canvas::clone(base);
    removed.removed = removed.removed.or(Some(Signature {
        at: Some(wall),
        ..Signature::default()
    }));
    let merged = merge(Some(base), &ours, &removed);
    entry.canvas = Some(Rc::new(mutation::after_removal(merged, &removed)));
    entry.base = Some(Rc::new(removed));
}

/// Applies a record: merges its document with the canvas, and makes it the base. Whom either says to have been erased
/// is left out of it before that; where the server still has somebody, the canvas is sent again.
pub(super) fn apply_record(entry: &mut SyncEntry, mut record: Record, server: u32) {
    let stale = forget_erased(entry, &mut record.canvas);
    apply_clean(entry, record, server);
    if let Some(metadata) = entry.metadata.as_mut().filter(|it| stale && !it.erase) {
        metadata.behind = true;
    }
}

fn apply_clean(entry: &mut SyncEntry, record: Record, server: u32) {
    let mut metadata = entry.metadata.take().unwrap_or_default();
    (metadata.server, metadata.newer) = (server, None);
    if metadata.erase {
        erased(entry, metadata, record);
        return;
    }
    conclude_pending(&mut metadata, entry, &record);
    if entry.canvas.is_none() && !metadata.tombstone {
        rescue(entry, &mut metadata);
    }
    if entry.canvas.is_some() && entry.base.is_some() {
        if let Some(known) = rewritten(&metadata, entry.base.as_ref(), &record) {
            rewrite(entry, metadata, &known, record);
            return;
        }
        if reread(&mut metadata, entry, &record) {
            entry.metadata = Some(metadata);
            return;
        }
    }
    take_in(entry, metadata, record);
}

/// Merges a record that is new here with the canvas, and makes it the base.
fn take_in(entry: &mut SyncEntry, mut metadata: SyncMetadata, record: Record) {
    // A canvas that was restarted over an unreadable one has no known ancestor.
    let descends = metadata.rev.is_none() || entry.base.is_some();
    let ancestor = if descends {
        ancestor(&metadata, entry.base.as_ref(), &record)
    } else {
        None
    };
    let has_it = descends && knows(&metadata, &record.rev);
    let theirs = Rc::new(record.canvas);
    entry.canvas = Some(match entry.canvas.take() {
        None => Rc::clone(&theirs),
        Some(ours) if ours == theirs || has_it => ours,
        Some(ours) => {
            if ancestor.is_none() {
                entry.aside.push((Canvas::clone(&ours), WITHOUT_BASE));
            }
            Rc::new(merge(ancestor.as_deref(), &ours, &theirs))
        }
    });
    if !metadata.tombstone {
        remember(&mut metadata, entry.base.as_deref());
    }
    metadata.revs = joined(&metadata, &record.rev, record.revs);
    (metadata.rev, metadata.own, metadata.extra) = (Some(record.rev), 0, record.extra);
    on_server(&mut metadata, record.last_modified, record.kid);
    entry.base = Some(theirs);
    entry.metadata = Some(metadata);
}

/// The ancestors of a record with revision `rev` and ancestors `revs`, once it is merged here.
fn joined(metadata: &SyncMetadata, rev: &String, mut revs: Vec<String>) -> Vec<String> {
    if metadata
        .rev
        .as_ref()
        .is_some_and(|ours| revs.contains(ours))
    {
        return revs;
    }
    // The next write includes this device's versions, so their revisions are ancestors too.
    for ours in ancestors(metadata).0 {
        if revs.len() < MAX_REVS && ours != *rev && !revs.contains(&ours) {
            revs.push(ours);
        }
    }
    revs
}

/// Recovers a canvas whose stored document is unreadable: takes the pending write's document, else
/// the base. If there is neither, clears the revision chain, so that the next write doesn't claim
/// ancestors that it doesn't contain.
fn rescue(entry: &mut SyncEntry, metadata: &mut SyncMetadata) {
    let pending = metadata.pending.as_ref();
    let sent = pending.and_then(sent);
    entry.canvas = sent
        .map(|(_, canvas)| Rc::new(canvas))
        .or_else(|| entry.base.clone());
    if entry.canvas.is_none() {
        (metadata.rev, metadata.own) = (None, 0);
        metadata.revs.clear();
        metadata.kept.clear();
    }
}

/// Handles a document that changed on the server under a known revision. No client does that: it is
/// merged as an edit of someone else, and the canvas of this device is kept as a version.
fn rewrite(entry: &mut SyncEntry, mut metadata: SyncMetadata, known: &Canvas, record: Record) {
    abandon(&mut metadata);
    if let Some(ours) = entry.canvas.take() {
        let merged = merge(Some(known), &ours, &record.canvas);
        if merged != *ours {
            entry.aside.push((Canvas::clone(&ours), REWRITTEN));
        }
        entry.canvas = Some(Rc::new(merged));
    }
    on_server(&mut metadata, record.last_modified, record.kid);
    if metadata.rev.as_ref() == Some(&record.rev) {
        (entry.base, metadata.extra) = (Some(Rc::new(record.canvas)), record.extra);
    } else {
        keep(&mut metadata, record.rev, &record.canvas);
        metadata.behind = true;
    }
    entry.metadata = Some(metadata);
}

/// Handles a record whose revision this device has had before, the base's or an older one. Returns
/// false for any other record, which then has to be merged.
fn reread(metadata: &mut SyncMetadata, entry: &mut SyncEntry, record: &Record) -> bool {
    let Some(rev) = &metadata.rev else {
        return false;
    };
    if *rev == record.rev {
        if metadata.tombstone {
            // The record was removed for good and exists again: here it stays in the bin.
            entry.base = Some(Rc::new(record.canvas.clone()));
        }
        mutation::reread(entry, &record.canvas);
        on_server(metadata, record.last_modified, record.kid.clone());
        return true;
    }
    if record.revs.contains(rev) || !knows(metadata, &record.rev) {
        return false;
    }
    // An older revision: the server went back, or the response was late. The base is unchanged, and
    // is sent again if the server doesn't have it.
    on_server(metadata, record.last_modified, record.kid.clone());
    metadata.behind = true;
    true
}

/// Handles a record for a canvas that was removed for good here: keeps the removal if the record
/// is one that this device knew, else restores the canvas, as an edit beats a delete.
fn erased(entry: &mut SyncEntry, mut metadata: SyncMetadata, record: Record) {
    let pending = metadata.pending.as_ref();
    let rewritten = metadata.rev.as_ref() == Some(&record.rev) && !metadata.says(&record.canvas);
    let had = metadata.rev.as_ref();
    // A colleague has sealed anew what was removed here, and changed nothing.
    let resealed = record.kid.is_some()
        && had.is_some_and(|rev| record.revs.contains(rev))
        && metadata.is_of(&record.canvas);
    let known = (knows(&metadata, &record.rev) && !rewritten) || resealed;
    if pending.is_some_and(|it| it.rev == record.rev) || known {
        (metadata.last_modified, metadata.pending) = (Some(record.last_modified), None);
        entry.metadata = Some(metadata);
    } else {
        // The record was edited since: an edit beats the removal.
        apply_record(entry, record, metadata.server);
    }
}
