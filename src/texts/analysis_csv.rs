//! The analysis as a CSV file for Dutch spreadsheets: one table, whose first column is the kind of row.

use rust_decimal::Decimal;

use crate::domain::analysis::{Analysis, Group};
use crate::domain::csv::Sheet;
use crate::domain::{Canvas, CostLine, LineAmounts, Money, OwnNames, Scenario, Totals};

use super::{analysis, codes, names, number};

/// The columns before those of the scenarios.
const BEFORE: [&str; 14] = [
    "Soort",
    "Omschrijving",
    "Leefgebied",
    "Financier",
    "Prijs",
    "Eenheid",
    "Laagste prijs",
    "Hoogste prijs",
    "Peiljaar",
    "Code",
    "Bron",
    "Oorspronkelijke prijs",
    "Oorspronkelijk peiljaar",
    "Factor",
];
/// The columns after those of the scenarios.
const BEHIND: [&str; 4] = [
    "Besparing",
    "Verschil met huidig",
    "Onderbouwing",
    "Getoetst door",
];

/// The whole analysis: its lines with how they are calculated, and all totals.
#[must_use]
pub fn csv(canvas: &Canvas, own: &OwnNames) -> String {
    let costs = &canvas.costs;
    let analysis = Analysis::of(costs);
    let known = analysis.totals.saving().is_some();
    let mut sheet = Sheet::default();
    headings(&mut sheet);
    for (_, row) in canvas.lines_in_order() {
        line(&mut sheet, row, costs.horizon, own, known);
    }
    let horizon = number::format_months(costs.horizon);
    total(
        &mut sheet,
        "Totaal",
        &horizon,
        "",
        "",
        analysis.totals,
        known,
    );
    bands(&mut sheet, &analysis, known);
    groups(&mut sheet, &analysis, own, known);
    months(&mut sheet, &analysis, known);
    sheet.finish()
}

/// The totals at the lowest and at the highest prices.
fn bands(sheet: &mut Sheet, analysis: &Analysis, known: bool) {
    let bands = &analysis.bands;
    let low = [&bands.current, &bands.looming, &bands.tailored].map(|band| band.low);
    let high = [&bands.current, &bands.looming, &bands.tailored].map(|band| band.high);
    let saving = |amount| [known.then_some(amount), None];
    amounts(
        sheet,
        "Totaal laag",
        "",
        "",
        "",
        low,
        saving(bands.saving.low),
    );
    amounts(
        sheet,
        "Totaal hoog",
        "",
        "",
        "",
        high,
        saving(bands.saving.high),
    );
}

/// The totals of each payer and of each life domain.
fn groups(sheet: &mut Sheet, analysis: &Analysis, own: &OwnNames, known: bool) {
    for Group { code, name, totals } in &analysis.payers {
        let name = codes::payer_name(code, name, own);
        total(sheet, "Per financier", "", "", &name, *totals, known);
    }
    for Group { code, totals, .. } in &analysis.life_domains {
        let name = codes::life_domain_name(code, own);
        total(sheet, "Per leefgebied", "", &name, "", *totals, known);
    }
}

/// The cost up to and including each month.
fn months(sheet: &mut Sheet, analysis: &Analysis, known: bool) {
    for (month, [current, looming, tailored]) in (1_u8..).zip(&analysis.months) {
        let totals = Totals {
            current: *current,
            looming: *looming,
            tailored: *tailored,
            has_amounts: true,
        };
        let month = month.to_string();
        total(sheet, "Tot en met maand", &month, "", "", totals, known);
    }
}

fn headings(sheet: &mut Sheet) {
    for heading in BEFORE {
        sheet.text(heading);
    }
    for scenario in Scenario::ALL {
        let name = names::scenario(scenario);
        sheet.text(&format!("{name}: berekening"));
        sheet.text(name);
    }
    for heading in BEHIND {
        sheet.text(heading);
    }
    sheet.end();
}

fn line(sheet: &mut Sheet, line: &CostLine, horizon: u8, own: &OwnNames, known: bool) {
    sheet.text("Regel");
    sheet.text(&line.description);
    sheet.text(&match line.life_domain.as_deref() {
        Some(code) => codes::life_domain_name(code, own),
        None => String::new(),
    });
    sheet.text(&match &line.payer {
        Some(payer) => codes::payer_name(&payer.code, &payer.name, own),
        None => String::new(),
    });
    price(sheet, line);
    for scenario in Scenario::ALL {
        sheet.text(&analysis::calculation(line, scenario, horizon));
        number(sheet, line.amount(scenario, horizon));
    }
    let sum = Totals::default().plus(LineAmounts::of(line, horizon));
    let savings = sum.savings();
    number(sheet, (known && sum.has_amounts).then_some(savings.saving));
    number(sheet, sum.has_amounts.then_some(savings.above_current));
    sheet.text(&line.rationale);
    sheet.text(&line.checked_by);
    sheet.end();
}

fn price(sheet: &mut Sheet, line: &CostLine) {
    let price = line.price.clone().unwrap_or_default();
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    let money = |money: Option<Money>| money.map(Money::decimal);
    number(sheet, money(price.amount));
    sheet.text(&price.unit);
    number(sheet, money(price.low));
    number(sheet, money(price.high));
    sheet.number(&year(price.price_year));
    sheet.text(&price.code);
    sheet.text(&price.source);
    let original = price.original.as_ref();
    number(sheet, original.map(|original| original.amount.decimal()));
    sheet.number(&year(original.map(|original| original.price_year)));
    let factor = original.map(|original| original.factor.to_string());
    sheet.number(&factor.unwrap_or_default());
}

fn number(sheet: &mut Sheet, amount: Option<Decimal>) {
    let amount = amount.map(|amount| Money::round(amount).to_string());
    sheet.number(&amount.unwrap_or_default());
}

/// `known`: whether anything is filled in of what threatens, so that there can be a saving.
fn total(
    sheet: &mut Sheet,
    kind: &str,
    what: &str,
    domain: &str,
    payer: &str,
    totals: Totals,
    known: bool,
) {
    let savings = totals.savings();
    let compared = [known.then_some(savings.saving), Some(savings.above_current)];
    let three = [totals.current, totals.looming, totals.tailored];
    amounts(sheet, kind, what, domain, payer, three, compared);
}

fn amounts(
    sheet: &mut Sheet,
    kind: &str,
    what: &str,
    domain: &str,
    payer: &str,
    three: [Decimal; 3],
    compared: [Option<Decimal>; 2],
) {
    for text in [kind, what, domain, payer] {
        sheet.text(text);
    }
    for _ in BEFORE.iter().skip(4) {
        sheet.text("");
    }
    for amount in three {
        sheet.text("");
        number(sheet, Some(amount));
    }
    for amount in compared {
        number(sheet, amount);
    }
    sheet.text("");
    sheet.text("");
    sheet.end();
}
