//! A file of released aggregates, for other teams and municipalities.

use serde_json::Value;

use super::release::Release;
use crate::domain::format::canonical;
use crate::domain::wire::{read_text, wire_object};

/// What such a file calls itself.
const KIND: &str = "maatwerkcanvas-vergelijking";
/// The version of its form.
const VERSION: u32 = 1;

wire_object! {
    /// A file of released aggregates.
    struct Shared {
        kind: String = "soort" always,
        version: u32 = "versie",
        report: Value = "verslag",
    }
}

/// The file of a report: its aggregates alone.
#[must_use]
pub fn shared_file(report: &Release) -> String {
    canonical(&Shared {
        kind: KIND.to_owned(),
        version: VERSION,
        report: report.aggregates().value(),
    })
}

/// The report in such a file; `None` if it is none, of a newer form, or tells nothing. What a file says of families is
/// left out.
#[must_use]
pub fn read_shared(text: &str) -> Option<Release> {
    let shared: Shared = read_text(text)?;
    if shared.kind != KIND || shared.version != VERSION {
        return None;
    }
    let report = Release::of_value(&shared.report)?.aggregates();
    let is_told = !report.tables.is_empty() && report.threshold >= 5;
    is_told.then_some(report)
}
