//! A tab: the store, the machine and the canvases that are open, as the session has them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId};
use maatwerk::store::{Live, Loaded, Store, StoreError};
use maatwerk::sync::machine::{Effect, Input, State, step};
use maatwerk::sync::status::Report;

use super::disk::{Disk, now};

/// The canvases that are open.
#[derive(Default)]
pub(super) struct Screen {
    pub(super) open: RefCell<BTreeMap<DocumentId, Canvas>>,
    /// Canvases that sync changed, open or not, since this was last looked at.
    pub(super) changed: RefCell<Vec<Canvas>>,
}

impl Live for Screen {
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

/// A tab.
pub(super) struct Page {
    pub(super) serial: u64,
    pub(super) store: Store,
    disk: Rc<Disk>,
    pub(super) screen: Rc<Screen>,
    /// The machine, while this page writes.
    pub(super) machine: Option<State>,
    pub(super) report: Option<Report>,
    pub(super) born: u64,
    /// When the machine wants to be woken.
    pub(super) timer: Option<u64>,
    /// Edits that are not in the archive yet, by canvas.
    pub(super) unsaved: BTreeMap<DocumentId, Vec<usize>>,
}

impl Page {
    /// Opens a tab and lets it write.
    pub(super) fn open(
        disk: &Rc<Disk>,
        serial: u64,
        at: u64,
        url: &str,
    ) -> Result<Self, StoreError> {
        let store = now(disk.open())?;
        now(store.claim())?;
        Ok(Self {
            serial,
            store,
            disk: disk.clone(),
            screen: Rc::default(),
            machine: Some(State::new(url)),
            report: None,
            born: at,
            timer: None,
            unsaved: BTreeMap::new(),
        })
    }

    /// Feeds the machine; gives what is to be done.
    pub(super) fn step(&mut self, input: Input) -> Vec<Effect> {
        let Some(machine) = self.machine.take() else {
            return Vec::new();
        };
        let (machine, effects) = step(machine, input);
        self.machine = Some(machine);
        effects
    }

    /// The canvas as it is on screen; opens it where it isn't.
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

    /// Closes a canvas of which everything is saved.
    pub(super) fn close(&self, id: &DocumentId) {
        if !self.unsaved.contains_key(id) {
            self.screen.open.borrow_mut().remove(id);
        }
    }

    /// The canvases here.
    pub(super) fn ids(&self) -> Vec<DocumentId> {
        let here = self.disk.ids();
        let mut ids: Vec<DocumentId> = here.iter().filter_map(|id| id.parse().ok()).collect();
        ids.extend(self.unsaved.keys().cloned());
        ids.sort();
        ids.dedup();
        ids
    }
}
