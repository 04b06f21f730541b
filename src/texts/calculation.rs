//! The words of a line's calculation: prices, how many, who pays, and why.

use super::names;
use crate::domain::{Per, Scenario};

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
    TO_THE_END = "het eind";
    IN_MONTH = "In maand";
    AT_ONCE = "Eenmalig";
    EVENLY = "Verdelen over de looptijd";
    TOTAL = "Totaal in euro's";
    TYPE_TOTAL = "Liever een totaal invullen";
    COMPUTE = "Uitrekenen met een prijs";
    COMPUTED = "Berekend met een prijs";
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

/// The announcement that a scenario's use was copied, for screen readers.
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
