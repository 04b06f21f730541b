//! Mutations: deliberate bugs that tests switch on to prove that the simulation detects them.
//! Compiled out of release builds.
//!
//! Code that a mutation alters calls a function of this file at that point, with its own decision.
//! The function returns that decision, or what the mutation turns it into. So this file shows
//! everything that each mutation alters, and no other code asks which one is active.

use std::rc::Rc;

use super::sync_state::entry::{LiveCanvases, SyncEntry};
use super::sync_state::metadata::{Pending, SyncMetadata};
use super::team::OpenedText;
use crate::crypto::SealedPlace;
use crate::domain::{Canvas, Signature};

/// A bug that a developer could introduce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// Pulls from the cursor, without the overlap.
    NoOverlap,
    /// Uses a new revision and body when a pending write is sent again.
    ForgetPending,
    /// Assumes that every record of the server descends from this device's base.
    TrustServer,
    /// Moves the cursor before the records are stored.
    CursorFirst,
    /// Writes without a precondition if the record is missing.
    BlindPut,
    /// Lets a removal win over an edit.
    DeleteWins,
    /// Moves canvases that a listing lacks to the bin.
    AbsenceDeletes,
    /// Takes the canvas on screen as the base after a write, not the one that was sent.
    BaseIsCurrent,
    /// Stores remote changes without showing them in the open canvas.
    KeepScreen,
    /// Shows remote changes in the open canvas before they are stored.
    ShowEarly,
    /// Shows remote changes without what was typed while they were stored.
    DropTyped,
    /// Archives a save over the remote changes that were stored meanwhile.
    SaveOver,
    /// Lets a page that was taken over write to the journal.
    OpenJournal,
    /// Retries without waiting.
    NoBackoff,
    /// Stores a record again that was already stored.
    IdleWrites,
    /// Sends a canvas that was removed elsewhere.
    Resurrect,
    /// Assumes that a revision's document never changes.
    TrustRev,
    /// Overwrites records that it can't read.
    TypeOver,
    /// Doesn't report records that it can't read.
    SilentNewer,
    /// Removes canvases in the bin by the device's clock alone.
    ClockErases,
    /// Removes canvases in the bin by any number of the server, even one in the future.
    FutureErases,
    /// Removes canvases in the bin by the server's time alone, also where nobody but the server says when they were
    /// removed.
    ServerErases,
    /// Pulls without a limit.
    Endless,
    /// Takes the writes of a wave that met a conflict as successful.
    TrustWave,
    /// Takes the answers of a batch that is incomplete, or that the server may have undone.
    TrustBatch,
    /// Sends the writes of a batch without their conditions.
    BlindBatch,
    /// Sends in the clear though the team is encrypted.
    SendClear,
    /// Takes in what is in the clear though the team is encrypted.
    TakeClear,
    /// Sends in the clear to a server that has sealed records.
    MixTeams,
    /// Takes what is sealed in place of a canvas in the clear for something that is no concern of the team.
    IgnoreSwitch,
    /// Binds what is sealed to its canvas only, and not to its revision and ancestors.
    LoosePlace,
    /// Forgets the older keys of a team once it has a new one.
    ForgetKeys,
}

impl Mutation {
    /// All mutations.
    pub const ALL: [Self; 32] = [
        Self::NoOverlap,
        Self::ForgetPending,
        Self::TrustServer,
        Self::CursorFirst,
        Self::BlindPut,
        Self::DeleteWins,
        Self::AbsenceDeletes,
        Self::BaseIsCurrent,
        Self::KeepScreen,
        Self::ShowEarly,
        Self::DropTyped,
        Self::SaveOver,
        Self::OpenJournal,
        Self::NoBackoff,
        Self::IdleWrites,
        Self::Resurrect,
        Self::TrustRev,
        Self::TypeOver,
        Self::SilentNewer,
        Self::ClockErases,
        Self::FutureErases,
        Self::ServerErases,
        Self::Endless,
        Self::TrustWave,
        Self::TrustBatch,
        Self::BlindBatch,
        Self::SendClear,
        Self::TakeClear,
        Self::MixTeams,
        Self::IgnoreSwitch,
        Self::LoosePlace,
        Self::ForgetKeys,
    ];
}

#[cfg(debug_assertions)]
mod switch {
    use super::Mutation;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Mutation>> = const { Cell::new(None) };
    }

    /// Activates a mutation in this thread; `None` deactivates it.
    pub fn plant(mutation: Option<Mutation>) {
        PLANTED.set(mutation);
    }

    pub(super) fn is_active(mutation: Mutation) -> bool {
        PLANTED.get() == Some(mutation)
    }
}

