//! The cost-benefit analysis: lines that compare one provision across three scenarios.

use rust_decimal::Decimal;
use serde_json::Value;

use super::Extra;
use super::fault::Fault;
use super::money::Money;
use super::order::OrderKey;
use super::price::Price;
use super::sorted_map::ItemMap;
use super::stamp::Signature;
use super::usage::{MONTHS, Usage};
use super::wire::{Wire, wire_object};

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

wire_object! {
    /// The payer, by code and name.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Payer {
        /// The code, of our table or a municipality's own.
        pub code: String = "code",
        /// The municipality's name for it.
        pub name: String = "naam",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

impl Payer {
    /// Whether it says who pays.
    #[must_use]
    pub fn is_named(&self) -> bool {
        !(self.code.trim().is_empty() && self.name.trim().is_empty())
    }
}

wire_object! {
    /// One provision across the three scenarios.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CostLine {
        /// Rank in the list.
        pub order: OrderKey = "volgorde",
        /// The description of the provision.
        pub description: String = "omschrijving",
        /// The code of the life domain: see [`LIFE_DOMAINS`](super::LIFE_DOMAINS).
        pub life_domain: Option<String> = "leefgebied",
        /// The payer; absent while unknown.
        pub payer: Option<Payer> = "financier",
        /// The price of a unit.
        pub price: Option<Price> = "prijs",
        /// What the current help uses of it.
        pub current: Option<Usage> = "huidig",
        /// What the coming period would use of it if nothing changes.
        pub looming: Option<Usage> = "dreigend",
        /// What the plan uses of it.
        pub tailored: Option<Usage> = "maatwerk",
        /// The rationale of the estimate: source, assumption, what isn't known.
        pub rationale: String = "onderbouwing",
        /// Who checked the estimate.
        pub checked_by: String = "getoetstDoor",
        /// Who changed it last, and when.
        pub signature: Signature = ..,
    }
}

impl CostLine {
    /// A line without content at a rank.
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
            signature: Signature::default(),
        }
    }

    /// What a scenario uses of the line.
    #[must_use]
    pub fn usage(&self, scenario: Scenario) -> Option<&Usage> {
        match scenario {
            Scenario::Current => self.current.as_ref(),
            Scenario::Looming => self.looming.as_ref(),
            Scenario::Tailored => self.tailored.as_ref(),
        }
    }

    /// What a scenario uses of the line, to change.
    pub fn usage_mut(&mut self, scenario: Scenario) -> &mut Option<Usage> {
        match scenario {
            Scenario::Current => &mut self.current,
            Scenario::Looming => &mut self.looming,
            Scenario::Tailored => &mut self.tailored,
        }
    }

    /// Whether a scenario's amount is computed from the price.
    #[must_use]
    pub fn is_computed(&self, scenario: Scenario) -> bool {
        matches!(self.usage(scenario), Some(Usage::Computed { .. }))
    }

    /// The line's amount in a scenario over a horizon in months, rounded to cents; `None` if the
    /// scenario doesn't use the line or there is no price to calculate with.
    #[must_use]
    pub fn amount(&self, scenario: Scenario, horizon: u8) -> Option<Decimal> {
        self.usage(scenario)?.amount(self.unit_price(), horizon)
    }

    /// Whether an amount of it stays the same when the horizon gets longer.
    #[must_use]
    pub fn ignores_horizon(&self) -> bool {
        let mut uses = Scenario::ALL.into_iter().filter_map(|at| self.usage(at));
        uses.any(Usage::ignores_horizon)
    }

    /// The line's cumulative amount in a scenario up to and including a month, rounded to cents.
    #[must_use]
    pub fn up_to(&self, scenario: Scenario, horizon: u8, month: u8) -> Option<Decimal> {
        self.usage(scenario)?
            .up_to(self.unit_price(), horizon, month)
    }

    /// The price of a unit in euros; `None` while unknown.
    #[must_use]
    pub fn unit_price(&self) -> Option<Money> {
        self.price.as_ref()?.amount
    }
}

wire_object! {
    /// The cost-benefit analysis of a canvas.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Costs {
        /// The horizon in months, 1 to 60.
        pub horizon: u8 = "looptijd" by months,
        /// The lines, by id.
        pub lines: ItemMap<CostLine> = "regels",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

fn months(value: Value) -> Result<u8, Fault> {
    let months = u8::read(value)?;
    if MONTHS.contains(&months) {
        Ok(months)
    } else {
        Err(Fault::new("looptijd is 1 to 60".to_owned()))
    }
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            horizon: HORIZON_MONTHS,
            lines: ItemMap::new(),
            extra: Extra::new(),
        }
    }
}
