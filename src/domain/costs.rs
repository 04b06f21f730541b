//! The cost-benefit analysis: lines that compare one provision across three scenarios.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Extra;
use super::count::Count;
use super::date::Timestamp;
use super::id::ItemId;
use super::money::Money;
use super::open::open_enum;
use super::order::OrderKey;
use super::stamp::Author;

/// The horizon of a new analysis, in months.
pub const HORIZON_MONTHS: u8 = 12;

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

open_enum! {
    /// How often a computed use recurs.
    Per {
        /// Once, in its first month.
        Once = "eenmalig",
        /// 365 times a year.
        Day = "dag",
        /// 52 times a year.
        Week = "week",
        /// 12 times a year.
        Month = "maand",
        /// 4 times a year.
        Quarter = "kwartaal",
        /// Once a year.
        Year = "jaar",
    }
}

impl Per {
    /// How many a year; `None` for once and for a frequency that this version doesn't know.
    #[must_use]
    pub fn times_a_year(&self) -> Option<u16> {
        match self {
            Self::Day => Some(365),
            Self::Week => Some(52),
            Self::Month => Some(12),
            Self::Quarter => Some(4),
            Self::Year => Some(1),
            Self::Once | Self::Unknown(_) => None,
        }
    }
}

/// What a scenario takes of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Use {
    /// An amount typed for the whole period, whatever the horizon.
    Typed {
        /// The amount in euros.
        #[serde(rename = "bedrag")]
        amount: Money,
        /// Fields of a newer version.
        #[serde(flatten)]
        extra: Extra,
    },
    /// Computed from the line's unit price.
    Computed {
        /// How many units each time.
        #[serde(rename = "aantal")]
        count: Count,
        /// How often.
        #[serde(rename = "per")]
        per: Per,
        /// The first month, 1 to 60.
        #[serde(rename = "van")]
        from: u8,
        /// The last month, 1 to 60.
        #[serde(rename = "tot")]
        to: u8,
        /// The chance in percents; certain when absent.
        #[serde(rename = "kans", default, skip_serializing_if = "Option::is_none")]
        chance: Option<Count>,
        /// Fields of a newer version.
        #[serde(flatten)]
        extra: Extra,
    },
}

impl Use {
    /// A typed amount for the whole period.
    #[must_use]
    pub fn typed(amount: Money) -> Self {
        Self::Typed {
            amount,
            extra: Extra::new(),
        }
    }

    /// The amount over the horizon, rounded to cents; `None` when a price is needed and there is none.
    ///
    /// A computed amount is price x count x times a year x months x chance / 1200: multiplied
    /// first, divided last, rounded once. Months beyond the horizon don't count.
    #[must_use]
    pub fn amount(&self, price: Option<Money>, horizon: u8) -> Option<Decimal> {
        self.exact(price, horizon).map(Money::round)
    }

    fn exact(&self, price: Option<Money>, horizon: u8) -> Option<Decimal> {
        let Self::Computed {
            count,
            per,
            from,
            to,
            chance,
            ..
        } = self
        else {
            let Self::Typed { amount, .. } = self else {
                return None;
            };
            return Some(amount.decimal());
        };
        let chance = chance.map_or(Decimal::ONE_HUNDRED, Count::decimal);
        let once = price?
            .decimal()
            .checked_mul(count.decimal())?
            .checked_mul(chance)?;
        if *per == Per::Once {
            let within = *from >= 1 && *from <= horizon;
            return if within {
                once.checked_div(Decimal::ONE_HUNDRED)
            } else {
                Some(Decimal::ZERO)
            };
        }
        let first = (*from).max(1);
        let months = (*to).min(horizon).saturating_add(1).saturating_sub(first);
        let times = Decimal::from(per.times_a_year()?);
        once.checked_mul(times)?
            .checked_mul(Decimal::from(months))?
            .checked_div(Decimal::from(1200))
    }
}

/// What one unit of a provision costs, and where that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Euros a unit.
    #[serde(rename = "bedrag")]
    pub amount: Money,
    /// The unit: uur, dag, etmaal, maand, traject, ...
    #[serde(rename = "eenheid", default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Where the price comes from.
    #[serde(rename = "bron", default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The price list's code.
    #[serde(rename = "code", default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The year that the price is of.
    #[serde(rename = "peiljaar", default, skip_serializing_if = "Option::is_none")]
    pub price_year: Option<u16>,
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

/// Who pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// The code, of our table or a municipality's own.
    #[serde(rename = "code")]
    pub code: String,
    /// The name that the municipality gives it.
    #[serde(rename = "naam", default, skip_serializing_if = "String::is_empty")]
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
        skip_serializing_if = "String::is_empty"
    )]
    pub description: String,
    /// The code of the part of life that it is about.
    #[serde(
        rename = "leefgebied",
        default,
        skip_serializing_if = "Option::is_none"
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
        skip_serializing_if = "String::is_empty"
    )]
    pub rationale: String,
    /// Who checked it.
    #[serde(
        rename = "getoetstDoor",
        default,
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
        self.usage(scenario)?
            .amount(self.price.as_ref().map(|price| price.amount), horizon)
    }
}

/// The cost-benefit analysis of a canvas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// The months that it spans, 1 to 60.
    #[serde(rename = "looptijd")]
    pub horizon: u8,
    /// The lines.
    #[serde(rename = "regels", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<ItemId, CostLine>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
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
