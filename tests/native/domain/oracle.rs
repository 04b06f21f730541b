//! An oracle: the same analysis computed with exact fractions, and nothing of the product's own
//! arithmetic.

use std::collections::BTreeMap;

use maatwerk::domain::analysis::{Analysis, Group};
use maatwerk::domain::{
    CostLine, Costs, ItemId, Money, Payer, Payers, Per, Price, Scenario, Usage,
};
use num_rational::Ratio;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::generate;

type Exact = Ratio<i128>;

/// A decimal number as a fraction, read from its digits.
fn exact(number: &impl ToString) -> Exact {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: i128 = format!("{whole}{decimals}").parse().unwrap();
    Exact::new(digits, 10_i128.pow(u32::try_from(decimals.len()).unwrap()))
}

/// Whole cents, half away from zero.
fn cents(euros: Exact) -> i128 {
    let cents = euros * 100;
    let away = if cents < Exact::from(0) { -1 } else { 1 };
    (cents + Exact::new(away, 2)).trunc().to_integer()
}

/// What a scenario costs up to and including a month, in euros.
fn up_to(usage: &Usage, price: Option<Exact>, horizon: i128, month: i128) -> Option<Exact> {
    let (count, per, from, to, chance) = match usage {
        Usage::Typed {
            amount,
            month: None,
            ..
        } => return Some(exact(amount) * month / horizon),
        Usage::Typed {
            amount,
            month: Some(once),
            ..
        } => {
            let spent = i128::from(month >= i128::from(*once).min(horizon));
            return Some(exact(amount) * spent);
        }
        Usage::Computed {
            count,
            per,
            from,
            to,
            chance,
            ..
        } => (count, per, from, to, chance),
    };
    let times = exact(count) * chance.map_or(Exact::from(1), |chance| exact(&chance) / 100);
    let to = to.map_or(horizon, i128::from);
    let active = (1..=month).filter(|m| (i128::from(*from)..=to).contains(m));
    let months = Exact::from(i128::try_from(active.count()).unwrap());
    let a_year = match per {
        Per::Once => {
            let booked = i128::from(i128::from(*from) <= month);
            return Some(price? * times * booked);
        }
        Per::Day => 365,
        Per::Week => 52,
        Per::Month => 12,
        Per::Quarter => 4,
        Per::Year => 1,
        Per::Unknown(_) => return None,
    };
    Some(price? * times * months * a_year / 12)
}

/// A line's cents in the three scenarios at a price.
fn line_cents(line: &CostLine, price: Option<Money>, horizon: u8, month: u8) -> [Option<i128>; 3] {
    let price = price.map(|price| exact(&price));
    Scenario::ALL.map(|scenario| {
        let exact = up_to(line.usage(scenario)?, price, horizon.into(), month.into())?;
        Some(cents(exact))
    })
}

fn add(sum: &mut [i128; 3], amounts: [Option<i128>; 3]) {
    for (sum, amount) in sum.iter_mut().zip(amounts) {
        *sum += amount.unwrap_or_default();
    }
}

/// The three prices that a line's band is made of: the price itself is never outside its range.
fn ends(line: &CostLine) -> [Option<Money>; 3] {
    let Some(price) = &line.price else {
        return [None; 3];
    };
    let low = price.low.into_iter().chain(price.amount).min();
    let high = price.high.into_iter().chain(price.amount).max();
    price
        .amount
        .map_or([None; 3], |amount| [low, Some(amount), high])
}

#[derive(Debug, Default, PartialEq)]
struct Outcome {
    totals: [i128; 3],
    low: [i128; 3],
    high: [i128; 3],
    saving: [i128; 3],
    payers: BTreeMap<String, [i128; 3]>,
    life_domains: BTreeMap<String, [i128; 3]>,
    months: Vec<[i128; 3]>,
    payback: Option<u8>,
}

fn expected(costs: &Costs) -> Outcome {
    let horizon = costs.horizon;
    let mut outcome = Outcome::default();
    for line in costs.lines.values() {
        let [low, middle, high] = ends(line).map(|price| line_cents(line, price, horizon, horizon));
        add(&mut outcome.totals, middle);
        add(&mut outcome.low, low);
        add(&mut outcome.high, high);
        let saved = [low, middle, high]
            .map(|[_, looming, tailored]| looming.unwrap_or(0) - tailored.unwrap_or(0));
        outcome.saving[0] += saved[0].min(saved[2]);
        outcome.saving[1] += saved[1];
        outcome.saving[2] += saved[0].max(saved[2]);
        if middle.iter().any(Option::is_some) {
            let payer = line.payer.as_ref();
            let payer = payer.map(|payer| payer.code.clone()).unwrap_or_default();
            let domain = line.life_domain.clone().unwrap_or_default();
            add(outcome.payers.entry(payer).or_default(), middle);
            add(outcome.life_domains.entry(domain).or_default(), middle);
        }
    }
    for month in 1..=horizon {
        let mut sum = [0; 3];
        for line in costs.lines.values() {
            add(&mut sum, line_cents(line, ends(line)[1], horizon, month));
        }
        outcome.months.push(sum);
    }
    let stays = |from: usize| outcome.months[from..].iter().all(|sum| sum[2] < sum[1]);
    let first = (0..outcome.months.len()).find(|month| stays(*month));
    outcome.payback = first.map(|month| u8::try_from(month + 1).unwrap());
    outcome
}

