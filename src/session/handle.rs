//! A view's handle on an open canvas.

use std::rc::Rc;

use leptos::prelude::{LocalStorage, RwSignal, StoredValue, Track, WithValue};

use crate::domain::{Canvas, Command, Finding, ItemId, Place, Satisfaction, Score, Totals};

use super::environment::Environment;
use super::shared::{ReadOnly, Refusal, SaveStatus, Shared};
use super::triggers::Watched;

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

    /// A number that goes up with every change, as a view that waits for one.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.with(|shared| {
            shared.triggers.track(Watched::Changed);
            shared.revision.get()
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

    /// How often something came in from the server.
    #[must_use]
    pub fn remote(&self) -> u32 {
        self.with(|shared| shared.remote.get())
    }

    /// Types where something came in that the field doesn't show; see [`Shared::type_over`].
    pub(crate) fn type_over(
        &self,
        hidden: &dyn Fn(),
        seen: &dyn Fn(),
        typed: &dyn Fn(),
        made: &mut Vec<ItemId>,
    ) {
        let shared = self.with(Rc::clone);
        shared.type_over(hidden, seen, typed, made);
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
