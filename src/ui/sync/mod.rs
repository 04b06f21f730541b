//! How syncing stands: a badge, a panel behind it, and the settings.

mod badge;
mod panel;
mod settings;

use leptos::prelude::*;

use crate::session::Workspace;
use crate::sync::status::{Report, Status};
use crate::ui::context::Library;
use crate::ui::dom::focus_soon;

pub(crate) use badge::sync_badge;

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    Panel,
    Settings,
}

/// What the views of sync share.
#[derive(Clone, Copy)]
struct Desk {
    app: crate::ui::context::App,
    library: Library,
    report: RwSignal<Option<Report>>,
    summaries: RwSignal<Vec<crate::store::Summary>>,
    open: RwSignal<Open>,
}

impl Desk {
    fn new() -> Self {
        let library = Library::here();
        let workspace = library.get();
        Self {
            app: crate::ui::context::App::here(),
            library,
            report: workspace.sync.report.clone().into(),
            summaries: workspace.summaries.clone().into(),
            open: RwSignal::new(Open::Nothing),
        }
    }

    /// How sync stands, as a view that waits for it.
    fn status(self) -> Status {
        // What is chosen in a canvas reaches the list when it is saved, and so the report changes.
        self.summaries.track();
        let open = self.library.get().differences();
        self.report.with(|report| match report {
            Some(report) => report.status.clone().with_differences(open),
            None => Status::NotSet,
        })
    }

    /// How many canvases wait to be sent.
    fn waiting(self) -> usize {
        self.report
            .with(|report| report.as_ref().map_or(0, |report| report.waiting))
    }

    /// How many canvases the server lacks.
    fn left(self) -> usize {
        self.report
            .with(|report| report.as_ref().map_or(0, |report| report.lost.len()))
    }

    /// What the badge says.
    fn words(self) -> String {
        let moment = self.synced().unwrap_or_default();
        crate::texts::sync::badge(&self.status(), self.waiting(), self.left(), &moment)
    }

    /// When all was last synced, in words.
    fn synced(self) -> Option<String> {
        self.report.track();
        let workspace: std::rc::Rc<Workspace> = self.library.get();
        let environment = workspace.environment;
        let at = workspace.sync.synced.get()?;
        let offset = (environment.offset_minutes)(at);
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

/// A dialog that is open for as long as it is there.
fn dialog(desk: Desk, title: &'static str, name: &str, body: AnyView) -> AnyView {
    let node = NodeRef::<leptos::html::Dialog>::new();
    let id = desk.app.id(name);
    let labelled = id.clone();
    Effect::new(move || {
        if let Some(dialog) = node.get() {
            // It is in the page and not open: nothing to refuse.
            drop(dialog.show_modal());
        }
    });
    view! {
        <dialog class="question sync" node_ref=node aria-labelledby=labelled
            on:cancel=crate::ui::view::then(move |event: leptos::ev::Event| {
                event.prevent_default();
                desk.show(Open::Nothing);
            })>
            <h3 class="question__title" id=id tabindex="-1" autofocus>{title}</h3>
            {body}
        </dialog>
    }
    .into_any()
}

/// A button of a dialog.
fn button(class: &'static str, text: &'static str, press: impl Fn() + 'static) -> AnyView {
    let class = ["utrecht-button utrecht-button--", class].concat();
    view! {
        <button type="button" class=class on:click=crate::ui::view::then(move |_| press())>{text}</button>
    }
    .into_any()
}
