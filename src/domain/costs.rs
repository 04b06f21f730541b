//! The cost-benefit analysis: lines that compare one provision across three scenarios.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::Extra;
use super::count::Count;
use super::date::Timestamp;
use super::id::ItemId;
use super::money::Money;
use super::order::OrderKey;
use super::stamp::Author;
use super::text::{filled, filled_or_absent, is_blank};
use super::usage::{MONTHS, Use};

/// The horizon of a new analysis, in months.
pub const HORIZON_MONTHS: u8 = 12;
/// The years that a price can be of.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1900..=2200;

/// The three futures that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scenario {
    /// What help costs now (huidig).
    Current,
    /// What the coming period would cost if nothing changes (dreigend).
    Looming,
    /// The same period with the plan (maatwerk).
    Tailored,
}

impl Scenario {
    /// The scenarios in the paper canvas's order.
    pub const ALL: [Self; 3] = [Self::Current, Self::Looming, Self::Tailored];

    /// The name on the wire.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Current => "huidig",
            Self::Looming => "dreigend",
            Self::Tailored => "maatwerk",
        }
    }
}

/// What one unit of a provision costs, and where that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Euros a unit; absent until it is known.
    #[serde(rename = "bedrag", default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The unit: uur, dag, etmaal, maand, traject, ...
    #[serde(
        rename = "eenheid",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub unit: String,
    /// Where the price comes from.
    #[serde(
        rename = "bron",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub source: String,
    /// The price list's code.
    #[serde(
        rename = "code",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub code: String,
    /// The year that the price is of.
    #[serde(
        rename = "peiljaar",
        default,
        deserialize_with = "year",
        skip_serializing_if = "Option::is_none"
    )]
    pub price_year: Option<u16>,
    /// The lowest price found.
    #[serde(rename = "min", default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Money>,
    /// The highest price found.
    #[serde(rename = "max", default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// What it was before it was lifted to a later year.
    #[serde(
        rename = "oorspronkelijk",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub original: Option<Box<Original>>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A price as it was found, before the consumer price index lifted it to a later year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// Euros a unit.
    #[serde(rename = "bedrag")]
    pub amount: Money,
    /// The year that this was of.
    #[serde(rename = "peiljaar", deserialize_with = "known_year")]
    pub price_year: u16,
    /// What it was multiplied by.
    #[serde(rename = "factor")]
    pub factor: Count,
    /// The lowest price found.
    #[serde(rename = "min", default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Money>,
    /// The highest price found.
    #[serde(rename = "max", default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Price {
    /// Whether its years are possible.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        let original = self.original.as_ref().map(|original| original.price_year);
        let mut years = self.price_year.into_iter().chain(original);
        years.all(|year| YEARS.contains(&year))
    }

    /// The lowest and the highest price of a unit; both the price itself where no range is known.
    #[must_use]
    pub fn ends(&self) -> Option<(Money, Money)> {
        let amount = self.amount?;
        let low = self.low.unwrap_or(amount).min(amount);
        let high = self.high.unwrap_or(amount).max(amount);
        Some((low, high))
    }

    /// The price with another amount, typed by hand: it is no lifted price any more, and a range
    /// that it lies outside is not its range.
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

/// Who pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// The code, of our table or a municipality's own.
    #[serde(
        rename = "code",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub code: String,
    /// The name that the municipality gives it.
    #[serde(
        rename = "naam",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub name: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One provision across the three scenarios.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    /// Its place in the list.
    #[serde(rename = "volgorde")]
    pub order: OrderKey,
    /// What it is.
    #[serde(
        rename = "omschrijving",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub description: String,
    /// The code of the part of life that it is about.
    #[serde(
        rename = "leefgebied",
        default,
        deserialize_with = "filled_or_absent",
        skip_serializing_if = "is_blank"
    )]
    pub life_domain: Option<String>,
    /// Who pays.
    #[serde(rename = "financier", default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// What a unit costs.
    #[serde(rename = "prijs", default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// What help uses of it now.
    #[serde(rename = "huidig", default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Use>,
    /// What the coming period would use of it if nothing changes.
    #[serde(rename = "dreigend", default, skip_serializing_if = "Option::is_none")]
    pub looming: Option<Use>,
    /// What the plan uses of it.
    #[serde(rename = "maatwerk", default, skip_serializing_if = "Option::is_none")]
    pub tailored: Option<Use>,
    /// Why this estimate.
    #[serde(
        rename = "onderbouwing",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub rationale: String,
    /// Who checked it.
    #[serde(
        rename = "getoetstDoor",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub checked_by: String,
    /// Who changed it last.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// When it was changed last.
    #[serde(rename = "op", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl CostLine {
    /// An empty line at a place.
    #[must_use]
    pub fn new(order: OrderKey) -> Self {
        Self {
            order,
            description: String::new(),
            life_domain: None,
            payer: None,
            price: None,
            current: None,
            looming: None,
            tailored: None,
            rationale: String::new(),
            checked_by: String::new(),
            by: None,
            at: None,
            extra: Extra::new(),
        }
    }

    /// What a scenario uses of the line.
    #[must_use]
    pub fn usage(&self, scenario: Scenario) -> Option<&Use> {
        match scenario {
            Scenario::Current => self.current.as_ref(),
            Scenario::Looming => self.looming.as_ref(),
            Scenario::Tailored => self.tailored.as_ref(),
        }
    }

    /// The place where a scenario's use is kept.
    pub fn usage_mut(&mut self, scenario: Scenario) -> &mut Option<Use> {
        match scenario {
            Scenario::Current => &mut self.current,
            Scenario::Looming => &mut self.looming,
            Scenario::Tailored => &mut self.tailored,
        }
    }

    /// The line's amount in a scenario over the horizon, rounded to cents.
    #[must_use]
    pub fn amount(&self, scenario: Scenario, horizon: u8) -> Option<Decimal> {
        self.usage(scenario)?.amount(self.unit_price(), horizon)
    }

    /// The line's amount in a scenario up to and including a month, rounded to cents.
    #[must_use]
    pub fn up_to(&self, scenario: Scenario, horizon: u8, month: u8) -> Option<Decimal> {
        self.usage(scenario)?
            .up_to(self.unit_price(), horizon, month)
    }

    /// What a unit costs.
    #[must_use]
    pub fn unit_price(&self) -> Option<Money> {
        self.price.as_ref()?.amount
    }
}

/// The cost-benefit analysis of a canvas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// The months that it spans, 1 to 60.
    #[serde(rename = "looptijd", deserialize_with = "months")]
    pub horizon: u8,
    /// The lines.
    #[serde(rename = "regels", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<ItemId, CostLine>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn months<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let months = u8::deserialize(deserializer)?;
    if MONTHS.contains(&months) {
        Ok(months)
    } else {
        Err(de::Error::custom("looptijd is 1 to 60"))
    }
}

fn year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    known_year(deserializer).map(Some)
}

fn known_year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let year = u16::deserialize(deserializer)?;
    if YEARS.contains(&year) {
        Ok(year)
    } else {
        Err(de::Error::custom("peiljaar is 1900 to 2200"))
    }
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            horizon: HORIZON_MONTHS,
            lines: BTreeMap::new(),
            extra: Extra::new(),
        }
    }
}
