//! What the server says: a version, a removal, or something that this version can't read.

use super::WITHOUT_BASE;
use super::chain::{abandon, accept, ancestor, ancestors, knows, remember};
use crate::domain::{Signature, Timestamp};
use crate::merge::merge;
use crate::store::{Held, Track};
use crate::sync::flaw::{Flaw, planted};
use crate::sync::protocol::{self, Item, MAX_REVS, Record};

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
    if held.canvas.is_none() && !track.gone {
        rescue(held, &mut track);
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

/// The canvas that was here can't be read any more. What this device was sending stands in its place,
/// or what it last agreed on with the server; where there is neither it knows of nothing, and no
/// revision that it had is in what it will write.
fn rescue(held: &mut Held, track: &mut Track) {
    let pending = track.pending.as_ref();
    let sent = pending.and_then(|pending| protocol::sent(&pending.body));
    held.canvas = sent.map(|(_, canvas)| canvas).or_else(|| held.base.clone());
    if held.canvas.is_none() {
        (track.rev, track.own) = (None, 0);
        track.revs.clear();
        track.kept.clear();
    }
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
            held.aside.push((record.canvas.clone(), "nogmaals"));
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
