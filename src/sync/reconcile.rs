//! What becomes of a canvas when the server is heard: the rules by which nothing is lost.
//!
//! Each rule is a pure function of what is held, and runs inside the store's transaction.

use super::flaw::{Flaw, planted};
use super::protocol::{self, FMT, Item, MAX_REVS, Record, Refusal};
use crate::domain::{Canvas, FORMAT, Signature, Timestamp, canonical, read_document};
use crate::merge::merge;
use crate::store::{Held, Kept, Pending, Track};

/// Why a version is kept that was merged without a common ancestor.
pub const WITHOUT_BASE: &str = "zonder-basis";

/// The older documents that are kept at most.
const MAX_KEPT: usize = 4;

/// What there is to send of a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prepared {
    /// Nothing.
    Nothing,
    /// A write, of which the outcome is unknown until it is heard.
    Put {
        /// Its revision.
        rev: String,
        /// The server's number that it is based on; none where it makes the record.
        lm: Option<u64>,
        /// Its exact body.
        body: String,
    },
    /// A removal for good.
    Delete {
        /// The server's number of what is removed.
        lm: u64,
    },
    /// First it has to be seen what the server has.
    Look,
    /// It can't be sent.
    Refused(Refusal),
}

/// Whether there is something to send.
#[must_use]
pub fn is_due(held: &Held) -> bool {
    let Some(track) = &held.track else {
        return held.canvas.is_some() && !held.locked;
    };
    if track.newer.is_some() || held.locked {
        return false;
    }
    if track.erase {
        return true;
    }
    let Some(canvas) = &held.canvas else {
        return false;
    };
    if track.gone {
        return canvas.removed.is_none() || planted(Flaw::Resurrect);
    }
    let edited = held.base.as_ref() != Some(canvas);
    edited || track.pending.is_some() || track.make || track.behind || track.rev.is_none()
}

/// Forgets what was only true of another server.
pub fn move_to(held: &mut Held, server: u32) {
    let Some(track) = held.track.as_mut().filter(|track| track.server != server) else {
        return;
    };
    if track.erase {
        held.track = None;
        return;
    }
    abandon(track);
    (track.server, track.lm, track.newer) = (server, None, None);
    (track.gone, track.make, track.behind) = (false, false, false);
}

/// Begins a write of what differs; a write that was begun before is taken up again as it was.
pub fn prepare(held: &mut Held, rev: &str, server: u32) -> Prepared {
    if !is_due(held) {
        return Prepared::Nothing;
    }
    let mut track = held.track.clone().unwrap_or_default();
    track.server = server;
    if track.erase {
        return track
            .lm
            .map_or(Prepared::Look, |lm| Prepared::Delete { lm });
    }
    if planted(Flaw::ForgetPending) {
        track.pending = None;
    }
    if let Some(Pending { rev, lm, body }) = track.pending {
        return Prepared::Put { rev, lm, body };
    }
    if held.base.is_none() && track.rev.is_some() {
        // Nobody knows what this came from: what the server has is met as someone else's.
        let extra = std::mem::take(&mut track.extra);
        track = Track::default();
        (track.server, track.extra) = (server, extra);
    }
    let Some(canvas) = &held.canvas else {
        return Prepared::Nothing;
    };
    let makes = track.gone || track.make;
    let lm = track.lm.filter(|_| !makes);
    let body = protocol::body(canvas, rev, &ancestors(&track).0, &track.extra);
    if let Err(refusal) = protocol::check(&body) {
        return Prepared::Refused(refusal);
    }
    let rev = rev.to_owned();
    track.pending = Some(Pending {
        rev: rev.clone(),
        lm,
        body: body.clone(),
    });
    held.track = Some(track);
    Prepared::Put { rev, lm, body }
}

/// The server took a write.
pub fn conclude(held: &mut Held, rev: &str, lm: u64) {
    if let Some(track) = &mut held.track
        && track.pending.as_ref().is_some_and(|it| it.rev == rev)
    {
        accept(track, &mut held.base);
        track.lm = Some(lm);
        if planted(Flaw::BaseIsCurrent) {
            held.base = held.canvas.clone();
        }
    }
}

/// The server refuses a write, and so did not do it.
pub fn refuse(held: &mut Held) {
    if let Some(track) = &mut held.track {
        abandon(track);
    }
}

/// The server doesn't have the record.
pub fn vanish(held: &mut Held) {
    match &mut held.track {
        Some(track) if track.erase => held.track = None,
        Some(track) => {
            abandon(track);
            (track.lm, track.make, track.behind) = (None, true, false);
        }
        None => {}
    }
}

/// The person wants it on the server again.
pub fn put_back(held: &mut Held) {
    if let Some(track) = held.track.as_mut().filter(|track| track.is_on_server()) {
        abandon(track);
        (track.lm, track.make, track.behind) = (None, true, false);
    }
}

/// Nobody can have written over this unseen any more: what came before isn't needed.
pub fn settle(held: &mut Held) {
    if let Some(track) = &mut held.track {
        track.kept.clear();
    }
}

/// Whether a format is still one that this version can't read, after an update of the app too.
#[must_use]
pub fn is_newer(found: u32) -> bool {
    found > FMT.max(FORMAT)
}

/// Hears what the server has.
pub fn hear(held: &mut Held, item: Item, server: u32, wall: Timestamp) {
    match item {
        Item::Live(record) => live(held, *record, server),
        Item::Tombstone { lm, .. } => bury(held, lm, wall),
        Item::Newer { lm, found, raw, .. } => {
            let track = held.track.get_or_insert_with(Track::default);
            if !track.erase {
                (track.newer, track.server) = (Some((found, lm)), server);
                held.raw = raw;
            }
        }
    }
}

