//! What may leave the team: small numbers, large shares, and what follows from the rest, by brute force.

use std::collections::{BTreeMap, BTreeSet};

use maatwerk::domain::results::council::{
    Contribution, Kind, Protected, Row, Threshold, Why, may_be_told, protect,
};
use rust_decimal::Decimal;

fn threshold(families: usize) -> Threshold {
    Threshold::new(families).unwrap()
}

/// A row of families of its own.
pub(super) fn counted(first: usize, families: usize) -> Row {
    let each = |at| Contribution {
        family: first + at,
        amount: Decimal::ONE,
        items: 1,
    };
    Row {
        name: String::new(),
        contributions: (0..families).map(each).collect(),
    }
}

fn summed(amounts: &[(usize, i64)]) -> Row {
    let each = |&(family, amount): &(usize, i64)| Contribution {
        family,
        amount: Decimal::from(amount),
        items: 1,
    };
    Row {
        name: String::new(),
        contributions: amounts.iter().map(each).collect(),
    }
}

fn told(amounts: &[i64]) -> bool {
    may_be_told(
        amounts.iter().map(|it| Decimal::from(*it)),
        Threshold::default(),
    )
}

#[test]
fn a_threshold_is_5_to_20_and_10_by_itself() {
    assert_eq!(Threshold::default().families(), 10);
    assert!(Threshold::new(4).is_none() && Threshold::new(21).is_none());
    assert!(threshold(5).allows(0) && threshold(5).allows(5) && !threshold(5).allows(4));
}

