//! The canvases of the list, for who reads them one after the other.

use leptos::prelude::Get;

use crate::session::{Late, Part, Workspace};
use crate::ui::context::ElementContext;

use super::card::cards;
use super::controller::visible;
use super::left::{OverviewState, Tab};

/// The ids of the canvases that the overview lists and that can be read, in its order, with blanks between
/// them. A view that calls this follows the list.
pub(crate) static LISTED: Late<fn(ElementContext, &Workspace) -> String> =
    Late::new(Part::Overview);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    LISTED.give(listed);
}

fn listed(app: ElementContext, workspace: &Workspace) -> String {
    let namespace = &workspace.namespace().namespace;
    let left = app.left.take(namespace);
    let left = left.unwrap_or_else(|| OverviewState::of(namespace));
    if left.tab == Tab::Tables {
        // Who comes from the agenda of a table goes through its cases.
        app.left.keep(namespace, left);
        return app.table.cases();
    }
    let mut all = workspace.library().summaries().get();
    all.retain(|summary| summary.problem.is_none());
    let mut ids = String::new();
    for id in visible(&cards(&all, None), &left.query, left.order) {
        ids.push_str(id.as_str());
        ids.push(' ');
    }
    // The list then gives the focus to the canvas that was read last, and not to the one opened from it.
    let focus = String::new();
    app.left.keep(namespace, OverviewState { focus, ..left });
    ids
}
