//! One reactive trigger per place, created when a view first reads it.

use std::cell::RefCell;

use leptos::prelude::{ArcTrigger, Notify, Track};

use crate::domain::{Place, SortedMap};

/// What a view can subscribe to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Watched {
    /// A place in the document.
    Place(Place),
    /// The totals of the analysis.
    Totals,
    /// The satisfaction score and its trends.
    Score,
    /// Any change of the canvas.
    Changed,
}

/// The triggers of one open canvas.
#[derive(Default)]
pub(super) struct Triggers {
    all: RefCell<SortedMap<Watched, ArcTrigger>>,
}

impl Triggers {
    /// Subscribes the running view.
    pub(super) fn track(&self, watched: Watched) {
        let trigger = self.all.borrow_mut().entry(watched).or_default().clone();
        trigger.track();
    }

    /// Notifies the views that are subscribed to this.
    pub(super) fn notify(&self, watched: Watched) {
        let trigger = self.all.borrow().get(&watched).cloned();
        if let Some(trigger) = trigger {
            trigger.notify();
        }
    }

    /// Notifies every subscribed view.
    pub(super) fn notify_all(&self) {
        let triggers: Vec<ArcTrigger> = self.all.borrow().values().cloned().collect();
        for trigger in triggers {
            trigger.notify();
        }
    }
}
