//! Rows of a chart whose names open the canvases behind them.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::results::Behind;
use crate::texts::number;
use crate::ui::chart::axis::Axis;
use crate::ui::chart::drawing::{bar, covering, grid, level, list, row, scale};
use crate::ui::markup::text;
use crate::ui::view::handler;

use super::pass::ResultsController;

/// One row: its name, its value in words, what it draws, and what is behind it.
pub(super) struct Bar {
    pub name: String,
    pub shown: String,
    pub value: Decimal,
    /// The kind of bar, as its class names it.
    pub kind: &'static str,
    pub behind: Option<Behind>,
}

/// A chart of bars from zero to the right; with ticks where these are amounts.
pub(super) fn bars(controller: ResultsController, bars: Vec<Bar>, has_scale: bool) -> AnyView {
    let axis = covering(bars.iter().map(|it| it.value));
    let rows = bars.into_iter().map(|it| {
        let drawn = (
            has_scale.then(|| grid(&axis)),
            bar(&axis, [Decimal::ZERO, it.value], it.kind),
        );
        let drawn = drawn.into_any();
        row(name(controller, it.name, it.behind), it.shown, drawn)
    });
    let rows = list(rows.collect());
    if has_scale {
        (rows, scale(&axis)).into_any()
    } else {
        rows
    }
}

/// A chart of bars to either side of zero: what is saved to the right, what costs more to the left.
pub(super) fn diverging(controller: ResultsController, bars: Vec<Bar>) -> AnyView {
    let axis: Axis = covering(bars.iter().map(|it| it.value));
    let rows = bars.into_iter().map(|it| {
        let drawn = (
            bar(&axis, [Decimal::ZERO, it.value], it.kind),
            level(&axis, Decimal::ZERO),
        );
        let drawn = drawn.into_any();
        row(name(controller, it.name, it.behind), it.shown, drawn)
    });
    list(rows.collect())
}

/// A name that opens the canvases behind a figure; plain where there are none.
pub(super) fn name(controller: ResultsController, name: String, behind: Option<Behind>) -> AnyView {
    let Some(behind) = behind else {
        return text("span", "", name);
    };
    let asked = (name.clone(), behind);
    let open = move |_| ask(controller, asked.clone());
    view! { <button type="button" class="results__open" on:click=handler(open)>{name}</button> }
        .into_any()
}

/// Shows the canvases behind a figure; their heading gets the focus once they are found.
pub(super) fn ask(controller: ResultsController, asked: (String, Behind)) {
    controller.behind.set(Some(asked));
}

pub(super) fn number_rows(bars: &[Bar]) -> Vec<(String, Vec<String>)> {
    let row = |bar: &Bar| (bar.name.clone(), vec![bar.shown.clone()]);
    bars.iter().map(row).collect()
}

pub(super) fn amount(
    name: &str,
    value: Decimal,
    kind: &'static str,
    behind: Option<Behind>,
) -> Bar {
    Bar {
        name: name.to_owned(),
        shown: number::format_euro(value),
        value,
        kind,
        behind,
    }
}
