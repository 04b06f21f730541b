//! The costs up to each month as lines. Each has its name and its last amount at its end; where the plan
//! is cheaper, what it saves is shaded.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::analysis::Analysis;
use crate::domain::{OwnNames, Scenario};
use crate::texts::{analysis as a, analysis_page as t, names, number};
use crate::ui::chart::axis::{Axis, WIDTH, months, percent};
use crate::ui::chart::break_even::{BreakEven, MONTH};
use crate::ui::chart::labels::apart;

use crate::ui::chart::drawing::level_class;

/// How high the drawing is, and the part of it that the lines take. Above it is the name of the month that
/// breaks even.
const HEIGHT: i32 = 330;
const TOP: i32 = 34;
const BOTTOM: i32 = 300;
/// The least room between the labels at the ends: each has two lines of text.
const APART: i32 = 38;

/// The lines.
pub(super) fn over_time(all: &Analysis, _: &OwnNames) -> AnyView {
    let drawing = Drawing::of(all);
    let ends = drawing.ends();
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
    let ticks = drawing.ticks();
    let zero = drawing.y(Decimal::ZERO);
    let left = widest(&mut ticks.iter().map(|(_, text)| text.chars().count()));
    let right = widest(&mut ends.iter().map(|end| end.amount.chars().count()));
    let room = |letters: usize| [&letters.saturating_add(1).to_string(), "ch"].concat();
    let grid: Vec<AnyView> = ticks.iter().map(|(y, _)| grid(*y, *y == zero)).collect();
    let scale = ticks.into_iter().map(|(y, text)| scale(y, text, y == zero));
    let scale: Vec<AnyView> = scale.collect();
    let said = ends
        .iter()
        .map(|end| [end.name, ": ", &end.amount, "."].concat());
    let said = [a::payback(all)].into_iter().chain(said);
    let said = said.collect::<Vec<_>>().join(" ");
    view! {
        <svg class="months" role="img" aria-label=said.trim_start().to_owned() height=HEIGHT
            style=("--left", room(left)) style=("--right", room(right))>
            {grid}
            {drawing.months()}
            <svg viewBox=drawing.view_box() preserveAspectRatio="none" width="100%" height=HEIGHT>
                {drawing.saved()}
                {drawing.lines()}
            </svg>
            {scale}
            {drawing.mark()}
            {labels(ends)}
        </svg>
    }
    .into_any()
}

/// What stands at the end of a line, or between two.
struct End {
    y: i32,
    kind: &'static str,
    name: &'static str,
    amount: String,
}

struct Drawing<'a> {
    all: &'a Analysis,
    axis: Axis,
    break_even: Option<BreakEven>,
}

impl<'a> Drawing<'a> {
    fn of(all: &'a Analysis) -> Self {
        let amounts = || all.months.iter().flatten().copied();
        let least = amounts().min().unwrap_or_default();
        Self {
            all,
            axis: Axis::covering(least, amounts().max().unwrap_or_default()),
            break_even: BreakEven::of(&all.months),
        }
    }

    /// From the top.
    fn y(&self, amount: Decimal) -> i32 {
        let up = self.axis.place(amount, BOTTOM.saturating_sub(TOP));
        BOTTOM.saturating_sub(up)
    }

    /// From the left, in parts of [`WIDTH`]; `at` is in parts of a [`MONTH`].
    fn x(&self, at: i32) -> i32 {
        let parts = at.saturating_mul(WIDTH / MONTH);
        parts
            .checked_div(self.all.horizon.into())
            .unwrap_or_default()
    }

    /// The scenarios with costs, each with its position in a month's amounts. The plan's unbroken line
    /// comes first: the broken ones show where they meet.
    fn scenarios(&self) -> impl Iterator<Item = (usize, Scenario)> {
        let all = Scenario::ALL.into_iter().enumerate().rev();
        all.filter(|(_, scenario)| self.all.totals.is_filled(*scenario))
    }

    /// The points of a scenario's line from the break-even point, or from the start.
    fn points(&self, scenario: usize, from: Option<BreakEven>) -> Vec<[i32; 2]> {
        let start = from.map_or([0, self.y(Decimal::ZERO)], |it| [it.at, self.y(it.amount)]);
        let mut points = vec![start];
        for (amounts, month) in self.all.months.iter().zip(1_u8..) {
            if from.is_none_or(|from| month >= from.month) {
                let amount = amounts.get(scenario).copied().unwrap_or_default();
                points.push([i32::from(month).saturating_mul(MONTH), self.y(amount)]);
            }
        }
        points
    }