/// Someone removed it for good. An edit that nobody has seen yet beats that.
fn bury(held: &mut Held, lm: u64, wall: Timestamp) {
    let Some(track) = &mut held.track else { return };
    let Some(ours) = held.canvas.clone().filter(|_| !track.erase) else {
        held.track = None;
        return;
    };
    if track.gone {
        track.lm = Some(lm);
        return;
    }
    if track.rev.is_none() && track.pending.is_none() {
        // It was never ours that was removed.
        return;
    }
    abandon(track);
    remember(track, held.base.as_ref());
    on_server(track, lm);
    track.gone = true;
    let Some(base) = &held.base else { return };
    let mut removed = base.clone();
    removed.removed = removed.removed.or(Some(Signature {
        at: Some(wall),
        ..Signature::default()
    }));
    held.canvas = Some(if planted(Flaw::DeleteWins) {
        removed.clone()
    } else {
        merge(Some(base), &ours, &removed)
    });
    held.base = Some(removed);
}

/// The server has this version.
fn live(held: &mut Held, record: Record, server: u32) {
    let mut track = held.track.take().unwrap_or_default();
    track.server = server;
    if track.erase {
        erased(held, track, record);
        return;
    }
    let has = |rev: &String| record.rev == *rev || record.revs.contains(rev);
    if track.pending.as_ref().is_some_and(|it| has(&it.rev)) {
        // Its answer got lost, but it was written.
        accept(&mut track, &mut held.base);
    }
    if track
        .pending
        .as_ref()
        .is_some_and(|it| it.lm != Some(record.lm))
    {
        abandon(&mut track);
    }
    if held.canvas.is_some() && held.base.is_some() && reread(&mut track, held, &record) {
        held.track = Some(track);
        return;
    }
    // A canvas that was begun anew over one that could not be read comes from nothing known.
    let descends = track.rev.is_none() || held.base.is_some();
    let ancestor = if descends {
        ancestor(&track, held.base.as_ref(), &record)
    } else {
        None
    };
    held.canvas = Some(match held.canvas.take() {
        None => record.canvas.clone(),
        Some(ours) if ours == record.canvas || (descends && knows(&track, &record.rev)) => ours,
        Some(ours) => {
            if ancestor.is_none() {
                held.aside.push((ours.clone(), WITHOUT_BASE));
            }
            merge(ancestor.as_ref(), &ours, &record.canvas)
        }
    });
    if !track.gone {
        remember(&mut track, held.base.as_ref());
    }
    let seen = track
        .rev
        .as_ref()
        .is_some_and(|rev| record.revs.contains(rev));
    let (chain, _) = ancestors(&track);
    track.revs = record.revs;
    if !seen {
        // What this device had is in what it will write, and so its revisions are ancestors too.
        for rev in chain {
            if track.revs.len() < MAX_REVS && rev != record.rev && !track.revs.contains(&rev) {
                track.revs.push(rev);
            }
        }
    }
    (track.rev, track.own, track.extra) = (Some(record.rev), 0, record.extra);
    on_server(&mut track, record.lm);
    held.base = Some(record.canvas);
    held.track = Some(track);
}

/// A version that this device has had before: whether it is one.
fn reread(track: &mut Track, held: &mut Held, record: &Record) -> bool {
    let Some(rev) = &track.rev else { return false };
    if *rev == record.rev {
        if track.gone {
            // It was removed for good, and is there again: here it stays in the bin.
            held.base = Some(record.canvas.clone());
        }
        if planted(Flaw::IdleWrites) {
            held.aside.push((record.canvas.clone(), WITHOUT_BASE));
        }
        on_server(track, record.lm);
        return true;
    }
    if record.revs.contains(rev) || !knows(track, &record.rev) {
        return false;
    }
    // An older one: the server went back, or what it says is late. The base stays what it is, and
    // goes to the server again where that doesn't have it.
    on_server(track, record.lm);
    track.behind = true;
    true
}

/// The record is there, at this number.
fn on_server(track: &mut Track, lm: u64) {
    track.lm = Some(lm);
    (track.gone, track.make, track.behind, track.newer) = (false, false, false, None);
}

/// It was removed for good here, and the server still has something.
fn erased(held: &mut Held, mut track: Track, record: Record) {
    let pending = track.pending.as_ref();
    if pending.is_some_and(|it| it.rev == record.rev) || knows(&track, &record.rev) {
        (track.lm, track.pending) = (Some(record.lm), None);
        held.track = Some(track);
    } else {
        // Someone has edited it since: that beats the removal.
        live(held, record, track.server);
    }
}

/// What was begun is what the server had: that is the base now.
fn accept(track: &mut Track, base: &mut Option<Canvas>) {
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
fn abandon(track: &mut Track) {
    let Some(pending) = track.pending.take() else {
        return;
    };
    if let Some((_, canvas)) = protocol::sent(&pending.body) {
        keep(track, pending.rev, &canvas);
    }
}

/// Keeps the base for when a write turns out to be lost.
fn remember(track: &mut Track, base: Option<&Canvas>) {
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
fn knows(track: &Track, rev: &String) -> bool {
    let kept = track.kept.iter().any(|kept| kept.rev == *rev);
    kept || track.rev.as_ref() == Some(rev) || track.revs.contains(rev)
}

/// The newest version that both ours and the server's came from, if it is known and still here.
fn ancestor(track: &Track, base: Option<&Canvas>, record: &Record) -> Option<Canvas> {
    if let Some(rev) = &track.rev {
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
    let kept = track.kept.iter().find(|kept| kept.rev == *both)?;
    read_document(&kept.doc).ok()
}

/// The ancestors that the next write names, which are the base's revision and what came before it;
/// and how many of them, from the newest, this device wrote.
fn ancestors(track: &Track) -> (Vec<String>, usize) {
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
