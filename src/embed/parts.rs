//! Where each part of the module begins: the exports that the script calls once a part is there
//! (`parts.js`). `xtask/web/split` cuts at them, by the names that `xtask/web/split/parts.mjs` lists.

use crate::session::{give_engine, give_part_text};
use crate::ui::parts;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes the text that a part works with, before the part begins (`TEXTS` in `xtask/web/split/parts.mjs`).
#[wasm_bindgen]
pub fn give_text(name: &str, text: String) {
    give_part_text(name, text);
}

/// The list of canvases.
#[wasm_bindgen]
pub fn part_overview() {
    parts::overview();
}

/// A canvas with its fields.
#[wasm_bindgen]
pub fn part_canvas() {
    parts::canvas();
}

/// The analysis of the costs, and the settings.
#[wasm_bindgen]
pub fn part_analysis() {
    parts::analysis();
}

/// The calculation of a line.
#[wasm_bindgen]
pub fn part_calculation() {
    parts::calculation();
}

/// What is missing or odd on a canvas.
#[wasm_bindgen]
pub fn part_findings() {
    parts::findings();
}

/// The grades.
#[wasm_bindgen]
pub fn part_grades() {
    parts::grades();
}

/// What is printed, and earlier versions.
#[wasm_bindgen]
pub fn part_paper() {
    parts::paper();
}

/// The views over the whole screen.
#[wasm_bindgen]
pub fn part_views() {
    parts::views();
}

/// What is around the plan.
#[wasm_bindgen]
pub fn part_method() {
    parts::method();
}

/// Mijn week: what is due on all canvases.
#[wasm_bindgen]
pub fn part_week() {
    parts::week();
}

/// What the cases of a team come to together.
#[wasm_bindgen]
pub fn part_results() {
    parts::results();
}

/// The settings and the panel of sync, and the choice between versions that differ.
#[wasm_bindgen]
pub fn part_sync() {
    parts::sync();
}

/// Import, export and the worked examples.
#[wasm_bindgen]
pub fn part_files() {
    super::mounted::give();
    parts::files();
}

/// What syncs: the machine, the merge and the network.
#[wasm_bindgen]
pub fn part_engine() {
    give_engine();
}

/// What locks and unlocks.
#[wasm_bindgen]
pub fn part_lock() {
    crate::session::give_lock();
    parts::lock();
}

/// What seals, and changes secrets; with what locks, as what is sealed can be locked at once.
#[wasm_bindgen]
pub fn part_secure() {
    part_lock();
    parts::secure();
}

/// The keys of a team, with what seals, as a team key is only kept where that does.
#[wasm_bindgen]
pub fn part_team() {
    part_secure();
    crate::session::give_team();
    parts::team();
}
