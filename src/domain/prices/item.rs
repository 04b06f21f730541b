//! One unit cost with its source.

use super::super::money::Money;
use super::super::price::Price;
use super::fold::fold;

/// The list that a price is from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The list that comes with the product.
    #[default]
    Shipped,
    /// A list that the municipality loaded.
    Own,
}

/// A unit cost, with every column of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceItem {
    /// The list that it is from.
    pub origin: Origin,
    /// The code by which a line refers to it.
    pub code: String,
    /// What the price is for.
    pub description: String,
    /// The list's own domain: inkomen, opvang, jeugd, ...
    pub domain: String,
    /// The law that it is paid from; `-` where there is none.
    pub law: String,
    /// The unit: uur, dag, etmaal, maand, ...
    pub unit: String,
    /// The low end of the range.
    pub low: Option<Money>,
    /// Euros per unit.
    pub amount: Money,
    /// The high end of the range.
    pub high: Option<Money>,
    /// The price level's year.
    pub year: Option<u16>,
    /// Where the price was published.
    pub source: String,
    /// The source's address.
    pub url: String,
    /// How certain the price is.
    pub certainty: String,
}

impl PriceItem {
    /// Whether it is only for comparison with a total, and never a line of its own.
    #[must_use]
    pub fn is_comparison(&self) -> bool {
        is_comparison(&self.code)
    }

    /// The price to copy into a line, complete, so that a later list doesn't change the line.
    #[must_use]
    pub fn price(&self) -> Price {
        Price {
            amount: Some(self.amount),
            unit: self.unit.clone(),
            source: self.source.clone(),
            code: self.code.clone(),
            price_year: self.year,
            low: self.low,
            high: self.high,
            ..Price::default()
        }
    }

    /// The text that a search looks at: code, description, domain and law, one per line, folded.
    pub(super) fn folded(&self) -> String {
        let parts = [&self.code, &self.description, &self.domain, &self.law];
        parts.map(|part| fold(part)).join("\n")
    }
}

/// Whether a code of a price list is for comparison only.
#[must_use]
pub(crate) fn is_comparison(code: &str) -> bool {
    code.starts_with("REF-")
}
