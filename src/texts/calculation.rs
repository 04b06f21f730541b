//! The words of a line's calculation: prices, how many, who pays, and why.

use super::{names, number};
use crate::domain::{CostLine, Per, Scenario, Use};

words! {
    CALCULATION = "Berekening";
    DONE = "Klaar";
    NO_DESCRIPTION = "Regel zonder omschrijving";
    // The price.
    PRICE = "Prijs";
    UNIT_PRICE = "Prijs in euro's";
    UNIT = "Eenheid";
    PRICE_YEAR = "Peiljaar";
    PRICE_YEAR_WRONG = "Vul een jaar in van vier cijfers, zoals 2024.";
    CHOOSE_PRICE = "Kies uit de prijslijst";
    TAKE_OVER = "Neem over";
    FROM_LIST = "Uit de prijslijst:";
    CLOSE_LIST = "Prijslijst sluiten";
    // How much of it.
    COUNT = "Hoeveel";
    PER = "Hoe vaak";
    FROM = "Van maand";
    TO = "Tot en met maand";
    IN_MONTH = "In maand";
    TOTAL = "Totaal in euro's";
    TYPE_TOTAL = "Liever een totaal invullen";
    COMPUTE = "Uitrekenen met een prijs";
    COPY_TO = "Neem over naar";
    CHANCE = "Kans in procenten";
    CHANCE_HINT = "Hoe groot is de kans dat dit gebeurt? Zonder kans telt het helemaal mee.";
    CHANCE_WRONG = "Vul een kans in van 0 tot en met 100.";
    ADD_CHANCE = "Kans toevoegen";
    REMOVE_CHANCE = "Kans weghalen";
    // About it.
    ABOUT = "Waar het bij hoort";
    LIFE_DOMAIN = "Leefgebied";
    PAYER = "Wie betaalt";
    NOT_CHOSEN = "Nog niet gekozen";
    PROOF = "Onderbouwing";
    RATIONALE = "Waarom deze schatting";
    SOURCE = "Bron";
    CHECKED_BY = "Getoetst door";
}

/// How often, as the second half of "2 uur per week".
#[must_use]
pub fn per(per: &Per) -> String {
    match per {
        Per::Once => "eenmalig".to_owned(),
        Per::Unknown(name) => name.clone(),
        other => ["per ", other.wire()].concat(),
    }
}

/// The name of the button that copies a scenario's use to another.
#[must_use]
pub fn copy(from: Scenario, to: Scenario) -> String {
    [
        "Neem ",
        names::scenario(from),
        " over naar ",
        names::scenario(to),
    ]
    .concat()
}

/// That a scenario's use was copied, for who listens.
#[must_use]
pub fn copied(from: Scenario, to: Scenario) -> String {
    [
        names::scenario(from),
        " is overgenomen naar ",
        names::scenario(to),
        ".",
    ]
    .concat()
}

/// A scenario's calculation as one writes it down, with its outcome: "2 uur per week, 12 maanden x
/// € 60,00 = € 6.240,00".
#[must_use]
pub fn sentence(line: &CostLine, scenario: Scenario, horizon: u8) -> Option<String> {
    let Use::Computed {
        count,
        per,
        from,
        to,
        chance,
        ..
    } = line.usage(scenario)?
    else {
        let amount = line.amount(scenario, horizon)?;
        return Some(["Totaal ingevuld: ", &number::format_euro(amount)].concat());
    };
    let price = line.price.as_ref();
    let unit = price.map(|price| price.unit.as_str()).unwrap_or_default();
    let mut text = number::format_count(*count);
    for word in [unit, &self::per(per)] {
        if !word.is_empty() {
            text.push(' ');
            text.push_str(word);
        }
    }
    text.push_str(", ");
    text.push_str(&months(per, *from, *to, horizon));
    let Some(price) = price.and_then(|price| price.amount) else {
        text.push_str(". Vul nog een prijs per eenheid in.");
        return Some(text);
    };
    text.push_str(" x ");
    text.push_str(&number::format_euro(price.decimal()));
    if let Some(chance) = chance {
        text.push_str(" x kans ");
        text.push_str(&number::format_count(*chance));
        text.push('%');
    }
    text.push_str(" = ");
    text.push_str(
        &line
            .amount(scenario, horizon)
            .map(number::format_euro)
            .unwrap_or_default(),
    );
    Some(text)
}

/// In which months, of those that count.
fn months(per: &Per, from: u8, to: u8, horizon: u8) -> String {
    if *per == Per::Once {
        return ["maand ", &from.to_string()].concat();
    }
    let last = to.min(horizon);
    let count = last.saturating_add(1).saturating_sub(from);
    let word = if count == 1 { " maand" } else { " maanden" };
    let mut text = [&count.to_string(), word].concat();
    if from > 1 || last < horizon {
        text.push_str(&[" (", &from.to_string(), " t/m ", &last.to_string(), ")"].concat());
    }
    text
}
