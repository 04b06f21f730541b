//! What a scenario uses of a line, and what that comes to.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Extra;
use super::count::Count;
use super::exact::{div, mul};
use super::money::Money;
use super::open::open_enum;

/// The months that there can be: a horizon's length, or a month's number.
pub(super) const MONTHS: std::ops::RangeInclusive<u8> = 1..=60;

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

    /// How often a unit of a price is mostly used, for a start that one can change.
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

/// What a scenario takes of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "UseFields")]
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
        /// The chance in percents, 0 to 100; certain when absent.
        #[serde(rename = "kans", default, skip_serializing_if = "Option::is_none")]
        chance: Option<Count>,
        /// Fields of a newer version.
        #[serde(flatten)]
        extra: Extra,
    },
}

/// Every field that a use can have on the wire, before it is clear which kind it is.
#[derive(Deserialize)]
struct UseFields {
    #[serde(rename = "bedrag")]
    amount: Option<Money>,
    #[serde(rename = "aantal")]
    count: Option<Count>,
    #[serde(rename = "per")]
    per: Option<Per>,
    #[serde(rename = "van")]
    from: Option<u8>,
    #[serde(rename = "tot")]
    to: Option<u8>,
    #[serde(rename = "kans")]
    chance: Option<Count>,
    #[serde(flatten)]
    extra: Extra,
}

impl TryFrom<UseFields> for Use {
    type Error = &'static str;

    fn try_from(fields: UseFields) -> Result<Self, Self::Error> {
        let UseFields {
            amount,
            count,
            per,
            from,
            to,
            chance,
            extra,
        } = fields;
        let read = match (amount, count, per, from, to, chance) {
            (Some(amount), None, None, None, None, None) => Self::Typed { amount, extra },
            (None, Some(count), Some(per), Some(from), Some(to), chance) => Self::Computed {
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

impl Use {
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

    /// One unit each time over the whole horizon: where a computed use starts from.
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

    /// The amount up to and including a month, rounded to cents: a month's own cost is the difference
    /// of two of these, so that months sum to the amount over the horizon. A typed amount is spread
    /// evenly.
    #[must_use]
    pub fn up_to(&self, price: Option<Money>, horizon: u8, month: u8) -> Option<Decimal> {
        let month = month.min(horizon);
        let Self::Typed { amount, .. } = self else {
            return self.amount(price, month);
        };
        let part = mul(amount.decimal(), Decimal::from(month))?;
        div(part, Decimal::from(horizon)).map(Money::round)
    }

    /// The months within the horizon that a computed use counts; none for a typed one, and none when
    /// it would end before it starts.
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

    /// Whether some of its months lie beyond the horizon, and so don't count.
    #[must_use]
    pub fn is_clipped(&self, horizon: u8) -> bool {
        match self {
            Self::Typed { .. } => false,
            Self::Computed { per, from, to, .. } => {
                *from > horizon || (*per != Per::Once && *to > horizon)
            }
        }
    }

    /// Whether it ends before it starts, and so comes to nothing.
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
