//! One open canvas: the document, its history, and what follows from it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::{ArcRwSignal, GetUntracked, Set};

use crate::domain::{
    Applied, Canvas, Command, DocumentId, Finding, ItemId, LineAmounts, Place, Rejected, Stamp,
    Totals, closing,
};
use crate::store::StoreError;

use super::autosave::Autosave;
use super::history::{History, Outcome};
use super::triggers::{Triggers, Watched};
use super::workspace::Workspace;

/// Where a replaced document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The person, by an import: saved.
    User,
    /// The host page: saved.
    Host,
    /// Another page or the server: shown, and not saved again.
    Remote,
    /// The store, when a document is opened.
    Restore,
}

/// What the status line may say about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Nothing was changed since it was opened, and it isn't stored yet.
    Untouched,
    /// An edit is on its way to the archive.
    Saving,
    /// The archive has all of it.
    Saved,
    /// The last edits are not in the archive.
    Failed(StoreError),
    /// The host page asked to keep nothing here.
    NotKept,
}

/// Why a canvas can't be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// The host page asks so.
    Host,
    /// Another window writes.
    Follower,
    /// It is in the bin.
    Removed,
}

/// Why an edit was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The document refuses it.
    Rejected(Rejected),
    /// Nothing may be edited.
    ReadOnly(ReadOnly),
}

/// One open canvas, shared by all elements on the page that show it.
pub struct Shared {
    pub(super) canvas: RefCell<Canvas>,
    history: RefCell<History>,
    pub(super) triggers: Triggers,
    amounts: RefCell<BTreeMap<ItemId, LineAmounts>>,
    pub(super) totals: Cell<Totals>,
    pub(super) autosave: Autosave,
    pub(super) workspace: Rc<Workspace>,
    pub(super) status: ArcRwSignal<SaveStatus>,
    pub(super) steps: ArcRwSignal<(bool, bool)>,
    pub(super) findings: ArcRwSignal<Vec<Finding>>,
    pub(super) skipped: ArcRwSignal<u32>,
    /// Goes up with every change, whoever makes it.
    pub(super) revision: Cell<u32>,
    /// Goes up when something comes in from the server.
    pub(super) remote: Cell<u32>,
}

impl Shared {
    /// Opens a canvas.
    pub(super) fn new(workspace: Rc<Workspace>, canvas: Canvas, stored: bool) -> Rc<Self> {
        let status = match (stored, workspace.keeps_nothing()) {
            (_, true) => SaveStatus::NotKept,
            (true, _) => SaveStatus::Saved,
            (false, _) => SaveStatus::Untouched,
        };
        let shared = Rc::new(Self {
            canvas: RefCell::new(canvas),
            history: RefCell::default(),
            triggers: Triggers::default(),
            amounts: RefCell::default(),
            totals: Cell::default(),
            autosave: Autosave::default(),
            workspace,
            status: ArcRwSignal::new(status),
            steps: ArcRwSignal::new((false, false)),
            findings: ArcRwSignal::new(Vec::new()),
            skipped: ArcRwSignal::new(0),
            revision: Cell::new(0),
            remote: Cell::new(0),
        });
        shared.recompute();
        shared
    }

    /// The document's id.
    pub fn id(&self) -> DocumentId {
        self.canvas.borrow().id.clone()
    }

    /// What each scenario costs together.
    pub fn sums(&self) -> Totals {
        self.totals.get()
    }

