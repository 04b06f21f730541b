//! The price of one unit of a provision.

use serde_json::Value;

use super::Extra;
use super::count::Count;
use super::fault::Fault;
use super::money::Money;
use super::wire::{Wire, wire_object};

/// The years that a price can be of.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1900..=2200;

wire_object! {
    /// The price of one unit of a provision, with its source. A copy: a later price list doesn't change it.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Price {
        /// Euros per unit; absent while unknown.
        pub amount: Option<Money> = "bedrag",
        /// The unit: uur, dag, etmaal, maand, traject, ...
        pub unit: String = "eenheid",
        /// The source, as text.
        pub source: String = "bron",
        /// The code in the price list; empty for a price that was typed.
        pub code: String = "code",
        /// The price level's year, 1900 to 2200.
        pub price_year: Option<u16> = "peiljaar" by year,
        /// The low end of the range.
        pub low: Option<Money> = "min",
        /// The high end of the range.
        pub high: Option<Money> = "max",
        /// The price before indexation; absent if it wasn't indexed.
        pub original: Option<Box<Original>> = "oorspronkelijk",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

wire_object! {
    /// A price before the consumer price index was applied.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Original {
        /// Euros per unit.
        pub amount: Money = "bedrag",
        /// The price level's year, 1900 to 2200.
        pub price_year: u16 = "peiljaar" by known_year,
        /// The index factor that was applied.
        pub factor: Count = "factor",
        /// The low end of the range.
        pub low: Option<Money> = "min",
        /// The high end of the range.
        pub high: Option<Money> = "max",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

impl Price {
    /// Whether its years are 1900 to 2200.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        let original = self.original.as_ref().map(|original| original.price_year);
        let mut years = self.price_year.into_iter().chain(original);
        years.all(|year| YEARS.contains(&year))
    }

    /// The range of the price; both ends are the price itself if no range is known. `None` without a
    /// price.
    #[must_use]
    pub fn ends(&self) -> Option<(Money, Money)> {
        let amount = self.amount?;
        let low = self.low.unwrap_or(amount).min(amount);
        let high = self.high.unwrap_or(amount).max(amount);
        Some((low, high))
    }

    /// The price with an amount that was typed by hand: no longer indexed, and without its range if the
    /// amount is outside it.
    #[must_use]
    pub fn retyped(&self, amount: Option<Money>) -> Self {
        let within = amount.is_some_and(|amount| {
            self.low.is_none_or(|low| low <= amount) && self.high.is_none_or(|high| high >= amount)
        });
        Self {
            amount,
            low: self.low.filter(|_| within),
            high: self.high.filter(|_| within),
            original: None,
            ..self.clone()
        }
    }
}

fn year(value: Value) -> Result<Option<u16>, Fault> {
    known_year(value).map(Some)
}

fn known_year(value: Value) -> Result<u16, Fault> {
    let year = u16::read(value)?;
    if YEARS.contains(&year) {
        Ok(year)
    } else {
        Err(Fault::new("peiljaar is 1900 to 2200".to_owned()))
    }
}
