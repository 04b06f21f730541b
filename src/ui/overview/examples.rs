//! The worked examples: going to them and back, and restoring them.

use crate::domain::Canvas;
use crate::session::{ImportChoice, Late, Part, Workspace};
use crate::store::StoreError;
use crate::texts::{examples, overview as t};
use crate::ui::view::spawn_guarded;

use super::controller::OverviewController;

/// The examples as they were written.
static CANVASES: Late<fn() -> Vec<Canvas>> = Late::new(Part::Files);
/// Puts the examples back.
static RESTORE: Late<fn(OverviewController)> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    CANVASES.give(examples::canvases);
    RESTORE.give(restore);
}

/// Stores the examples that aren't there.
///
/// # Errors
///
/// [`StoreError`] if one can't be stored.
pub(crate) async fn seed_examples(workspace: &Workspace) -> Result<(), StoreError> {
    workspace.library().seed(canvases().await).await
}

/// The examples as they were written; none if they can't be loaded.
async fn canvases() -> Vec<Canvas> {
    Part::Files.load().await;
    CANVASES
        .get()
        .map(|canvases| canvases())
        .unwrap_or_default()
}

/// Shows the examples in this element.
pub(super) fn to_examples(controller: OverviewController) {
    let to = move || switch(controller, examples::NAMESPACE);
    controller.app.with_part(Part::Files, to);
}

/// Shows another namespace in this element: the examples, or the own canvases again.
pub(super) fn switch(controller: OverviewController, namespace: &str) {
    controller.leave_for(namespace);
    controller.app.bridge.show_namespace(namespace);
}

/// Puts the examples back as they were written; what was changed in them goes into the history.
pub(super) fn restore_examples(controller: OverviewController) {
    controller.app.with_part(Part::Files, move || {
        if let Some(restore) = RESTORE.get() {
            restore(controller);
        }
    });
}

fn restore(controller: OverviewController) {
    let workspace = controller.library.get();
    let work = async move {
        let file = crate::domain::Export::new(examples::canvases());
        let plan = workspace
            .library()
            .plan_import(&crate::domain::canonical(&file))
            .await;
        match plan {
            Ok(plan) => workspace
                .library()
                .import(plan, ImportChoice::Replace)
                .await
                .map(Some),
            Err(_) => Ok(None),
        }
    };
    spawn_guarded(controller.alive, work, move |done| match done {
        Ok(Some(_)) => controller.tell(t::EXAMPLES_RESTORED.to_owned()),
        Ok(None) => {}
        Err(error) => controller.fail_with(&error),
    });
}
