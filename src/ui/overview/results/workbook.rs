//! Takes a report elsewhere: to a workbook, and to paper.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::session::load_script;
use crate::texts::labels;
use crate::ui::overview::download_file;
use crate::ui::view::spawn_guarded;

use super::super::controller::OverviewController;

/// The name of the script that writes workbooks (`src/embed/xlsx.js`) for the shim, and the function that it exports.
const SCRIPT: &str = "xlsx";
const WRITE: &str = "workbook";

/// Lets the browser download a workbook of these sheets, as `texts::data_sheet::workbook` describes them.
pub(super) fn download_workbook(overview: OverviewController, name: String, sheets: String) {
    let work = async move { write(&sheets).await };
    spawn_guarded(overview.alive, work, move |file| match file {
        Some(file) => download_file(&name, &file),
        None => overview.tell_error(labels::PART_MISSING.to_owned()),
    });
}

/// Writes a workbook; `None` if the script can't be loaded, which can be tried again.
async fn write(sheets: &str) -> Option<Blob> {
    let script = load_script(SCRIPT).await?;
    let write = Reflect::get(&script, &WRITE.into()).ok()?;
    let write: Function = write.dyn_into().ok()?;
    let written = write.call1(&JsValue::NULL, &sheets.into()).ok()?;
    let written: Promise = written.dyn_into().ok()?;
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}

/// Prints what shows: while a report shows, its style sheet leaves everything else off the paper.
pub(super) fn print_page() {
    if let Some(window) = web_sys::window() {
        // A page that may not print (a sandboxed frame) leaves everything as it is.
        window.print().ok();
    }
}
