//! What follows from figures of several reports together.
//!
//! Reports over a first and a second half of a year, and then over the whole year with one family that came late: no two
//! of them differ by few families, and the third less the first two is that family alone. So each figure that is told
//! is a [`Statement`], a sum of unknown amounts, one for each family and row. Whoever adds statements up and takes them
//! off, each any number of times, gets other sums of these; a sum over fewer families than the threshold is not to be
//! among them.

use super::threshold::Threshold;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// The prime that sums are calculated with, 2^61 - 1. Whether statements follow from each other shows in determinants of
/// ones and zeros. Those of up to 32 rows are smaller than it, so that none is nothing by chance; of more rows one is by
/// a chance of one in 2^61.
const PRIME: u64 = (1 << 61) - 1;
/// The most statements that are judged together; of more, it is taken that a family can be told from them.
const MOST_STATEMENTS: usize = 400;
/// The most sums that may be left of them once all that enough families have was taken out; of more, that is taken too.
const MOST_SUMS: usize = 32;
/// The most sums that are tried before that is taken too.
const MOST_TRIALS: usize = 10_000;

/// One figure that is told: the amounts that it is the sum of, by family and row. An amount is named by a text, which is
/// another one where the family has added something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Statement(SortedMap<(String, String), String>);

impl Statement {
    /// A figure of these amounts: family, row, and what names the amount.
    pub(super) fn of(amounts: impl Iterator<Item = (String, String, String)>) -> Self {
        Self(
            amounts
                .map(|(family, row, amount)| ((family, row), amount))
                .collect(),
        )
    }

    /// The sum of both.
    pub(super) fn with(mut self, other: &Self) -> Self {
        let added = other.0.iter().map(|(key, it)| (key.clone(), it.clone()));
        self.0.extend(added);
        self
    }
}

/// Whether a sum over at least one and fewer families than the threshold follows from statements. `known` were told
/// before, and are taken to be safe by themselves.
pub(super) fn betray(known: &[Statement], new: &[Statement], threshold: Threshold) -> bool {
    let mut all: Vec<&Statement> = Vec::new();
    let add = |all: &mut Vec<_>, it| {
        if !all.contains(&it) {
            all.push(it);
        }
    };
    // What was told before adds nothing.
    let says_something = |it: &&Statement| !it.0.is_empty() && !known.contains(it);
    new.iter()
        .filter(says_something)
        .for_each(|it| add(&mut all, it));
    let first = all.len();
    known.iter().for_each(|it| add(&mut all, it));
    let groups = groups(&all);
    let all = connected(&groups, first, all.len());
    if all.len() > MOST_STATEMENTS {
        return true;
    }
    Sums::of(&groups, &all, threshold).has_narrow()
}

/// Families that are in the same statements in the same way.
struct Group {
    families: usize,
    /// For each amount of such a family, the statements that it is in.
    amounts: Vec<Vec<usize>>,
}

fn groups(statements: &[&Statement]) -> Vec<Group> {
    // By family, and then by row and amount.
    let mut families: SortedMap<&str, SortedMap<(&str, &str), Vec<usize>>> = SortedMap::new();
    for (at, statement) in statements.iter().enumerate() {
        for ((family, row), amount) in statement.0.iter() {
            let amounts = families.entry(family).or_default();
            amounts.entry((row, amount)).or_default().push(at);
        }
    }
    let mut groups: SortedMap<Vec<Vec<usize>>, usize> = SortedMap::new();
    for amounts in families.into_values() {
        let mut amounts: Vec<Vec<usize>> = amounts.into_values().collect();
        amounts.sort_unstable();
        amounts.dedup();
        let count = groups.entry(amounts).or_default();
        *count = count.saturating_add(1);
    }
    let group = |(amounts, families): (&Vec<Vec<usize>>, &usize)| Group {
        families: *families,
        amounts: amounts.clone(),
    };
    groups.iter().map(group).collect()
}

/// The statements that share amounts with the first ones, themselves or by way of others; those among them.
fn connected(groups: &[Group], first: usize, all: usize) -> Vec<usize> {
    let mut found: Vec<bool> = (0..all).map(|at| at < first).collect();
    let is_found = |found: &[bool], at: &usize| found.get(*at).copied().unwrap_or(false);
    loop {
        let before = found.iter().filter(|it| **it).count();
        for amount in groups.iter().flat_map(|it| &it.amounts) {
            if amount.iter().any(|at| is_found(&found, at)) {
                for at in amount {
                    found.get_mut(*at).into_iter().for_each(|it| *it = true);
                }
            }
        }
        if found.iter().filter(|it| **it).count() == before {
            break;
        }
    }
    (0..all).filter(|at| is_found(&found, at)).collect()
}

