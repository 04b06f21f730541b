//! The status of sync: a badge, a panel behind it, and the settings.

mod badge;
mod dialog;
mod panel;
mod settings;

use leptos::prelude::*;

use crate::session::Workspace;
use crate::sync::status::{Report, Status};
use crate::ui::context::WorkspaceHandle;
use crate::ui::dom::focus_soon;
use crate::ui::view::Alive;

pub(crate) use badge::{give, sync_badge};

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    Panel,
    Settings,
}

/// What the views of sync share.
#[derive(Clone, Copy)]
struct SyncController {
    alive: Alive,
    app: crate::ui::context::ElementContext,
    library: WorkspaceHandle,
    report: ReadSignal<Option<Report>>,
    summaries: ReadSignal<Vec<crate::store::Summary>>,
    open: RwSignal<Open>,
}

impl SyncController {
    fn new() -> Self {
        let library = WorkspaceHandle::here();
        let workspace = library.get();
        Self {
            alive: Alive::here(),
            app: crate::ui::context::ElementContext::here(),
            library,
            report: workspace.sync().report().into(),
            summaries: workspace.library().summaries().into(),
            open: RwSignal::new(Open::Nothing),
        }
    }

    /// The status of sync; a view that calls this follows it.
    fn status(self) -> Status {
        // What is chosen in a canvas reaches the list when it is saved, and so the report changes.
        self.summaries.track();
        let open = self.library.get().sync().conflicts();
        self.report.with(|report| match report {
            Some(report) => report.status.clone().with_differences(open),
            None => Status::NotSet,
        })
    }

    /// The number of canvases that wait to be sent.
    fn waiting(self) -> usize {
        self.report
            .with(|report| report.as_ref().map_or(0, |report| report.waiting))
    }

    /// The number of canvases that the server has lost.
    fn left(self) -> usize {
        self.report
            .with(|report| report.as_ref().map_or(0, |report| report.lost.len()))
    }

    /// The text of the badge.
    fn words(self) -> String {
        let moment = self.synced().unwrap_or_default();
        crate::texts::sync::badge(&self.status(), self.waiting(), self.left(), &moment)
    }

    /// When all was last synced, in words.
    fn synced(self) -> Option<String> {
        self.report.track();
        let workspace: std::rc::Rc<Workspace> = self.library.get();
        let environment = workspace.environment();
        let at = workspace.sync().synced()?;
        let offset = environment.offset_minutes(at);
        Some(crate::texts::sync::moment(at, offset, environment.today()))
    }

    /// Shows something else over the page, or nothing.
    fn show(self, open: Open) {
        if open == Open::Nothing {
            focus_soon(self.app.root, "[data-hook=\"sync\"]".to_owned());
        }
        self.open.set(open);
    }
}
