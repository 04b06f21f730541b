//! The words of the price list: its file, its search, its prices.

use crate::domain::prices::{
    Column, Fault, INDEX_YEAR, Import, Indexation, PriceItem, Reason, import,
};
use crate::domain::{Money, Price};

use super::number::{format_count, format_euro, parse_money};

words! {
    SEARCH = "Zoek in de prijslijst";
    SEARCH_HINT = "Bijvoorbeeld: begeleiding, opvang of Jeugdwet";
    NOTHING_FOUND = "Niets gevonden. Probeer een ander of korter woord, of vul zelf een prijs in.";
    OWN_PRICE = "Vul zelf een prijs in";
    FITTING = "Past bij deze regel";
    ALL_PRICES = "Alle prijzen";
    COMPARISON = "Alleen om mee te vergelijken";
    OWN_LIST = "Prijslijst van de gemeente";
    SHIPPED_LIST = "Algemene prijslijst";
    ALL_LOADED = "Alle regels zijn geladen.";
    NO_FILE = "Er is niets geladen. Uw lijst is niet gewijzigd.";
}

/// Reads a municipality's price list, with amounts in Dutch notation or with a decimal point.
#[must_use]
pub fn read_list(bytes: &[u8]) -> Import {
    import(bytes, read_money)
}

fn read_money(text: &str) -> Option<Money> {
    parse_money(text).ok().flatten()
}

/// The result of loading a file: "79 prijzen geladen, 2 regels niet."
#[must_use]
pub fn loaded(import: &Import) -> String {
    let good = match import.list.items().len() {
        0 => return NO_FILE.to_owned(),
        1 => "1 prijs geladen".to_owned(),
        many => format!("{many} prijzen geladen"),
    };
    match import.faults.len() {
        0 => format!("{good}."),
        1 => format!("{good}, 1 regel niet."),
        many => format!("{good}, {many} regels niet."),
    }
}

/// What is wrong with a row of a file.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    format!("Regel {}: {}", fault.line, reason(fault.reason))
}

fn reason(reason: Reason) -> String {
    let column = |column: Column| format!("\u{201c}{}\u{201d}", column.wire());
    match reason {
        Reason::FileTooLarge => "het bestand is te groot (meer dan 2 MB).".to_owned(),
        Reason::TooManyRows => "het bestand heeft meer dan 5.000 prijzen; vanaf hier is niets geladen.".to_owned(),
        Reason::NoItems => "er staat geen prijs in het bestand.".to_owned(),
        Reason::NoColumn(at) => format!("de kolom {} ontbreekt. Zet de namen van de kolommen op de eerste regel.", column(at)),
        Reason::ColumnTwice(at) => format!("de kolom {} staat er twee keer.", column(at)),
        Reason::OpenQuote => "er staat een aanhalingsteken dat niet wordt gesloten, of de regel is te lang.".to_owned(),
        Reason::TooManyCells => "er staan meer vakken dan kolommen. Zet een tekst met een scheidingsteken tussen aanhalingstekens.".to_owned(),
        Reason::Empty(at) => format!("{} is leeg.", column(at)),
        Reason::TooLong(at) => format!("de tekst bij {} is langer dan 500 tekens.", column(at)),
        Reason::NoAmount(at) => format!("bij {} staat geen bedrag. Schrijf het als 1.354,33 of 1354.33.", column(at)),
        Reason::Range => "het bedrag ligt niet tussen bedrag_min en bedrag_max.".to_owned(),
        Reason::NoYear => "het peiljaar is geen jaar tussen 1900 en 2200.".to_owned(),
        Reason::CodeTwice => "deze code staat al eerder in het bestand.".to_owned(),
    }
}

/// The price of a unit: "€ 60,00 per uur", "€ 1.354,33 eenmalig".
#[must_use]
pub fn price(price: &Price) -> String {
    let amount = price.amount.map(|amount| format_euro(amount.decimal()));
    let amount = amount.unwrap_or_default();
    match price.unit.as_str() {
        "" => amount,
        "eenmalig" => format!("{amount} eenmalig"),
        unit => format!("{amount} per {unit}"),
    }
}

/// A price's range: "van € 20,00 tot € 66,00"; empty where there is none.
#[must_use]
pub fn range(price: &Price) -> String {
    let Some(amount) = price.amount else {
        return String::new();
    };
    let (low, high) = (price.low.unwrap_or(amount), price.high.unwrap_or(amount));
    if low == high {
        return String::new();
    }
    format!(
        "van {} tot {}",
        format_euro(low.decimal()),
        format_euro(high.decimal())
    )
}

/// An item in the list of what was found: price, range and year on one line.
#[must_use]
pub fn item(item: &PriceItem) -> String {
    let taken = item.price();
    let year = item.year.map(|year| format!("peiljaar {year}"));
    let parts = [price(&taken), range(&taken), year.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The indexation of an old price: possible, done, or not known; empty if there is nothing to say.
#[must_use]
pub fn indexation(price: &Price) -> String {
    let euro = |price: &Price| {
        let amount = price.amount.map(|amount| format_euro(amount.decimal()));
        amount.unwrap_or_default()
    };
    let year = |price: &Price| {
        price
            .price_year
            .map(|year| year.to_string())
            .unwrap_or_default()
    };
    match Indexation::of(price) {
        Indexation::NotNeeded => String::new(),
        Indexation::NoFactor(year) => format!(
            "Deze prijs is van {year}. Voor dat jaar is geen factor bekend. Zoek een nieuwere prijs, of schrijf bij de onderbouwing waarom deze nog klopt."
        ),
        Indexation::Possible(lifted) => format!(
            "Deze prijs is van {}. Omgerekend naar {INDEX_YEAR} is hij {}.",
            year(price),
            euro(&lifted)
        ),
        Indexation::Done(original) => {
            let factor = price
                .original
                .as_ref()
                .map(|original| format_count(original.factor));
            format!(
                "Omgerekend naar {}: {} uit {} x {} = {}.",
                year(price),
                euro(&original),
                year(&original),
                factor.unwrap_or_default(),
                euro(price)
            )
        }
    }
}

/// The button that indexes a price to a later year.
#[must_use]
pub fn lift() -> String {
    format!("Omrekenen naar {INDEX_YEAR}")
}

/// The button that undoes the indexation: "Terug naar € 66,00 uit 2023".
#[must_use]
pub fn put_back(original: &Price) -> String {
    let amount = original.amount.map(|amount| format_euro(amount.decimal()));
    let year = original.price_year.map(|year| format!(" uit {year}"));
    format!(
        "Terug naar {}{}",
        amount.unwrap_or_default(),
        year.unwrap_or_default()
    )
}
