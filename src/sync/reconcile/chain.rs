//! Revisions and what came before them: how far a canvas goes back, here and on the server.

use crate::domain::{Canvas, canonical, read_document};
use crate::store::{Kept, Track};
use crate::sync::flaw::{Flaw, planted};
use crate::sync::protocol::{self, MAX_REVS, Record};

/// The older documents that are kept at most.
const MAX_KEPT: usize = 4;

/// What was begun is what the server had: that is the base now.
pub(super) fn accept(track: &mut Track, base: &mut Option<Canvas>) {
    let Some(pending) = track.pending.take() else {
        return;
    };
    let Some((revs, canvas)) = protocol::sent(&pending.body) else {
        return;
    };
    if !track.gone {
        remember(track, base.as_ref());
    }
    let (_, own) = ancestors(track);
    (track.rev, track.revs, track.own) = (Some(pending.rev), revs, own.saturating_add(1));
    (track.gone, track.make, track.behind) = (false, false, false);
    *base = Some(canvas);
}

/// What was begun may or may not have been done; it isn't tried again. Should it turn up, its
/// document is known.
pub(super) fn abandon(track: &mut Track) {
    let Some(pending) = track.pending.take() else {
        return;
    };
    if let Some((_, canvas)) = protocol::sent(&pending.body) {
        keep(track, pending.rev, &canvas);
    }
}

/// Keeps the base for when a write turns out to be lost.
pub(super) fn remember(track: &mut Track, base: Option<&Canvas>) {
    if let (Some(rev), Some(base)) = (track.rev.clone(), base) {
        keep(track, rev, base);
    }
}

fn keep(track: &mut Track, rev: String, canvas: &Canvas) {
    track.kept.retain(|kept| kept.rev != rev);
    let doc = canonical(canvas);
    track.kept.insert(0, Kept { rev, doc });
    track.kept.truncate(MAX_KEPT);
}

/// Whether what is here contains what was in a revision.
pub(super) fn knows(track: &Track, rev: &String) -> bool {
    let kept = track.kept.iter().any(|kept| kept.rev == *rev);
    kept || track.rev.as_ref() == Some(rev) || track.revs.contains(rev)
}

/// The newest version that both ours and the server's came from, if it is known and still here.
pub(super) fn ancestor(track: &Track, base: Option<&Canvas>, record: &Record) -> Option<Canvas> {
    let text = |rev: &String| track.kept.iter().find(|kept| kept.rev == *rev);
    if let Some(rev) = &track.rev {
        // What this device began to write over its base and gave up came there after all. What the
        // base itself came from is older, wherever it stands in the list.
        let later = record.revs.iter().take_while(|its| *its != rev);
        let later = later.filter(|its| !track.revs.contains(its));
        if let (Some(kept), true) = (later.filter_map(text).next(), record.revs.contains(rev)) {
            return read_document(&kept.doc).ok();
        }
        // The list of ancestors is cut off at its end. What this device wrote is then only missed
        // where nobody has been seen to build on it.
        let cut = record.revs.len() >= MAX_REVS;
        let unsure = track.own > 0 && !track.kept.is_empty();
        if record.revs.contains(rev) || (cut && !unsure) || planted(Flaw::TrustServer) {
            return base.cloned();
        }
    }
    // What was here has been written over by someone who had not seen it.
    let both = record.revs.iter().find(|rev| knows(track, rev))?;
    read_document(&text(both)?.doc).ok()
}

/// The ancestors that the next write names, which are the base's revision and what came before it;
/// and how many of them, from the newest, this device wrote.
pub(super) fn ancestors(track: &Track) -> (Vec<String>, usize) {
    let mut all: Vec<String> = track.rev.iter().chain(&track.revs).cloned().collect();
    let mut own = track.own.min(all.len());
    while all.len() > MAX_REVS {
        // This device's own writes in a row go first, but for the newest: others that write in turn
        // have to find theirs.
        if own > 1 {
            own -= 1;
            all.remove(own);
        } else {
            all.pop();
        }
    }
    (all, own)
}
