//! Lifting an old price to a later year with the consumer price index.

use rust_decimal::Decimal;

use super::super::costs::{Original, Price};
use super::super::count::Count;
use super::super::exact::mul;
use super::super::money::Money;

/// The year that prices are lifted to.
pub const INDEX_YEAR: u16 = 2024;
/// Thousandths by which a price of a year is multiplied, after the index of Statistics Netherlands.
const FACTORS: [(u16, i64); 6] = [
    (2018, 1281),
    (2019, 1260),
    (2020, 1227),
    (2021, 1180),
    (2022, 1073),
    (2023, 1033),
];

/// By how much a price of a year is multiplied to be one of [`INDEX_YEAR`].
#[must_use]
pub fn factor(year: u16) -> Option<Count> {
    let (_, thousandths) = FACTORS.into_iter().find(|(known, _)| *known == year)?;
    Count::from_decimal(Decimal::new(thousandths, 3))
}

/// What can be done about the year of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Indexation {
    /// Nothing: it has no amount or no year, or its year is recent enough.
    NotNeeded,
    /// It is old, and for its year no factor is known.
    NoFactor(u16),
    /// It can be lifted; this is the price it would be.
    Possible(Box<Price>),
    /// It has been lifted; this is the price it was.
    Done(Box<Price>),
}

impl Indexation {
    /// What can be done about a price.
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
