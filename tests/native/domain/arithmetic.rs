//! The cost-benefit analysis: cases worked by hand, and sums against whole cents.

use crate::shipped::examples;
use maatwerk::domain::{
    Canvas, CostLine, Costs, Count, ItemId, LineAmounts, Money, Per, Price, Scenario, Totals,
    Usage, read_document,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::generate;

fn euros(text: &str) -> Money {
    text.parse().unwrap()
}

fn use_of(count: &str, per: Per, from: u8, to: u8, chance: Option<&str>) -> Usage {
    Usage::Computed {
        count: count.parse().unwrap(),
        per,
        from,
        to: Some(to),
        chance: chance.map(|chance| chance.parse().unwrap()),
        extra: Default::default(),
    }
}

fn amount(price: &str, usage: &Usage, horizon: u8) -> String {
    usage
        .amount(Some(euros(price)), horizon)
        .unwrap()
        .to_string()
}

fn line(price: Option<&str>, uses: [Option<Usage>; 3]) -> CostLine {
    let [current, looming, tailored] = uses;
    CostLine {
        price: price.map(|price| Price {
            amount: Some(euros(price)),
            ..Price::default()
        }),
        current,
        looming,
        tailored,
        ..CostLine::new("V".parse().unwrap())
    }
}

fn totals(lines: Vec<CostLine>) -> Totals {
    let lines = (1..).map(ItemId::from_bits).zip(lines).collect();
    Totals::of(&Costs {
        lines,
        ..Costs::default()
    })
}

#[test]
fn jenny_has_a_contribution_to_the_rent_and_furniture() {
    let rent = line(
        Some("74.00"),
        [None, None, Some(use_of("1", Per::Month, 1, 12, None))],
    );
    let furniture = line(
        Some("1354.33"),
        [None, None, Some(use_of("1", Per::Once, 1, 1, None))],
    );
    assert_eq!(
        rent.amount(Scenario::Tailored, 12).unwrap().to_string(),
        "888.00"
    );
    assert_eq!(
        totals(vec![rent, furniture]).tailored.to_string(),
        "2242.33"
    );
}

#[test]
fn cases_worked_by_hand() {
    // 150,00 x 365 x 3 months / 12 = 13.687,50.
    assert_eq!(
        amount("150.00", &use_of("1", Per::Day, 1, 3, None), 12),
        "13687.50"
    );
    // 2 hours x 52 weeks x 60,00 = 6.240,00.
    assert_eq!(
        amount("60.00", &use_of("2", Per::Week, 1, 12, None), 12),
        "6240.00"
    );
    // 10.000,00 x 5 / 12 = 4.166,666...
    assert_eq!(
        amount("10000.00", &use_of("1", Per::Year, 8, 12, None), 12),
        "4166.67"
    );
    // The same with a chance of 35 %: 1.458,333...
    assert_eq!(
        amount("10000.00", &use_of("1", Per::Year, 8, 12, Some("35")), 12),
        "1458.33"
    );
    // 38.500,00 once, with a chance of 35 %: 13.475,00.
    assert_eq!(
        amount("38500.00", &use_of("1", Per::Once, 4, 4, Some("35")), 12),
        "13475.00"
    );
    // A quarter of 250,00 for two years: 2.000,00.
    assert_eq!(
        amount("250.00", &use_of("1", Per::Quarter, 1, 24, None), 24),
        "2000.00"
    );
    // Half a cent: 0,01 x 0,5 once.
    assert_eq!(
        amount("0.01", &use_of("0.5", Per::Once, 1, 1, None), 12),
        "0.01"
    );
    assert_eq!(
        amount("-0.01", &use_of("0.5", Per::Once, 1, 1, None), 12),
        "-0.01"
    );
    assert_eq!(
        amount("0.01", &use_of("0.4999", Per::Once, 1, 1, None), 12),
        "0.00"
    );
}

#[test]
fn sophie_saves_27000() {
    let canvas = read_document(include_str!(
        "../../../src/texts/examples/veilige-plek.json"
    ))
    .unwrap();
    let totals = Totals::of(&canvas.costs);
    assert_eq!(totals.current.to_string(), "20000.00");
    assert_eq!(totals.looming.to_string(), "90000.00");
    assert_eq!(totals.tailored.to_string(), "63000.00");
    assert_eq!(totals.savings().saving.to_string(), "27000.00");
    assert_eq!(totals.savings().above_current.to_string(), "43000.00");
    assert_eq!(totals.share(Scenario::Looming), Decimal::ONE_HUNDRED);
    assert_eq!(totals.share(Scenario::Tailored), Decimal::new(70, 0));
    assert_eq!(totals.share(Scenario::Current).to_string(), "22.22");
}

/// Each example's three totals are those of the document that it was retold from, and what the
/// document gives a price, a unit and a period for is calculated from them.
#[test]
fn the_examples_calculate_what_the_document_says() {
    let told: Vec<(String, [String; 3], usize)> = examples()
        .iter()
        .map(|canvas| {
            let totals = Totals::of(&canvas.costs);
            let uses = canvas.costs.lines.values();
            let uses = uses.flat_map(|line| Scenario::ALL.map(|it| line.usage(it).cloned()));
            let calculated = |it: &Option<Usage>| matches!(it, Some(Usage::Computed { .. }));
            (
                canvas.id.to_string(),
                Scenario::ALL.map(|it| totals.get(it).to_string()),
                uses.filter(calculated).count(),
            )
        })
        .collect();
    let of = |id: u8, totals: [&str; 3], calculated| {
        (
            format!("voorbeeld-{id}"),
            totals.map(str::to_owned),
            calculated,
        )
    };
    assert_eq!(
        told,
        [
            of(1, ["20000.00", "90000.00", "63000.00"], 0),
            of(2, ["0", "0", "2242.33"], 2),
            of(3, ["0", "0", "0"], 0),
            of(4, ["0", "0", "0"], 0),
            of(5, ["0", "0", "0"], 0),
            of(6, ["0", "186.00", "0"], 1),
            of(7, ["0", "10000.00", "0"], 1),
        ]
    );
}

#[test]
fn months_beyond_the_horizon_do_not_count() {
    let monthly = use_of("1", Per::Month, 4, 60, None);
    assert_eq!(amount("10.00", &monthly, 12), "90.00");
    assert_eq!(amount("10.00", &monthly, 3), "0.00");
    assert_eq!(amount("10.00", &monthly, 60), "570.00");
    let backwards = use_of("1", Per::Month, 6, 3, None);
    assert_eq!(amount("10.00", &backwards, 12), "0.00");
    assert_eq!(
        amount("10.00", &use_of("1", Per::Once, 13, 13, None), 12),
        "0.00"
    );
    assert_eq!(
        amount("10.00", &use_of("1", Per::Once, 12, 1, None), 12),
        "10.00"
    );
    let typed = Usage::typed(euros("10.00"));
    for horizon in [1, 12, 60] {
        assert_eq!(
            typed.amount(None, horizon),
            Some(Decimal::TEN),
            "typed never changes"
        );
    }
}

#[test]
fn without_a_price_or_a_known_frequency_there_is_no_amount() {
    assert_eq!(use_of("1", Per::Month, 1, 12, None).amount(None, 12), None);
    let unknown = use_of("1", Per::Unknown("veertiendaags".into()), 1, 12, None);
    assert_eq!(unknown.amount(Some(euros("1.00")), 12), None);
    let none = totals(vec![line(
        None,
        [None, Some(use_of("1", Per::Month, 1, 12, None)), None],
    )]);
    assert!(!none.has_amounts);
    assert_eq!(totals(vec![]), Totals::default());
    let zero = totals(vec![line(
        None,
        [Some(Usage::typed(euros("0.00"))), None, None],
    )]);
    assert!(zero.has_amounts);
    assert_eq!(zero.share(Scenario::Current), Decimal::ZERO);
}

#[test]
fn negative_amounts_count_and_bars_stay_within_bounds() {
    let income = Usage::typed(euros("-500.00"));
    let sum = totals(vec![line(
        None,
        [
            Some(income.clone()),
            Some(income),
            Some(Usage::typed(euros("200.00"))),
        ],
    )]);
    assert_eq!(sum.current.to_string(), "-500.00");
    assert_eq!(sum.savings().saving.to_string(), "-700.00");
    assert_eq!(sum.savings().above_current.to_string(), "700.00");
    assert_eq!(sum.share(Scenario::Current), Decimal::ZERO);
    assert_eq!(sum.share(Scenario::Tailored), Decimal::ONE_HUNDRED);
    let all = totals(vec![line(
        None,
        Scenario::ALL.map(|_| Some(Usage::typed(euros("-1.00")))),
    )]);
    for scenario in Scenario::ALL {
        assert_eq!(all.share(scenario), Decimal::ZERO);
    }
}

#[test]
fn sums_have_no_bound_though_amounts_have() {
    let most = Usage::typed(Money::from_cents(Money::MAX_CENTS).unwrap());
    let lines = vec![line(None, Scenario::ALL.map(|_| Some(most.clone()))); 10_000];
    assert_eq!(totals(lines).looming.to_string(), "9999999999900.00");
}

#[test]
fn lines_stand_in_order() {
    let mut canvas = Canvas::new("x".parse().unwrap());
    for (id, order) in [(1_u128, "b"), (2, "Z"), (3, "b"), (4, "0V")] {
        canvas
            .costs
            .lines
            .insert(ItemId::from_bits(id), CostLine::new(order.parse().unwrap()));
    }
    let ids: Vec<u128> = canvas
        .lines_in_order()
        .iter()
        .map(|(id, _)| id.bits())
        .collect();
    assert_eq!(ids, [4, 2, 1, 3]);
}

#[test]
fn an_amount_that_is_spent_in_one_month_always_counts() {
    let once = |month| Usage::Typed {
        amount: euros("1354.33"),
        month: Some(month),
        extra: Default::default(),
    };
    let each = |usage: &Usage, horizon: u8| -> Vec<String> {
        let up_to = |month| usage.up_to(None, horizon, month).unwrap();
        (1..=horizon)
            .map(|month| (up_to(month) - up_to(month - 1)).to_string())
            .collect()
    };
    assert_eq!(amount("1.00", &once(3), 12), "1354.33");
    assert_eq!(each(&once(3), 4), ["0", "0", "1354.33", "0.00"]);
    // Beyond the horizon it is in the last month, so that the months still sum to the total.
    assert_eq!(each(&once(9), 2), ["0", "1354.33"]);
    assert_eq!(amount("1.00", &once(9), 2), "1354.33");
    assert!(!once(9).is_clipped(2));
    let other = Usage::typed_over(Some(&once(3)), euros("12.00"));
    assert_eq!(each(&other, 3), ["0", "0", "12.00"]);
}

#[test]
fn a_use_to_the_end_follows_the_horizon() {
    let to_the_end = Usage::computed("maand");
    assert_eq!(amount("74.00", &to_the_end, 12), "888.00");
    assert_eq!(amount("74.00", &to_the_end, 36), "2664.00");
    assert!(!to_the_end.is_clipped(1) && !to_the_end.ignores_horizon());
    let until = use_of("1", Per::Month, 1, 12, None);
    assert_eq!(amount("74.00", &until, 36), "888.00");
    assert!(until.ignores_horizon());
    assert!(Usage::typed(euros("1.00")).ignores_horizon());
    assert!(!use_of("1", Per::Once, 1, 12, None).ignores_horizon());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_thousand_amounts_sum_to_the_cent(cents in proptest::collection::vec(-Money::MAX_CENTS..=Money::MAX_CENTS, 1000)) {
        let amounts = cents.iter().map(|cents| {
            let amount = Money::from_cents(*cents).map(Money::decimal);
            LineAmounts([amount, None, amount.map(|amount| -amount)])
        });
        let totals = Totals::sum(amounts);
        let sum: i64 = cents.iter().sum();
        prop_assert_eq!(totals.current, Decimal::new(sum, 2));
        prop_assert_eq!(totals.looming, Decimal::ZERO);
        prop_assert_eq!(totals.savings().saving, Decimal::new(sum, 2));
        prop_assert_eq!(totals.savings().above_current, Decimal::new(-2 * sum, 2));
    }
}

/// The design's formula on whole numbers: cents x parts x times x months x parts of a percent.
fn exact_cents(price: Money, count: Count, per: &Per, months: i128, chance: Count) -> Option<i128> {
    let whole = |value: Decimal, scale: u32| {
        let mut value = value;
        value.rescale(scale);
        value.mantissa()
    };
    let product =
        whole(price.decimal(), 2) * whole(count.decimal(), 4) * whole(chance.decimal(), 4);
    let (numerator, divisor) = if *per == Per::Once {
        (product, 100_i128 * 100_000_000)
    } else {
        (
            product * i128::from(per.times_a_year()?) * months,
            1200_i128 * 100_000_000,
        )
    };
    let rounded = (numerator.abs() * 2 + divisor) / (divisor * 2);
    Some(rounded * numerator.signum())
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn a_computed_amount_is_exact_to_the_cent(
        price in generate::money(), count in generate::count(), per in generate::per(),
        from in 1_u8..=60, to in 1_u8..=60, horizon in 1_u8..=60, parts in 0_i64..=1_000_000,
    ) {
        let chance = Count::from_decimal(Decimal::new(parts, 4)).unwrap();
        let usage = Usage::Computed { count, per: per.clone(), from, to: Some(to), chance: Some(chance), extra: Default::default() };
        let months = (i128::from(to.min(horizon)) - i128::from(from) + 1).max(0);
        let months = if per == Per::Once { i128::from(from <= horizon) } else { months };
        let expected = if months == 0 && !matches!(per, Per::Unknown(_)) {
            Some(0)
        } else {
            exact_cents(price, count, &per, months, chance)
        };
        let amount = usage.amount(Some(price), horizon);
        match expected {
            // Beyond the bound an amount is refused anyway, so digits may be lost there.
            Some(cents) if cents.abs() <= i128::from(Money::MAX_CENTS) => {
                prop_assert_eq!(amount, Some(Decimal::from_i128_with_scale(cents, 2)));
            }
            Some(_) => prop_assert!(amount.is_some_and(|amount| Money::from_decimal(amount).is_none())),
            None => prop_assert_eq!(amount, None),
        }
    }
}
