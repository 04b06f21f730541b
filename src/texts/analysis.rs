//! Whole sentences about the cost-benefit analysis: how an amount is calculated, what is uncertain,
//! who gains, and what is still to be proven.

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

/// Which payer saves most, and which pays most more. Empty while the looming scenario has no amounts
/// or no line has a payer.
#[must_use]
pub fn who_gains(payers: &[Group], own: &OwnNames) -> String {
    extremes(payers, |group| {
        let saving = group.totals.savings().saving;
        if group.is_unnamed() {
            return more_or_less("Zonder financier", saving);
        }
        let name = codes::payer_name(&group.code, &group.name, own);
        let amount = format_euro(saving.abs());
        if saving > Decimal::ZERO {
            format!("{name} bespaart {amount}.")
        } else {
            format!("{name} betaalt {amount} meer.")
        }
    })
}

/// In which life domain the plan saves most, and in which it costs most more.
#[must_use]
pub fn where_it_gains(life_domains: &[Group], own: &OwnNames) -> String {
    extremes(life_domains, |group| {
        let name = codes::life_domain_name(&group.code, own);
        more_or_less(&name, group.totals.savings().saving)
    })
}

/// A sentence about the group that saves most and one about the group that pays most more, as far as
/// there are such groups; of equal ones the first.
fn extremes(groups: &[Group], sentence: impl Fn(&Group) -> String) -> String {
    let threatens = |group: &Group| group.totals.is_filled(Scenario::Looming);
    if !groups.iter().any(threatens) || groups.iter().all(Group::is_unnamed) {
        return String::new();
    }
    let saving = |group: &Group| group.totals.savings().saving;
    let (mut most, mut least): (Option<&Group>, Option<&Group>) = (None, None);
    for group in groups {
        if saving(group) > most.map_or(Decimal::ZERO, saving) {
            most = Some(group);
        }
        if saving(group) < least.map_or(Decimal::ZERO, saving) {
            least = Some(group);
        }
    }
    let said: Vec<String> = [most, least].into_iter().flatten().map(sentence).collect();
    if said.is_empty() {
        return "Niemand betaalt meer of minder.".to_owned();
    }
    said.join(" ")
}

fn more_or_less(name: &str, saving: Decimal) -> String {
    let than = if saving > Decimal::ZERO {
        "minder"
    } else {
        "meer"
    };
    let amount = format_euro(saving.abs());
    format!("{name}: {amount} {than}.")
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
        Evidence::Payer => "wie het betaalt",
        Evidence::Rationale => "waarom dit bedrag klopt",
        Evidence::Source => "waar het vandaan komt",
        Evidence::Check => "wie het heeft getoetst",
    }
}
