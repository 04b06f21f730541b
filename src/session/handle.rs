//! A view's handle on an open canvas.

use std::rc::Rc;

use leptos::prelude::{LocalStorage, ReadSignal, StoredValue, WithValue};

use crate::domain::{
    Canvas, Command, Finding, ItemId, Place, Rejected, Satisfaction, Score, Totals,
};

use super::autosave::SaveStatus;
use super::environment::Environment;
use super::history::{InputSession, StepResult};
use super::open_canvas::OpenCanvas;
use super::open_canvas::edit::EditError;
use super::parts::Part;
use super::services::ReadOnly;
use super::triggers::Watched;

/// A view's handle on an open canvas; cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct CanvasHandle {
    open_canvas: StoredValue<Rc<OpenCanvas>, LocalStorage>,
    status: ReadSignal<SaveStatus>,
    steps: ReadSignal<(bool, bool)>,
    findings: ReadSignal<Option<Vec<Finding>>>,
    skipped: ReadSignal<u32>,
    rejected: ReadSignal<Option<Rejected>>,
}

impl CanvasHandle {
    /// Creates a handle that lives as long as the current reactive owner.
    #[must_use]
    pub fn attach(open_canvas: &Rc<OpenCanvas>) -> Self {
        Self {
            open_canvas: StoredValue::new_local(open_canvas.clone()),
            status: open_canvas.status().into(),
            steps: open_canvas.steps().into(),
            findings: open_canvas.findings().into(),
            skipped: open_canvas.skipped().into(),
            rejected: open_canvas.rejected().into(),
        }
    }

    /// The save status.
    #[must_use]
    pub fn status(&self) -> ReadSignal<SaveStatus> {
        self.status
    }

    /// Whether undo and redo are possible, in that order.
    #[must_use]
    pub fn steps(&self) -> ReadSignal<(bool, bool)> {
        self.steps
    }

    /// The findings, recomputed shortly after typing pauses; `None` before
    /// [`load_findings`](Self::load_findings).
    #[must_use]
    pub fn findings(&self) -> ReadSignal<Option<Vec<Finding>>> {
        self.findings
    }

    /// Finds what is missing or odd from now on. Returns false where the code of it can't be fetched: it can
    /// be tried again.
    pub async fn load_findings(self) -> bool {
        let there = Part::Findings.load().await;
        let open_canvas = self.open_canvas.try_with_value(Rc::clone);
        if let (true, Some(open_canvas)) = (there, open_canvas) {
            open_canvas.find();
        }
        there
    }

    /// The number of undo or redo steps that were skipped because someone else had changed the
    /// place.
    #[must_use]
    pub fn skipped(&self) -> ReadSignal<u32> {
        self.skipped
    }

    /// Why the document refused the user's last edit; `None` once it accepts one again.
    #[must_use]
    pub fn rejected(&self) -> ReadSignal<Option<Rejected>> {
        self.rejected
    }

    /// Calls `f` with the open canvas behind this handle.
    pub fn with<R>(&self, f: impl FnOnce(&Rc<OpenCanvas>) -> R) -> R {
        self.open_canvas.with_value(f)
    }

