//! What bar charts are drawn with: rows of a name, an amount and a bar. The rows are text, so that each amount stands
//! once for everybody; only the bars are drawings. What is threatened or costs more has stripes, not only a colour.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::axis::{Axis, WIDTH, percent};
use crate::texts::number;

/// As wide as the widest screen; the drawing cuts off what is beyond the bar.
const STRIPES: i32 = 200;

/// The axis of all of these amounts, with zero.
pub(crate) fn covering(amounts: impl Iterator<Item = Decimal>) -> Axis {
    let zero = [Decimal::ZERO; 2];
    let [least, most] = amounts.fold(zero, |[least, most], amount| {
        [least.min(amount), most.max(amount)]
    });
    Axis::covering(least, most)
}

/// The rows of a chart.
pub(crate) fn list(rows: Vec<AnyView>) -> AnyView {
    view! { <ul class="bars" role="list">{rows}</ul> }.into_any()
}

/// One row: its name, its amount, and its drawing.
pub(crate) fn row(name: AnyView, amount: String, drawn: AnyView) -> AnyView {
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
pub(crate) fn bar(axis: &Axis, [one, other]: [Decimal; 2], kind: &'static str) -> AnyView {
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

/// The lines at the ticks through a row.
pub(crate) fn grid(axis: &Axis) -> AnyView {
    let lines = axis.ticks().into_iter().map(|tick| level(axis, tick));
    lines.collect::<Vec<_>>().into_any()
}

/// The line of one amount through all rows; zero stands out.
pub(crate) fn level(axis: &Axis, amount: Decimal) -> AnyView {
    let x = percent(axis.place(amount, WIDTH));
    line(level_class(amount.is_zero()), x.clone(), x, "0", "100%")
}

/// The class of the line at a round amount; zero stands out.
pub(crate) fn level_class(is_zero: bool) -> &'static str {
    if is_zero {
        "level level--zero"
    } else {
        "level"
    }
}

/// A line between two points.
pub(crate) fn line(
    class: &'static str,
    x1: String,
    x2: String,
    y1: &'static str,
    y2: &'static str,
) -> AnyView {
    view! { <line class=class x1=x1 x2=x2 y1=y1 y2=y2></line> }.into_any()
}

/// The amounts at the ticks.
pub(crate) fn scale(axis: &Axis) -> AnyView {
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
