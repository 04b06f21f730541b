//! Undoes what open canvases adopted within a transaction that failed.

use std::cell::RefCell;

use crate::domain::{Canvas, DocumentId};
use crate::merge::merge;
use crate::store::LiveCanvases;

/// Forwards to the open canvases, and records each canvas before and after it adopted something.
pub(super) struct Adopting<'a> {
    live: &'a dyn LiveCanvases,
    all: RefCell<Vec<(Canvas, Canvas)>>,
}

impl LiveCanvases for Adopting<'_> {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        self.live.current(id)
    }

    fn adopt(&self, canvas: &Canvas) {
        let before = self.current(&canvas.id);
        let pair = before.map(|before| (before, canvas.clone()));
        self.all.borrow_mut().extend(pair);
        self.live.adopt(canvas);
    }
}

impl<'a> Adopting<'a> {
    pub(super) fn new(live: &'a dyn LiveCanvases) -> Self {
        Self {
            live,
            all: RefCell::default(),
        }
    }

    /// Takes the adopted changes back after the transaction failed, but keeps edits made since: the
    /// screen must never be ahead of the stored base.
    pub(super) fn take_back(&self) {
        for (before, after) in self.all.take() {
            if let Some(now) = self.current(&before.id) {
                self.live.adopt(&merge(Some(&after), &now, &before));
            }
        }
    }
}
