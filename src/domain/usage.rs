//! How much of a provision a scenario uses, and what that costs.

mod wire;

use rust_decimal::Decimal;

use super::Extra;
use super::count::Count;
use super::decimal::{div, mul};
use super::money::Money;
use super::open_enum::open_enum;

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
        /// The month, 1 to 60, in which all of it is spent; spread evenly when absent. A month beyond
        /// the horizon is taken for the last one, since a typed amount always counts.
        month: Option<u8>,
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
        /// The last month, 1 to 60; the horizon's when absent, so that the use follows the horizon.
        to: Option<u8>,
        /// The probability in percent, 0 to 100; 100 when absent.
        chance: Option<Count>,
        /// Fields of a newer version.
        extra: Extra,
    },
}

impl Usage {
    /// Whether its months and its chance are possible.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        match self {
            Self::Typed { month, .. } => month.is_none_or(|month| MONTHS.contains(&month)),
            Self::Computed {
                from, to, chance, ..
            } => {
                MONTHS.contains(from)
                    && to.is_none_or(|to| MONTHS.contains(&to))
                    && chance.is_none_or(|chance| chance.decimal() <= Decimal::ONE_HUNDRED)
            }
        }
    }

    /// A computed use of one unit each time over the whole horizon, however long: the default when a
    /// user starts to calculate.
    #[must_use]
    pub fn computed(unit: &str) -> Self {
        Self::Computed {
            count: Count::ONE,
            to: None,
            per: Per::of_unit(unit),
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
            month: None,
            extra: Extra::new(),
        }
    }

    /// A typed amount in place of another use: what was spent in one month still is.
    #[must_use]
    pub fn typed_over(before: Option<&Self>, typed: Money) -> Self {
        match before {
            Some(Self::Typed { month, extra, .. }) => Self::Typed {
                amount: typed,
                month: *month,
                extra: extra.clone(),
            },
            _ => Self::typed(typed),
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
    /// amount is spread evenly, or is spent in its month.
    #[must_use]
    pub fn up_to(&self, price: Option<Money>, horizon: u8, month: u8) -> Option<Decimal> {
        let until = month.min(horizon);
        let Self::Typed { amount, month, .. } = self else {
            return self.amount(price, until);
        };
        if let Some(month) = month {
            let spent = until >= (*month).min(horizon);
            return Some(if spent {
                amount.decimal()
            } else {
                Decimal::ZERO
            });
        }
        let part = mul(amount.decimal(), Decimal::from(until))?;
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
                to.map_or(horizon, |to| to.min(horizon))
                    .saturating_add(1)
                    .saturating_sub(first)
            }
        }
    }

    /// Whether some of its months are beyond the horizon, and therefore don't count.
    #[must_use]
    pub fn is_clipped(&self, horizon: u8) -> bool {
        match self {
            Self::Typed { .. } => false,
            Self::Computed { per, from, to, .. } => {
                *from > horizon || (*per != Per::Once && to.is_some_and(|to| to > horizon))
            }
        }
    }

    /// Whether its last month is before its first, so that its amount is zero.
    #[must_use]
    pub fn is_backwards(&self) -> bool {
        matches!(self, Self::Computed { per, from, to: Some(to), .. } if *per != Per::Once && to < from)
    }

    /// Whether its amount stays the same when the horizon gets longer: a typed amount, or one with a last
    /// month. What is bought once isn't counted among these.
    #[must_use]
    pub fn ignores_horizon(&self) -> bool {
        match self {
            Self::Typed { month, .. } => month.is_none(),
            Self::Computed { per, to, .. } => *per != Per::Once && to.is_some(),
        }
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
