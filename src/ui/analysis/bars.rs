//! Bar charts: a name, a bar and an amount in each row. The rows are text, so that each amount stands once
//! for everybody; only the bars are drawings. What is threatened or costs more has stripes, not only a
//! colour.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::analysis::{Analysis, Band};
use crate::domain::sort::sort_by;
use crate::domain::{OwnNames, Scenario, Totals};
use crate::texts::{analysis_page as t, names, number};
use crate::ui::chart::axis::{Axis, WIDTH, percent};
use crate::ui::chart::drawing::{bar, covering, grid, level, line, list, row, scale};

/// The scenarios, and below them what is saved, between the ends of what threatens and of the plan.
pub(super) fn scenarios(all: &Analysis, _: &OwnNames) -> AnyView {
    let bands = Scenario::ALL.map(|scenario| *all.bands.get(scenario));
    let amounts = || Scenario::ALL.map(|scenario| all.totals.get(scenario));
    let ends = bands.iter().flat_map(|band| [band.low, band.high]);
    let axis = covering(ends.chain(amounts()));
    let mut rows: Vec<AnyView> = Scenario::ALL
        .into_iter()
        .zip(&bands)
        .map(|(scenario, band)| {
            let amount = all.totals.get(scenario);
            let drawn = [
                grid(&axis),
                bar(&axis, [Decimal::ZERO, amount], scenario.wire()),
                range(&axis, band),
            ];
            row(
                names::scenario(scenario).into_any(),
                number::format_euro(amount),
                drawn.into_iter().collect_view().into_any(),
            )
        })
        .collect();
    if let Some(saving) = all.totals.saving() {
        let between = [all.totals.tailored, all.totals.looming];
        let kind = if saving < Decimal::ZERO {
            "meer"
        } else {
            "besparing"
        };
        rows.push(row(
            t::SAVING.into_any(),
            number::format_euro(saving),
            (grid(&axis), bar(&axis, between, kind)).into_any(),
        ));
    }
    let wide = bands.iter().any(Band::is_wide);
    view! {
        {list(rows)}
        {scale(&axis)}
        {wide.then(|| view! { <p class="analysis__note">{t::RANGE}</p> }.into_any())}
    }
    .into_any()
}

/// Who saves, to the right, and who pays more, to the left; who saves most comes first. What is to be
/// filled in before that can be told comes in its place.
pub(super) fn gains(groups: Vec<(String, Totals)>, lacks: Option<&'static str>) -> AnyView {
    if let Some(lacks) = lacks {
        return view! { <p class="analysis__note">{lacks}</p> }.into_any();
    }
    let mut gains: Vec<(String, String, Decimal)> = groups
        .into_iter()
        .map(|(name, totals)| (name, t::difference(&totals), totals.savings().saving))
        .collect();
    sort_by(&mut gains, &|one, other| other.2.cmp(&one.2));
    let axis = covering(gains.iter().map(|gain| gain.2));
    let rows = gains.into_iter().map(|(name, difference, saving)| {
        let kind = if saving < Decimal::ZERO {
            "meer"
        } else {
            "minder"
        };
        let zero = level(&axis, Decimal::ZERO);
        row(
            name.into_any(),
            difference,
            (bar(&axis, [Decimal::ZERO, saving], kind), zero).into_any(),
        )
    });
    list(rows.collect())
}

/// A thin line from the lowest to the highest that a total can be.
fn range(axis: &Axis, band: &Band) -> AnyView {
    if !band.is_wide() {
        return ().into_any();
    }
    let [low, high] = [band.low, band.high].map(|amount| percent(axis.place(amount, WIDTH)));
    let ends =
        [low.clone(), high.clone()].map(|end| line("bars__range", end.clone(), end, "10", "22"));
    (line("bars__range", low, high, "16", "16"), Vec::from(ends)).into_any()
}
