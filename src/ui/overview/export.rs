//! Export: the canvases as a file that the browser downloads.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{GetUntracked, document};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::domain::wire::object::put_all;
use crate::domain::{Canvas, Date, DocumentId, canonical};
use crate::session::{ExportFile, Late, OpenResult, Part, Workspace};
use crate::store::StoreError;
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::revoke_later;
use crate::ui::view::{Alive, spawn_guarded};

/// How long the file's address stays valid: the browser needs it until it has saved the file, and sends
/// no event then.
const KEEP_FOR: Duration = Duration::from_secs(60);
/// Letters of a case number in the name of a file.
const NAME_LENGTH: usize = 40;

/// The result of an export.
#[derive(Debug)]
pub(super) enum Exported {
    /// One file with all that was asked.
    File {
        /// Its name.
        name: String,
        /// Canvases that can't be read and are not in it.
        left_out: usize,
    },
    /// A file that can be imported, and a second one with what an import would refuse.
    Apart {
        /// The first one's name.
        name: String,
        /// Canvases in the second.
        refused: usize,
    },
    /// The text of a canvas that can't be read.
    Raw,
    /// What could still be got at, though storage fails.
    Rescued {
        /// Canvases in the file.
        readable: usize,
        /// What can't be read or imported, in a second file.
        unreadable: usize,
    },
    /// There was nothing.
    Nothing,
}

/// Lets the browser download one canvas, or all that are not in the bin.
static EXPORT_FILE: Late<fn(Rc<Workspace>, Option<DocumentId>)> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    EXPORT_FILE.give(export_now);
}

/// Lets the browser download one canvas, or all that are not in the bin.
pub(crate) fn export_file(app: ElementContext, library: WorkspaceHandle, only: Option<DocumentId>) {
    app.with_part(Part::Files, move || {
        if let Some(export) = EXPORT_FILE.get() {
            export(library.get(), only.clone());
        }
    });
}

fn export_now(workspace: Rc<Workspace>, only: Option<DocumentId>) {
    let work = async move {
        if let Err(error) = export(&workspace, only.as_ref()).await {
            workspace.report_failure(error);
        }
    };
    spawn_guarded(Alive::here(), work, drop);
}

/// Exports one canvas, or all, and returns the result for the message. If storage fails, everything that
/// can still be read is exported.
pub(super) async fn export(
    workspace: &Rc<Workspace>,
    only: Option<&DocumentId>,
) -> Result<Exported, StoreError> {
    let today = workspace.environment().today();
    if let Some(raw) = unreadable(workspace, only).await {
        download(&export_name("onleesbaar", today), &raw);
        return Ok(Exported::Raw);
    }
    match workspace.library().export(only).await {
        Ok(file) => {
            if file.left_out > 0 {
                // The list may not know yet which ones can't be read.
                workspace.library().refresh().await;
            }
            let name = export_name(&case_number(workspace, only), today);
            Ok(deliver(file, name, today))
        }
        Err(error) => rescue(workspace, only, today, error).await,
    }
}

/// Downloads an export, and beside it what an import would refuse.
fn deliver(file: ExportFile, name: String, today: Date) -> Exported {
    let ExportFile {
        text,
        count,
        left_out,
        apart,
    } = file;
    if apart.is_empty() {
        download(&name, &text);
        return Exported::File { name, left_out };
    }
    if let ([(_, alone)], 0) = (apart.as_slice(), count) {
        download(&export_name("onleesbaar", today), alone);
        return Exported::Raw;
    }
    let refused = apart.len();
    if count > 0 {
        download(&name, &text);
    }
    download_apart(apart, today);
    Exported::Apart { name, refused }
}

/// Downloads what an import would refuse: one file with the texts by their keys.
fn download_apart(apart: Vec<(String, String)>, today: Date) {
    let texts = apart.into_iter().map(|(id, text)| (id, text.into()));
    let mut all = serde_json::Map::new();
    put_all(&mut all, texts);
    download(&export_name("onleesbaar", today), &canonical(&all));
}

/// Lets the browser download a canvas that is at hand, such as an earlier version.
pub(crate) fn download_canvas(canvas: Canvas, today: Date) {
    let name = export_name(&canvas.case_number, today);
    drop(deliver(ExportFile::of(vec![canvas]), name, today));
}