/// How many times each amount is in a sum.
type Sum = Vec<u64>;

/// The sums that follow from statements.
struct Sums {
    /// For each amount, how many families have it, and which group they are.
    amounts: Vec<(usize, usize)>,
    /// Sums from which all others follow.
    sums: Vec<Sum>,
    threshold: Threshold,
    trials: usize,
}

impl Sums {
    fn of(groups: &[Group], statements: &[usize], threshold: Threshold) -> Self {
        let of_group = |(at, group): (usize, &Group)| {
            let amounts = group.amounts.iter();
            amounts
                .map(|held| ((group.families, at), held.clone()))
                .collect::<Vec<_>>()
        };
        let all = groups.iter().enumerate().flat_map(of_group);
        let (amounts, held): (Vec<(usize, usize)>, Vec<Vec<usize>>) = all.unzip();
        let sum = |at: &usize| {
            let times = |held: &Vec<usize>| u64::from(held.contains(at));
            held.iter().map(times).collect()
        };
        Self {
            sums: statements.iter().map(sum).collect(),
            amounts,
            threshold,
            trials: 0,
        }
    }

    fn has_narrow(mut self) -> bool {
        let mut sums = std::mem::take(&mut self.sums);
        for at in self.shared_by_many(&sums) {
            sums = without(&sums, at);
        }
        sums.len() > MOST_SUMS || self.is_narrow(sums, 0)
    }

    /// Amounts that are in no narrow sum, as enough families have them in the same statements: one amount stands for
    /// all that are in these.
    fn shared_by_many(&self, sums: &[Sum]) -> Vec<usize> {
        let mut alike: SortedMap<Vec<bool>, (usize, SortedSet<usize>)> = SortedMap::new();
        for (at, (_, group)) in self.amounts.iter().enumerate() {
            let held: Vec<bool> = sums.iter().map(|sum| times(sum, at) != 0).collect();
            let (_, groups) = alike.entry(held).or_insert_with(|| (at, SortedSet::new()));
            groups.insert(*group);
        }
        let families = |group: &usize| {
            let mut own = self.amounts.iter().filter(|(_, its)| its == group);
            own.next().map_or(0, |(families, _)| *families)
        };
        let many = alike.values().filter(|(_, groups)| {
            let all = groups.iter().map(families);
            self.threshold.allows(all.fold(0, usize::saturating_add))
        });
        many.map(|(at, _)| *at).collect()
    }

    /// Whether one of the sums is narrow. The amounts before `from` have been left out as far as they are to be.
    fn is_narrow(&mut self, sums: Vec<Sum>, from: usize) -> bool {
        if sums.is_empty() {
            return false;
        }
        let (families, used) = self.used(&sums);
        if families < self.threshold.families() {
            return true;
        }
        if sums.len() == 1 {
            return false;
        }
        for at in used.into_iter().filter(|at| *at >= from) {
            self.trials = self.trials.saturating_add(1);
            let rest = without(&sums, at);
            if self.trials > MOST_TRIALS || self.is_narrow(rest, at.saturating_add(1)) {
                return true;
            }
        }
        false
    }

    /// The number of families that are in any of the sums, and the amounts that are.
    fn used(&self, sums: &[Sum]) -> (usize, Vec<usize>) {
        let is_used = |at: &usize| sums.iter().any(|sum| times(sum, *at) != 0);
        let used: Vec<usize> = (0..self.amounts.len()).filter(is_used).collect();
        let groups = used.iter().filter_map(|at| self.amounts.get(*at));
        let groups: SortedSet<(usize, usize)> = groups
            .map(|(families, group)| (*group, *families))
            .collect();
        let families = groups.iter().map(|(_, families)| *families);
        (families.fold(0, usize::saturating_add), used)
    }
}