#[cfg(debug_assertions)]
use switch::is_active;
#[cfg(debug_assertions)]
pub use switch::plant;

/// No mutation is ever active in a release build.
#[cfg(not(debug_assertions))]
const fn is_active(_: Mutation) -> bool {
    false
}

/// Whether a pull begins before the cursor ([`Mutation::NoOverlap`]).
pub(crate) fn overlaps(decided: bool) -> bool {
    decided && !is_active(Mutation::NoOverlap)
}

/// The pending write to send again ([`Mutation::ForgetPending`]).
pub(crate) fn pending(decided: Option<Pending>) -> Option<Pending> {
    decided.filter(|_| !is_active(Mutation::ForgetPending))
}

/// Whether a record of the server descends from this device's base ([`Mutation::TrustServer`]).
pub(crate) fn descends(decided: bool) -> bool {
    decided || is_active(Mutation::TrustServer)
}

/// The cursor while a page is being applied ([`Mutation::CursorFirst`]).
pub(crate) fn cursor_at_page(since: u64, further: Option<u64>) -> u64 {
    match further {
        Some(further) if is_active(Mutation::CursorFirst) => further,
        _ => since,
    }
}

/// Whether a write that creates a record has a precondition ([`Mutation::BlindPut`]).
pub(crate) fn has_precondition(decided: bool) -> bool {
    decided && !is_active(Mutation::BlindPut)
}

/// The result for a canvas that was removed elsewhere ([`Mutation::DeleteWins`]).
pub(crate) fn after_removal(merged: Canvas, removed: &Canvas) -> Canvas {
    if is_active(Mutation::DeleteWins) {
        removed.clone()
    } else {
        merged
    }
}

/// The change to make to a canvas that a listing lacks: normally none
/// ([`Mutation::AbsenceDeletes`]).
pub(crate) fn remove_absent() -> Option<fn(&mut SyncEntry)> {
    is_active(Mutation::AbsenceDeletes).then_some(|entry| {
        if let Some(canvas) = &mut entry.canvas {
            Rc::make_mut(canvas).removed = Some(Signature::default());
        }
    })
}

/// Called after an accepted write has become the base ([`Mutation::BaseIsCurrent`]).
pub(crate) fn acknowledged(entry: &mut SyncEntry) {
    if is_active(Mutation::BaseIsCurrent) {
        entry.base = entry.canvas.clone();
    }
}

/// The open canvases to merge remote changes into ([`Mutation::KeepScreen`]).
pub(crate) fn screen(live: &dyn LiveCanvases) -> Option<&dyn LiveCanvases> {
    Some(live).filter(|_| !is_active(Mutation::KeepScreen))
}

/// Called for each canvas once it was decided on, before it is stored ([`Mutation::ShowEarly`]).
pub(crate) fn decided(live: &dyn LiveCanvases, entry: &SyncEntry) {
    if let (true, Some(canvas)) = (is_active(Mutation::ShowEarly), &entry.canvas) {
        live.adopt(canvas);
    }
}

/// The canvas to show after `stored` was stored ([`Mutation::DropTyped`]).
pub(crate) fn shown(decided: Canvas, stored: &Canvas) -> Canvas {
    if is_active(Mutation::DropTyped) {
        stored.clone()
    } else {
        decided
    }
}

/// The number of sync's save that is under way, for a save that is made meanwhile
/// ([`Mutation::SaveOver`]).
pub(crate) fn under_way(decided: Option<u64>) -> Option<u64> {
    decided.filter(|_| !is_active(Mutation::SaveOver))
}

/// Whether the journal is closed to a page that was taken over ([`Mutation::OpenJournal`]).
pub(crate) fn is_closed(decided: bool) -> bool {
    decided && !is_active(Mutation::OpenJournal)
}

/// Milliseconds to wait after a failure ([`Mutation::NoBackoff`]).
pub(crate) fn wait(decided: u64) -> u64 {
    if is_active(Mutation::NoBackoff) {
        1
    } else {
        decided
    }
}

/// Called when a record was read again that was already stored ([`Mutation::IdleWrites`]).
pub(crate) fn reread(entry: &mut SyncEntry, record: &Canvas) {
    if is_active(Mutation::IdleWrites) {
        entry.aside.push((record.clone(), "nogmaals"));
    }
}

