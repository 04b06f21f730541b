//! Autosave: writes an edit to the journal synchronously, then to the archive, and reports
//! "Opgeslagen" only once the archive has it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, GetUntracked, Set};

use crate::domain::{Canvas, DocumentId};
use crate::store::{StoreError, Ticket};

use super::environment::Timer;
use super::services::Services;

/// How long typing must pause before a save starts.
const PAUSE: Duration = Duration::from_millis(300);
/// The longest that an edit stays out of the journal during continuous typing, in milliseconds. With
/// the archive's commit right after it, a browser that is killed loses at most the last second.
const LONGEST_MS: u64 = 600;
/// How long after a failed save the next attempt starts.
const RETRY: Duration = Duration::from_secs(5);

/// The interval at which [`Autosave::save_all`] checks whether a running commit has finished.
const CHECK: Duration = Duration::from_millis(10);

/// The save state of one canvas, as the status line shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Newly created and not edited: nothing is stored yet.
    Untouched,
    /// An edit hasn't been committed to the archive yet.
    Saving,
    /// The archive has every edit.
    Saved,
    /// This browser has no archive: only the journal has the canvas, and it may be lost.
    Journaled,
    /// The archive refused the last edits.
    Failed(StoreError),
    /// Nothing is stored: the host page asked for that, or the browser refuses storage.
    NotKept,
}

/// The document that an [`Autosave`] saves. It owns the autosave and passes itself to its methods;
/// a pending timer or commit holds an `Rc` that keeps it open.
pub(super) trait SavedDocument {
    /// The document's id.
    fn id(&self) -> DocumentId;

    /// A copy of the current document.
    fn snapshot(&self) -> Canvas;

    /// Called right before the document is saved, after typing has paused.
    fn before_save(&self);

    /// The autosave that this document owns.
    fn autosave(&self) -> &Autosave;
}

/// The pending saves of one canvas, and its [`SaveStatus`].
pub(super) struct Autosave {
    services: Rc<Services>,
    status: ArcRwSignal<SaveStatus>,
    timer: RefCell<Option<Timer>>,
    /// Whether there are edits that aren't in the journal either.
    dirty: Cell<bool>,
    /// When the oldest of those edits was made, by the monotonic clock: the device's clock may be set
    /// back while someone types.
    since_ms: Cell<Option<u64>>,
    /// The ticket of the newest journal entry that hasn't been committed to the archive.
    waiting: RefCell<Option<Ticket>>,
    committing: Cell<bool>,
}

impl Autosave {
    /// Creates the autosave of a canvas; `stored` is false for a canvas that was only just created.
    pub(super) fn new(services: Rc<Services>, stored: bool) -> Self {
        let status = match stored {
            _ if services.keeps_nothing() => SaveStatus::NotKept,
            true if services.store().is_provisional() => SaveStatus::Journaled,
            // The archive can't be read, so the canvas came from the journal.
            true if services.store().is_blind() => SaveStatus::Failed(services.outage()),
            true => SaveStatus::Saved,
            false => SaveStatus::Untouched,
        };
        Self {
            services,
            status: ArcRwSignal::new(status),
            timer: RefCell::default(),
            dirty: Cell::new(false),
            since_ms: Cell::new(None),
            waiting: RefCell::default(),
            committing: Cell::new(false),
        }
    }

    /// The save status.
    pub(super) fn status(&self) -> ArcReadSignal<SaveStatus> {
        self.status.read_only()
    }

    /// Whether the status is [`SaveStatus::Untouched`].
    pub(super) fn is_untouched(&self) -> bool {
        self.status.get_untracked() == SaveStatus::Untouched
    }

    /// Whether there are edits that haven't been committed to the archive yet.
    pub(super) fn is_dirty(&self) -> bool {
        self.dirty.get() || self.committing.get()
    }

    /// Whether the archive lacks the last edits: not committed yet, or refused.
    pub(super) fn is_unsaved(&self) -> bool {
        let status = self.status.get_untracked();
        self.is_dirty() || matches!(status, SaveStatus::Failed(_) | SaveStatus::Journaled)
    }

    /// Schedules a save for when typing pauses, or for [`LONGEST_MS`] after the oldest unsaved
    /// edit, whichever comes first.
    pub(super) fn save_soon(&self, document: &Rc<dyn SavedDocument>) {
        if !self.dirty.replace(true) || self.status.get_untracked() != SaveStatus::Saving {
            self.set_status(SaveStatus::Saving);
        }
        let now = self.services.environment().monotonic_ms();
        let since = self.since_ms.get().unwrap_or(now);
        self.since_ms.set(Some(since));
        let left = LONGEST_MS.saturating_sub(now.saturating_sub(since));
        self.save_after(document, PAUSE.min(Duration::from_millis(left)));
    }

