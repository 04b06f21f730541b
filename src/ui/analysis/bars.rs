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

/// As wide as the widest screen; the drawing cuts off what is beyond the bar.
const STRIPES: i32 = 200;

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
                names::scenario(scenario).to_owned(),
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
            t::SAVING.to_owned(),
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
            name,
            difference,
            (bar(&axis, [Decimal::ZERO, saving], kind), zero).into_any(),
        )
    });
    list(rows.collect())
}

fn covering(amounts: impl Iterator<Item = Decimal>) -> Axis {
    let zero = [Decimal::ZERO; 2];
    let [least, most] = amounts.fold(zero, |[least, most], amount| {
        [least.min(amount), most.max(amount)]
    });
    Axis::covering(least, most)
}

fn list(rows: Vec<AnyView>) -> AnyView {
    view! { <ul class="bars" role="list">{rows}</ul> }.into_any()
}

fn row(name: String, amount: String, drawn: AnyView) -> AnyView {
    view! {
        <li class="bars__row">
            <span class="bars__name">{name}</span>
            <span class="bars__amount" translate="no">{amount}</span>
            <svg class="bars__drawing" aria-hidden="true" focusable="false">{drawn}</svg>
        </li>
    }
    .into_any()
}

/// A bar between two amounts.
fn bar(axis: &Axis, [one, other]: [Decimal; 2], kind: &'static str) -> AnyView {
    let [start, end] = [one.min(other), one.max(other)].map(|amount| axis.place(amount, WIDTH));
    // What is little still shows.
    let least = i32::from(one != other).saturating_mul(2);
    let width = end.saturating_sub(start).max(least);
    let stripes = matches!(kind, "dreigend" | "meer").then(|| {
        let path: String = (0..STRIPES)
            .map(|index| ["M", &index.saturating_mul(8).to_string(), " 0l-18 18"].concat())
            .collect();
        view! { <path class="bars__stripe" d=path></path> }.into_any()
    });
    view! {
        <svg class=["bars__bar bars__bar--", kind].concat() x=percent(start) y="7" width=percent(width) height="18">
            <rect class="bars__fill" width="100%" height="18"></rect>
            {stripes}
        </svg>
    }
    .into_any()
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

fn grid(axis: &Axis) -> AnyView {
    let lines = axis.ticks().into_iter().map(|tick| level(axis, tick));
    lines.collect::<Vec<_>>().into_any()
}

/// The line of one amount through all rows; zero stands out.
fn level(axis: &Axis, amount: Decimal) -> AnyView {
    let x = percent(axis.place(amount, WIDTH));
    line(level_class(amount.is_zero()), x.clone(), x, "0", "100%")
}

/// The class of the line at a round amount; zero stands out.
pub(super) fn level_class(is_zero: bool) -> &'static str {
    if is_zero {
        "level level--zero"
    } else {
        "level"
    }
}

fn line(
    class: &'static str,
    x1: String,
    x2: String,
    y1: &'static str,
    y2: &'static str,
) -> AnyView {
    view! { <line class=class x1=x1 x2=x2 y1=y1 y2=y2></line> }.into_any()
}

/// The amounts at the ticks.
fn scale(axis: &Axis) -> AnyView {
    let tick = |tick: Decimal| {
        let x = percent(axis.place(tick, WIDTH));
        view! { <text class="scale" x=x y="1em">{number::format_whole_euro(tick)}</text> }
            .into_any()
    };
    let ticks: Vec<AnyView> = axis.ticks().into_iter().map(tick).collect();
    view! {
        <div class="bars__row" aria-hidden="true">
            <svg class="bars__scale" focusable="false">{ticks}</svg>
        </div>
    }
    .into_any()
}
