//! Generates amounts: prices, uses, and what they are made of.

use maatwerk::domain::{Count, Money, Original, Per, Price, Usage};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::text;

pub(crate) fn money() -> BoxedStrategy<Money> {
    prop_oneof![
        4 => -10_000_000_i64..10_000_000,
        1 => -Money::MAX_CENTS..=Money::MAX_CENTS,
        1 => select(vec![0, 1, -1, Money::MAX_CENTS, -Money::MAX_CENTS]),
    ]
    .prop_map(|cents| Money::from_cents(cents).unwrap())
    .boxed()
}

pub(crate) fn count() -> BoxedStrategy<Count> {
    prop_oneof![
        (0_i64..100).prop_map(|whole| Decimal::new(whole, 0)),
        (0_i64..1_000_000).prop_map(|parts| Decimal::new(parts, 4)),
        Just(Decimal::new(999_999_999, 4)),
    ]
    .prop_map(|value| Count::from_decimal(value).unwrap())
    .boxed()
}

fn chance() -> BoxedStrategy<Option<Count>> {
    option::of(
        (0_i64..=1_100_000).prop_map(|parts| Count::from_decimal(Decimal::new(parts, 4)).unwrap()),
    )
    .boxed()
}

pub(crate) fn per() -> BoxedStrategy<Per> {
    prop_oneof![
        6 => select(Per::KNOWN.to_vec()),
        1 => Just(Per::Unknown("veertiendaags".to_owned())),
    ]
    .boxed()
}

pub(crate) fn usage() -> BoxedStrategy<Usage> {
    prop_oneof![
        money().prop_map(Usage::typed),
        (money(), 0_u8..=62).prop_map(|(amount, month)| Usage::Typed {
            amount,
            month: Some(month),
            extra: Default::default(),
        }),
        (
            count(),
            per(),
            0_u8..=62,
            option::weighted(0.7, 0_u8..=62),
            chance()
        )
            .prop_map(|(count, per, from, to, chance)| {
                Usage::Computed {
                    count,
                    per,
                    from,
                    to,
                    chance,
                    extra: Default::default(),
                }
            }),
    ]
    .boxed()
}

pub(crate) fn price() -> BoxedStrategy<Price> {
    let texts = (text(), text(), text());
    let bounds = (option::of(money()), option::of(money()));
    let amount = (option::of(money()), option::of(1899_u16..2202));
    (amount, texts, bounds, option::weighted(0.2, original()))
        .prop_map(
            |((amount, price_year), (unit, source, code), (low, high), original)| Price {
                amount,
                unit,
                source,
                code,
                price_year,
                low,
                high,
                original: original.map(Box::new),
                ..Price::default()
            },
        )
        .boxed()
}

fn original() -> BoxedStrategy<Original> {
    (money(), 1899_u16..2202, count(), option::of(money()))
        .prop_map(|(amount, price_year, factor, low)| Original {
            amount,
            price_year,
            factor,
            low,
            high: low,
            ..Original::default()
        })
        .boxed()
}
