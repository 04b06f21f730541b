//! How sync stands, as it is shown and told.

use std::cell::RefCell;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{GetUntracked, Set, WithUntracked};

use crate::domain::undecided;
use crate::sync::status::{Report, Status, Trouble};

use super::workspace::Workspace;

/// A cycle that takes no longer than this says nothing about being busy.
const BUSY_AFTER: Duration = Duration::from_millis(500);

impl Workspace {
    /// Shows how sync stands; that it is busy only when it takes a while.
    pub(super) fn show_sync(&self, report: Option<Report>) {
        clear(&self.sync.showing);
        let busy = |report: &Report| matches!(report.status, Status::Busy { .. });
        let was_busy = self.sync.report.get_untracked().as_ref().is_some_and(busy);
        let waits = !was_busy && report.as_ref().is_some_and(busy);
        self.sync.latest.replace(report);
        if !waits {
            return self.show_latest();
        }
        let weak = self.itself.clone();
        let late = move || {
            if let Some(workspace) = weak.upgrade() {
                workspace.show_latest();
            }
        };
        let timer = set_timeout_with_handle(late, BUSY_AFTER);
        self.sync.showing.replace(timer.ok());
    }

    pub(super) fn show_latest(&self) {
        let latest = self.sync.latest.borrow().clone();
        let open = self.differences();
        let code = latest
            .as_ref()
            .map(|report| code(&report.status.clone().with_differences(open)));
        if let Some(Status::Synced(at)) = latest.as_ref().map(|report| &report.status) {
            self.sync.synced.set(Some(*at));
        }
        if self.host.sync_state.get_untracked() != code {
            self.host.sync_state.set(code);
        }
        if self.sync.report.get_untracked() != latest {
            self.sync.report.set(latest);
        }
    }

    /// Places with two versions or more, in all canvases.
    #[must_use]
    pub fn differences(&self) -> usize {
        self.summaries.with_untracked(|all| {
            let open = |id| {
                self.opened(id)
                    .map(|it| undecided(&it.canvas.borrow()).len())
            };
            all.iter()
                .map(|it| open(&it.id).unwrap_or(it.differences))
                .sum()
        })
    }
}

/// The status as a word for the host page.
pub(super) fn code(status: &Status) -> &'static str {
    match status {
        Status::NotSet => "off",
        Status::LocalOnly => "local",
        Status::Synced(_) => "synced",
        Status::Busy { .. } => "busy",
        Status::Offline(_) => "offline",
        Status::SignIn => "sign-in",
        Status::Differences(_) => "differences",
        Status::Failed(trouble) => match trouble {
            Trouble::NotStarted | Trouble::Elsewhere => "elsewhere",
            Trouble::Offline | Trouble::Strange => "offline",
            Trouble::SignIn => "sign-in",
            Trouble::Forbidden => "forbidden",
            Trouble::Settings(_) => "settings",
            Trouble::Server(_) => "server",
            Trouble::Storage(_) => "storage",
            Trouble::Lost(_) => "lost",
            Trouble::Refused(_) => "refused",
        },
    }
}

/// What a page shows that doesn't sync itself, as another one does.
pub(super) fn elsewhere() -> Report {
    Report {
        status: Status::Failed(Trouble::Elsewhere),
        waiting: 0,
        refused: Vec::new(),
        lost: Vec::new(),
        asks: false,
        unreadable: false,
    }
}

pub(super) fn clear(timer: &RefCell<Option<TimeoutHandle>>) {
    if let Some(timer) = timer.take() {
        timer.clear();
    }
}