    fn lines(&self) -> Vec<AnyView> {
        let line = |(at, scenario): (usize, Scenario)| {
            let class = ["months__line months__line--", scenario.wire()].concat();
            let points = written(self.points(at, None).into_iter());
            view! { <polyline class=class points=points></polyline> }.into_any()
        };
        self.scenarios().map(line).collect()
    }

    /// What the plan saves: between its line and the looming one, from where it has paid for itself.
    fn saved(&self) -> Option<AnyView> {
        let from = self.break_even?;
        let above = self.points(1, Some(from));
        let below = self.points(2, Some(from)).into_iter().rev();
        let points = written(above.into_iter().chain(below));
        Some(view! { <polygon class="months__saved" points=points></polygon> }.into_any())
    }

    /// Where the plan has paid for itself, with its month above it.
    fn mark(&self) -> Option<AnyView> {
        let mark = self.break_even?;
        let parts = self.x(mark.at);
        let x = percent(parts);
        let class = if parts > WIDTH / 2 {
            "months__mark months__mark--end"
        } else {
            "months__mark"
        };
        Some(
            view! {
                <line class="months__drop" x1=x.clone() x2=x.clone() y1=TOP.saturating_sub(14) y2=BOTTOM></line>
                <circle class="months__dot" cx=x.clone() cy=self.y(mark.amount) r="5"></circle>
                <text class=class x=x y=TOP.saturating_sub(20)>{t::cheaper_from(mark.month)}</text>
            }
            .into_any(),
        )
    }

    /// The last amounts, and between those of the looming scenario and of the plan what is saved.
    fn ends(&self) -> Vec<End> {
        let mut ends: Vec<End> = self
            .scenarios()
            .map(|(_, scenario)| {
                let amount = self.all.totals.get(scenario);
                End {
                    y: self.y(amount),
                    kind: scenario.wire(),
                    name: names::scenario(scenario),
                    amount: number::format_euro(amount),
                }
            })
            .collect();
        let totals = &self.all.totals;
        if let Some(saving) = totals.saving().filter(|_| self.break_even.is_some()) {
            let between = self
                .y(totals.looming)
                .saturating_add(self.y(totals.tailored))
                / 2;
            ends.push(End {
                y: between,
                kind: "besparing",
                name: t::SAVING,
                amount: number::format_euro(saving),
            });
        }
        ends
    }

    fn ticks(&self) -> Vec<(i32, String)> {
        let tick = |tick: Decimal| (self.y(tick), number::format_whole_euro(tick));
        self.axis.ticks().into_iter().map(tick).collect()
    }

    /// The months at the axis; the last says what they are.
    fn months(&self) -> Vec<AnyView> {
        let y = HEIGHT.saturating_sub(8);
        let months = months(self.all.horizon);
        let last = months.last().copied();
        let month = |month: u8| {
            let x = percent(self.x(i32::from(month).saturating_mul(MONTH)));
            let (class, text) = if Some(month) == last {
                ("months__axis", number::format_months(month))
            } else {
                ("scale", month.to_string())
            };
            view! { <text class=class x=x y=y>{text}</text> }.into_any()
        };
        months.into_iter().map(month).collect()
    }

    fn view_box(&self) -> String {
        let width = i32::from(self.all.horizon).saturating_mul(MONTH);
        ["0 0 ", &width.to_string(), " ", &HEIGHT.to_string()].concat()
    }
}

/// Points as SVG writes them.
fn written(points: impl Iterator<Item = [i32; 2]>) -> String {
    let mut written = String::new();
    for [x, y] in points {
        written.push_str(&[&x.to_string(), ",", &y.to_string(), " "].concat());
    }
    written
}

/// A line at a round amount; zero stands out.
fn grid(y: i32, is_zero: bool) -> AnyView {
    view! { <line class=level_class(is_zero) x1="0" x2="100%" y1=y y2=y></line> }.into_any()
}

fn scale(y: i32, text: String, is_zero: bool) -> AnyView {
    let class = if is_zero {
        "months__scale months__scale--zero"
    } else {
        "months__scale"
    };
    view! { <text class=class x="0" y=y dy="0.35em">{text}</text> }.into_any()
}

/// The names and amounts at the ends, none over another.
fn labels(ends: Vec<End>) -> Vec<AnyView> {
    let wanted: Vec<i32> = ends.iter().map(|end| end.y).collect();
    let places = apart(&wanted, APART, TOP, BOTTOM.saturating_sub(12));
    let label = |(end, y): (End, i32)| {
        view! {
            <g class=["months__end months__end--", end.kind].concat()>
                <text class="months__name" x="100%" y=y dy="-0.2em">{end.name}</text>
                <text x="100%" y=y dy="1.05em">{end.amount}</text>
            </g>
        }
        .into_any()
    };
    ends.into_iter().zip(places).map(label).collect()
}
