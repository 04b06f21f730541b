//! Whole sentences about the cost-benefit analysis: how an amount is calculated, what is uncertain,
//! who gains, and what is still to be proven.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::domain::analysis::{Analysis, Group};
use crate::domain::{CostLine, Evidence, OwnNames, Per, Scenario, Usage};

use super::codes;
use super::number::{format_count, format_euro};

/// How a scenario's amount is calculated: "2 uur per week, 12 maanden x € 60,00 = € 6.240,00". Empty if
/// the scenario doesn't use the line.
#[must_use]
pub fn calculation(line: &CostLine, scenario: Scenario, horizon: u8) -> String {
    let Some(usage) = line.usage(scenario) else {
        return String::new();
    };
    let Usage::Computed {
        per, from, chance, ..
    } = usage
    else {
        return typed(usage, line.amount(scenario, horizon).unwrap_or_default());
    };
    let unit = line.price.as_ref().map_or("", |price| price.unit.as_str());
    let often = often(usage, unit);
    if let Per::Unknown(_) = per {
        return format!("{often}: deze versie kan dat niet uitrekenen");
    }
    let when = period(*from, usage.months(horizon), *per == Per::Once);
    let Some(price) = line.unit_price() else {
        return format!("{often}, {when}: vul nog een prijs in");
    };
    let chance = chance.map(|chance| format!(", kans {}\u{a0}%", format_count(chance)));
    format!(
        "{often}, {when} x {}{} = {}",
        format_euro(price.decimal()),
        chance.unwrap_or_default(),
        format_euro(line.amount(scenario, horizon).unwrap_or_default()),
    )
}

/// A typed amount: "Zelf ingevuld: € 500,00, in maand 3".
fn typed(usage: &Usage, amount: Decimal) -> String {
    let amount = format_euro(amount);
    match usage {
        Usage::Typed {
            month: Some(month), ..
        } => format!("Zelf ingevuld: {amount}, in maand {month}"),
        _ => format!("Zelf ingevuld: {amount}"),
    }
}

/// How many and how often: "2 uur per week", "1 keer", "elke maand".
fn often(usage: &Usage, unit: &str) -> String {
    let Usage::Computed { count, per, .. } = usage else {
        return String::new();
    };
    let number = format_count(*count);
    let one = number == "1";
    let unit = match unit {
        "" | "eenmalig" => "keer",
        same if same == per.wire() => "keer",
        unit => codes::unit(unit, one),
    };
    match per {
        Per::Once => format!("{number} {unit}"),
        Per::Unknown(name) => format!("{number} {unit}, \u{201c}{name}\u{201d}"),
        Per::Quarter | Per::Year if one && unit == "keer" => format!("elk {}", per.wire()),
        _ if one && unit == "keer" => format!("elke {}", per.wire()),
        _ => format!("{number} {unit} per {}", per.wire()),
    }
}

/// When: "12 maanden", "maand 8 tot en met 12 (5 maanden)", "in maand 3".
fn period(from: u8, months: u8, once: bool) -> String {
    let last = from.saturating_add(months).saturating_sub(1);
    match (months, once) {
        (0, _) => "buiten de looptijd".to_owned(),
        (_, true) => format!("in maand {from}"),
        (1, _) => format!("maand {from}"),
        (_, _) if from <= 1 => format!("{months} maanden"),
        _ => format!("maand {from} tot en met {last} ({months} maanden)"),
    }
}

/// From when the plan is cheaper than the looming scenario; empty until both are filled in.
#[must_use]
pub fn payback(analysis: &Analysis) -> String {
    let filled = |scenario| analysis.totals.is_filled(scenario);
    if !filled(Scenario::Looming) || !filled(Scenario::Tailored) {
        return String::new();
    }
    match (analysis.payback, analysis.horizon) {
        (Some(month), _) => format!("Het plan is vanaf maand {month} goedkoper dan dreigend."),
        (None, 1) => "Het plan is niet binnen 1 maand goedkoper dan dreigend.".to_owned(),
        (None, months) => {
            format!("Het plan is niet binnen {months} maanden goedkoper dan dreigend.")
        }
    }
}

/// Which payers save and which pay more, one sentence each; payers without a difference are left out.
/// Empty while the looming scenario has no amounts.
#[must_use]
pub fn who_gains(payers: &[Group], own: &OwnNames) -> Vec<String> {
    let sentence = |group: &Group| {
        let saving = group.totals.savings().saving;
        let amount = format_euro(saving.abs());
        if group.code.is_empty() && group.name.is_empty() {
            return more_or_less("Zonder financier", saving);
        }
        let name = codes::payer_name(&group.code, &group.name, own);
        match saving.cmp(&Decimal::ZERO) {
            Ordering::Greater => Some(format!("{name} bespaart {amount}.")),
            Ordering::Less => Some(format!("{name} betaalt {amount} meer.")),
            Ordering::Equal => None,
        }
    };
    comparable(payers).filter_map(sentence).collect()
}

/// In which life domains the plan saves or costs more, one sentence each.
#[must_use]
pub fn where_it_gains(life_domains: &[Group], own: &OwnNames) -> Vec<String> {
    let sentence = |group: &Group| {
        let name = codes::life_domain_name(&group.code, own);
        more_or_less(&name, group.totals.savings().saving)
    };
    comparable(life_domains).filter_map(sentence).collect()
}

fn comparable(groups: &[Group]) -> impl Iterator<Item = &Group> {
    let threatens = |group: &Group| group.totals.is_filled(Scenario::Looming);
    let known = groups.iter().any(threatens);
    groups.iter().filter(move |_| known)
}

fn more_or_less(name: &str, saving: Decimal) -> Option<String> {
    let than = match saving.cmp(&Decimal::ZERO) {
        Ordering::Greater => "minder",
        Ordering::Less => "meer",
        Ordering::Equal => return None,
    };
    let amount = format_euro(saving.abs());
    Some(format!("{name}: {amount} {than} dan dreigend."))
}

pub(super) fn comparison(line: &str) -> String {
    format!(
        "{line}: deze prijs is alleen om mee te vergelijken. Er zitten ook andere kosten in. Kies een andere prijs."
    )
}

pub(super) fn double_counting(whole: &str, part: &str, more: usize) -> String {
    let others = match more {
        0 => String::new(),
        1 => " en nog 1 regel".to_owned(),
        many => format!(" en nog {many} regels"),
    };
    format!("{whole}: in deze prijs zit {part}{others} al. Tel dezelfde kosten niet twee keer.")
}

pub(super) fn beyond_horizon(line: &str, horizon: u8) -> String {
    format!(
        "{line}: de maanden na maand {horizon} tellen niet mee. Pas de maanden of de looptijd aan."
    )
}

pub(super) fn backwards(line: &str) -> String {
    format!("{line}: de laatste maand ligt voor de eerste, dus er telt niets mee.")
}

pub(super) fn old_price(line: &str, year: u16) -> String {
    format!("{line}: de prijs is van {year}. Zoek een nieuwere prijs of reken hem om.")
}

pub(super) fn unproven(line: &str, missing: &[Evidence]) -> String {
    let words: Vec<&str> = missing.iter().map(|proof| asked(*proof)).collect();
    let asked = match words.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} en {last}", before.join(", ")),
        words => words.concat(),
    };
    format!("{line}: schrijf op {asked}.")
}

fn asked(proof: Evidence) -> &'static str {
    match proof {
        Evidence::Rationale => "waarom dit bedrag klopt",
        Evidence::Source => "waar het vandaan komt",
        Evidence::Check => "wie het heeft getoetst",
    }
}
