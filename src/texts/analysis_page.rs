//! The words of the analysis: its headings, tables and buttons.

use std::cmp::Ordering;

use super::number::format_euro;
use super::prices::{OWN_LIST, SHIPPED_LIST};
use crate::domain::Totals;

words! {
    ANALYSIS = "Analyse";
    TO_CANVAS = "Terug naar het canvas";
    HORIZON = "Looptijd in maanden";
    HORIZON_TOO_LONG = "Met deze looptijd wordt een regel groter dan 999.999.999,99. De looptijd is niet gewijzigd.";
    CSV = "CSV downloaden";
    PRINT = "Afdrukken met analyse";
    NO_AMOUNTS = "Er zijn nog geen bedragen. Vul bij een regel van de kosten-batenanalyse bedragen in.";
    // Sections.
    TOTALS = "Wat het kost";
    MONTHS = "Maand voor maand";
    MONTHS_TABLE = "Bedragen per maand";
    PAYERS = "Wie betaalt";
    LIFE_DOMAINS = "Per leefgebied";
    TO_PROVE = "Nog te onderbouwen";
    NOTHING_TO_PROVE = "Elk bedrag heeft een onderbouwing, een bron en een toets.";
    LINES = "Regels met berekening en bron";
    // Tables.
    SCENARIO = "Scenario";
    LOW = "Laag";
    MIDDLE = "Midden";
    HIGH = "Hoog";
    SAVING = "Besparing";
    MONTH = "Maand";
    DIFFERENCE = "Verschil";
    SAME = "gelijk";
    TOTAL = "Totaal";
    AXIS_MONTH = "maand";
    // The municipality's own.
    OWN = "Prijslijst en namen van de gemeente";
    LOAD_LIST = "Prijslijst laden (CSV)";
    LIST_FILE = "Bestand met prijzen";
    LIST_ALONE = "Gebruik alleen de prijslijst van de gemeente";
    FORGET_LIST = "Lijst van de gemeente weghalen";
    LIST_UNREADABLE = "Dit bestand kan niet gelezen worden. Er is niets geladen.";
    LIST_NOT_KEPT = "De lijst is nu te gebruiken, maar dit apparaat kan hem niet bewaren.";
    OWN_PAYERS = "Eigen namen voor wie betaalt";
    OWN_LIFE_DOMAINS = "Eigen namen voor leefgebieden";
    OWN_NAMES_HINT = "Elke regel is een code, het teken = en een naam. Een code die al bestaat, krijgt de nieuwe naam.";
}

/// The heading of what a payer saves or pays more: looming minus tailored.
#[must_use]
pub fn difference(totals: &Totals) -> String {
    let saving = totals.savings().saving;
    match saving.cmp(&rust_decimal::Decimal::ZERO) {
        Ordering::Greater => [&format_euro(saving), " minder"].concat(),
        Ordering::Less => [&format_euro(saving.abs()), " meer"].concat(),
        Ordering::Equal => SAME.to_owned(),
    }
}

/// How many lines keep their amount whatever the horizon; empty if there are none, or if it is the usual
/// one of 12 months.
#[must_use]
pub fn keep_amount(lines: usize, horizon: u8) -> String {
    match (lines, horizon) {
        (0, _) | (_, 12) => String::new(),
        (1, _) => "Bij 1 regel verandert het bedrag niet mee met de looptijd.".to_owned(),
        (lines, _) => {
            format!("Bij {lines} regels verandert het bedrag niet mee met de looptijd.")
        }
    }
}

/// The horizon of the analysis.
#[must_use]
pub fn over(horizon: u8) -> String {
    if horizon == 1 {
        "Over 1 maand.".to_owned()
    } else {
        ["Over ", &horizon.to_string(), " maanden."].concat()
    }
}

/// The number of prices: the shipped list's, and the municipality's if it has a list.
#[must_use]
pub fn lists(shipped: usize, own: Option<usize>) -> String {
    let own = own.map(|own| [" ", OWN_LIST, ": ", &own.to_string(), " prijzen."].concat());
    [
        SHIPPED_LIST,
        ": ",
        &shipped.to_string(),
        " prijzen.",
        own.as_deref().unwrap_or_default(),
    ]
    .concat()
}
