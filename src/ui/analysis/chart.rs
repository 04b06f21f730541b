//! Charts as inline SVG. Lines and bars differ by pattern and by name, not only by colour. The tables
//! beside them have the same figures for screen readers.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::sort::sort_by;
use crate::domain::{Money, Scenario, Totals};
use crate::texts::{analysis_page as t, names, number};

/// How high the line chart is, and the part of it that the lines take.
const HEIGHT: i32 = 280;
const TOP: i32 = 26;
const BOTTOM: i32 = 250;
/// The least room between two names at the end of their lines.
const APART: i32 = 19;
/// As wide as the widest paper; the drawing cuts off what is beyond the bar.
const STRIPES: i32 = 200;

/// Three bars for each payer or part of life, all on one scale.
pub(crate) fn bars(groups: &[(String, Totals)]) -> AnyView {
    let amounts = groups
        .iter()
        .flat_map(|(_, totals)| Scenario::ALL.map(|scenario| totals.get(scenario)));
    let most = amounts.max().unwrap_or_default();
    let groups: Vec<AnyView> = groups
        .iter()
        .map(|(name, totals)| {
            let bars: Vec<AnyView> = Scenario::ALL
                .map(|scenario| bar(scenario, totals.get(scenario), most))
                .into();
            view! { <div class="chart__group"><p class="chart__name">{name.clone()}</p>{bars}</div> }.into_any()
        })
        .collect();
    view! { <figure class="chart" aria-hidden="true">{groups}</figure> }.into_any()
}

fn bar(scenario: Scenario, amount: Decimal, most: Decimal) -> AnyView {
    let stripes = (scenario == Scenario::Looming).then(|| {
        let path: String = (0..STRIPES)
            .map(|index| ["M", &index.saturating_mul(8).to_string(), " 0l-12 12"].concat())
            .collect();
        view! { <path class="chart__stripe" d=path></path> }.into_any()
    });
    let width = [&share(amount, most, Decimal::ONE_HUNDRED), "%"].concat();
    view! {
        <div class=["chart__row chart__row--", scenario.wire()].concat()>
            <span class="chart__scenario">{names::scenario(scenario)}</span>
            <svg class="chart__bar" focusable="false">
                <svg width=width height="12">
                    <rect class="chart__fill" width="100%" height="12"></rect>
                    {stripes}
                </svg>
            </svg>
            <span class="chart__amount" translate="no">{number::format_euro(amount)}</span>
        </div>
    }
    .into_any()
}

/// The part of `whole` that an amount is of the most, not below nothing.
fn share(amount: Decimal, most: Decimal, whole: Decimal) -> String {
    amount
        .max(Decimal::ZERO)
        .checked_mul(whole)
        .and_then(|product| product.checked_div(most))
        .map_or(Decimal::ZERO, Money::round)
        .to_string()
}

/// The costs up to each month in three lines, each with its name at its end.
pub(crate) fn lines(months: &[[Decimal; 3]], sentence: &str) -> AnyView {
    let all = || months.iter().flatten().copied();
    let most = all().max().unwrap_or_default().max(Decimal::ZERO);
    let least = all().min().unwrap_or_default().min(Decimal::ZERO);
    let height = |amount: Decimal| {
        let room = Decimal::from(BOTTOM.saturating_sub(TOP));
        let part = amount.saturating_sub(least).checked_mul(room);
        let part = part.and_then(|part| part.checked_div(most.saturating_sub(least)));
        Money::round(Decimal::from(BOTTOM).saturating_sub(part.unwrap_or_default()))
    };
    // The plan's unbroken line comes first: the broken ones show where they meet.
    let lines: Vec<AnyView> = Scenario::ALL
        .into_iter()
        .enumerate()
        .rev()
        .map(|(at, scenario)| line(scenario, at, months, &height))
        .collect();
    let ends = ends(months, &height);
    let level = |amount: Decimal| {
        let y = height(amount).to_string();
        view! { <line class="months__level" x1="0" x2="100%" y1=y.clone() y2=y></line> }.into_any()
    };
    // Nothing is where the lines begin: its name would stand in their way.
    let scale = |amount: Decimal| {
        let y = height(amount).to_string();
        let text = || view! { <text class="months__scale" x="0" y=y dy="-5">{number::format_whole_euro(amount)}</text> };
        (!amount.is_zero()).then(text)
    };
    let half = most.checked_div(Decimal::TWO).unwrap_or_default();
    let box_of_lines = ["0 0 ", &months.len().to_string(), " ", &HEIGHT.to_string()].concat();
    view! {
        <svg class="months" role="img" aria-label=sentence.to_owned() height=HEIGHT>
            {[Decimal::ZERO, half, most].map(level)}
            <svg viewBox=box_of_lines preserveAspectRatio="none" width="100%" height=HEIGHT>{lines}</svg>
            {[half, most].map(scale)}
            {ends}
            <text class="months__scale" x="0" y=HEIGHT.saturating_sub(8)>{t::AXIS_MONTH}" 0"</text>
            <text class="months__scale months__scale--end" x="100%" y=HEIGHT.saturating_sub(8)>
                {t::AXIS_MONTH}" "{months.len().to_string()}
            </text>
        </svg>
    }
    .into_any()
}

