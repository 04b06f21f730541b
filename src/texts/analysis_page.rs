//! The words of the analysis: its headings, tables and buttons.

use std::cmp::Ordering;

use super::number::format_euro;
use crate::domain::Totals;

words! {
    ANALYSIS = "Analyse";
    TO_CANVAS = "Terug naar het canvas";
    HORIZON = "Looptijd in maanden";
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
}

/// What a payer saves with the plan, or pays more: the difference with what threatens.
#[must_use]
pub fn difference(totals: &Totals) -> String {
    let saving = totals.differences().saving;
    match saving.cmp(&rust_decimal::Decimal::ZERO) {
        Ordering::Greater => [&format_euro(saving), " minder"].concat(),
        Ordering::Less => [&format_euro(saving.abs()), " meer"].concat(),
        Ordering::Equal => SAME.to_owned(),
    }
}
