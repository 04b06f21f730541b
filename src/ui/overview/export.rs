//! Export: the canvases as a file that the browser downloads.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{GetUntracked, Update, document, set_timeout};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::domain::{Canvas, Date, DocumentId, Export, canonical, read_document};
use crate::session::{Document, Workspace};
use crate::store::{Notice, StoreError};

/// The browser needs the file's address until it has saved it, which it doesn't tell.
const KEEP_FOR: Duration = Duration::from_secs(60);
/// Letters of a case number in the name of a file.
const NAME_LENGTH: usize = 40;

/// What an export came to.
#[derive(Debug)]
pub(super) enum Exported {
    /// One file with all that was asked.
    File {
        /// Its name.
        name: String,
        /// Canvases that can't be read and are not in it.
        left_out: usize,
    },
    /// The text of a canvas that can't be read.
    Raw,
    /// What could still be got at, though storage fails.
    Rescued {
        /// Canvases in the file.
        readable: usize,
        /// Records in a second file, as they are.
        unreadable: usize,
    },
    /// There was nothing.
    Nothing,
}

/// Lets the browser download one canvas, or all that are not in the bin.
pub(crate) fn export_file(workspace: Rc<Workspace>, only: Option<DocumentId>) {
    spawn_local(async move {
        if let Err(error) = export(&workspace, only.as_ref()).await {
            workspace
                .notices
                .update(|notices| notices.push(Notice::NoArchive(error)));
        }
    });
}

/// As [`export_file`], and says what came of it. Where storage fails, everything that can still be
/// got at goes along.
pub(super) async fn export(
    workspace: &Rc<Workspace>,
    only: Option<&DocumentId>,
) -> Result<Exported, StoreError> {
    let today = workspace.environment.today();
    if let Some(raw) = unreadable(workspace, only).await {
        download(&file_name("onleesbaar", today), &raw);
        return Ok(Exported::Raw);
    }
    match workspace.export(only).await {
        Ok((text, left_out)) => {
            let name = file_name(&case_number(workspace, only), today);
            download(&name, &text);
            if left_out > 0 {
                // The list may not know yet which ones can't be read.
                workspace.refresh().await;
            }
            Ok(Exported::File { name, left_out })
        }
        Err(error) => rescue(workspace, only, today, error).await,
    }
}

/// The stored text of a canvas that can't be read.
async fn unreadable(workspace: &Rc<Workspace>, only: Option<&DocumentId>) -> Option<String> {
    // Read, as the list may not know yet.
    match workspace.document(only?).await {
        Ok(Document::TooNew { raw } | Document::Damaged { raw }) => Some(raw),
        Ok(Document::Open(_) | Document::Absent) | Err(_) => None,
    }
}

/// Gets out what is open on this page and what storage still gives, readable or not.
async fn rescue(
    workspace: &Rc<Workspace>,
    only: Option<&DocumentId>,
    today: Date,
    error: StoreError,
) -> Result<Exported, StoreError> {
    let mut canvases: BTreeMap<DocumentId, Canvas> = BTreeMap::new();
    let mut broken = serde_json::Map::new();
    for (key, text) in workspace.raw_all().await.unwrap_or_default() {
        match read_document(&text) {
            Ok(canvas) => drop(canvases.insert(canvas.id.clone(), canvas)),
            Err(_) => drop(broken.insert(key, text.into())),
        }
    }
    // What is open has edits that storage lacks.
    canvases.extend(
        workspace
            .open_canvases()
            .into_iter()
            .map(|canvas| (canvas.id.clone(), canvas)),
    );
    canvases.retain(|id, _| only.is_none_or(|only| only == id));
    if only.is_some() {
        broken.clear();
    }
    let (readable, unreadable) = (canvases.len(), broken.len());
    if readable + unreadable == 0 {
        return if only.is_none() {
            Ok(Exported::Nothing)
        } else {
            Err(error)
        };
    }
    if readable > 0 {
        let text = canonical(&Export::new(canvases.into_values().collect()));
        download(&file_name(&case_number(workspace, only), today), &text);
    }
    if unreadable > 0 {
        download(&file_name("onleesbaar", today), &canonical(&broken));
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
        .open_canvases()
        .into_iter()
        .find(|canvas| canvas.id == *id);
    open.map(|canvas| canvas.case_number).unwrap_or_else(|| {
        let summaries = workspace.summaries.get_untracked();
        summaries
            .into_iter()
            .find(|summary| summary.id == *id)
            .map(|summary| summary.case_number)
            .unwrap_or_default()
    })
}

/// `maatwerkcanvas-<number>-<day>.json`, with only what every file system takes.
pub(crate) fn file_name(number: &str, day: Date) -> String {
    let mut safe = String::new();
    for letter in number.chars().take(NAME_LENGTH) {
        if letter.is_alphanumeric() || letter == '_' {
            safe.push(letter);
        } else if !safe.ends_with('-') {
            safe.push('-');
        }
    }
    match safe.trim_matches('-') {
        "" => format!("maatwerkcanvas-{day}.json"),
        safe => format!("maatwerkcanvas-{safe}-{day}.json"),
    }
}

/// Lets the browser download a text, as JSON or, by its name, as a table.
pub(crate) fn download(name: &str, text: &str) {
    // Nothing of this fails in a browser that runs the app; there is nobody to tell it to either.
    drop(try_download(name, text));
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(if name.ends_with(".csv") {
        "text/csv;charset=utf-8"
    } else {
        "application/json"
    });
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    // Never put into the page: it is the host's.
    link.click();
    set_timeout(move || drop(Url::revoke_object_url(&address)), KEEP_FOR);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe() {
        let day = Date::new(2026, 11, 21).unwrap();
        assert_eq!(file_name("", day), "maatwerkcanvas-2026-11-21.json");
        assert_eq!(
            file_name("../a b:*?/ (kopie)", day),
            "maatwerkcanvas-a-b-kopie-2026-11-21.json"
        );
        assert_eq!(
            file_name("24-0113", day),
            "maatwerkcanvas-24-0113-2026-11-21.json"
        );
    }
}
