//! The worked examples: going to them and back, and restoring them.

use std::rc::Rc;

use crate::domain::Canvas;
use crate::session::{ImportChoice, Late, Part, Workspace};
use crate::store::StoreError;
use crate::texts::{examples, overview as t};
use crate::ui::view::spawn_guarded;

use super::controller::OverviewController;

/// The canvases of the text of [`Part::Examples`].
static CANVASES: Late<fn(&str) -> Vec<Canvas>> = Late::new(Part::Files);
/// Puts the examples back, by that text.
static RESTORE: Late<fn(OverviewController, Rc<str>)> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    CANVASES.give(examples::canvases);
    RESTORE.give(restore);
}

/// Stores the examples that aren't there. Returns `false` if they can't be loaded, which can be tried again.
///
/// # Errors
///
/// [`StoreError`] if one can't be stored.
pub(crate) async fn seed_examples(workspace: &Workspace) -> Result<bool, StoreError> {
    let is_loaded = Part::Examples.load().await;
    let canvases = CANVASES.get().zip(Part::Examples.text());
    let Some((canvases, text)) = canvases.filter(|_| is_loaded) else {
        return Ok(false);
    };
    workspace.library().seed(canvases(&text)).await?;
    Ok(true)
}

/// Shows the examples in this element.
pub(super) fn to_examples(controller: OverviewController) {
    let to = move || switch(controller, examples::NAMESPACE);
    controller.app.with_part(Part::Examples, to);
}

/// Shows another namespace in this element: the examples, or the own canvases again.
pub(super) fn switch(controller: OverviewController, namespace: &str) {
    controller.leave_for(namespace);
    controller.app.bridge.show_namespace(namespace);
}

/// Puts the examples back as they were written; what was changed in them goes into the history.
pub(super) fn restore_examples(controller: OverviewController) {
    controller.app.with_part(Part::Examples, move || {
        if let Some((restore, text)) = RESTORE.get().zip(Part::Examples.text()) {
            restore(controller, text);
        }
    });
}

fn restore(controller: OverviewController, text: Rc<str>) {
    let workspace = controller.library.get();
    let work = async move {
        match workspace.library().plan_import(&text).await {
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