    fn save_after(&self, document: &Rc<dyn SavedDocument>, pause: Duration) {
        let document = Rc::clone(document);
        let save = move || document.autosave().flush(&document);
        let timer = self.services.environment().after(pause, save);
        drop(self.timer.replace(Some(timer)));
    }

    fn stop_timer(&self) {
        drop(self.timer.take());
    }

    /// Journals unsaved edits at once and starts their commit to the archive; does nothing if there
    /// are none, or if this page was fenced.
    pub(super) fn flush(&self, document: &Rc<dyn SavedDocument>) {
        // Another page leads now. A retry can't succeed, and would only make these edits look newer
        // than the leader's.
        if self.status.get_untracked() == SaveStatus::Failed(StoreError::Fenced) {
            return;
        }
        if self.dirty.get() {
            self.begin_save(&**document);
            self.commit(document);
        }
    }

    /// Journals the document, with all edits so far.
    fn begin_save(&self, document: &dyn SavedDocument) {
        self.dirty.set(false);
        self.stop_timer();
        document.before_save();
        self.journal(document);
    }

    /// Writes the current document to the journal and keeps the ticket for the commit.
    fn journal(&self, document: &dyn SavedDocument) {
        self.since_ms.set(None);
        let ticket = self.services.store().journal(&document.snapshot());
        self.waiting.replace(Some(ticket));
    }

    fn commit(&self, document: &Rc<dyn SavedDocument>) {
        if self.committing.replace(true) {
            return;
        }
        let document = Rc::clone(document);
        self.services.environment().spawn(async move {
            document.autosave().commit_waiting(&document).await;
        });
    }

    /// Commits pending tickets to the archive until there are none. Returns whether the archive
    /// accepted the last one.
    async fn commit_waiting(&self, document: &Rc<dyn SavedDocument>) -> bool {
        let mut result = Ok(());
        while let Some(ticket) = self.waiting.take() {
            result = self.services.store().commit(ticket).await;
            if result == Err(StoreError::Superseded) && self.waiting.borrow().is_none() {
                // The document has what sync has merged by now.
                self.begin_save(&**document);
            }
        }
        self.committing.set(false);
        let taken = result.is_ok();
        // Set before the recovery below reads canvases again: it must know which edits aren't
        // saved.
        self.dirty.set(!taken || self.dirty.get());
        if let Some(delegate) = self.services.delegate() {
            delegate.handle_recovery().await;
        }
        match result {
            Ok(()) => self.committed(&**document),
            Err(error) if self.dirty.get() => self.failed(document, error),
            // `reloaded` ran during the recovery: the archive's version replaced this one, which
            // was kept among the versions.
            Err(_) => {}
        }
        taken
    }

    /// Saves all edits and waits until the archive has accepted or refused them. Returns whether it
    /// has them all.
    pub(super) async fn save_all(&self, document: &Rc<dyn SavedDocument>) -> bool {
        while self.committing.get() {
            self.services.environment().sleep(CHECK).await;
        }
        if self.dirty.get() {
            self.begin_save(&**document);
            self.committing.set(true);
            return self.commit_waiting(document).await && !self.is_unsaved();
        }
        !self.is_unsaved()
    }

    fn committed(&self, document: &dyn SavedDocument) {
        self.services.stored(&document.id());
        self.services.ask_persist_once();
        if !self.dirty.get() {
            self.set_status(SaveStatus::Saved);
        }
    }

    /// Marks the edits as unsaved, shows the error, and schedules a retry unless another page has saved
    /// the canvas since: no retry can succeed then.
    fn failed(&self, document: &Rc<dyn SavedDocument>, error: StoreError) {
        self.dirty.set(true);
        match error {
            StoreError::Fenced => {
                if let Some(delegate) = self.services.delegate() {
                    delegate.fenced();
                }
            }
            StoreError::Outdated => {}
            _ => self.save_after(document, RETRY),
        }
        self.set_status(SaveStatus::Failed(error));
    }

    /// Called after the archive's version has replaced this one: cancels the pending save.
    pub(super) fn reloaded(&self) {
        self.stop_timer();
        self.dirty.set(false);
        self.since_ms.set(None);
        self.set_status(SaveStatus::Saved);
    }

    /// Called after sync has stored the document: an untouched canvas counts as saved from then on.
    pub(super) fn adopted(&self) {
        if self.is_untouched() {
            self.set_status(SaveStatus::Saved);
        }
    }

    fn set_status(&self, status: SaveStatus) {
        let status = match status {
            _ if self.services.keeps_nothing() => SaveStatus::NotKept,
            SaveStatus::Saved if self.services.store().is_provisional() => SaveStatus::Journaled,
            status => status,
        };
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }
}
