//! One open canvas: the document, its history, its derived values and its autosave.

mod conflicting_edit;
pub(super) mod edit;
pub(super) mod erase;
pub(super) mod replace;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, GetUntracked, Set, Track};

use crate::domain::{Canvas, DocumentId, Finding, Place, Rejected, Totals, canonical, undecided};

use super::autosave::{Autosave, SaveStatus, SavedDocument};
use super::derived::Derived;
use super::environment::Environment;
use super::history::{History, InputSession};
use super::services::{Delegate, ReadOnly, Services};
use super::triggers::{Triggers, Watched};

/// One open canvas, shared by all elements on the page that show it.
pub struct OpenCanvas {
    services: Rc<Services>,
    /// Keeps the namespace open while the canvas is open.
    _namespace: Option<Rc<dyn Delegate>>,
    canvas: RefCell<Canvas>,
    history: RefCell<History>,
    triggers: Triggers,
    derived: Derived,
    autosave: Autosave,
    steps: ArcRwSignal<(bool, bool)>,
    skipped: ArcRwSignal<u32>,
    /// Why the document refused the user's last edit.
    rejected: ArcRwSignal<Option<Rejected>>,
    /// Increases with every change, local or remote.
    revision: Cell<u32>,
    /// Increases when sync replaces the document.
    remote: Cell<u32>,
    /// The number of the last input session.
    inputs: Cell<u32>,
    /// The input session that edits belong to now.
    input: Cell<Option<InputSession>>,
}

impl SavedDocument for OpenCanvas {
    fn id(&self) -> DocumentId {
        self.canvas.borrow().id.clone()
    }

    fn snapshot(&self) -> Canvas {
        self.canvas.borrow().clone()
    }

    fn before_save(&self) {
        self.find();
    }

    fn autosave(&self) -> &Autosave {
        &self.autosave
    }
}

/// Opening and reading.
impl OpenCanvas {
    /// Opens a canvas; `stored` is false for one that was only just created.
    pub(super) fn new(services: Rc<Services>, canvas: Canvas, stored: bool) -> Rc<Self> {
        let open_canvas = Rc::new(Self {
            _namespace: services.delegate(),
            canvas: RefCell::new(canvas),
            history: RefCell::default(),
            triggers: Triggers::default(),
            derived: Derived::default(),
            autosave: Autosave::new(Rc::clone(&services), stored),
            services,
            steps: ArcRwSignal::new((false, false)),
            skipped: ArcRwSignal::new(0),
            rejected: ArcRwSignal::new(None),
            revision: Cell::new(0),
            remote: Cell::new(0),
            inputs: Cell::new(0),
            input: Cell::new(None),
        });
        open_canvas.recompute();
        open_canvas
    }

    /// The document's id.
    pub fn id(&self) -> DocumentId {
        self.canvas.borrow().id.clone()
    }

    /// The totals per scenario.
    pub fn totals(&self) -> Totals {
        self.derived.totals()
    }

    /// Whether it is in the bin.
    pub fn is_removed(&self) -> bool {
        self.canvas.borrow().removed.is_some()
    }

    /// A copy of the document.
    pub fn snapshot(&self) -> Canvas {
        self.canvas.borrow().clone()
    }

    /// Reads the document in place.
    pub(super) fn read<R>(&self, read: impl FnOnce(&Canvas) -> R) -> R {
        read(&self.canvas.borrow())
    }

    /// Subscribes the running view.
    pub(super) fn track(&self, watched: Watched) {
        self.triggers.track(watched);
    }

    /// Makes every view render again, as what it shows may be outdated.
    pub(super) fn wake_views(&self) {
        self.triggers.notify_all();
    }

    /// The save status.
    pub fn status(&self) -> ArcReadSignal<SaveStatus> {
        self.autosave.status()
    }

    /// Whether undo and redo are possible, in that order.
    pub(super) fn steps(&self) -> ArcReadSignal<(bool, bool)> {
        self.steps.read_only()
    }

    /// The findings, recomputed shortly after typing pauses; `None` before their part has loaded.
    pub(super) fn findings(&self) -> ArcReadSignal<Option<Vec<Finding>>> {
        self.derived.findings()
    }

    /// The number of undo or redo steps that were skipped because someone else had changed the
    /// place.
    pub(super) fn skipped(&self) -> ArcReadSignal<u32> {
        self.skipped.read_only()
    }

    /// Why the document refused the user's last edit; `None` once it accepts one again.
    pub(super) fn rejected(&self) -> ArcReadSignal<Option<Rejected>> {
        self.rejected.read_only()
    }

    /// The change count: increases with every change, local or remote.
    pub(super) fn revision(&self) -> u32 {
        self.revision.get()
    }

    /// The number of times that sync replaced the document.
    pub(super) fn remote(&self) -> u32 {
        self.remote.get()
    }