/// The sums that follow from others and don't have an amount.
fn without(sums: &[Sum], amount: usize) -> Vec<Sum> {
    let Some(pivot) = sums.iter().position(|sum| times(sum, amount) != 0) else {
        return sums.to_vec();
    };
    let taken = sums.get(pivot).cloned().unwrap_or_default();
    let others = sums.iter().enumerate().filter(|(at, _)| *at != pivot);
    let cleared = others.map(|(_, sum)| {
        let (own, its) = (times(sum, amount), times(&taken, amount));
        let pairs = sum.iter().zip(&taken);
        let clear = |(one, other): (&u64, &u64)| minus(product(*one, its), product(*other, own));
        pairs.map(clear).collect::<Sum>()
    });
    cleared
        .filter(|sum| sum.iter().any(|it| *it != 0))
        .collect()
}

fn times(sum: &Sum, amount: usize) -> u64 {
    sum.get(amount).copied().unwrap_or(0)
}

fn product(one: u64, other: u64) -> u64 {
    let whole = u128::from(one).saturating_mul(u128::from(other));
    let prime = u128::from(PRIME);
    // Both are below 2^61, so that this is below 2^62.
    let folded = (whole & prime).saturating_add(whole >> 61);
    u64::try_from(folded % prime).unwrap_or(0)
}

fn minus(one: u64, other: u64) -> u64 {
    let rest = if one >= other { 0 } else { PRIME };
    rest.saturating_add(one).saturating_sub(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A figure of families, each by a letter, all with the same amount in the same row.
    fn statement(families: &str) -> Statement {
        let amount = |family: char| (family.to_string(), "rij".to_owned(), String::new());
        Statement::of(families.chars().map(amount))
    }

    fn betrays(known: &[&str], new: &str) -> bool {
        let known: Vec<Statement> = known.iter().map(|it| statement(it)).collect();
        betray(&known, &[statement(new)], Threshold::new(5).unwrap())
    }

    #[test]
    fn the_whole_less_its_halves_betrays_who_is_in_neither() {
        assert!(!betrays(&["abcde"], "fghij"));
        assert!(!betrays(&["abcde", "fghij"], "abcdefghij"));
        assert!(betrays(&["abcde", "fghij"], "abcdefghijk"));
        assert!(!betrays(&["abcde", "fghij"], "abcdefghijklmno"));
        assert!(betrays(&["abcdef", "fghij"], "abcdefghij"), "f is in both");
    }

    #[test]
    fn what_overlaps_nothing_betrays_nothing() {
        assert!(!betrays(&["a", "bc"], "vwxyz"), "of before, and not of now");
        assert!(!betrays(&[], "vwxyz"));
        assert!(betrays(&[], "wxyz"));
        assert!(!betrays(&["abcde"], "abcde"), "the same once more");
    }

    #[test]
    fn sums_that_take_more_than_adding_up_are_found() {
        // Half of the first three is the fourth, but for p.
        let [a, b, c] = ["abcde", "fghij", "klmno"];
        let pairs = [[a, b].concat(), [b, c].concat(), [a, c].concat()];
        let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
        assert!(!betrays(&pairs, &[a, b, c].concat()));
        assert!(betrays(&pairs, &[a, b, c, "p"].concat()));
    }

    #[test]
    fn a_family_that_adds_something_else_is_in_what_differs() {
        let of =
            |family: char, amount: &str| (family.to_string(), "rij".to_owned(), amount.to_owned());
        let before = Statement::of("abcdefghij".chars().map(|it| of(it, "oud")));
        let change = |it: char| of(it, if "abcd".contains(it) { "nieuw" } else { "oud" });
        let after = Statement::of("abcdefghij".chars().map(change));
        let threshold = Threshold::new(5).unwrap();
        assert!(betray(std::slice::from_ref(&before), &[after], threshold));
        let all = Statement::of("abcdefghij".chars().map(|it| of(it, "nieuw")));
        assert!(!betray(&[before], &[all], threshold));
    }

    #[test]
    fn too_much_to_judge_counts_as_told() {
        let names: Vec<String> = (0..40).map(|at| format!("f{at}")).collect();
        let rows = |skip: usize| {
            let kept = names.iter().enumerate().filter(move |(at, _)| *at != skip);
            Statement::of(kept.map(|(_, name)| (name.clone(), String::new(), String::new())))
        };
        let known: Vec<Statement> = (0..33).map(rows).collect();
        assert!(betray(&known, &[rows(99)], Threshold::new(5).unwrap()));
    }
}
