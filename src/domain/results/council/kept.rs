//! Reports in the team's document: each under an id of its own, never edited.

use serde_json::{Map, Value};

use super::release::Release;
use crate::domain::canvas::Canvas;
use crate::domain::command::Command;
use crate::domain::format::canonical;
use crate::domain::id::ItemId;
use crate::domain::method::{EntryEdit, SingleEntry};
use crate::domain::sort::sort_by;

/// The largest document of a team that a report may be added to, in bytes: a server takes 256 KiB, and sealing makes a
/// document a third larger. All that the team shares is in it, so that nothing of it would be synced beyond that.
const LARGEST_TEAM: usize = 180_000;

/// The reports in a field of the team's entry, the latest first. What is no report is left out.
#[must_use]
pub fn kept_reports(team: &Canvas, field: &str) -> Vec<(ItemId, Release)> {
    let object = team
        .single(SingleEntry::Team)
        .and_then(|it| it.field(field));
    let object = object.and_then(Value::as_object).into_iter().flatten();
    let reports =
        object.filter_map(|(id, value)| Some((id.parse().ok()?, Release::of_value(value)?)));
    let mut reports: Vec<(ItemId, Release)> = reports.collect();
    sort_by(&mut reports, &|(one_id, one), (other_id, other)| {
        (other.day, one_id).cmp(&(one.day, other_id))
    });
    reports
}

/// Whether there is room for a report in the team's document, so that it can still be synced.
#[must_use]
pub fn has_room(team: &Canvas, report: &Release) -> bool {
    let size = canonical(team).len();
    size.saturating_add(canonical(report).len()) <= LARGEST_TEAM
}

/// The edit that adds a report to a field of the team's entry, or takes one away (`None`).
#[must_use]
pub fn keep_report(
    team: &Canvas,
    field: &'static str,
    id: ItemId,
    report: Option<&Release>,
) -> Command {
    let object = team
        .single(SingleEntry::Team)
        .and_then(|it| it.field(field));
    let mut all = match object {
        Some(Value::Object(all)) => all.clone(),
        _ => Map::new(),
    };
    match report {
        Some(report) => drop(all.insert(id.to_string(), report.value())),
        None => drop(all.remove(&id.to_string())),
    }
    let all = (!all.is_empty()).then(|| all.into());
    Command::Single(SingleEntry::Team, EntryEdit::Field(field, all))
}