    /// The environment of the namespace.
    pub(super) fn environment(&self) -> Environment {
        self.services.environment()
    }

    /// The number of places with an unresolved conflict.
    pub(super) fn undecided(&self) -> usize {
        undecided(&self.canvas.borrow()).len()
    }

    /// Why the canvas is read-only; `None` if it can be edited.
    pub(super) fn read_only_reason(&self) -> Option<ReadOnly> {
        let removed = self
            .canvas
            .borrow()
            .removed
            .is_some()
            .then_some(ReadOnly::Removed);
        let page = self.services.read_only();
        page.or_else(|| self.unread()).or(removed)
    }

    /// As [`read_only_reason`](Self::read_only_reason), and subscribes the running view.
    pub(super) fn track_read_only_reason(&self) -> Option<ReadOnly> {
        self.services.role().track();
        self.services.unread().track();
        self.track(Watched::Place(Place::Removed));
        self.read_only_reason()
    }

    /// Why sync would never send an edit: the server has a version that this app can't read.
    fn unread(&self) -> Option<ReadOnly> {
        self.services.unread_reason(&self.canvas.borrow().id)
    }
}

/// Saving the document.
impl OpenCanvas {
    fn saved_document(self: &Rc<Self>) -> Rc<dyn SavedDocument> {
        Rc::clone(self) as Rc<dyn SavedDocument>
    }

    /// Journals unsaved edits at once and starts their commit to the archive.
    pub fn flush(self: &Rc<Self>) {
        self.autosave.flush(&self.saved_document());
    }

    /// Saves all edits and waits until the archive has accepted or refused them. Returns whether it
    /// has them all.
    pub async fn save_all(self: &Rc<Self>) -> bool {
        self.autosave.save_all(&self.saved_document()).await
    }

    /// Ends the current typing step, so that further typing undoes separately, and saves
    /// immediately.
    pub fn commit_typing(self: &Rc<Self>) {
        self.history.borrow_mut().pause();
        self.flush();
    }

    /// Saves the document again even if it was saved already, unless it was never edited.
    pub(super) fn save_again(self: &Rc<Self>) {
        if !self.autosave.is_untouched() {
            self.autosave.save_soon(&self.saved_document());
        }
    }

    /// Whether there are edits that haven't been committed to the archive yet.
    pub fn is_dirty(&self) -> bool {
        self.autosave.is_dirty()
    }

    /// Whether the archive lacks the last edits: not committed yet, or refused.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.autosave.is_unsaved()
    }

    /// Saves unsaved edits after a panic: to the journal, or by `keep` if nothing is stored on this
    /// device. Skips a document that is borrowed for an edit at that moment.
    pub(super) fn rescue(&self, keep: &mut dyn FnMut(String)) {
        let Ok(canvas) = self.canvas.try_borrow() else {
            return;
        };
        if self.services.keeps_nothing() {
            keep(canonical(&*canvas));
        } else if self.is_unsaved() && self.services.may_write() {
            drop(self.services.store().journal(&canvas));
        }
    }
}

/// Updates after a change.
impl OpenCanvas {
    fn edited(self: &Rc<Self>, touched: &[Place]) {
        if !touched.is_empty() {
            self.touch(touched);
            self.changed();
        }
    }

    fn count_change(&self) {
        self.revision.set(self.revision.get().wrapping_add(1));
    }

    fn changed(self: &Rc<Self>) {
        self.count_change();
        self.show_steps();
        self.triggers.notify(Watched::Changed);
        self.autosave.save_soon(&self.saved_document());
    }

    fn show_steps(&self) {
        let history = self.history.borrow();
        let steps = (history.can_undo(), history.can_redo());
        if self.steps.get_untracked() != steps {
            self.steps.set(steps);
        }
    }

    /// Updates the derived values and notifies the views of these places.
    fn touch(&self, touched: &[Place]) {
        for place in touched {
            match place {
                Place::Line(id) => self.derived.recompute_line(&self.canvas.borrow(), *id),
                Place::Horizon => self.recompute(),
                Place::Person(_) | Place::Grade(_) => self.triggers.notify(Watched::Score),
                _ => {}
            }
            self.triggers.notify(Watched::Place(*place));
        }
        // Summed once per edit, regardless of the number of lines.
        if touched.iter().any(|it| matches!(it, Place::Line(_))) {
            self.sum();
        }
    }

    fn recompute(&self) {
        self.derived.recompute(&self.canvas.borrow());
        self.sum();
        self.find();
    }

    fn sum(&self) {
        if self.derived.sum() {
            self.triggers.notify(Watched::Totals);
        }
    }

    /// Recomputes the findings, once their part has loaded.
    pub(super) fn find(&self) {
        let today = self.environment().today();
        self.derived.find(&self.canvas.borrow(), today);
    }
}
