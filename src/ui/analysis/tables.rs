//! Tables of amounts, on screen and on paper.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::analysis::{Analysis, Band};
use crate::domain::{Scenario, Totals};
use crate::texts::{analysis_page as t, labels, names, number};

/// A table of figures: a name in front of each row and amounts behind it. It scrolls by itself where
/// it is wider than the page.
pub(crate) fn table(
    class: &'static str,
    caption: &str,
    head: &[&str],
    rows: Vec<(String, Vec<String>)>,
) -> AnyView {
    let head: Vec<AnyView> = head
        .iter()
        .map(|name| view! { <th scope="col">{(*name).to_owned()}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|(name, cells)| {
            let cells: Vec<AnyView> = cells
                .into_iter()
                .map(|cell| view! { <td>{cell}</td> }.into_any())
                .collect();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class=class role="group" tabindex="0" aria-label=caption.to_owned()>
            <table class="figures__table" translate="no">
                <caption class="visually-hidden">{caption.to_owned()}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Payers or parts of life, each with its three totals and the difference.
pub(crate) fn groups(caption: &str, groups: &[(String, Totals)], all: &Totals) -> AnyView {
    let row = |name: &str, totals: &Totals| {
        let mut cells: Vec<String> = Scenario::ALL
            .map(|scenario| number::format_money(totals.get(scenario)))
            .into();
        cells.push(match all.saving() {
            Some(_) => t::difference(totals),
            None => labels::NO_AMOUNT.to_owned(),
        });
        (name.to_owned(), cells)
    };
    let mut rows: Vec<_> = groups
        .iter()
        .map(|(name, totals)| row(name, totals))
        .collect();
    rows.push(row(t::TOTAL, all));
    let [current, looming, tailored] = Scenario::ALL.map(names::scenario);
    table(
        "figures figures--sum",
        caption,
        &[caption, current, looming, tailored, t::DIFFERENCE],
        rows,
    )
}

/// Low, middle and high of the scenarios and of the saving.
pub(crate) fn bands(analysis: &Analysis) -> AnyView {
    let row = |name: &str, band: &Band| {
        let cells = [band.low, band.middle, band.high].map(number::format_money);
        (name.to_owned(), Vec::from(cells))
    };
    let bands = &analysis.bands;
    let mut rows: Vec<_> = Scenario::ALL
        .map(|scenario| row(names::scenario(scenario), bands.get(scenario)))
        .into();
    rows.push(match analysis.totals.saving() {
        Some(_) => row(t::SAVING, &bands.saving),
        None => (t::SAVING.to_owned(), vec![labels::NO_AMOUNT.to_owned(); 3]),
    });
    table(
        "figures",
        t::TOTALS,
        &[t::SCENARIO, t::LOW, t::MIDDLE, t::HIGH],
        rows,
    )
}

/// What has been spent up to each month.
pub(crate) fn months(months: &[[Decimal; 3]]) -> AnyView {
    let rows = months.iter().zip(1_u8..).map(|(amounts, month)| {
        (
            month.to_string(),
            Vec::from(amounts.map(number::format_money)),
        )
    });
    let [current, looming, tailored] = Scenario::ALL.map(names::scenario);
    table(
        "figures",
        t::MONTHS_TABLE,
        &[t::MONTH, current, looming, tailored],
        rows.collect(),
    )
}
