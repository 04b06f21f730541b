//! The rules that decide what a server record, tombstone or write result means for one canvas. They
//! are pure functions on a [`SyncEntry`], called inside a store transaction.

mod admit;
mod apply_remote;
mod chain;
mod erased;
mod take_over;

pub use apply_remote::apply_remote;
pub use take_over::{remove_sealed, take_over};

use std::rc::Rc;

use super::protocol::{self, FMT, RecordError, SEALED_FMT};
use crate::domain::{Canvas, FORMAT, canonical};
use crate::store::mutation;
use crate::store::{
    AWAITS_KEY, BEYOND_LIMITS, FIRST_REASON, FOREIGN, FORGED, IN_THE_CLEAR, Pending, SyncEntry,
    SyncMetadata, Team, UNREADABLE,
};
use chain::{abandon, accept, ancestors, make_anew};

/// The reason of a version that was merged without a common ancestor.
pub const WITHOUT_BASE: &str = "zonder-basis";

/// The reason of a version that was merged with a document changed on the server under its
/// revision.
pub const REWRITTEN: &str = "zelfde-rev";

/// The version of this app. A newer one may read a record that this one can't.
const READER: &str = env!("CARGO_PKG_VERSION");

/// The request to make for a canvas, decided by [`prepare`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prepared {
    /// There is nothing to send.
    Nothing,
    /// Send this PUT. It is already stored as pending.
    Put {
        /// Its revision.
        rev: String,
        /// The `last_modified` that it is based on; `None` if it creates the record.
        last_modified: Option<u64>,
        /// Its exact body.
        body: String,
    },
    /// Send a DELETE.
    Delete {
        /// The `last_modified` of the record to remove.
        last_modified: u64,
    },
    /// GET the record first: its `last_modified` is unknown, so no precondition can be given.
    Look,
    /// The canvas can't be sent.
    Refused(RecordError),
}

/// Whether there is something to send for a canvas.
#[must_use]
pub fn is_due(entry: &SyncEntry) -> bool {
    let Some(metadata) = &entry.metadata else {
        return entry.canvas.is_some() && !entry.locked;
    };
    if metadata.newer.is_some() || entry.locked {
        return false;
    }
    if metadata.erase {
        return true;
    }
    let Some(canvas) = &entry.canvas else {
        return false;
    };
    if metadata.tombstone {
        return mutation::is_sent_when_removed(canvas.removed.is_none());
    }
    let edited = entry.base.as_ref() != Some(canvas);
    edited
        || metadata.pending.is_some()
        || metadata.make
        || metadata.behind
        || metadata.rev.is_none()
        || (metadata.last_modified.is_some() && entry.team.wants_resealed(metadata.kid.as_deref()))
}

/// Adapts an entry to another server address: drops numbers, pending writes and flags of the old
/// server, and marks the canvas to be created on the new one. Removals for good that were not sent
/// are dropped with their metadata.
pub fn move_to(entry: &mut SyncEntry, server: u32) {
    let Some(metadata) = entry
        .metadata
        .as_mut()
        .filter(|metadata| metadata.server != server)
    else {
        return;
    };
    if metadata.erase {
        entry.metadata = None;
        return;
    }
    abandon(metadata);
    (metadata.server, metadata.last_modified, metadata.newer) = (server, None, None);
    (metadata.make, metadata.behind) = (metadata.rev.is_some() && !metadata.tombstone, false);
}

/// Decides what to send for a canvas, and stores a new write as pending. A write that is already
/// pending is returned unchanged. `rev` is the revision for a new write.
pub fn prepare(entry: &mut SyncEntry, rev: &str, server: u32) -> Prepared {
    if !is_due(entry) {
        return Prepared::Nothing;
    }
    let mut metadata = entry.metadata.clone().unwrap_or_default();
    metadata.server = server;
    if metadata.erase {
        let delete = |last_modified| Prepared::Delete { last_modified };
        return metadata.last_modified.map_or(Prepared::Look, delete);
    }
    metadata.pending = mutation::pending(metadata.pending);
    if entry.team.is_encrypted() && metadata.pending.as_ref().is_some_and(|it| it.kid.is_none()) {
        // It was made before the team was encrypted: in the clear it is not sent again.
        abandon(&mut metadata);
    }
    if let Some(pending) = metadata.pending {
        return pending.into();
    }
    if entry.base.is_none() && metadata.rev.is_some() {
        // The base is lost: the server's record is merged as someone else's, without a base.
        let extra = std::mem::take(&mut metadata.extra);
        metadata = SyncMetadata::default();
        (metadata.server, metadata.extra) = (server, extra);
    }
    let Some(canvas) = &entry.canvas else {
        return Prepared::Nothing;
    };
    let pending = match new_write(canvas, rev, &metadata, &entry.team) {
        Ok(pending) => pending,
        Err(refusal) => return Prepared::Refused(refusal),
    };
    metadata.pending = Some(pending.clone());
    entry.metadata = Some(metadata);
    pending.into()
}

