//! The access report: a file with everything that is stored about one canvas.

use std::rc::Rc;

use leptos::prelude::GetUntracked;

use crate::domain::DocumentId;
use crate::session::{Late, Part, Workspace};
use crate::store::StoreError;
use crate::texts::access_report::AccessReport;
use crate::texts::overview as t;
use crate::ui::view::spawn_guarded;

use super::controller::OverviewController;
use super::export::{download, file_name};

/// Lets the browser download the access report of a canvas, and says so.
static REPORT: Late<fn(OverviewController, DocumentId)> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    REPORT.give(report_and_tell);
}

impl OverviewController {
    /// Lets the browser download everything that is stored about a canvas, to read or print.
    pub(super) fn access_report(self, id: DocumentId) {
        self.app.with_part(Part::Files, move || {
            if let Some(report) = REPORT.get() {
                report(self, id.clone());
            }
        });
    }
}

fn report_and_tell(controller: OverviewController, id: DocumentId) {
    let workspace = controller.library.get();
    let work = async move { report(&workspace, &id).await };
    spawn_guarded(controller.alive, work, move |done| match done {
        Ok(Some((name, page))) => {
            download(&name, &page);
            controller.tell(t::exported(&name, 0));
        }
        // What can't be read has an export of its own.
        Ok(None) => controller.tell_error(t::UNREADABLE.to_owned()),
        Err(error) => controller.fail_with(&error),
    });
}

/// The name and the text of the file; `None` if the canvas can't be read.
async fn report(
    workspace: &Rc<Workspace>,
    id: &DocumentId,
) -> Result<Option<(String, String)>, StoreError> {
    let library = workspace.library();
    let Some(canvas) = library.snapshot(id).await? else {
        return Ok(None);
    };
    let versions = library.versions(id).await?;
    let environment = workspace.environment();
    let today = environment.today();
    let own = workspace.own().get_untracked();
    let page = AccessReport {
        canvas: &canvas,
        versions: &versions,
        own: &own.names,
        today,
        offset_minutes: &|at| environment.offset_minutes(at),
    };
    let name = file_name("inzage", &canvas.case_number, today, "html");
    Ok(Some((name, page.html())))
}
