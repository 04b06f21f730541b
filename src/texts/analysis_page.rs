//! The words of the analysis: its headings, tables and buttons.

use std::cmp::Ordering;

use super::number::{format_euro, format_months};
use super::sentences::{self, difference_with};
use rust_decimal::Decimal;

use crate::domain::{Scenario, Totals};

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
    TOTALS_TABLE = "Bedragen per scenario";
    MONTHS_TABLE = "Bedragen per maand";
    PAYERS_TABLE = "Bedragen per financier";
    LIFE_DOMAINS_TABLE = "Bedragen per leefgebied";
    RANGE = "Het lijntje loopt van de laagste tot de hoogste prijs.";
    UP_TO = "Kosten tot en met elke maand.";
    BESIDE_LOOMING = "Verschil met dreigend.";
    NO_PAYERS = "Vul bij de regels in wie betaalt. Dan ziet u hier wie meer betaalt en wie minder.";
    NO_LIFE_DOMAINS = "Vul bij de regels het leefgebied in. Dan ziet u hier waar het plan geld bespaart.";
    NOT_COMPARED = "Vul eerst in wat er dreigt.";
    PAYERS = "Wie betaalt";
    LIFE_DOMAINS = "Per leefgebied";
    TO_PROVE = "Nog te onderbouwen";
    NOTHING_TO_PROVE = "Elk bedrag heeft een onderbouwing, een bron en een toets.";
    GAP_PAYER = "Wie betaalt";
    GAP_RATIONALE = "Onderbouwing";
    GAP_SOURCE = "Bron";
    GAP_CHECK = "Toets";
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
}

/// The heading of what a payer saves or pays more: looming minus tailored.
#[must_use]
pub fn difference(totals: &Totals) -> String {
    let saving = totals.savings().saving;
    match saving.cmp(&Decimal::ZERO) {
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
    ["Over ", &format_months(horizon), "."].concat()
}

/// What the plan saves in one sentence, with what it costs beside now; otherwise what the canvas says of
/// its totals.
#[must_use]
pub fn finding(totals: &Totals) -> String {
    let savings = totals.savings();
    let [current, looming, tailored] = Scenario::ALL.map(|scenario| totals.is_filled(scenario));
    if !looming || !tailored || savings.saving <= Decimal::ZERO {
        return sentences::totals(totals);
    }
    let saving = format_euro(savings.saving);
    if !current {
        return ["Het plan bespaart ", &saving, "."].concat();
    }
    let beside_now = difference_with(savings.above_current, "nu");
    ["Het plan bespaart ", &saving, " en kost ", &beside_now, "."].concat()
}

/// The mark at which the plan has paid for itself.
#[must_use]
pub fn cheaper_from(month: u8) -> String {
    ["Goedkoper vanaf maand ", &month.to_string()].concat()
}

/// A price that is old, as something to mend.
#[must_use]
pub fn price_of(year: u16) -> String {
    ["Prijs van ", &year.to_string()].concat()
}

/// How many lines lack something.
#[must_use]
pub fn lacking(lines: usize) -> String {
    match lines {
        1 => "Bij 1 regel ontbreekt nog iets.".to_owned(),
        lines => ["Bij ", &lines.to_string(), " regels ontbreekt nog iets."].concat(),
    }
}

/// The button that shows the other lines that lack something.
#[must_use]
pub fn more_lines(lines: usize) -> String {
    match lines {
        1 => "Nog 1 regel".to_owned(),
        lines => ["Nog ", &lines.to_string(), " regels"].concat(),
    }
}