    /// The environment of the canvas's namespace.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.with(|open_canvas| open_canvas.environment())
    }

    /// Reads the document and subscribes the running view to a place in it.
    pub fn read<R>(&self, place: Place, read: impl FnOnce(&Canvas) -> R) -> R {
        self.with(|open_canvas| {
            open_canvas.track(Watched::Place(place));
            open_canvas.read(read)
        })
    }

    /// Reads the document without subscribing.
    pub fn peek<R>(&self, read: impl FnOnce(&Canvas) -> R) -> R {
        self.with(|open_canvas| open_canvas.read(read))
    }

    /// Reads the document and subscribes the running view to every change.
    pub fn read_all<R>(&self, read: impl FnOnce(&Canvas) -> R) -> R {
        self.with(|open_canvas| {
            open_canvas.track(Watched::Changed);
            open_canvas.read(read)
        })
    }

    /// The document's change count. Subscribes the running view to every change.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.with(|open_canvas| {
            open_canvas.track(Watched::Changed);
            open_canvas.revision()
        })
    }

    /// The totals per scenario. Subscribes the running view to changes of them.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.with(|open_canvas| {
            open_canvas.track(Watched::Totals);
            open_canvas.totals()
        })
    }

    /// The satisfaction score. Subscribes the running view to changes of it.
    #[must_use]
    pub fn score(&self) -> Score {
        self.with(|open_canvas| {
            open_canvas.track(Watched::Score);
            open_canvas.read(|canvas| canvas.satisfaction.score())
        })
    }

    /// Reads the grades and subscribes the running view to changes of them.
    pub fn satisfaction<R>(&self, read: impl FnOnce(&Satisfaction) -> R) -> R {
        self.with(|open_canvas| {
            open_canvas.track(Watched::Score);
            open_canvas.read(|canvas| read(&canvas.satisfaction))
        })
    }

    /// Why the canvas is read-only; `None` if it can be edited. Subscribes the running view.
    #[must_use]
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.with(|open_canvas| open_canvas.track_read_only_reason())
    }

    /// Applies an edit of the user. If the canvas is read-only, every view renders again: a field that
    /// took the key shows the document's value.
    ///
    /// # Errors
    ///
    /// As [`OpenCanvas::dispatch`].
    pub fn dispatch(&self, command: Command) -> Result<(), EditError> {
        self.with(|open_canvas| {
            let result = open_canvas.dispatch(command);
            if matches!(result, Err(EditError::ReadOnly(_))) {
                open_canvas.wake_views();
            }
            result
        })
    }

    /// Applies an edit that a view only offers while it is possible. A refusal changes nothing, and
    /// makes every view render again.
    pub fn edit(&self, command: Command) {
        if let Err(EditError::Rejected(_)) = self.dispatch(command) {
            // Another page may just have removed the item.
            self.with(|open_canvas| open_canvas.wake_views());
        }
    }

    /// Starts an input session, when a field gets the focus; see [`InputSession`].
    #[must_use]
    pub fn begin_input(&self) -> InputSession {
        self.with(|open_canvas| open_canvas.begin_input())
    }

    /// Calls `run`; every edit that it makes belongs to the input session.
    pub fn within_input<R>(&self, input: InputSession, run: impl FnOnce() -> R) -> R {
        let open_canvas = self.with(Rc::clone);
        open_canvas.within_input(input, run)
    }

    /// Reverts all edits of an input session; see
    /// [`History::take_back`](super::History::take_back).
    pub fn take_back(&self, input: InputSession) {
        self.with(|open_canvas| open_canvas.take_back(input));
    }

    /// The number of times that sync replaced the document.
    #[must_use]
    pub fn remote(&self) -> u32 {
        self.with(|open_canvas| open_canvas.remote())
    }

    /// Records an edit in a field that hides a remote change; see
    /// [`OpenCanvas::record_conflicting_edit`].
    pub(crate) fn record_conflicting_edit(
        &self,
        hidden: &dyn Fn(),
        seen: &dyn Fn(),
        typed: &dyn Fn(),
        made: &mut Vec<ItemId>,
    ) {
        let open_canvas = self.with(Rc::clone);
        open_canvas.record_conflicting_edit(hidden, seen, typed, made);
    }

    /// The count of changes that were made on this page, and not by sync. Subscribes the running view to
    /// every change.
    #[must_use]
    pub fn own_changes(&self) -> u32 {
        self.revision().wrapping_sub(self.remote())
    }

    /// Undoes the last step, and returns what came of it.
    #[must_use]
    pub fn undo(&self) -> StepResult {
        self.with(OpenCanvas::undo)
    }

    /// Redoes the step that was last undone, and returns what came of it.
    #[must_use]
    pub fn redo(&self) -> StepResult {
        self.with(OpenCanvas::redo)
    }

    /// Restores the canvas from the bin.
    pub fn restore(&self) {
        self.with(OpenCanvas::restore);
    }

    /// Ends the current typing step and saves pending edits at once.
    pub fn commit_typing(&self) {
        self.with(OpenCanvas::commit_typing);
    }
}