/// What the product says, in cents.
fn actual(costs: &Costs) -> Outcome {
    let whole = |amount: Decimal| {
        let mut amount = amount;
        amount.rescale(2);
        amount.mantissa()
    };
    let groups = |groups: Vec<Group>| {
        let row = |group: Group| {
            let totals = Scenario::ALL.map(|scenario| whole(group.totals.get(scenario)));
            (group.code, totals)
        };
        groups.into_iter().map(row).collect()
    };
    let analysis = Analysis::of(costs);
    let bands = Scenario::ALL.map(|scenario| *analysis.bands.get(scenario));
    let saving = analysis.bands.saving;
    let totals = Scenario::ALL.map(|scenario| whole(analysis.totals.get(scenario)));
    assert_eq!(bands.map(|band| whole(band.middle)), totals);
    assert_eq!(analysis.totals.savings().saving, saving.middle);
    Outcome {
        totals,
        low: bands.map(|band| whole(band.low)),
        high: bands.map(|band| whole(band.high)),
        saving: [saving.low, saving.middle, saving.high].map(whole),
        payers: groups(analysis.payers),
        life_domains: groups(analysis.life_domains),
        months: analysis
            .months
            .into_iter()
            .map(|month| month.map(whole))
            .collect(),
        payback: analysis.payback,
    }
}

fn line() -> impl Strategy<Value = CostLine> {
    let price = (
        generate::money(),
        option::of(generate::money()),
        option::of(generate::money()),
    );
    let price = price.prop_map(|(amount, low, high)| Price {
        amount: Some(amount),
        low,
        high,
        ..Price::default()
    });
    let uses = (
        option::of(generate::usage()),
        option::of(generate::usage()),
        option::of(generate::usage()),
    );
    let payer = option::of(select([&Payers::ALL[..], &["eigen"]].concat()));
    let domain = option::of(select(vec!["wonen", "ggz", "eigen"]));
    (option::weighted(0.9, price), uses, payer, domain).prop_map(
        |(price, (current, looming, tailored), payer, domain)| CostLine {
            price,
            current,
            looming,
            tailored,
            payer: payer.map(|code| Payer {
                code: code.to_owned(),
                ..Payer::default()
            }),
            life_domain: domain.map(str::to_owned),
            ..CostLine::new("V".parse().unwrap())
        },
    )
}

/// Within what `apply` lets through, at each of the prices.
fn possible(line: &CostLine) -> bool {
    let uses = Scenario::ALL
        .into_iter()
        .filter_map(|scenario| line.usage(scenario));
    let mut amounts = ends(line)
        .into_iter()
        .flat_map(|price| line_cents(line, price, 60, 60))
        .flatten();
    uses.into_iter().all(Usage::is_in_range)
        && amounts.all(|amount| amount.abs() <= i128::from(Money::MAX_CENTS))
}

fn costs() -> impl Strategy<Value = Costs> {
    let horizon = prop_oneof![4 => 1_u8..=24, 1 => 25_u8..=60];
    (vec(line(), 0..6), horizon).prop_map(|(lines, horizon)| Costs {
        horizon,
        lines: (1..)
            .map(ItemId::from_bits)
            .zip(lines.into_iter().filter(possible))
            .collect(),
        ..Costs::default()
    })
}

/// The same lines, the last first.
fn reversed(costs: &Costs) -> Costs {
    Costs {
        lines: (1..)
            .map(ItemId::from_bits)
            .zip(costs.lines.values().rev().cloned())
            .collect(),
        ..costs.clone()
    }
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn every_analysis_is_exact_to_the_cent(costs in costs()) {
        prop_assert_eq!(actual(&costs), expected(&costs));
    }

    #[test]
    fn months_sum_to_the_totals_and_the_order_of_lines_says_nothing(costs in costs()) {
        let analysis = Analysis::of(&costs);
        let totals = Scenario::ALL.map(|scenario| analysis.totals.get(scenario));
        prop_assert_eq!(analysis.months.last().copied(), Some(totals));
        for line in costs.lines.values() {
            for scenario in Scenario::ALL {
                let up_to = |month| line.up_to(scenario, costs.horizon, month).unwrap_or_default();
                let each = (1..=costs.horizon).map(|month| up_to(month) - up_to(month - 1));
                let sum: Decimal = each.sum();
                prop_assert_eq!(sum, line.amount(scenario, costs.horizon).unwrap_or_default());
            }
        }
        prop_assert_eq!(Analysis::of(&reversed(&costs)), analysis);
    }
}
