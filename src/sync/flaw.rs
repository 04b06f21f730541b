//! Bugs that the simulation plants, to show that it would see them. Nothing of this is in a release.

/// A bug that someone could make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Reads on from the cursor at once, without the overlap.
    NoOverlap,
    /// Takes another revision and another body when a write is tried again.
    ForgetPending,
    /// Takes it that what the server has came from what this device wrote last.
    TrustServer,
    /// Moves the cursor before the records are stored.
    CursorFirst,
    /// Writes without a precondition once a record isn't there any more.
    BlindPut,
    /// Lets a removal win from an edit.
    DeleteWins,
    /// Puts what a listing lacks in the bin.
    AbsenceDeletes,
    /// Takes it that the server has what is on screen, and not what was sent.
    BaseIsCurrent,
    /// Stores what comes in without putting it in the open canvas.
    KeepScreen,
    /// Tries again at once.
    NoBackoff,
    /// Stores a record again that was here already.
    IdleWrites,
    /// Brings back what someone else removed.
    Resurrect,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::NoOverlap,
        Self::ForgetPending,
        Self::TrustServer,
        Self::CursorFirst,
        Self::BlindPut,
        Self::DeleteWins,
        Self::AbsenceDeletes,
        Self::BaseIsCurrent,
        Self::KeepScreen,
        Self::NoBackoff,
        Self::IdleWrites,
        Self::Resurrect,
    ];
}

#[cfg(debug_assertions)]
mod switch {
    use super::Flaw;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Flaw>> = const { Cell::new(None) };
    }

    /// Plants a bug in this thread, or takes it out.
    pub fn plant(flaw: Option<Flaw>) {
        PLANTED.set(flaw);
    }

    pub(crate) fn planted(flaw: Flaw) -> bool {
        PLANTED.get() == Some(flaw)
    }
}

#[cfg(debug_assertions)]
pub use switch::plant;
#[cfg(debug_assertions)]
pub(crate) use switch::planted;

/// No bug is ever planted in a release.
#[cfg(not(debug_assertions))]
pub(crate) const fn planted(_: Flaw) -> bool {
    false
}
