//! The columns of a price list's file.

use super::fold::fold;
use super::item::PriceItem;

/// A column of a price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The code, by which a line refers to the item.
    Code,
    /// What the price is for.
    Description,
    /// The list's own domain.
    Domain,
    /// The law that pays for it.
    Law,
    /// The unit.
    Unit,
    /// The low end of the range.
    Low,
    /// Euros per unit.
    Amount,
    /// The high end of the range.
    High,
    /// The price level's year.
    Year,
    /// Where the price was published.
    Source,
    /// The source's address.
    Url,
    /// How certain the price is.
    Certainty,
}

impl Column {
    /// Every column, in the order of a file.
    pub const ALL: [Self; 12] = [
        Self::Code,
        Self::Description,
        Self::Domain,
        Self::Law,
        Self::Unit,
        Self::Low,
        Self::Amount,
        Self::High,
        Self::Year,
        Self::Source,
        Self::Url,
        Self::Certainty,
    ];

    /// The column's heading in a file.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Description => "omschrijving",
            Self::Domain => "domein",
            Self::Law => "wet",
            Self::Unit => "eenheid",
            Self::Low => "bedrag_min",
            Self::Amount => "bedrag",
            Self::High => "bedrag_max",
            Self::Year => "peiljaar",
            Self::Source => "bron",
            Self::Url => "bron_url",
            Self::Certainty => "zeker",
        }
    }

    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        let heading = fold(heading.trim()).replace([' ', '-'], "_");
        let known = match heading.as_str() {
            "prijs" | "tarief" => "bedrag",
            "min" | "minimum" => "bedrag_min",
            "max" | "maximum" => "bedrag_max",
            "jaar" => "peiljaar",
            "url" | "link" => "bron_url",
            other => other,
        };
        Self::ALL.into_iter().find(|column| column.wire() == known)
    }

    /// The text of an item in this column; empty for amounts and years.
    pub(super) fn of(self, item: &PriceItem) -> &str {
        match self {
            Self::Code => &item.code,
            Self::Description => &item.description,
            Self::Domain => &item.domain,
            Self::Law => &item.law,
            Self::Unit => &item.unit,
            Self::Source => &item.source,
            Self::Url => &item.url,
            Self::Certainty => &item.certainty,
            Self::Low | Self::Amount | Self::High | Self::Year => "",
        }
    }
}
