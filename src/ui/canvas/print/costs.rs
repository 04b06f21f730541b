//! The cost-benefit analysis on paper.

use leptos::prelude::*;

use crate::domain::{Canvas, CostLine, LineAmounts, Scenario, Totals};
use crate::texts::{labels as t, names, number, sentences};

/// The lines with their totals, the saving, and the same in bars and in words.
pub(super) fn print_costs(canvas: &Canvas) -> impl IntoView + use<> {
    let totals = Totals::of(&canvas.costs);
    let saving = sentences::saving(&totals);
    let bars = Scenario::ALL.map(|scenario| bar(scenario, &totals));
    view! {
        <section class="print__box print__box--kosten">
            <h2 class="print__heading">{t::COSTS}</h2>
            <div class="print__costs">
                {lines(canvas, &totals)}
                <div class="print__totals">
                    <div class="print__bars">{bars.into_iter().collect_view()}</div>
                    <p class="print__saving">
                        <span>{t::SAVING_AMOUNT}" ("{t::SAVING_FORMULA}{sentences::period(canvas.costs.horizon)}")"</span>
                        <strong class="print__amount">{saving}</strong>
                    </p>
                    <p class="print__text">{sentences::totals(&totals)}</p>
                </div>
            </div>
        </section>
    }
}

fn lines(canvas: &Canvas, totals: &Totals) -> impl IntoView + use<> {
    let horizon = canvas.costs.horizon;
    let rows = canvas
        .lines_in_order()
        .into_iter()
        .map(|(_, line)| row(line, horizon))
        .collect_view();
    view! {
        <table class="print__table">
            <thead>
                <tr>
                    <th scope="col">{t::DESCRIPTION}</th>
                    {Scenario::ALL.map(|scenario| view! {
                        <th class="print__amount" scope="col">{names::scenario(scenario)}</th>
                    }).into_iter().collect_view()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{t::TOTAL}{sentences::period(horizon)}</th>
                    {Scenario::ALL.map(|scenario| view! {
                        <td class="print__amount">{number::format_euro(totals.get(scenario))}</td>
                    }).into_iter().collect_view()}
                </tr>
            </tfoot>
        </table>
    }
}

fn row(line: &CostLine, horizon: u8) -> impl IntoView + use<> {
    let amounts = LineAmounts::of(line, horizon);
    view! {
        <tr>
            <th class="print__text" scope="row">{line.description.clone()}</th>
            {Scenario::ALL.map(|scenario| view! {
                <td class="print__amount">{amounts.get(scenario).map(number::format_money)}</td>
            }).into_iter().collect_view()}
        </tr>
    }
}

/// A scenario's total as a bar. The three are told apart by how they are filled, not by colour.
fn bar(scenario: Scenario, totals: &Totals) -> impl IntoView + use<> {
    // As wide as the widest paper; the drawing cuts off what is beyond the bar.
    let stripes: String = (0..200_i32)
        .map(|index| format!("M{} 0l-10 10", index.saturating_mul(8)))
        .collect();
    let striped = scenario == Scenario::Looming;
    let share = totals.share(scenario);
    view! {
        <div class=format!("print__bar print__bar--{}", scenario.wire())>
            <span>{names::scenario(scenario)}</span>
            <svg class="print__chart" aria-hidden="true">
                <svg width=format!("{share}%") height="10">
                    <rect class="print__fill" width="100%" height="10"></rect>
                    {striped.then(|| view! { <path class="print__stripe" d=stripes></path> })}
                </svg>
            </svg>
            <span class="print__amount">{number::format_euro(totals.get(scenario))}</span>
        </div>
    }
}
