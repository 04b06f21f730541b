//! Adjusting an old price to a later year with the consumer price index.

use rust_decimal::Decimal;

use super::super::count::Count;
use super::super::decimal::mul;
use super::super::money::Money;
use super::super::price::{Original, Price};

/// The price level's year after indexation.
pub const INDEX_YEAR: u16 = 2024;
/// Index factors in thousandths, by the price level's year. Source: Statistics Netherlands, consumer
/// price index.
const FACTORS: [(u16, i64); 6] = [
    (2018, 1281),
    (2019, 1260),
    (2020, 1227),
    (2021, 1180),
    (2022, 1073),
    (2023, 1033),
];

/// The factor from a year to [`INDEX_YEAR`]; `None` if it isn't known.
#[must_use]
pub fn factor(year: u16) -> Option<Count> {
    let (_, thousandths) = FACTORS.into_iter().find(|(known, _)| *known == year)?;
    Count::from_decimal(Decimal::new(thousandths, 3))
}

/// Whether a price can be indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Indexation {
    /// There is no amount or year, or the year is recent enough.
    NotNeeded,
    /// The price is old, but no factor is known for its year.
    NoFactor(u16),
    /// It can be indexed; contains the price after indexation.
    Possible(Box<Price>),
    /// It has been indexed; contains the price before that.
    Done(Box<Price>),
}

impl Indexation {
    /// The indexation of a price.
    #[must_use]
    pub fn of(price: &Price) -> Self {
        if let Some(original) = &price.original {
            return Self::Done(Box::new(Price {
                amount: Some(original.amount),
                price_year: Some(original.price_year),
                low: original.low,
                high: original.high,
                original: None,
                ..price.clone()
            }));
        }
        let (Some(amount), Some(year)) = (price.amount, price.price_year) else {
            return Self::NotNeeded;
        };
        if year >= INDEX_YEAR {
            return Self::NotNeeded;
        }
        factor(year)
            .and_then(|factor| lifted(price, amount, year, factor))
            .map_or(Self::NoFactor(year), |price| {
                Self::Possible(Box::new(price))
            })
    }
}

fn lifted(price: &Price, amount: Money, year: u16, factor: Count) -> Option<Price> {
    let times = |money: Money| {
        let product = mul(money.decimal(), factor.decimal())?;
        Money::from_decimal(product)
    };
    let bound = |money: Option<Money>| match money {
        Some(money) => times(money).map(Some),
        None => Some(None),
    };
    Some(Price {
        amount: Some(times(amount)?),
        price_year: Some(INDEX_YEAR),
        low: bound(price.low)?,
        high: bound(price.high)?,
        original: Some(Box::new(Original {
            amount,
            price_year: year,
            factor,
            low: price.low,
            high: price.high,
            ..Original::default()
        })),
        ..price.clone()
    })
}
