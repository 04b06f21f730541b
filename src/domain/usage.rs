//! How much of a provision a scenario uses, and what that costs.

use rust_decimal::Decimal;
use serde_json::Value;

use super::Extra;
use super::count::Count;
use super::decimal::{div, mul};
use super::fault::Fault;
use super::money::Money;
use super::open_enum::open_enum;
use super::wire::{Wire, serde_by_wire, wire_object};

/// The months that there can be: a horizon's length, or a month's number.
pub(super) const MONTHS: std::ops::RangeInclusive<u8> = 1..=60;

open_enum! {
    /// The frequency of a computed use.
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
    /// Occurrences a year; `None` for [`Per::Once`] and for a frequency that this version doesn't know.
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

    /// The frequency that a unit of a price is most often used with: the default of a new computed use.
    #[must_use]
    pub fn of_unit(unit: &str) -> Self {
        match unit {
            "dag" | "etmaal" => Self::Day,
            "uur" | "dagdeel" | "week" => Self::Week,
            "maand" => Self::Month,
            "kwartaal" => Self::Quarter,
            "jaar" => Self::Year,
            _ => Self::Once,
        }
    }
}

/// What a scenario uses of a line: either an amount, or a count that is multiplied by the line's unit
/// price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// An amount typed for the whole period, whatever the horizon.
    Typed {
        /// The amount in euros.
        amount: Money,
        /// Fields of a newer version.
        extra: Extra,
    },
    /// Computed from the line's unit price.
    Computed {
        /// The number of units each time.
        count: Count,
        /// The frequency.
        per: Per,
        /// The first month, 1 to 60.
        from: u8,
        /// The last month, 1 to 60.
        to: u8,
        /// The probability in percent, 0 to 100; 100 when absent.
        chance: Option<Count>,
        /// Fields of a newer version.
        extra: Extra,
    },
}

wire_object! {
    /// Every field that a use can have on the wire.
    struct UseFields {
        amount: Option<Money> = "bedrag",
        count: Option<Count> = "aantal",
        per: Option<Per> = "per",
        from: Option<u8> = "van",
        to: Option<u8> = "tot",
        chance: Option<Count> = "kans",
        extra: Extra = ..,
    }
}

impl Wire for Usage {
    fn read(value: Value) -> Result<Self, Fault> {
        // Which of the fields is wrong depends on which of the two it was meant to be.
        UseFields::read(value)
            .map_err(Fault::of_whole)
            .and_then(|fields| fields.check().map_err(|reason| Fault::of(&reason)))
    }

    fn write(&self) -> Option<Value> {
        UseFields::of(self).write()
    }
}

serde_by_wire!(Usage);

impl UseFields {
    fn of(usage: &Usage) -> Self {
        match usage.clone() {
            Usage::Typed { amount, extra } => Self {
                amount: Some(amount),
                count: None,
                per: None,
                from: None,
                to: None,
                chance: None,
                extra,
            },
            Usage::Computed {
                count,
                per,
                from,
                to,
                chance,
                extra,
            } => Self {
                amount: None,
                count: Some(count),
                per: Some(per),
                from: Some(from),
                to: Some(to),
                chance,
                extra,
            },
        }
    }

    fn check(self) -> Result<Usage, &'static str> {
        let Self {
            amount,
            count,
            per,
            from,
            to,
            chance,
            extra,
        } = self;
        let read = match (amount, count, per, from, to, chance) {
            (Some(amount), None, None, None, None, None) => Usage::Typed { amount, extra },
            (None, Some(count), Some(per), Some(from), Some(to), chance) => Usage::Computed {
                count,
                per,
                from,
                to,
                chance,
                extra,
            },
            _ => return Err("a use has either bedrag, or aantal, per, van and tot"),
        };
        if read.is_in_range() {
            Ok(read)
        } else {
            Err("van and tot are 1 to 60, kans is 0 to 100")
        }
    }
}

impl Usage {
    /// Whether its months and its chance are possible.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        match self {
            Self::Typed { .. } => true,
            Self::Computed {
                from, to, chance, ..
            } => {
                MONTHS.contains(from)
                    && MONTHS.contains(to)
                    && chance.is_none_or(|chance| chance.decimal() <= Decimal::ONE_HUNDRED)
            }
        }
    }

    /// A computed use of one unit each time over the whole horizon (in months): the default when a user
    /// starts to calculate.
    #[must_use]
    pub fn computed(unit: &str, horizon: u8) -> Self {
        let per = Per::of_unit(unit);
        Self::Computed {
            count: Count::ONE,
            to: if per == Per::Once { 1 } else { horizon },
            per,
            from: 1,
            chance: None,
            extra: Extra::new(),
        }
    }

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

    /// The cumulative amount up to and including a month, rounded to cents. A month's own cost is the
    /// difference of two of these, so that the months add up to the amount over the horizon. A typed
    /// amount is spread evenly.
    #[must_use]
    pub fn up_to(&self, price: Option<Money>, horizon: u8, month: u8) -> Option<Decimal> {
        let month = month.min(horizon);
        let Self::Typed { amount, .. } = self else {
            return self.amount(price, month);
        };
        let part = mul(amount.decimal(), Decimal::from(month))?;
        div(part, Decimal::from(horizon)).map(Money::round)
    }

    /// The number of months within the horizon that a computed use counts; 0 for a typed one, and 0 if
    /// the last month is before the first.
    #[must_use]
    pub fn months(&self, horizon: u8) -> u8 {
        match self {
            Self::Typed { .. } => 0,
            Self::Computed {
                per: Per::Once,
                from,
                ..
            } => u8::from(*from >= 1 && *from <= horizon),
            Self::Computed { from, to, .. } => {
                let first = (*from).max(1);
                (*to).min(horizon).saturating_add(1).saturating_sub(first)
            }
        }
    }

    /// Whether some of its months are beyond the horizon, and therefore don't count.
    #[must_use]
    pub fn is_clipped(&self, horizon: u8) -> bool {
        match self {
            Self::Typed { .. } => false,
            Self::Computed { per, from, to, .. } => {
                *from > horizon || (*per != Per::Once && *to > horizon)
            }
        }
    }

    /// Whether its last month is before its first, so that its amount is zero.
    #[must_use]
    pub fn is_backwards(&self) -> bool {
        matches!(self, Self::Computed { per, from, to, .. } if *per != Per::Once && to < from)
    }

    fn exact(&self, price: Option<Money>, horizon: u8) -> Option<Decimal> {
        let Self::Computed {
            count, per, chance, ..
        } = self
        else {
            let Self::Typed { amount, .. } = self else {
                return None;
            };
            return Some(amount.decimal());
        };
        let chance = chance.map_or(Decimal::ONE_HUNDRED, Count::decimal);
        let once = mul(mul(price?.decimal(), count.decimal())?, chance)?;
        let (times, parts) = match per {
            Per::Once => (1, 100),
            often => (often.times_a_year()?, 1200),
        };
        let times = u32::from(times).saturating_mul(u32::from(self.months(horizon)));
        div(mul(once, Decimal::from(times))?, Decimal::from(parts))
    }
}
