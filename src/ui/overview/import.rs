//! Import: a file is chosen, read and judged before anything changes.

use leptos::html;
use leptos::prelude::*;
use web_sys::File;

use crate::domain::{DocumentError, decode};
use crate::session::{ImportChoice, ImportPlan, Late, Part, Role};
use crate::texts::{explain, overview as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::dom::{FileFault, bytes_of, taken_file};
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{handler, spawn_guarded};

use super::controller::OverviewController;

/// A thousand canvases stay far below this; what is larger is something else.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// Reads and judges a file, and imports it if there is nothing to ask.
static READ: Late<fn(OverviewController, File)> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    READ.give(read);
}

/// Chooses a file to import.
#[component]
pub(super) fn ImportButton(kind: ButtonKind) -> impl IntoView {
    let controller = OverviewController::here();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| match refusal(controller) {
        Some(why) => controller.tell_error(why.to_owned()),
        None => {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        }
    };
    let chosen = move |_| {
        if let Some(file) = taken_file(input) {
            controller.app.with_part(Part::Files, move || {
                if let Some(read) = READ.get() {
                    read(controller, file.clone());
                }
            });
        }
    };
    view! {
        <Button kind on_press=handler(choose)>
            {icon(Icon::Load)}<span>{t::IMPORT}</span>
        </Button>
        <input type="file" accept=".json,application/json" hidden node_ref=input aria-label=t::FILE on:change=handler(chosen) />
    }
}

/// Why nothing can be imported now; `None` if it can.
fn refusal(controller: OverviewController) -> Option<&'static str> {
    if controller.role.get_untracked() != Role::Leader {
        return Some(t::IMPORT_FOLLOWER);
    }
    controller
        .locked
        .get_untracked()
        .then_some(t::IMPORT_READ_ONLY)
}

/// The result of reading a file.
enum Read {
    Failed(FileFault),
    Judged(String, Result<ImportPlan, DocumentError>),
}

fn read(controller: OverviewController, file: File) {
    let name = file.name();
    controller.tell(t::IMPORTING.to_owned());
    let workspace = controller.library.get();
    let work = async move {
        let bytes = match bytes_of(&file, LARGEST).await {
            Ok(bytes) => bytes,
            Err(fault) => return Read::Failed(fault),
        };
        match decode(&bytes) {
            Err(error) => Read::Judged(String::new(), Err(error)),
            Ok(text) => {
                let plan = workspace.library().plan_import(text).await;
                Read::Judged(text.to_owned(), plan)
            }
        }
    };
    spawn_guarded(controller.alive, work, move |read| match read {
        Read::Failed(fault) => {
            let why = match fault {
                FileFault::TooLarge => t::LARGE_FILE,
                FileFault::Unreadable => t::UNREADABLE_FILE,
            };
            controller.tell_error(t::refused(&name, why));
        }
        Read::Judged(text, Err(error)) => {
            controller.tell_error(t::refused(&name, &explain::document(&error, &text)));
        }
        Read::Judged(_, Ok(plan)) if plan.canvases.is_empty() => {
            controller.tell_error(t::refused(&name, t::EMPTY_FILE));
        }
        Read::Judged(_, Ok(plan)) if plan.clashes() == 0 => {
            carry_out(controller, plan, ImportChoice::KeepBoth);
        }
        Read::Judged(_, Ok(plan)) => {
            controller.app.toaster.clear();
            controller.import_conflict.set(Some(plan));
        }
    });
}

/// Imports, and shows how many canvases were imported.
pub(super) fn carry_out(controller: OverviewController, plan: ImportPlan, choice: ImportChoice) {
    // Another window may have taken over while this one asked.
    if let Some(why) = refusal(controller) {
        return controller.tell_error(why.to_owned());
    }
    let workspace = controller.library.get();
    let work = async move { workspace.library().import(plan, choice).await };
    spawn_guarded(controller.alive, work, move |done| match done {
        Ok(0) => controller.tell(t::NOTHING_NEW.to_owned()),
        Ok(count) => controller.tell(t::imported(count)),
        Err(error) => controller.fail_with(&error),
    });
}