    /// A copy of the document.
    pub fn snapshot(&self) -> Canvas {
        self.canvas.borrow().clone()
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            by: self.workspace.author.get_untracked(),
            at: (self.workspace.environment.now)(),
        }
    }

    /// Applies an edit of the person.
    ///
    /// # Errors
    ///
    /// [`Refusal`] when nothing may be edited or the document refuses it; nothing has changed then.
    pub fn dispatch(self: &Rc<Self>, command: Command) -> Result<(), Refusal> {
        if let Some(why) = self.refuses() {
            return Err(Refusal::ReadOnly(why));
        }
        let command = closing(&self.canvas.borrow(), command);
        let stamp = self.stamp();
        let result =
            self.history
                .borrow_mut()
                .dispatch(&mut self.canvas.borrow_mut(), command, &stamp);
        let touched = result.map_err(Refusal::Rejected)?;
        if !touched.is_empty() {
            self.touch(&touched);
            self.changed();
        }
        Ok(())
    }

    /// Applies an edit outside the person's history, such as what comes from the list of canvases.
    ///
    /// # Errors
    ///
    /// As the domain's `apply`.
    pub(super) fn apply(self: &Rc<Self>, command: Command) -> Result<(), Rejected> {
        let stamp = self.stamp();
        let Applied { touched, .. } =
            crate::domain::apply(&mut self.canvas.borrow_mut(), command, &stamp)?;
        self.touch(&touched);
        self.changed();
        Ok(())
    }

    pub(super) fn refuses(&self) -> Option<ReadOnly> {
        let removed = self
            .canvas
            .borrow()
            .removed
            .is_some()
            .then_some(ReadOnly::Removed);
        let follower = (!self.workspace.may_write()).then_some(ReadOnly::Follower);
        follower.or(removed)
    }

    /// Takes the last step back.
    pub fn undo(self: &Rc<Self>) {
        self.step(History::undo);
    }

    /// Does the last step again.
    pub fn redo(self: &Rc<Self>) {
        self.step(History::redo);
    }

    fn step(self: &Rc<Self>, step: fn(&mut History, &mut Canvas, &Stamp) -> Outcome) {
        if self.refuses().is_some() {
            return;
        }
        let stamp = self.stamp();
        let outcome = step(
            &mut self.history.borrow_mut(),
            &mut self.canvas.borrow_mut(),
            &stamp,
        );
        match outcome {
            Outcome::Done(touched) => {
                self.touch(&touched);
                self.changed();
            }
            Outcome::Skipped => {
                let count = self.skipped.get_untracked();
                self.skipped.set(count.saturating_add(1));
                self.show_steps();
            }
            Outcome::Nothing => {}
        }
    }

    /// Puts another document in place: the one door for load, import, other pages, host and server.
    pub fn replace(self: &Rc<Self>, canvas: Canvas, source: Source) {
        *self.canvas.borrow_mut() = canvas;
        self.count_change();
        if matches!(source, Source::Restore) {
            *self.history.borrow_mut() = History::default();
        }
        self.recompute();
        self.triggers.notify_all();
        self.show_steps();
        if matches!(source, Source::User | Source::Host) {
            self.changed();
        }
    }

    /// Ends a stretch of typing and saves at once what waits.
    pub fn settle(self: &Rc<Self>) {
        self.history.borrow_mut().pause();
        self.flush();
    }

    fn count_change(&self) {
        self.revision.set(self.revision.get().wrapping_add(1));
    }

    fn changed(self: &Rc<Self>) {
        self.count_change();
        self.show_steps();
        self.triggers.notify(Watched::Changed);
        self.save_soon();
    }

    fn show_steps(&self) {
        let history = self.history.borrow();
        let steps = (history.can_undo(), history.can_redo());
        if self.steps.get_untracked() != steps {
            self.steps.set(steps);
        }
    }

    /// Brings the derived values up to date and wakes the views of these places.
    fn touch(&self, touched: &[Place]) {
        for place in touched {
            match place {
                Place::Line(id) => self.recompute_line(*id),
                Place::Horizon => self.recompute(),
                Place::Person(_) | Place::Grade(_) => self.triggers.notify(Watched::Score),
                _ => {}
            }
            self.triggers.notify(Watched::Place(*place));
        }
        // Once, however many lines an edit has touched.
        if touched.iter().any(|it| matches!(it, Place::Line(_))) {
            self.sum();
        }
    }

    fn recompute_line(&self, id: ItemId) {
        let canvas = self.canvas.borrow();
        let mut amounts = self.amounts.borrow_mut();
        match canvas.costs.lines.get(&id) {
            Some(line) => amounts.insert(id, LineAmounts::of(line, canvas.costs.horizon)),
            None => amounts.remove(&id),
        };
    }

    fn recompute(&self) {
        {
            let canvas = self.canvas.borrow();
            let mut amounts = self.amounts.borrow_mut();
            amounts.clear();
            for (id, line) in &canvas.costs.lines {
                amounts.insert(*id, LineAmounts::of(line, canvas.costs.horizon));
            }
        }
        self.sum();
        self.find();
    }

    fn sum(&self) {
        let totals = Totals::sum(self.amounts.borrow().values().copied());
        if self.totals.replace(totals) != totals {
            self.triggers.notify(Watched::Totals);
        }
    }

    /// Looks again for what is missing or odd.
    pub(super) fn find(&self) {
        let today = self.workspace.environment.today();
        let found = crate::domain::findings(&self.canvas.borrow(), today);
        // Also where the same is found: a finding names its item by a text that may have changed.
        self.findings.set(found);
    }
}
