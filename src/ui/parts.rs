//! What each part of the module gives, once it is there. Only the exports of `embed/parts.rs` call
//! these: whatever else did would keep the part from being cut off.

use crate::session::Part;

use super::{agenda, analysis, calculation, canvas, lock, overview, settings, sync, team};

/// The list of canvases.
pub fn overview() {
    overview::give();
    Part::Overview.arrived();
}

/// A canvas with its fields.
pub fn canvas() {
    canvas::give();
    Part::Canvas.arrived();
}

/// The analysis of the costs, and the settings.
pub fn analysis() {
    analysis::give();
    settings::give();
    Part::Analysis.arrived();
}

/// The calculation of a line.
pub fn calculation() {
    calculation::give();
    Part::Calculation.arrived();
}

/// What is missing or odd on a canvas.
pub fn findings() {
    crate::session::give_findings();
    canvas::give_findings();
    Part::Findings.arrived();
}

/// The grades.
pub fn grades() {
    canvas::give_grades();
    Part::Grades.arrived();
}

/// What is printed, and earlier versions.
pub fn paper() {
    canvas::give_print();
    canvas::give_versions();
    Part::Paper.arrived();
}

/// The views over the whole screen.
pub fn views() {
    canvas::give_reading();
    canvas::give_together();
    Part::Views.arrived();
}

/// What is around the plan.
pub fn method() {
    canvas::give_method();
    agenda::give();
    Part::Method.arrived();
}

/// Mijn week: what is due on all canvases.
pub fn week() {
    overview::give_week();
    Part::Week.arrived();
}

/// What the cases of a team come to together.
pub fn results() {
    overview::give_results();
    Part::Results.arrived();
}

/// The settings and the panel of sync, and the choice between versions that differ.
pub fn sync() {
    sync::give();
    crate::session::give_probe();
    canvas::give_conflicts();
    Part::Sync.arrived();
}

/// Import, export and the worked examples.
pub fn files() {
    overview::give_files();
    Part::Files.arrived();
}

/// What locks and unlocks.
pub fn lock() {
    lock::give();
    Part::Lock.arrived();
}

/// What seals, and changes secrets.
pub fn secure() {
    lock::give_secure();
    Part::Secure.arrived();
}

/// The keys of a team that is encrypted.
pub fn team() {
    team::give();
    Part::Team.arrived();
}
