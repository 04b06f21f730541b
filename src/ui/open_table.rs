//! The table that is held on this element: its cases, for who shows them one after the other, and how long the
//! one that is discussed has.

use leptos::prelude::{StoredValue, UpdateValue};

use crate::domain::{DocumentId, Timestamp};

/// How long a case has at a table, in milliseconds.
const TURN: i64 = 30 * 60 * 1000;

/// The table that is held.
#[derive(Clone, Copy)]
pub(crate) struct OpenTable(StoredValue<State>);

#[derive(Clone, Default)]
struct State {
    /// The agenda that shows, as its choice names it; empty for the next one.
    chosen: String,
    /// The ids of its cases in their order, with blanks between them.
    cases: String,
    /// The case whose turn it is, and since when.
    turn: Option<(DocumentId, Timestamp)>,
}

impl OpenTable {
    /// For an element that holds none.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(State::default()))
    }

    /// The agenda that shows, as [`choose`](Self::choose) was told.
    pub(crate) fn chosen(self) -> String {
        self.of(|state| state.chosen.clone())
    }

    /// The ids of the cases on the agenda that shows, in their order, with blanks between them.
    pub(crate) fn cases(self) -> String {
        self.of(|state| state.cases.clone())
    }

    /// Remembers which agenda shows.
    pub(crate) fn choose(self, chosen: String) {
        self.0.try_update_value(|state| state.chosen = chosen);
    }

    /// Remembers which cases are on it.
    pub(crate) fn list(self, cases: String) {
        self.0.try_update_value(|state| state.cases = cases);
    }

    /// Starts the turn of a case.
    pub(crate) fn start(self, id: DocumentId, now: Timestamp) {
        self.0
            .try_update_value(|state| state.turn = Some((id, now)));
    }

    /// Ends the turn.
    pub(crate) fn stop(self) {
        self.0.try_update_value(|state| state.turn = None);
    }

    /// How many seconds the case whose turn it is has left, below zero after that; `None` if it isn't its turn.
    pub(crate) fn left(self, id: &DocumentId, now: Timestamp) -> Option<i64> {
        let (_, since) = self.of(|state| state.turn.clone().filter(|(it, _)| it == id))?;
        let left = TURN.saturating_sub(now.millis().saturating_sub(since.millis()));
        // A second counts until it is over.
        Some(left.saturating_add(999).div_euclid(1000))
    }

    fn of<T: Default>(self, read: impl FnOnce(&State) -> T) -> T {
        let read = |state: &mut State| read(state);
        self.0.try_update_value(read).unwrap_or_default()
    }
}
