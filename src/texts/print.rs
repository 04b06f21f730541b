//! The words on paper.

use crate::domain::{Canvas, Date};

use super::{date, labels};

/// The button that prints on A4.
pub const A4: &str = "A4 staand";
/// The button that prints on A3.
pub const A3: &str = "A3 liggend";
/// Before the page's number.
pub const PAGE_BEFORE: &str = "Pagina ";
/// Between the page's number and how many there are.
pub const PAGE_BETWEEN: &str = " van ";
/// Before the day of a print.
pub const PRINTED_ON: &str = "afgedrukt op";
/// Before what an action is by.
pub const BY_WHEN: &str = "vóór";
/// Above the room in which the family signs.
pub const AGREED: &str = "Akkoord van het gezin: handtekening";
/// Above the room in which who leads the plan signs.
pub const SIGNED_BY_LEAD: &str = "Maatwerkeindbaas: handtekening";
/// Heading of places with two versions.
pub const DIFFERENCES: &str = "Verschillen om uit te kiezen";
/// The advice about those places.
pub const DIFFERENCES_HINT: &str =
    "Op deze plaatsen hebben twee mensen tegelijk iets gewijzigd. Kies samen welke versie klopt.";
/// Column of places.
pub const PLACE: &str = "Waar";
/// The column of the version that is in the document.
pub const OURS: &str = "Staat nu op het canvas";
/// Column of the other version.
pub const THEIRS: &str = "Andere versie";
/// The footer of every page, from left to right; the page number comes last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// The case number.
    pub case: String,
    /// The canvas's date, and the day of the print.
    pub dates: String,
}

impl Footer {
    /// The footer on one line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} · {}", self.case, self.dates)
    }
}

/// The footer of a canvas's pages.
#[must_use]
pub fn footer(canvas: &Canvas, today: Date) -> Footer {
    let number: String = canvas.case_number.trim().chars().take(60).collect();
    let case = match number.as_str() {
        "" => labels::PRODUCT.to_owned(),
        number => format!("{} {number}", labels::CASE_NUMBER),
    };
    let printed = format!("{PRINTED_ON} {}", date::format_date(today));
    let dates = canvas.date.map_or_else(
        || printed.clone(),
        |day| format!("{} · {printed}", date::format_date(day)),
    );
    Footer { case, dates }
}
