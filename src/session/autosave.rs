//! Autosave: first the journal, at once; then the archive; only then "Opgeslagen".

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{GetUntracked, Set};
use wasm_bindgen_futures::spawn_local;

use crate::store::{StoreError, Ticket, sleep};

use super::shared::{SaveStatus, Shared};

/// Typing pauses this long before it is saved.
const PAUSE: Duration = Duration::from_millis(300);
/// However busily someone types, an edit waits no longer than this: a killed browser takes at most
/// the last second along.
const LONGEST_MILLIS: i64 = 600;
/// A failed save is tried again after this long.
const RETRY: Duration = Duration::from_secs(5);

/// How often a save that is under way is looked at, by who waits for it.
const CHECK_MILLIS: i32 = 10;

/// What still has to be saved of one canvas.
#[derive(Default)]
pub(super) struct Autosave {
    timer: RefCell<Option<TimeoutHandle>>,
    /// Edits that are not even in the journal.
    dirty: Cell<bool>,
    /// When the oldest of those was made.
    since: Cell<Option<i64>>,
    /// The newest version on its way to the archive.
    waiting: RefCell<Option<Ticket>>,
    committing: Cell<bool>,
}

impl Shared {
    /// Saves when typing pauses, and in between where it doesn't.
    pub(super) fn save_soon(self: &Rc<Self>) {
        if !self.autosave.dirty.replace(true) || self.status.get_untracked() != SaveStatus::Saving {
            self.say(SaveStatus::Saving);
        }
        let now = (self.workspace.environment.now)().millis();
        let since = self.autosave.since.get().unwrap_or(now);
        self.autosave.since.set(Some(since));
        let left = LONGEST_MILLIS.saturating_sub(now.saturating_sub(since));
        let left = Duration::from_millis(u64::try_from(left).unwrap_or(0));
        self.save_after(PAUSE.min(left));
    }

    fn save_after(self: &Rc<Self>, pause: Duration) {
        let shared = Rc::clone(self);
        let timer = set_timeout_with_handle(move || shared.flush(), pause);
        let previous = self.autosave.timer.replace(timer.ok());
        if let Some(previous) = previous {
            previous.clear();
        }
    }

    /// Saves at once what waits to be saved, and looks again for what is missing.
    pub fn flush(self: &Rc<Self>) {
        // Another window writes now. Saving again can't succeed, and would only make these edits
        // look newer than its own.
        if self.status.get_untracked() == SaveStatus::Failed(StoreError::Fenced) {
            return;
        }
        if !self.autosave.dirty.replace(false) {
            return;
        }
        self.find();
        if let Some(timer) = self.autosave.timer.take() {
            timer.clear();
        }
        self.journal();
        self.commit();
    }

    /// Writes all there is to the journal, on its way to the archive.
    fn journal(&self) {
        self.autosave.since.set(None);
        let ticket = self.workspace.store.journal(&self.snapshot());
        self.autosave.waiting.replace(Some(ticket));
    }

    fn commit(self: &Rc<Self>) {
        if self.autosave.committing.replace(true) {
            return;
        }
        let shared = Rc::clone(self);
        spawn_local(async move {
            shared.commit_waiting().await;
        });
    }

    /// Brings what waits to the archive; whether it took it.
    async fn commit_waiting(self: Rc<Self>) -> bool {
        let mut result = Ok(());
        while let Some(ticket) = self.autosave.waiting.take() {
            result = self.workspace.store.commit(ticket).await;
        }
        self.autosave.committing.set(false);
        let taken = result.is_ok();
        match result {
            Ok(()) => self.committed(),
            Err(error) => self.failed(error),
        }
        taken
    }

    /// Saves all there is and waits until the archive has it, or has refused it; whether it has.
    pub async fn save_all(self: &Rc<Self>) -> bool {
        while self.autosave.committing.get() {
            sleep(CHECK_MILLIS).await;
        }
        if self.autosave.dirty.replace(false) {
            self.find();
            self.journal();
            self.autosave.committing.set(true);
            return Rc::clone(self).commit_waiting().await;
        }
        !matches!(self.status.get_untracked(), SaveStatus::Failed(_))
    }

    fn committed(self: &Rc<Self>) {
        self.workspace.stored(&self.id());
        self.workspace.ask_persist_once();
        if !self.autosave.dirty.get() {
            self.say(SaveStatus::Saved);
        }
    }

    /// Keeps the edits, says so, and tries again later where that can help.
    fn failed(self: &Rc<Self>, error: StoreError) {
        self.autosave.dirty.set(true);
        if error == StoreError::Fenced {
            self.workspace.lost();
        } else {
            self.save_after(RETRY);
        }
        self.say(SaveStatus::Failed(error));
    }

    /// The archive's version has taken the place of this one: nothing waits any more.
    pub(super) fn reloaded(&self) {
        if let Some(timer) = self.autosave.timer.take() {
            timer.clear();
        }
        self.autosave.dirty.set(false);
        self.autosave.since.set(None);
        self.say(SaveStatus::Saved);
    }

    fn say(&self, status: SaveStatus) {
        let status = if self.workspace.keeps_nothing() {
            SaveStatus::NotKept
        } else {
            status
        };
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }

    /// Whether edits are not in the archive yet.
    pub fn is_dirty(&self) -> bool {
        self.autosave.dirty.get() || self.autosave.committing.get()
    }
}
