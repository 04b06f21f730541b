//! One canvas, its history and its views.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::{
    ArcRwSignal, GetUntracked, LocalStorage, RwSignal, Set, StoredValue, Track, WithValue,
};

use crate::domain::{
    Applied, Canvas, Command, DocumentId, Finding, ItemId, LineAmounts, Place, Rejected,
    Satisfaction, Score, Stamp, Totals,
};
use crate::store::StoreError;

use super::autosave::Autosave;
use super::environment::Environment;
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
    /// It is of a newer version.
    TooNew,
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
    canvas: RefCell<Canvas>,
    history: RefCell<History>,
    triggers: Triggers,
    amounts: RefCell<BTreeMap<ItemId, LineAmounts>>,
    totals: Cell<Totals>,
    pub(super) autosave: Autosave,
    pub(super) workspace: Rc<Workspace>,
    pub(super) status: ArcRwSignal<SaveStatus>,
    steps: ArcRwSignal<(bool, bool)>,
    findings: ArcRwSignal<Vec<Finding>>,
    read_only: ArcRwSignal<Option<ReadOnly>>,
    skipped: ArcRwSignal<u32>,
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
            read_only: ArcRwSignal::new(None),
            skipped: ArcRwSignal::new(0),
        });
        shared.recompute();
        shared
    }

    /// The document's id.
    pub fn id(&self) -> DocumentId {
        self.canvas.borrow().id.clone()
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

    fn refuses(&self) -> Option<ReadOnly> {
        let set = self.read_only.get_untracked();
        let removed = self
            .canvas
            .borrow()
            .removed
            .is_some()
            .then_some(ReadOnly::Removed);
        let follower = (!self.workspace.may_write()).then_some(ReadOnly::Follower);
        set.or(follower).or(removed)
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

    fn changed(self: &Rc<Self>) {
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
    }

    fn recompute_line(&self, id: ItemId) {
        {
            let canvas = self.canvas.borrow();
            let mut amounts = self.amounts.borrow_mut();
            match canvas.costs.lines.get(&id) {
                Some(line) => amounts.insert(id, LineAmounts::of(line, canvas.costs.horizon)),
                None => amounts.remove(&id),
            };
        }
        self.sum();
    }

    fn recompute(&self) {
        {
            let canvas = self.canvas.borrow();
            let lines = canvas.costs.lines.iter();
            *self.amounts.borrow_mut() = lines
                .map(|(id, line)| (*id, LineAmounts::of(line, canvas.costs.horizon)))
                .collect();
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
        let found =
            crate::domain::findings(&self.canvas.borrow(), self.workspace.environment.today());
        if self.findings.get_untracked() != found {
            self.findings.set(found);
        }
    }
}

/// A view's handle on an open canvas; cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct Session {
    shared: StoredValue<Rc<Shared>, LocalStorage>,
    /// How saving stands.
    pub status: RwSignal<SaveStatus>,
    /// Whether there is a step to take back, and one to do again.
    pub steps: RwSignal<(bool, bool)>,
    /// What is missing or odd, looked up shortly after typing pauses.
    pub findings: RwSignal<Vec<Finding>>,
    /// Why nothing can be edited, where the host or the document's version says so.
    pub fixed: RwSignal<Option<ReadOnly>>,
    /// How often a step back was let go because someone else had changed the place.
    pub skipped: RwSignal<u32>,
}

impl Session {
    /// A handle for the views that are made now.
    #[must_use]
    pub fn attach(shared: &Rc<Shared>) -> Self {
        Self {
            shared: StoredValue::new_local(shared.clone()),
            status: shared.status.clone().into(),
            steps: shared.steps.clone().into(),
            findings: shared.findings.clone().into(),
            fixed: shared.read_only.clone().into(),
            skipped: shared.skipped.clone().into(),
        }
    }

    /// Runs with the open canvas behind this handle.
    pub fn with<R>(&self, f: impl FnOnce(&Rc<Shared>) -> R) -> R {
        self.shared.with_value(f)
    }

    /// Clock, ids and time zone.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.with(|shared| shared.workspace.environment)
    }

    /// Reads the document and waits for a place in it.
    pub fn read<R>(&self, place: Place, read: impl FnOnce(&Canvas) -> R) -> R {
        self.with(|shared| {
            shared.triggers.track(Watched::Place(place));
            read(&shared.canvas.borrow())
        })
    }

    /// Reads the document without waiting for anything.
    pub fn peek<R>(&self, read: impl FnOnce(&Canvas) -> R) -> R {
        self.with(|shared| read(&shared.canvas.borrow()))
    }

    /// Reads the document and waits for any change of it.
    pub fn read_all<R>(&self, read: impl FnOnce(&Canvas) -> R) -> R {
        self.with(|shared| {
            shared.triggers.track(Watched::Changed);
            read(&shared.canvas.borrow())
        })
    }

    /// The totals, as a view that waits for them.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.with(|shared| {
            shared.triggers.track(Watched::Totals);
            shared.totals.get()
        })
    }

    /// The score, as a view that waits for it.
    #[must_use]
    pub fn score(&self) -> Score {
        self.with(|shared| {
            shared.triggers.track(Watched::Score);
            shared.canvas.borrow().satisfaction.score()
        })
    }

    /// Reads the grades, as a view that waits for any change of them.
    pub fn satisfaction<R>(&self, read: impl FnOnce(&Satisfaction) -> R) -> R {
        self.with(|shared| {
            shared.triggers.track(Watched::Score);
            read(&shared.canvas.borrow().satisfaction)
        })
    }

    /// Why nothing can be edited now, as a view that waits for it.
    #[must_use]
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.fixed.track();
        self.with(|shared| {
            shared.workspace.role.track();
            shared.triggers.track(Watched::Place(Place::Removed));
            shared.refuses()
        })
    }

    /// Applies an edit of the person.
    ///
    /// # Errors
    ///
    /// As [`Shared::dispatch`].
    pub fn dispatch(&self, command: Command) -> Result<(), Refusal> {
        self.with(|shared| shared.dispatch(command))
    }

    /// Applies an edit that a view only offers where it can be done; a refusal changes nothing.
    pub fn edit(&self, command: Command) {
        if self.dispatch(command).is_err() {
            // Another window may have removed the item, or taken over, a moment ago.
            self.with(|shared| shared.triggers.notify_all());
        }
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.with(Shared::undo);
    }

    /// Does the last step again.
    pub fn redo(&self) {
        self.with(Shared::redo);
    }

    /// Takes the canvas out of the bin.
    pub fn restore(&self) {
        self.with(|shared| {
            // Names no item and no number, so the document can't refuse it.
            if shared.apply(Command::Removed(false)).is_ok() {
                shared.flush();
            }
        });
    }

    /// Ends a stretch of typing and saves at once what waits.
    pub fn settle(&self) {
        self.with(Shared::settle);
    }
}
