//! The sync status for the badge, the panel and the host page.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, GetUntracked, Set, WithUntracked};

use crate::domain::{SortedMap, Timestamp};
use crate::session::environment::{Environment, Timer};
use crate::session::library::Library;
use crate::session::open_canvases::OpenCanvases;
use crate::sync::status::{Report, Status, SyncError};

/// A cycle shorter than this isn't shown as busy.
const BUSY_AFTER: Duration = Duration::from_millis(500);

/// The sync status as shown, which may lag behind the machine's latest report.
pub(super) struct SyncStatus {
    environment: Environment,
    open: Rc<OpenCanvases>,
    library: Rc<Library>,
    report: ArcRwSignal<Option<Report>>,
    code: ArcRwSignal<Option<&'static str>>,
    /// When everything was last synced, by the device's clock.
    synced: Cell<Option<Timestamp>>,
    /// The machine's latest report, which may not be shown yet.
    latest: RefCell<Option<Report>>,
    showing: RefCell<Option<Timer>>,
    itself: Weak<Self>,
}

impl SyncStatus {
    pub(super) fn new(
        environment: Environment,
        open: Rc<OpenCanvases>,
        library: Rc<Library>,
    ) -> Rc<Self> {
        Rc::new_cyclic(|itself| Self {
            environment,
            open,
            library,
            report: ArcRwSignal::default(),
            code: ArcRwSignal::default(),
            synced: Cell::new(None),
            latest: RefCell::default(),
            showing: RefCell::default(),
            itself: Weak::clone(itself),
        })
    }

    /// The sync report as shown; `None` if there is no server to sync with.
    pub(super) fn report(&self) -> ArcReadSignal<Option<Report>> {
        self.report.read_only()
    }

    /// The sync status as a code for the host page; `None` if there is no server to sync with.
    pub(super) fn code(&self) -> ArcReadSignal<Option<&'static str>> {
        self.code.read_only()
    }

    /// When everything was last synced, by the device's clock.
    pub(super) fn synced(&self) -> Option<Timestamp> {
        self.synced.get()
    }

    /// The machine's latest report, which may not be shown yet.
    pub(super) fn latest(&self) -> Option<Report> {
        self.latest.borrow().clone()
    }

    /// Shows a report; a busy one only if it is still the latest after [`BUSY_AFTER`].
    pub(super) fn show(&self, report: Option<Report>) {
        drop(self.showing.take());
        let busy = |report: &Report| matches!(report.status, Status::Busy { .. });
        let was_busy = self.report.get_untracked().as_ref().is_some_and(busy);
        let waits = !was_busy && report.as_ref().is_some_and(busy);
        self.latest.replace(report);
        if !waits {
            return self.show_latest();
        }
        let weak = Weak::clone(&self.itself);
        let timer = self.environment.after(BUSY_AFTER, move || {
            if let Some(status) = weak.upgrade() {
                status.show_latest();
            }
        });
        drop(self.showing.replace(Some(timer)));
    }

    /// Shows the latest report, with the current number of conflicts.
    pub(super) fn show_latest(&self) {
        let latest = self.latest();
        let open = self.conflicts();
        let code = latest
            .as_ref()
            .map(|report| code(&report.status.clone().with_differences(open)));
        if let Some(Status::Synced(at)) = latest.as_ref().map(|report| &report.status) {
            self.synced.set(Some(*at));
        }
        if self.code.get_untracked() != code {
            self.code.set(code);
        }
        if self.report.get_untracked() != latest {
            self.report.set(latest);
        }
    }

    /// The number of places with an unresolved conflict, in all canvases.
    pub(super) fn conflicts(&self) -> usize {
        let open: SortedMap<_, _> = self
            .open
            .all()
            .into_iter()
            .map(|it| (it.id(), it.undecided()))
            .collect();
        // Called at each step of sync with thousands of canvases, so only the few open ones are
        // mapped.
        self.library.summaries().with_untracked(|all| {
            all.iter()
                .map(|it| open.get(&it.id).copied().unwrap_or(it.conflicts))
                .sum()
        })
    }
}

/// The status code for the host page; part of the element's contract.
pub(super) fn code(status: &Status) -> &'static str {
    match status {
        Status::NotSet => "off",
        Status::LocalOnly => "local",
        Status::Synced(_) => "synced",
        Status::Busy { .. } => "busy",
        Status::Offline(_) => "offline",
        Status::SignIn => "sign-in",
        Status::Conflicts(_) => "differences",
        Status::Failed(trouble) => match trouble {
            SyncError::NotStarted | SyncError::Elsewhere => "elsewhere",
            SyncError::Offline | SyncError::Strange => "offline",
            SyncError::SignIn => "sign-in",
            SyncError::Forbidden => "forbidden",
            SyncError::Settings(_) => "settings",
            SyncError::Server(_) => "server",
            SyncError::Storage(_) => "storage",
            SyncError::Lost(_) => "lost",
            SyncError::Refused(_) => "refused",
            SyncError::Unread(_) => "unreadable",
            SyncError::Held(_) => "sealed",
            SyncError::Contested(_) => "contested",
            SyncError::Endless(_) | SyncError::TooMany(_) => "too-many",
        },
    }
}

/// The report of a page that doesn't sync itself, such as a follower.
pub(super) fn stopped(why: SyncError) -> Report {
    Report {
        status: Status::Failed(why),
        waiting: 0,
        refused: Vec::new(),
        unread: Vec::new(),
        rewritten: Vec::new(),
        lost: Vec::new(),
        awaiting_decision: false,
        strange: false,
        unreadable: false,
    }
}
