//! Thins the versions of a canvas as backups are thinned: keeps the most recent ones, and of older
//! ones the first of each hour, day and week.
//!
//! Hours, days and weeks are counted over those that have a version, not back from now, so that a
//! clock that runs ahead removes nothing. The decision only needs the keys, so no version has to be
//! read.

use crate::domain::{SortedMap, SortedSet};
/// The number of most recent versions that are kept, whatever their age.
const LAST: usize = 10;
/// Periods in seconds, each with the number of periods of which the first version is kept: hours
/// for a day, days for a month, weeks for a year.
const STRETCHES: [(i64, usize); 3] = [(3_600, 24), (86_400, 30), (604_800, 52)];
/// The maximum number of rescued versions, which may exist nowhere else, such as another page's
/// save.
const RESCUED: usize = 100;
/// The maximum number of versions of an earlier release, whose keys have no time.
const UNDATED: usize = 50;
/// The maximum total size in bytes of the versions of one canvas: three of the largest possible.
const BYTES: usize = 32 * 1024 * 1024;

/// The properties of a version that its key encodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Told {
    /// When its canvas was last changed, in seconds since 1970; `None` for keys of an earlier
    /// release.
    at: Option<i64>,
    bytes: usize,
    is_rescued: bool,
}

/// The end of a version's key: whether it was rescued, when its canvas was last changed in seconds
/// since 1970, and its size in bytes.
pub(in crate::store) fn tail(is_rescued: bool, at: i64, bytes: usize) -> String {
    let kind = if is_rescued { 'r' } else { 'v' };
    format!("{kind}{}.{bytes}", at.max(0))
}

fn told(key: &str) -> Told {
    let tail = key.rsplit('-').next().unwrap_or_default();
    let read = || {
        let (kind, rest) = tail.split_at_checked(1)?;
        let (at, bytes) = rest.split_once('.')?;
        Some(Told {
            at: Some(at.parse().ok()?),
            bytes: bytes.parse().ok()?,
            is_rescued: kind == "r",
        })
    };
    read().unwrap_or(Told {
        at: None,
        bytes: 0,
        is_rescued: false,
    })
}

/// The keys of the versions to remove. `keys` are all keys of one canvas, sorted.
pub(super) fn superfluous(keys: Vec<String>) -> Vec<String> {
    let told: Vec<Told> = keys.iter().map(|key| told(key)).collect();
    let at = |wanted: &dyn Fn(&Told) -> bool| -> Vec<usize> {
        let told = told.iter().enumerate();
        told.filter(|(_, told)| wanted(told))
            .map(|(rank, _)| rank)
            .collect()
    };
    let dated = at(&|told| told.at.is_some() && !told.is_rescued);
    let mut kept = SortedSet::new();
    kept.extend(last(&dated, LAST));
    kept.extend(last(&at(&|told| told.is_rescued), RESCUED));
    kept.extend(last(&at(&|told| told.at.is_none()), UNDATED));
    for (seconds, count) in STRETCHES {
        let mut firsts: SortedMap<i64, usize> = SortedMap::new();
        for rank in &dated {
            let when = told.get(*rank).and_then(|told| told.at).unwrap_or_default();
            firsts.entry(when.div_euclid(seconds)).or_insert(*rank);
        }
        kept.extend(last(&firsts.into_values().collect::<Vec<_>>(), count));
    }
    let mut bytes = 0_usize;
    let mut stays = SortedSet::new();
    for rank in kept.into_iter().rev() {
        bytes = bytes.saturating_add(told.get(rank).map_or(0, |told| told.bytes));
        if bytes > BYTES && !stays.is_empty() {
            break;
        }
        stays.insert(rank);
    }
    let keys = keys.into_iter().enumerate();
    keys.filter(|(rank, _)| !stays.contains(rank))
        .map(|(_, key)| key)
        .collect()
}

fn last(ranks: &[usize], count: usize) -> impl Iterator<Item = usize> {
    let from = ranks.len().saturating_sub(count);
    ranks.get(from..).unwrap_or_default().iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600;
    const DAY: i64 = 24 * HOUR;

    fn keys(versions: impl IntoIterator<Item = (bool, i64, usize)>) -> Vec<String> {
        let keys = versions.into_iter().enumerate();
        keys.map(|(seq, (rescued, at, bytes))| {
            format!("a-b/{seq:012}-00000000-{}", tail(rescued, at, bytes))
        })
        .collect()
    }

    /// The indices of the keys that are kept.
    fn stays(keys: &[String]) -> Vec<usize> {
        let gone = superfluous(keys.to_vec());
        let ranks = keys.iter().enumerate();
        ranks
            .filter(|(_, key)| !gone.contains(key))
            .map(|(rank, _)| rank)
            .collect()
    }

    #[test]
    fn of_two_hundred_within_the_hour_the_first_and_the_last_ten_stay() {
        let all = keys((0..200).map(|at| (false, 1_000 * HOUR + at, 500)));
        let expected: Vec<usize> = [0].into_iter().chain(190..200).collect();
        assert_eq!(stays(&all), expected);
    }

    #[test]
    fn years_of_versions_stay_within_the_count_and_reach_back() {
        let all = keys((0..3_000).map(|at| (false, at * HOUR * 10, 500)));
        let stay = stays(&all);
        assert!(stay.len() <= LAST + 24 + 30 + 52, "{}", stay.len());
        let oldest = told(&all[stay[0]]).at.unwrap();
        assert!(oldest <= 30_000 * HOUR - 350 * DAY, "{oldest}");
    }

    #[test]
    fn a_clock_that_ran_ahead_once_takes_no_more_than_its_own_place() {
        let days: Vec<_> = (0..20).map(|day| (false, day * DAY, 500)).collect();
        let mut ahead = days.clone();
        ahead.insert(10, (false, 4_000 * DAY, 500));
        assert_eq!(stays(&keys(days)).len(), 20);
        assert_eq!(stays(&keys(ahead)).len(), 21);
    }

    #[test]
    fn what_stands_nowhere_else_is_not_thinned_by_the_hour() {
        let all = keys((0..150).map(|at| (at % 2 == 0, 1_000 * HOUR + at, 500)));
        let stay = stays(&all);
        assert!((0..150).step_by(2).all(|rescued| stay.contains(&rescued)));
    }

    #[test]
    fn large_ones_are_bounded_by_size_and_the_last_always_stays() {
        let large = 8 * 1024 * 1024;
        let all = keys((0..9).map(|day| (day % 2 == 0, day * DAY, large)));
        assert_eq!(stays(&all), [5, 6, 7, 8]);
        assert_eq!(stays(&keys([(false, 0, 10 * large)])), [0]);
    }

    #[test]
    fn keys_without_a_time_are_bounded_too() {
        let mut all: Vec<String> = (0..80).map(|seq| format!("a/{seq:012}-1234abcd")).collect();
        all.push(format!("a/{:012}-1234abcd-{}", 80, tail(false, 0, 5)));
        assert_eq!(stays(&all).len(), UNDATED + 1);
    }
}