fn line(
    scenario: Scenario,
    at: usize,
    months: &[[Decimal; 3]],
    height: &dyn Fn(Decimal) -> Decimal,
) -> AnyView {
    let mut points = ["0,", &height(Decimal::ZERO).to_string()].concat();
    for (amounts, month) in months.iter().zip(1_u8..) {
        let amount = amounts.get(at).copied().unwrap_or_default();
        points.push_str(&[" ", &month.to_string(), ",", &height(amount).to_string()].concat());
    }
    let class = ["months__line months__line--", scenario.wire()].concat();
    view! { <polyline class=class points=points></polyline> }.into_any()
}

/// The names at the ends of the lines.
fn ends(months: &[[Decimal; 3]], height: &dyn Fn(Decimal) -> Decimal) -> Vec<AnyView> {
    let last = months.last().copied().unwrap_or_default();
    let above = |amount| height(amount).saturating_sub(Decimal::from(7));
    let name = |(y, scenario): (Decimal, Scenario)| {
        let class = ["months__end months__end--", scenario.wire()].concat();
        view! { <text class=class x="100%" y=y.to_string()>{names::scenario(scenario)}</text> }
            .into_any()
    };
    let places = apart(last.map(above)).into_iter();
    places.zip(Scenario::ALL).map(name).collect()
}

/// The places of three labels, given where they would best be: pushed apart if lines end close to each
/// other, and none of them below the drawing.
fn apart(wanted: [Decimal; 3]) -> [Decimal; 3] {
    let gap = Decimal::from(APART);
    let mut order = vec![0, 1, 2];
    // Of equal ones the plan's name is nearest to its line.
    sort_by(&mut order, &|one, other| {
        wanted.get(*one).cmp(&wanted.get(*other))
    });
    let mut places = wanted;
    let mut top = Decimal::from(TOP.saturating_sub(12));
    for at in order.iter().copied() {
        if let Some(place) = places.get_mut(at) {
            *place = top.max(*place);
            top = place.saturating_add(gap);
        }
    }
    let mut bottom = Decimal::from(BOTTOM.saturating_sub(7));
    for at in order.into_iter().rev() {
        if let Some(place) = places.get_mut(at) {
            *place = bottom.min(*place);
            bottom = place.saturating_sub(gap);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(wanted: [i64; 3]) -> [String; 3] {
        apart(wanted.map(Decimal::from)).map(|place| place.to_string())
    }

    #[test]
    fn names_of_lines_that_end_together_stand_apart_within_the_drawing() {
        assert_eq!(placed([100, 20, 60]), ["100", "20", "60"]);
        // All at the top, all at the bottom, and two that nearly meet.
        assert_eq!(placed([12, 12, 12]), ["14", "33", "52"]);
        assert_eq!(placed([243, 243, 243]), ["205", "224", "243"]);
        assert_eq!(placed([243, 100, 105]), ["243", "100", "119"]);
        assert_eq!(placed([243, 240, 20]), ["243", "224", "20"]);
    }
}