/// The stored text of a canvas that can't be read.
async fn unreadable(workspace: &Rc<Workspace>, only: Option<&DocumentId>) -> Option<String> {
    // Read, as the list may not know yet.
    match workspace.document(only?).await {
        Ok(
            OpenResult::TooNew { raw }
            | OpenResult::TooLarge { raw, .. }
            | OpenResult::Unreadable { raw }
            | OpenResult::Damaged { raw },
        ) => Some(raw),
        Ok(OpenResult::Open(_) | OpenResult::Absent) | Err(_) => None,
    }
}

/// Exports what is open on this page and what storage still returns, readable or not.
async fn rescue(
    workspace: &Rc<Workspace>,
    only: Option<&DocumentId>,
    today: Date,
    error: StoreError,
) -> Result<Exported, StoreError> {
    let library = workspace.library();
    let stored = library.raw_all().await.unwrap_or_default();
    let file = ExportFile::rescued(stored, library.open_canvases(), only);
    let (readable, unreadable) = (file.count, file.apart.len());
    if readable + unreadable == 0 {
        return if only.is_none() {
            Ok(Exported::Nothing)
        } else {
            Err(error)
        };
    }
    if readable > 0 {
        download(
            &export_name(&case_number(workspace, only), today),
            &file.text,
        );
    }
    if unreadable > 0 {
        download_apart(file.apart, today);
    }
    Ok(Exported::Rescued {
        readable,
        unreadable,
    })
}

fn case_number(workspace: &Workspace, only: Option<&DocumentId>) -> String {
    let Some(id) = only else { return String::new() };
    // The open one first: its number may have been typed just now.
    let open = workspace
        .library()
        .open_canvases()
        .into_iter()
        .find(|canvas| canvas.id == *id);
    open.map(|canvas| canvas.case_number).unwrap_or_else(|| {
        let summaries = workspace.library().summaries().get_untracked();
        summaries
            .into_iter()
            .find(|summary| summary.id == *id)
            .map(|summary| summary.case_number)
            .unwrap_or_default()
    })
}

/// `maatwerkcanvas-<number>-<day>.json`.
fn export_name(number: &str, day: Date) -> String {
    file_name("maatwerkcanvas", number, day, "json")
}

/// `<kind>-<number>-<day>.<extension>`, with only what every file system takes.
pub(crate) fn file_name(kind: &str, number: &str, day: Date, extension: &str) -> String {
    let mut name = [kind, "-"].concat();
    for letter in number.chars().take(NAME_LENGTH) {
        if letter.is_alphanumeric() || letter == '_' {
            name.push(letter);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    if !name.ends_with('-') {
        name.push('-');
    }
    [&name, &day.to_string(), ".", extension].concat()
}

/// Lets the browser download a text, of the kind that its name says: a table, a page, a calendar, or else JSON.
pub(crate) fn download(name: &str, text: &str) {
    // Nothing of this fails in a browser that runs the app; there is nobody to tell it to either.
    drop(try_download(name, text));
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(match name.rsplit_once('.') {
        Some((_, "csv")) => "text/csv;charset=utf-8",
        Some((_, "html")) => "text/html;charset=utf-8",
        Some((_, "ics")) => "text/calendar;charset=utf-8",
        _ => "application/json",
    });
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    try_download_file(name, &blob)
}

/// Lets the browser download a file.
pub(crate) fn download_file(name: &str, file: &Blob) {
    drop(try_download_file(name, file));
}

fn try_download_file(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    // Never put into the page: it is the host's.
    link.click();
    revoke_later(address, KEEP_FOR);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe() {
        let day = Date::new(2026, 11, 21).unwrap();
        assert_eq!(export_name("", day), "maatwerkcanvas-2026-11-21.json");
        assert_eq!(
            export_name("../a b:*?/ (kopie)", day),
            "maatwerkcanvas-a-b-kopie-2026-11-21.json"
        );
        assert_eq!(
            export_name("24-0113", day),
            "maatwerkcanvas-24-0113-2026-11-21.json"
        );
    }
}
