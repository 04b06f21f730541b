//! What becomes of a canvas when the server is heard: the rules by which nothing is lost.
//!
//! Each rule is a pure function of what is held, and runs inside the store's transaction.

mod chain;
mod hear;

pub use hear::hear;

use super::flaw::{Flaw, planted};
use super::protocol::{self, FMT, Refusal};
use crate::domain::FORMAT;
use crate::store::{Held, Pending, Track};
use chain::{abandon, accept, ancestors};

/// Why a version is kept that was merged without a common ancestor.
pub const WITHOUT_BASE: &str = "zonder-basis";

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

/// Forgets what was only true of another server. A new one is a new start: all that is here goes
/// there, unless it turns out to be there already. What someone removed for good stays so.
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
    (track.make, track.behind) = (track.rev.is_some() && !track.gone, false);
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
