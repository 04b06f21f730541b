//! One trigger per place, made when a view first asks for it.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::{ArcTrigger, Notify, Track};

use crate::domain::Place;

/// What a view can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Watched {
    /// A place in the document.
    Place(Place),
    /// The totals of the analysis.
    Totals,
    /// The score and the trends.
    Score,
    /// Who changed the canvas last.
    Changed,
}

/// The triggers of one session.
#[derive(Default)]
pub(super) struct Triggers {
    all: RefCell<HashMap<Watched, ArcTrigger>>,
}

impl Triggers {
    /// Makes the running view wait for this.
    pub(super) fn track(&self, watched: Watched) {
        let trigger = self.all.borrow_mut().entry(watched).or_default().clone();
        trigger.track();
    }

    /// Wakes the views that wait for this.
    pub(super) fn notify(&self, watched: Watched) {
        let trigger = self.all.borrow().get(&watched).cloned();
        if let Some(trigger) = trigger {
            trigger.notify();
        }
    }

    /// Wakes every view.
    pub(super) fn notify_all(&self) {
        let triggers: Vec<ArcTrigger> = self.all.borrow().values().cloned().collect();
        for trigger in triggers {
            trigger.notify();
        }
    }
}
