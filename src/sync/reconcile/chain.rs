//! The revision chain: ancestors of a canvas, here and on the server.

use std::rc::Rc;

use crate::domain::{Canvas, canonical, read_document};
use crate::store::mutation;
use crate::store::{Kept, Pending, SyncEntry, SyncMetadata};
use crate::sync::protocol::{self, MAX_REVS, Record};

/// The maximum number of older documents that are kept as merge ancestors.
const MAX_KEPT: usize = 4;

/// Promotes the pending write to base: its revision, its ancestors and its document.
pub(super) fn accept(metadata: &mut SyncMetadata, base: &mut Option<Rc<Canvas>>) {
    let Some(pending) = metadata.pending.take() else {
        return;
    };
    if metadata.erase {
        // Nobody edited since: the server has what was removed here for good meanwhile.
        metadata.accept_erased(pending.rev);
        return;
    }
    let Some((revs, canvas)) = sent(&pending) else {
        return;
    };
    if !metadata.tombstone {
        remember(metadata, base.as_deref());
    }
    let (_, own) = ancestors(metadata);
    (metadata.rev, metadata.revs, metadata.own) = (Some(pending.rev), revs, own.saturating_add(1));
    (metadata.tombstone, metadata.make, metadata.behind) = (false, false, false);
    metadata.kid = pending.kid;
    *base = Some(Rc::new(canvas));
}

/// The ancestors and the document of a pending write; `None` if they can't be read. A sealed one has them
/// beside its body, so that no key is needed.
pub(super) fn sent(pending: &Pending) -> Option<(Vec<String>, Canvas)> {
    if pending.kid.is_none() {
        return protocol::sent(&pending.body);
    }
    let canvas = read_document(&pending.doc).ok()?;
    Some((pending.revs.clone(), canvas))
}

/// Gives up the pending write, whose outcome is unknown. Its document is kept by its revision, in
/// case the server turns out to have it.
pub(super) fn abandon(metadata: &mut SyncMetadata) {
    let Some(pending) = metadata.pending.take() else {
        return;
    };
    if let Some((_, canvas)) = sent(&pending) {
        keep(metadata, pending.rev, &canvas);
    }
}

/// Has the canvas created on the server, which has no record of it any more. One that was behind stays so until the
/// server has it: what was removed there is read again meanwhile, and was older still.
pub(super) fn make_anew(metadata: &mut SyncMetadata) {
    abandon(metadata);
    (metadata.last_modified, metadata.make) = (None, true);
}

/// Keeps the base's document by its revision, as a merge ancestor for the case that the next write
/// is overwritten.
pub(super) fn remember(metadata: &mut SyncMetadata, base: Option<&Canvas>) {
    if let (Some(rev), Some(base)) = (metadata.rev.clone(), base) {
        keep(metadata, rev, base);
    }
}

/// Keeps a document by its revision, and replaces the document kept for it before.
pub(super) fn keep(metadata: &mut SyncMetadata, rev: String, canvas: &Canvas) {
    metadata.kept.retain(|kept| kept.rev != rev);
    let doc = canonical(canvas);
    metadata.kept.insert(0, Kept { rev, doc });
    metadata.kept.truncate(MAX_KEPT);
}

/// The known document of the record's revision, if the record now has another one; `None`
/// otherwise.
pub(super) fn rewritten(
    metadata: &SyncMetadata,
    base: Option<&Rc<Canvas>>,
    record: &Record,
) -> Option<Rc<Canvas>> {
    if mutation::trusts_revision(metadata.tombstone) {
        // After a tombstone the base is the canvas in the bin, not the revision's document.
        return None;
    }
    let known = if metadata.rev.as_ref() == Some(&record.rev) {
        base.cloned()
    } else {
        let kept = metadata.kept.iter().find(|kept| kept.rev == record.rev);
        kept.and_then(document)
    };
    known.filter(|known| **known != record.canvas)
}

/// Whether the canvas here already includes the content of revision `rev`.
pub(super) fn knows(metadata: &SyncMetadata, rev: &String) -> bool {
    let kept = metadata.kept.iter().any(|kept| kept.rev == *rev);
    kept || metadata.rev.as_ref() == Some(rev) || metadata.revs.contains(rev)
}

/// The newest common ancestor of the local canvas and the record, if its document is still known;
/// `None` otherwise.
pub(super) fn ancestor(
    metadata: &SyncMetadata,
    base: Option<&Rc<Canvas>>,
    record: &Record,
) -> Option<Rc<Canvas>> {
    let text = |rev: &String| metadata.kept.iter().find(|kept| kept.rev == *rev);
    let both = record.revs.iter().find(|rev| knows(metadata, rev));
    let both = both.and_then(text);
    if let Some(rev) = &metadata.rev {
        // A write on top of the base that this device gave up did reach the server. The base's own
        // ancestors are older, wherever they are in the list.
        let later = record.revs.iter().take_while(|its| *its != rev);
        let later = later.filter(|its| !metadata.revs.contains(its));
        if let (Some(kept), true) = (later.filter_map(text).next(), record.revs.contains(rev)) {
            return document(kept);
        }
        // The list of ancestors is truncated. This device's last write can then only be missing
        // from it if no other device is known to have built on it. It isn't missing by that if the
        // list goes back further: the record forked off before it, as after a loss on the server.
        let cut = record.revs.len() >= MAX_REVS;
        let forked = record.revs.iter().any(|its| metadata.revs.contains(its));
        let unsure = metadata.own > 0 && (forked || !metadata.kept.is_empty());
        let descends = record.revs.contains(rev) || (cut && !unsure);
        if mutation::descends(descends) {
            return base.cloned();
        }
    }
    // The base was overwritten by a client that had not seen it.
    both.and_then(document)
}

fn document(kept: &Kept) -> Option<Rc<Canvas>> {
    read_document(&kept.doc).ok().map(Rc::new)
}

/// The ancestors for the next write: the base's revision and its ancestors. Returned with the
/// number of them, counted from the newest, that this device wrote.
pub(super) fn ancestors(metadata: &SyncMetadata) -> (Vec<String>, usize) {
    let mut all: Vec<String> = metadata.rev.iter().chain(&metadata.revs).cloned().collect();
    let mut own = metadata.own.min(all.len());
    while all.len() > MAX_REVS {
        // Drops this device's own writes in a row first, except the newest, so that other devices
        // still find theirs.
        if own > 1 {
            own -= 1;
            all.remove(own);
        } else {
            all.pop();
        }
    }
    (all, own)
}

/// Concludes the pending write, if the record shows whether it succeeded.
pub(super) fn conclude_pending(
    metadata: &mut SyncMetadata,
    entry: &mut SyncEntry,
    record: &Record,
) {
    let has = |rev: &String| record.rev == *rev || record.revs.contains(rev);
    if metadata.pending.as_ref().is_some_and(|it| has(&it.rev)) {
        // Only its response was lost.
        accept(metadata, &mut entry.base);
    }
    let pending = metadata.pending.as_ref();
    if pending.is_some_and(|it| it.last_modified != Some(record.last_modified)) {
        abandon(metadata);
    }
}

/// Records that the server has the record, with this `last_modified`, sealed by the key `kid` or in the clear.
pub(super) fn on_server(metadata: &mut SyncMetadata, last_modified: u64, kid: Option<String>) {
    (metadata.last_modified, metadata.kid) = (Some(last_modified), kid);
    (
        metadata.tombstone,
        metadata.make,
        metadata.behind,
        metadata.newer,
    ) = (false, false, false, None);
}
