//! Workbooks for spreadsheets, by the script that writes them (`src/embed/xlsx.js`), which is loaded when one is asked
//! for.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::parts::load_by_name;

/// The script's name for the shim, and the function that it exports.
const SCRIPT: &str = "xlsx";
const WRITE: &str = "workbook";

/// Writes a workbook of these sheets, as `texts::data_sheet::workbook` describes them. `None` if the script can't be
/// loaded; it can be tried again.
pub async fn write_workbook(sheets: &str) -> Option<Blob> {
    let script = load_by_name(SCRIPT).await?;
    let write = Reflect::get(&script, &WRITE.into()).ok()?;
    let write: Function = write.dyn_into().ok()?;
    let written = write.call1(&JsValue::NULL, &sheets.into()).ok()?;
    let written: Promise = written.dyn_into().ok()?;
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}
