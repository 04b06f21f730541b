//! Figures that others published, to compare with: each with its source and year, and what it is a figure of.

use rust_decimal::Decimal;

/// What a published figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureOf {
    /// The mean expected saving of a family.
    Saving,
    /// What a family costs in a year.
    Cost,
}

/// A published figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The place.
    pub place: &'static str,
    /// The year of its source.
    pub year: u16,
    /// What it is of.
    pub of: FigureOf,
    /// The lowest amount in whole euros.
    low: i64,
    /// The highest; the same where it is one amount.
    high: i64,
    /// Where it is from.
    pub source: &'static str,
}

impl Reference {
    /// The lowest and the highest amount.
    #[must_use]
    pub fn amounts(&self) -> [Decimal; 2] {
        [self.low, self.high].map(Decimal::from)
    }
}

/// The published figures.
pub const REFERENCES: [Reference; 6] = [
    Reference {
        place: "Maastricht",
        year: 2020,
        of: FigureOf::Saving,
        low: 21_000,
        high: 21_000,
        source: "Tussenevaluatie 50 gezinnen-aanpak, gemeente Maastricht",
    },
    Reference {
        place: "Maastricht-Heuvelland, volgens Venlo",
        year: 2022,
        of: FigureOf::Saving,
        low: 23_000,
        high: 23_000,
        source: "Motie 50-gezinnenaanpak, gemeenteraad Venlo",
    },
    Reference {
        place: "Den Haag",
        year: 2020,
        of: FigureOf::Cost,
        low: 104_000,
        high: 104_000,
        source: "Genoemd in de tussenevaluatie van Maastricht",
    },
    Reference {
        place: "De Ronde Venen",
        year: 2012,
        of: FigureOf::Cost,
        low: 22_000,
        high: 68_000,
        source: "Rapportage Kwetsbare gezinnen, gemeente De Ronde Venen",
    },
    Reference {
        place: "Woerden",
        year: 2012,
        of: FigureOf::Cost,
        low: 40_000,
        high: 40_000,
        source: "Genoemd door gemeente De Ronde Venen",
    },
    Reference {
        place: "Nederland",
        year: 2020,
        of: FigureOf::Cost,
        low: 100_000,
        high: 100_000,
        source: "Genoemd in de tussenevaluatie van Maastricht",
    },
];
