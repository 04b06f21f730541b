//! Export with a message about how it went, and what else of the overview has to do with files.

use crate::domain::DocumentId;
use crate::texts::overview as t;
use crate::ui::view::spawn_guarded;

use super::controller::{EXPORT, OverviewController};
use super::export::{Exported, export};
use super::{access, examples, import, import_conflict};

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    EXPORT.give(export_and_tell);
    super::export::give();
    access::give();
    import::give();
    import_conflict::give();
    examples::give();
}

/// Exports one canvas, or all.
fn export_and_tell(controller: OverviewController, only: Option<DocumentId>) {
    let workspace = controller.library.get();
    let work = async move { export(&workspace, only.as_ref()).await };
    spawn_guarded(controller.alive, work, move |done| match done {
        Ok(Exported::File { name, left_out }) => controller.tell(t::exported(&name, left_out)),
        Ok(Exported::Apart { name, refused }) => {
            controller.tell_error(t::exported_apart(&name, refused));
        }
        Ok(Exported::Raw) => controller.tell(t::EXPORTED_RAW.to_owned()),
        Ok(Exported::Rescued {
            readable,
            unreadable,
        }) => controller.tell_error(t::rescued(readable, unreadable)),
        Ok(Exported::Nothing) => controller.tell_error(t::NOTHING_TO_EXPORT.to_owned()),
        Err(error) => controller.fail_with(&error),
    });
}