/// Whether a canvas that was removed elsewhere is sent ([`Mutation::Resurrect`]).
pub(crate) fn is_sent_when_removed(decided: bool) -> bool {
    decided || is_active(Mutation::Resurrect)
}

/// Whether the check for a changed document under a known revision is skipped
/// ([`Mutation::TrustRev`]).
pub(crate) fn trusts_revision(decided: bool) -> bool {
    decided || is_active(Mutation::TrustRev)
}

/// Called for a record that can't be read. Returns whether it may be overwritten, which is normally
/// never so ([`Mutation::TypeOver`]).
pub(crate) fn types_over(metadata: &mut SyncMetadata, last_modified: u64) -> bool {
    let active = is_active(Mutation::TypeOver);
    if active {
        metadata.last_modified = Some(last_modified);
    }
    active
}

/// The unreadable records to report to the user ([`Mutation::SilentNewer`]).
pub(crate) fn reported<T>(unread: Vec<T>) -> Vec<T> {
    if is_active(Mutation::SilentNewer) {
        Vec::new()
    } else {
        unread
    }
}

/// Whether a canvas's time in the bin is over by the device's clock; `old` is its age by its own
/// signature ([`Mutation::ClockErases`]).
pub(crate) fn ends_by_device(decided: bool, old: bool) -> bool {
    decided || (old && is_active(Mutation::ClockErases))
}

/// Whether its time is over by the server's time; `old` is its age by that
/// ([`Mutation::FutureErases`]).
pub(crate) fn ends_by_server(decided: bool, old: bool) -> bool {
    decided || (old && is_active(Mutation::FutureErases))
}

/// Whether the device's clock agrees with the server's time ([`Mutation::ServerErases`]).
pub(crate) fn agrees(decided: bool) -> bool {
    decided || is_active(Mutation::ServerErases)
}

/// Whether a number of the server is plausible as a time ([`Mutation::FutureErases`]).
pub(crate) fn is_time(decided: bool) -> bool {
    decided || is_active(Mutation::FutureErases)
}

/// The reached limit of a pull ([`Mutation::Endless`]).
pub(crate) fn excess<T>(decided: Option<T>) -> Option<T> {
    decided.filter(|_| !is_active(Mutation::Endless))
}

/// The `last_modified` to assume for a write of a wave that was not accepted: normally none
/// ([`Mutation::TrustWave`]).
pub(crate) fn written_at(status: u16, since: u64) -> Option<u64> {
    (status == 412 && is_active(Mutation::TrustWave)).then_some(since)
}

/// Whether the answers of a batch count ([`Mutation::TrustBatch`]).
pub(crate) fn trusts_batch(decided: bool) -> bool {
    decided || is_active(Mutation::TrustBatch)
}

/// The conditions of a write in a batch ([`Mutation::BlindBatch`]).
pub(crate) fn conditions<T>(decided: &[T]) -> &[T] {
    if is_active(Mutation::BlindBatch) {
        &[]
    } else {
        decided
    }
}

/// Whether a write is sealed ([`Mutation::SendClear`]).
pub(crate) fn seals(decided: bool) -> bool {
    decided && !is_active(Mutation::SendClear)
}

/// Whether what is in the clear is set aside ([`Mutation::TakeClear`]).
pub(crate) fn refuses_clear(decided: bool) -> bool {
    decided && !is_active(Mutation::TakeClear)
}

/// Whether the server has a record that is sealed ([`Mutation::MixTeams`]).
pub(crate) fn is_sealed(decided: bool) -> bool {
    decided && !is_active(Mutation::MixTeams)
}

/// Whether a device has had a record that is sealed now ([`Mutation::IgnoreSwitch`]).
pub(crate) fn was_here(decided: bool) -> bool {
    decided && !is_active(Mutation::IgnoreSwitch)
}

/// What a sealed document is bound to ([`Mutation::LoosePlace`]).
pub(crate) fn bound_to(decided: SealedPlace<'_>) -> SealedPlace<'_> {
    if is_active(Mutation::LoosePlace) {
        SealedPlace {
            rev: "",
            revs: &[],
            ..decided
        }
    } else {
        decided
    }
}

/// What became of a sealed text; `current` is whether the current key sealed it ([`Mutation::ForgetKeys`]).
pub(crate) fn opened(decided: OpenedText, current: bool) -> OpenedText {
    if !current && is_active(Mutation::ForgetKeys) {
        OpenedText::NoKey
    } else {
        decided
    }
}
