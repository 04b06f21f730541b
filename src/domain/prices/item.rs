//! One unit cost with its source.

use super::super::costs::Price;
use super::super::money::Money;
use super::search::fold;

/// Whose list a price is from.
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
    /// Whose list it is from.
    pub origin: Origin,
    /// The code by which a line refers to it.
    pub code: String,
    /// What is paid for.
    pub description: String,
    /// The list's own domain: inkomen, opvang, jeugd, ...
    pub domain: String,
    /// The law that it is paid from; `-` where there is none.
    pub law: String,
    /// What one is: uur, dag, etmaal, maand, ...
    pub unit: String,
    /// The lowest price found.
    pub low: Option<Money>,
    /// Euros a unit.
    pub amount: Money,
    /// The highest price found.
    pub high: Option<Money>,
    /// The year that it is of.
    pub year: Option<u16>,
    /// Where it was found.
    pub source: String,
    /// Where that can be read.
    pub url: String,
    /// How sure it is.
    pub certainty: String,
}

impl PriceItem {
    /// Whether it is there to compare a total with, and never a line of its own.
    #[must_use]
    pub fn is_comparison(&self) -> bool {
        is_comparison(&self.code)
    }

    /// The price that a line takes over: all of it, so that a later list never changes the line.
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

    /// What a search looks at: code, description, domain and law, a line each.
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
