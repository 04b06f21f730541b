//! Edits of the user: dispatch, input sessions, undo and redo.

use std::rc::Rc;

use leptos::prelude::{GetUntracked, Set};

use crate::domain::{Applied, Canvas, Command, Rejected, Stamp, with_resolved_conflicts};
use crate::session::history::{History, InputSession, StepResult};
use crate::session::services::ReadOnly;

use super::OpenCanvas;

/// Why an edit was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The document refuses it.
    Rejected(Rejected),
    /// The canvas is read-only.
    ReadOnly(ReadOnly),
}

impl OpenCanvas {
    /// Applies an edit of the user as an undoable step.
    ///
    /// # Errors
    ///
    /// [`EditError`] if the canvas is read-only or the document refuses the edit; nothing has
    /// changed then.
    pub fn dispatch(self: &Rc<Self>, command: Command) -> Result<(), EditError> {
        if let Some(why) = self.read_only_reason() {
            return Err(EditError::ReadOnly(why));
        }
        let command = with_resolved_conflicts(&self.canvas.borrow(), command);
        let stamp = self.services.stamp();
        let result = self.history.borrow_mut().dispatch_input(
            &mut self.canvas.borrow_mut(),
            command,
            &stamp,
            self.input.get(),
        );
        let rejected = result.as_ref().err().copied();
        if self.rejected.get_untracked() != rejected {
            self.rejected.set(rejected);
        }
        self.edited(&result.map_err(EditError::Rejected)?);
        Ok(())
    }

    /// Starts an input session, whose edits form one step.
    pub(in crate::session) fn begin_input(&self) -> InputSession {
        let number = self.inputs.get().wrapping_add(1);
        self.inputs.set(number);
        InputSession::new(number)
    }

    /// Calls `run`; every edit that it makes belongs to the input session. Calls may nest.
    pub(in crate::session) fn within_input<R>(
        &self,
        input: InputSession,
        run: impl FnOnce() -> R,
    ) -> R {
        let outer = self.input.replace(Some(input));
        let result = run();
        self.input.set(outer);
        result
    }

    /// Reverts all edits of an input session; see [`History::take_back`]. Does nothing if
    /// read-only.
    pub(in crate::session) fn take_back(self: &Rc<Self>, input: InputSession) {
        if self.read_only_reason().is_some() {
            return;
        }
        let stamp = self.services.stamp();
        let touched =
            self.history
                .borrow_mut()
                .take_back(&mut self.canvas.borrow_mut(), input, &stamp);
        self.edited(&touched);
    }

    /// Applies an edit outside the undo history, such as one from the list of canvases. Doesn't
    /// check whether the canvas is read-only.
    ///
    /// # Errors
    ///
    /// As the domain's `apply`.
    pub(in crate::session) fn apply(self: &Rc<Self>, command: Command) -> Result<(), Rejected> {
        let stamp = self.services.stamp();
        let Applied { touched, .. } =
            crate::domain::apply(&mut self.canvas.borrow_mut(), command, &stamp)?;
        self.touch(&touched);
        self.changed();
        Ok(())
    }

    /// Restores the canvas from the bin; does nothing if sync would never send that.
    pub(in crate::session) fn restore(self: &Rc<Self>) {
        // The command names no item and no number, so the document can't refuse it.
        if self.unread().is_none() && self.apply(Command::Removed(false)).is_ok() {
            self.flush();
        }
    }

    /// Undoes the last step, and returns what came of it.
    pub fn undo(self: &Rc<Self>) -> StepResult {
        self.step(History::undo)
    }

    /// Redoes the step that was last undone, and returns what came of it.
    pub fn redo(self: &Rc<Self>) -> StepResult {
        self.step(History::redo)
    }

    fn step(
        self: &Rc<Self>,
        step: fn(&mut History, &mut Canvas, &Stamp) -> StepResult,
    ) -> StepResult {
        if self.read_only_reason().is_some() {
            return StepResult::Nothing;
        }
        let stamp = self.services.stamp();
        let outcome = step(
            &mut self.history.borrow_mut(),
            &mut self.canvas.borrow_mut(),
            &stamp,
        );
        match &outcome {
            StepResult::Done(touched) => {
                self.touch(touched);
                self.changed();
            }
            StepResult::Skipped => {
                let count = self.skipped.get_untracked();
                self.skipped.set(count.saturating_add(1));
                self.show_steps();
            }
            StepResult::Nothing => {}
        }
        outcome
    }
}
