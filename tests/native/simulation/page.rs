//! A tab: the store, the machine and the open canvases, as the session combines them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId};
use maatwerk::store::{LiveCanvases, Loaded, PortFuture, Store, StoreError};
use maatwerk::sync::machine::{Effect, Input, Limits, State, step};
use maatwerk::sync::status::Report;
use maatwerk::sync::task::Done;

use super::disk::Disk;
use super::judge::Incoming;
use crate::store::now;

/// Small limits, as worlds are small: a list soon counts as endless.
fn limits(many: usize) -> Limits {
    Limits {
        pull: 40,
        listing: 80,
        canvases: 1_000,
        many,
    }
}

/// The open canvases.
#[derive(Default)]
pub(super) struct Screen {
    pub(super) open: RefCell<BTreeMap<DocumentId, Canvas>>,
    /// Canvases that sync has changed, open or not, since the last check.
    pub(super) changed: RefCell<Vec<Canvas>>,
}

impl LiveCanvases for Screen {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        self.open.borrow().get(id).cloned()
    }

    fn adopt(&self, canvas: &Canvas) {
        self.changed.borrow_mut().push(canvas.clone());
        if let Some(open) = self.open.borrow_mut().get_mut(&canvas.id) {
            *open = canvas.clone();
        }
    }
}

/// A storage task that has not ended yet.
pub(super) struct Work {
    pub(super) number: u64,
    /// The canvases that came in.
    pub(super) incoming: BTreeMap<String, Option<Incoming>>,
    pub(super) outcome: PortFuture<'static, Done>,
    /// When it ends.
    pub(super) until: u64,
}

/// A tab that leads its device.
pub(super) struct Page {
    pub(super) serial: u64,
    pub(super) store: Store,
    disk: Rc<Disk>,
    pub(super) screen: Rc<Screen>,
    /// The machine, while this page leads.
    pub(super) machine: Option<State>,
    pub(super) report: Option<Report>,
    pub(super) born: u64,
    /// When the machine's timer fires; `None` if it isn't set.
    pub(super) timer: Option<u64>,
    /// The task that storage takes its time for.
    pub(super) work: Option<Work>,
    /// The numbers of the edits that aren't in the archive yet, by canvas.
    pub(super) unsaved: BTreeMap<DocumentId, Vec<usize>>,
}

impl Page {
    /// Opens a tab that becomes the leader; `many` is the number of waiting canvases for which it
    /// uses batches.
    pub(super) fn open(
        disk: &Rc<Disk>,
        serial: u64,
        at: u64,
        url: &str,
        many: usize,
    ) -> Result<Self, StoreError> {
        let store = now(disk.open())?;
        now(store.claim())?;
        Ok(Self {
            serial,
            store,
            disk: disk.clone(),
            screen: Rc::default(),
            machine: Some(State::new(url).with_limits(limits(many))),
            report: None,
            born: at,
            timer: None,
            work: None,
            unsaved: BTreeMap::new(),
        })
    }

    /// Feeds the machine. Returns the effects to carry out.
    pub(super) fn step(&mut self, input: Input) -> Vec<Effect> {
        let Some(machine) = self.machine.take() else {
            return Vec::new();
        };
        let (machine, effects) = step(machine, input);
        self.machine = Some(machine);
        effects
    }

    /// The canvas as shown; opens it if needed. `None` if it can't be read.
    pub(super) fn canvas(&self, id: &DocumentId) -> Option<Canvas> {
        if let Some(canvas) = self.screen.open.borrow().get(id) {
            return Some(canvas.clone());
        }
        match now(self.store.load(id)) {
            Ok(Loaded::Ready(canvas)) => {
                let canvas = *canvas;
                self.screen
                    .open
                    .borrow_mut()
                    .insert(id.clone(), canvas.clone());
                Some(canvas)
            }
            _ => None,
        }
    }

    /// Whether the session makes a canvas read-only, as the server's version can't be read.
    pub(super) fn refuses(&self, id: &DocumentId) -> bool {
        let report = self.report.as_ref();
        report.is_some_and(|report| report.unread.iter().any(|(its, _)| its == id))
    }

    /// Closes a canvas if all its edits are saved.
    pub(super) fn close(&self, id: &DocumentId) {
        if !self.unsaved.contains_key(id) {
            self.screen.open.borrow_mut().remove(id);
        }
    }

    /// The ids of the canvases on this device.
    pub(super) fn ids(&self) -> Vec<DocumentId> {
        let here = self.disk.ids();
        let mut ids: Vec<DocumentId> = here.iter().filter_map(|id| id.parse().ok()).collect();
        ids.extend(self.unsaved.keys().cloned());
        ids.sort();
        ids.dedup();
        ids
    }
}
