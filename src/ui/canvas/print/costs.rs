//! The cost-benefit analysis on paper.

use leptos::prelude::*;

use crate::domain::{Canvas, CostLine, LineAmounts, Scenario, Totals};
use crate::texts::{labels as t, names, number, sentences};
use crate::ui::analysis::lines::title;
use crate::ui::markup::{cell, element, text};

use super::boxes::print_box;

/// The lines with their totals, the saving, and the same in bars and in words.
pub(super) fn print_costs(canvas: &Canvas) -> AnyView {
    let totals = Totals::of(&canvas.costs);
    let bars = Scenario::ALL.map(|scenario| bar(scenario, &totals)).into();
    let period = sentences::period(canvas.costs.horizon);
    let formula = [t::SAVING_AMOUNT, " (", t::SAVING_FORMULA, &period, ")"].concat();
    let saving = vec![
        text("span", "", formula),
        text("strong", "print__amount", sentences::saving(&totals)),
    ];
    let totals = vec![
        element("div", "print__bars", bars),
        element("p", "print__saving", saving),
        text("p", "print__text", sentences::totals(&totals)),
    ];
    let both = vec![lines(canvas), element("div", "print__totals", totals)];
    let content = element("div", "print__costs", both);
    print_box("kosten", t::COSTS, vec![content])
}

fn lines(canvas: &Canvas) -> AnyView {
    let horizon = canvas.costs.horizon;
    let totals = Totals::of(&canvas.costs);
    let all = canvas.lines_in_order().into_iter();
    let body = all.map(|(_, it)| line(it, horizon)).collect();
    let total = Scenario::ALL.map(|scenario| number::format_euro(totals.get(scenario)));
    let name = [t::TOTAL, &sentences::period(horizon)].concat();
    let foot = row(cell("th", "", ("scope", "row"), name), total);
    let parts = vec![
        element("thead", "", vec![columns()]),
        element("tbody", "", body),
        element("tfoot", "", vec![foot]),
    ];
    element("table", "print__table", parts)
}

fn columns() -> AnyView {
    let column = |class, name| cell("th", class, ("scope", "col"), name);
    let amounts = Scenario::ALL.map(|it| column("print__amount", names::scenario(it)));
    let all = [column("", t::DESCRIPTION)].into_iter().chain(amounts);
    element("tr", "", all.collect())
}

fn line(line: &CostLine, horizon: u8) -> AnyView {
    let amounts = LineAmounts::of(line, horizon);
    let amounts = Scenario::ALL.map(|scenario| {
        let amount = amounts.get(scenario).map(number::format_money);
        amount.unwrap_or_default()
    });
    row(
        cell("th", "print__text", ("scope", "row"), title(line)),
        amounts,
    )
}

fn row(name: AnyView, amounts: [String; 3]) -> AnyView {
    let amounts = amounts.map(|amount| text("td", "print__amount", amount));
    let cells = [name].into_iter().chain(amounts);
    element("tr", "", cells.collect())
}

/// A scenario's total as a bar. The three are told apart by how they are filled, not by colour.
fn bar(scenario: Scenario, totals: &Totals) -> AnyView {
    let content = vec![
        text("span", "", names::scenario(scenario)),
        drawing(
            scenario == Scenario::Looming,
            totals.share(scenario).to_string(),
        ),
        text(
            "span",
            "print__amount",
            number::format_euro(totals.get(scenario)),
        ),
    ];
    let class = ["print__bar print__bar--", scenario.wire()].concat();
    element("div", &class, content)
}

fn drawing(striped: bool, share: String) -> AnyView {
    let stripes = striped.then(|| {
        // As wide as the widest paper; the drawing cuts off what is beyond the bar.
        let mut stripes = String::new();
        for index in 0..200_i32 {
            stripes.push('M');
            stripes.push_str(&index.saturating_mul(8).to_string());
            stripes.push_str(" 0l-10 10");
        }
        view! { <path class="print__stripe" d=stripes></path> }
    });
    view! {
        <svg class="print__chart" aria-hidden="true">
            <svg width=share + "%" height="10">
                <rect class="print__fill" width="100%" height="10"></rect>
                {stripes}
            </svg>
        </svg>
    }
    .into_any()
}