#[test]
fn a_sum_needs_enough_families_and_no_family_that_makes_up_most_of_it() {
    assert!(told(&[]));
    assert!(told(&[1; 10]));
    assert!(!told(&[1; 9]), "nine families");
    assert!(!told(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 0]), "one adds nothing");
    // The largest at exactly half, and just above it.
    assert!(told(&[9, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
    assert!(!told(&[10, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
    // The two largest at exactly 85 percent, and just above it.
    assert!(told(&[34, 34, 1, 1, 1, 1, 1, 1, 1, 5]));
    assert!(!told(&[36, 35, 1, 1, 1, 1, 1, 1, 1, 5]));
    // Signs don't cancel out.
    assert!(!told(&[100, -99, 1, 1, 1, 1, 1, 1, 1, 1]));
}

/// What a reader sees of a table: its total, and each number that is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    total: usize,
    /// `None` where the table is withheld.
    rows: Option<Vec<Option<usize>>>,
}

fn seen(counts: &[usize], threshold: Threshold) -> Seen {
    let rows: Vec<Row> = counts.iter().map(|count| counted(0, *count)).collect();
    let rows: Vec<&Row> = rows.iter().collect();
    let total = counts.iter().sum();
    let rows = match protect(Kind::Parts, &rows, &[], threshold) {
        Protected::Withheld(_) => None,
        protected => Some(
            counts
                .iter()
                .enumerate()
                .map(|(at, count)| protected.why(at).is_none().then_some(*count))
                .collect(),
        ),
    };
    Seen { total, rows }
}

/// Every table of so many rows with numbers up to `most`.
fn tables(rows: usize, most: usize) -> impl Iterator<Item = Vec<usize>> {
    let all = (most + 1).pow(u32::try_from(rows).unwrap());
    (0..all).map(move |mut at| {
        (0..rows)
            .map(|_| {
                let count = at % (most + 1);
                at /= most + 1;
                count
            })
            .collect()
    })
}

/// The narrowest range that a reader can give for a hidden number, by what is added up and by what is known of the
/// rule: the smallest are hidden.
fn narrowest(counts: &[usize], seen: &Seen) -> Option<usize> {
    let rows = seen.rows.as_ref()?;
    let hidden: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].is_none()).collect();
    if hidden.is_empty() {
        return None;
    }
    let sum: usize = hidden.iter().map(|at| counts[*at]).sum();
    let most = rows
        .iter()
        .flatten()
        .filter(|it| **it > 0)
        .min()
        .copied()
        .unwrap_or(sum);
    // Each hidden number in turn, by all ways to fill in the others.
    let reach = |others: usize, low: usize, high: usize| (others * low, others * high);
    let mut possible = BTreeSet::new();
    for value in 1..=most.min(sum) {
        let (low, high) = reach(hidden.len() - 1, 1, most);
        if sum >= value + low && sum <= value + high {
            possible.insert(value);
        }
    }
    Some(possible.len())
}

#[test]
fn no_hidden_number_of_six_can_be_told_closer_than_the_threshold() {
    let threshold = threshold(5);
    for counts in tables(6, 6) {
        let seen = seen(&counts, threshold);
        if let Some(values) = narrowest(&counts, &seen) {
            assert!(values >= 5, "{counts:?} shows {seen:?}: {values} values");
        }
        for (count, told) in counts.iter().zip(seen.rows.into_iter().flatten()) {
            assert!(told.is_none_or(|told| told == *count && (told == 0 || told >= 5)));
        }
    }
}

#[test]
fn a_reader_who_knows_the_rule_learns_no_more() {
    // Every table that looks the same is one that a reader can't rule out, by whatever reasoning.
    let threshold = threshold(5);
    let most = 14;
    let mut groups: BTreeMap<Seen, Vec<BTreeSet<usize>>> = BTreeMap::new();
    for counts in tables(4, most) {
        let total: usize = counts.iter().sum();
        let seen = seen(&counts, threshold);
        let told: usize = seen.rows.iter().flatten().flatten().sum();
        // Tables beyond `most` are left out, which would look as if a reader could rule them out.
        if total - told > most {
            continue;
        }
        let values = groups
            .entry(seen)
            .or_insert_with(|| vec![BTreeSet::new(); 4]);
        for (values, count) in values.iter_mut().zip(counts) {
            values.insert(count);
        }
    }
    for (seen, values) in groups {
        for (at, values) in values.iter().enumerate() {
            let is_hidden = seen.rows.as_ref().is_none_or(|rows| rows[at].is_none());
            if !is_hidden || (seen.rows.is_none() && seen.total < 5) {
                continue;
            }
            // One to four: that it is below the threshold, and no more than that.
            assert!(
                values.len() >= 4,
                "row {at} of {seen:?} is one of {values:?}"
            );
        }
    }
}

#[test]
fn three_planted_mistakes_are_caught() {
    // What each mistake would show of a table, and that the check above finds it.
    let shows = |rows: Vec<Option<usize>>, total| Seen {
        total,
        rows: Some(rows),
    };
    // One hidden alone: it is the total less the rest.
    let alone = shows(vec![None, Some(20), Some(30)], 53);
    assert_eq!(narrowest(&[3, 20, 30], &alone), Some(1));
    // Two hidden that are too few together.
    let few = shows(vec![None, None, Some(30)], 33);
    assert!(narrowest(&[1, 2, 30], &few).unwrap() < 5);
    // The next smallest hidden, where it can only be one number.
    let tied = shows(vec![None, None, Some(10), Some(10)], 39);
    assert!(narrowest(&[9, 10, 10, 10], &tied).unwrap() < 5);
    // The rule itself makes none of them.
    for counts in [vec![3, 20, 30], vec![1, 2, 30], vec![9, 10, 10, 10]] {
        let seen = seen(&counts, Threshold::default());
        assert!(
            narrowest(&counts, &seen).is_none_or(|values| values >= 10),
            "{counts:?} {seen:?}"
        );
    }
}

#[test]
fn numbers_that_can_not_be_told_are_ranked() {
    let rows = [counted(0, 12), counted(0, 3), counted(0, 40)];
    let rows: Vec<&Row> = rows.iter().collect();
    let protected = protect(Kind::Counts, &rows, &[], Threshold::default());
    let expected = vec![Some(Why::Derived), Some(Why::Few), None];
    assert_eq!(protected, Protected::Rows(expected));
    // Twelve of fifteen would tell the three: the order alone is told.
    let small = protect(Kind::Counts, &rows[..2], &[], Threshold::default());
    assert!(matches!(small, Protected::Ranking(_)));
    assert!((0..2).all(|at| small.why(at).is_some()));
}

#[test]
fn one_hidden_sum_never_follows_from_the_total() {
    let many =
        |from: usize, amount: i64| (from..from + 12).map(|it| (it, amount)).collect::<Vec<_>>();
    // One payer of a single family, beside two of many: the smaller of these is hidden with it.
    let rows = [
        summed(&[(0, 27_000)]),
        summed(&many(0, 100)),
        summed(&many(0, 5_000)),
    ];
    let rows: Vec<&Row> = rows.iter().collect();
    let protected = protect(Kind::Sums, &rows, &[], Threshold::default());
    // What these two come to is 27.100 of one family and 1.100 of others, still that family's: all are hidden.
    assert!(
        (0..3).all(|at| protected.why(at).is_some()),
        "{protected:?}"
    );
    let rows = [
        summed(&[(0, 500)]),
        summed(&many(0, 100)),
        summed(&many(0, 5_000)),
    ];
    let rows: Vec<&Row> = rows.iter().collect();
    let protected = protect(Kind::Sums, &rows, &[], Threshold::default());
    assert_eq!(
        protected,
        Protected::Rows(vec![Some(Why::Few), Some(Why::Derived), None])
    );
}

#[test]
fn a_few_families_that_add_nothing_are_no_figure_either() {
    let rows = [summed(&[(0, 0), (1, 0), (2, 0)]), summed(&[])];
    let rows: Vec<&Row> = rows.iter().collect();
    let protected = protect(Kind::Apart, &rows, &[], Threshold::default());
    assert_eq!(protected, Protected::Rows(vec![Some(Why::Few), None]));
}

#[test]
fn sums_of_which_one_follows_from_the_others_are_all_told_or_none() {
    let rows = [summed(&[(0, 1)]), summed(&[(0, 1)])];
    let rows: Vec<&Row> = rows.iter().collect();
    let protected = protect(Kind::Together, &rows, &[], Threshold::default());
    assert_eq!(protected, Protected::Withheld(Why::Few));
}
