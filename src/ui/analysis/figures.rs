//! The four figures of the analysis, on screen and on paper: what each of them found in words, its chart,
//! and its table.

use leptos::prelude::*;

use crate::domain::analysis::{Analysis, Group};
use crate::domain::{OwnNames, Totals};
use crate::texts::{analysis as a, analysis_page as t, codes};

use super::{bars, over_time, tables};

/// Something that is shown of the analysis, with the municipality's own names.
pub(super) type Shows<T> = fn(&Analysis, &OwnNames) -> T;

/// One figure.
pub(crate) struct Figure {
    /// What it is about.
    pub(crate) topic: &'static str,
    /// What it found; empty if there is nothing to compare yet.
    pub(crate) finding: Shows<String>,
    /// What it measures.
    pub(crate) measure: Shows<String>,
    /// The drawing.
    pub(crate) chart: Shows<AnyView>,
    /// The name of its table.
    pub(crate) table: &'static str,
    /// The same amounts as a table.
    pub(crate) rows: Shows<AnyView>,
}

/// All of them, in their order.
pub(crate) static FIGURES: [Figure; 4] = [
    Figure {
        topic: t::TOTALS,
        finding: |all, _| t::finding(&all.totals),
        measure: |all, _| t::over(all.horizon),
        chart: bars::scenarios,
        table: t::TOTALS_TABLE,
        rows: |all, _| tables::bands(all),
    },
    Figure {
        topic: t::MONTHS,
        finding: |all, _| a::payback(all),
        measure: |_, _| t::UP_TO.to_owned(),
        chart: over_time::over_time,
        table: t::MONTHS_TABLE,
        rows: |all, _| tables::months(&all.months),
    },
    Figure {
        topic: t::PAYERS,
        finding: |all, own| a::who_gains(&all.payers, own),
        measure: |_, _| t::BESIDE_LOOMING.to_owned(),
        chart: |all, own| bars::gains(payers(all, own), lacks(all, &all.payers, t::NO_PAYERS)),
        table: t::PAYERS_TABLE,
        rows: |all, own| tables::groups(t::PAYERS, &payers(all, own), &all.totals),
    },
    Figure {
        topic: t::LIFE_DOMAINS,
        finding: |all, own| a::where_it_gains(&all.life_domains, own),
        measure: |_, _| t::BESIDE_LOOMING.to_owned(),
        chart: |all, own| {
            let lacks = lacks(all, &all.life_domains, t::NO_LIFE_DOMAINS);
            bars::gains(life_domains(all, own), lacks)
        },
        table: t::LIFE_DOMAINS_TABLE,
        rows: |all, own| tables::groups(t::LIFE_DOMAINS, &life_domains(all, own), &all.totals),
    },
];

/// What is to be filled in before groups can be compared; `None` if nothing is.
fn lacks(all: &Analysis, groups: &[Group], unnamed: &'static str) -> Option<&'static str> {
    match all.totals.saving() {
        None => Some(t::NOT_COMPARED),
        Some(_) => groups.iter().all(Group::is_unnamed).then_some(unnamed),
    }
}

/// The payers by name.
fn payers(all: &Analysis, own: &OwnNames) -> Vec<(String, Totals)> {
    let name = |group: &Group| codes::payer_name(&group.code, &group.name, own);
    let named = all.payers.iter().map(|group| (name(group), group.totals));
    named.collect()
}

/// The parts of life by name.
fn life_domains(all: &Analysis, own: &OwnNames) -> Vec<(String, Totals)> {
    let name = |group: &Group| codes::life_domain_name(&group.code, own);
    let named = all
        .life_domains
        .iter()
        .map(|group| (name(group), group.totals));
    named.collect()
}