/// The write of a canvas with this revision, if servers have to take it.
fn new_write(
    canvas: &Canvas,
    rev: &str,
    metadata: &SyncMetadata,
    team: &Team,
) -> Result<Pending, RecordError> {
    let makes = metadata.tombstone || metadata.make;
    let (revs, _) = ancestors(metadata);
    let pending = Pending {
        rev: rev.to_owned(),
        last_modified: metadata.last_modified.filter(|_| !makes),
        body: String::new(),
        kid: None,
        revs: Vec::new(),
        doc: String::new(),
    };
    if mutation::seals(team.is_encrypted()) {
        let sealed = protocol::sealed_body(team, canvas, rev, &revs, &metadata.extra)?;
        return Ok(Pending {
            body: sealed.body,
            kid: Some(sealed.kid),
            revs,
            doc: canonical(canvas),
            ..pending
        });
    }
    let body = protocol::body(canvas, rev, &revs, &metadata.extra);
    protocol::check(&body)?;
    Ok(Pending { body, ..pending })
}

impl From<Pending> for Prepared {
    fn from(pending: Pending) -> Self {
        Self::Put {
            rev: pending.rev,
            last_modified: pending.last_modified,
            body: pending.body,
        }
    }
}

/// Records that the server accepted the write with revision `rev` as number `last_modified`: it
/// becomes the base. Does nothing if another write is pending by now.
pub fn acknowledge(entry: &mut SyncEntry, rev: &str, last_modified: u64) {
    if let Some(metadata) = &mut entry.metadata
        && metadata.pending.as_ref().is_some_and(|it| it.rev == rev)
    {
        accept(metadata, &mut entry.base);
        metadata.last_modified = Some(last_modified);
        mutation::acknowledged(entry);
    }
}

/// Records that the server refused the pending write.
pub fn refuse(entry: &mut SyncEntry) {
    if let Some(metadata) = &mut entry.metadata {
        abandon(metadata);
    }
}

/// Records a 404: the next write creates the record, or, after a removal for good, nothing is left
/// to do.
pub fn mark_missing(entry: &mut SyncEntry) {
    let kid = entry.metadata.as_ref().and_then(|it| it.kid.as_deref());
    let is_resealed = entry.team.wants_resealed(kid);
    match &mut entry.metadata {
        Some(metadata) if metadata.erase => entry.metadata = None,
        Some(metadata) if entry.canvas.is_some() && entry.canvas == entry.base && is_resealed => {
            // There was only something to seal: whether someone removed it is told by the next pull.
            abandon(metadata);
            (metadata.last_modified, metadata.behind) = (None, false);
        }
        Some(metadata) => make_anew(metadata),
        None => {}
    }
}

/// Marks a canvas that the server lost to be created again.
pub fn put_back(entry: &mut SyncEntry) {
    if let Some(metadata) = entry
        .metadata
        .as_mut()
        .filter(|metadata| metadata.is_on_server())
    {
        make_anew(metadata);
    }
}

/// Drops the older documents that were kept as possible merge ancestors. Called ten minutes after
/// a write.
pub fn prune_ancestors(entry: &mut SyncEntry) {
    if let Some(metadata) = &mut entry.metadata {
        metadata.kept.clear();
    }
}

/// Whether a record with this `last_modified` was found unreadable by this version before, so that
/// it needn't be read again.
#[must_use]
pub fn stays_unread(metadata: &SyncMetadata, last_modified: u64) -> bool {
    metadata.newer.is_some_and(|(found, its)| {
        let of_newer_app = found < FIRST_REASON && found != SEALED_FMT;
        let known = of_newer_app || (found >= BEYOND_LIMITS && metadata.reader == READER);
        its == last_modified && found > FMT.max(FORMAT) && known
    })
}

/// Whether a canvas lies in the bin because the server has a tombstone for it.
#[must_use]
pub fn is_binned_elsewhere(entry: &SyncEntry) -> bool {
    let is_binned = |it: &Rc<Canvas>| it.removed.is_some();
    let has_tombstone = |it: &SyncMetadata| it.tombstone;
    entry.canvas.as_ref().is_some_and(is_binned)
        && entry.metadata.as_ref().is_some_and(has_tombstone)
}

/// Why a canvas is neither merged nor sent, as the server's record can't be read; `None` if it can.
#[must_use]
pub fn unread(entry: &SyncEntry) -> Option<RecordError> {
    let (found, _) = entry.metadata.as_ref()?.newer?;
    Some(refusal_of(found))
}

/// The reason for not sending a canvas whose server record has the format `found`.
#[must_use]
pub fn refusal_of(found: u32) -> RecordError {
    match found {
        UNREADABLE => RecordError::Unreadable,
        BEYOND_LIMITS => RecordError::BeyondLimits,
        AWAITS_KEY => RecordError::AwaitsKey,
        FOREIGN => RecordError::Foreign,
        FORGED => RecordError::Forged,
        IN_THE_CLEAR => RecordError::InTheClear,
        _ => RecordError::Newer,
    }
}

/// Records that the server no longer lists the unreadable record.
pub fn forget_unread(entry: &mut SyncEntry) {
    if let Some(metadata) = &mut entry.metadata {
        metadata.newer = None;
        if entry.canvas.is_none() && metadata.rev.is_none() && !metadata.erase {
            entry.metadata = None;
        }
    }
}
