//! The machine's state.

use std::collections::BTreeMap;

use crate::domain::{DocumentId, Timestamp};
use crate::sync::protocol::{Brief, Refusal};
use crate::sync::status::{Report, Trouble};

/// What is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Nothing,
    Surveying,
    /// A page of what is new, or of a listing, after this number.
    Reading(u64),
    /// A page is kept; the next comes after this number, and the cursor may move to another.
    Keeping(u64, Option<u64>),
    Comparing,
    /// The cursor goes back, to read everything again or not.
    Rewinding(bool),
    Settling,
    PuttingBack,
    Preparing(DocumentId),
    /// A write with its revision.
    Putting(DocumentId, String),
    Deleting(DocumentId),
    Looking(DocumentId),
    /// What the server has instead is merged.
    Merging(DocumentId),
    /// A canvas's outcome is stored, after which the next is due.
    Noting(DocumentId),
}

/// What a pull reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// What is new.
    New,
    /// Briefs of everything.
    Listing,
    /// Once more what a listing showed to be missed.
    Missed,
}

/// What the machine keeps of a canvas while it runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) due: bool,
    pub(super) refused: Option<Refusal>,
    /// Failures of the server on it, in a row.
    pub(super) fails: u32,
    /// Others were written since it first failed.
    pub(super) others: bool,
    /// How often it met another version in this cycle.
    pub(super) rounds: u32,
    /// When it was written, until that is settled.
    pub(super) written: Option<u64>,
}

/// The machine's state.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) url: String,
    pub(super) number: u64,
    pub(super) doing: Doing,
    pub(super) stopped: Option<Trouble>,
    pub(super) trouble: Option<Trouble>,
    pub(super) entries: BTreeMap<DocumentId, Entry>,
    /// It is known what there is here. Until then nothing is asked of the server.
    pub(super) surveyed: bool,
    pub(super) since: u64,
    pub(super) advanced: u64,
    pub(super) overlap: bool,
    pub(super) ceiling: Option<u64>,
    pub(super) reading: Reading,
    pub(super) opened: u64,
    pub(super) accepted: u64,
    pub(super) received: usize,
    pub(super) started: u64,
    pub(super) briefs: Vec<Brief>,
    pub(super) whole: bool,
    pub(super) listing: bool,
    pub(super) next_listing: u64,
    pub(super) lost: Vec<DocumentId>,
    pub(super) asks: bool,
    pub(super) puts_back: bool,
    pub(super) queue: Vec<DocumentId>,
    pub(super) total: usize,
    pub(super) fails: u32,
    pub(super) hold: u64,
    pub(super) wake: Option<u64>,
    pub(super) deadline: Option<u64>,
    pub(super) visible: bool,
    pub(super) synced: Option<Timestamp>,
    pub(super) timer: Option<u64>,
    pub(super) shown: Option<Report>,
}

impl State {
    /// A machine for the server at this address, which begins with [`Start`](super::Event::Start).
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            number: 0,
            doing: Doing::Nothing,
            stopped: Some(Trouble::NotStarted),
            trouble: None,
            entries: BTreeMap::new(),
            surveyed: false,
            since: 0,
            advanced: 0,
            overlap: true,
            ceiling: None,
            reading: Reading::New,
            opened: 0,
            accepted: 0,
            received: 0,
            started: 0,
            briefs: Vec::new(),
            whole: false,
            listing: true,
            next_listing: 0,
            lost: Vec::new(),
            asks: false,
            puts_back: false,
            queue: Vec::new(),
            total: 0,
            fails: 0,
            hold: 0,
            wake: None,
            deadline: None,
            visible: true,
            synced: None,
            timer: None,
            shown: None,
        }
    }

    /// Whether nothing is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.doing == Doing::Nothing
    }
}
