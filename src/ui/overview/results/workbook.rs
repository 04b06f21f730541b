//! Takes a report elsewhere: to a workbook, and to paper.

use crate::session::write_workbook;
use crate::texts::labels;
use crate::ui::overview::download_file;
use crate::ui::view::spawn_guarded;

use super::super::controller::OverviewController;

/// Lets the browser download a workbook of these sheets.
pub(super) fn download_workbook(overview: OverviewController, name: String, sheets: String) {
    let work = async move { write_workbook(&sheets).await };
    spawn_guarded(overview.alive, work, move |file| match file {
        Some(file) => download_file(&name, &file),
        None => overview.tell_error(labels::PART_MISSING.to_owned()),
    });
}

/// Prints what shows: while a report shows, its style sheet leaves everything else off the paper.
pub(super) fn print_page() {
    if let Some(window) = web_sys::window() {
        // A page that may not print (a sandboxed frame) leaves everything as it is.
        window.print().ok();
    }
}
