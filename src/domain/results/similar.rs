//! Earlier cases that are like one: the same words, themes and laws.

use crate::domain::sort::sort_by;
use crate::domain::sorted_map::SortedMap;

/// A word of fewer letters says nothing about a case.
const SHORTEST: usize = 4;
/// The most words of a case that count; a case of more is found by its first ones.
const WORDS: usize = 400;
/// The most cases that are given.
const GIVEN: usize = 5;
/// A word in more than one of so many cases says nothing.
const COMMON: usize = 3;
/// The number of cases below which every word counts.
const FEW: usize = 12;

/// The words of cases, to find those that are like another. Built once from the search texts of the overview:
/// some 4 bytes a word.
#[derive(Clone, Debug, Default)]
pub struct SimilarCases {
    /// The words of each case as hashes, in order, each once.
    cases: Vec<Vec<u32>>,
    /// The number of cases with a word.
    counts: SortedMap<u32, u32>,
}

/// A case that is like another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// Its place among the texts that were given.
    pub at: usize,
    /// The words that both have, the rarest first; at most five.
    pub words: Vec<String>,
}

impl SimilarCases {
    /// The words of these texts, which are in lower case.
    #[must_use]
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let cases: Vec<Vec<u32>> = texts.map(hashes).collect();
        let mut all: Vec<u32> = cases.iter().flatten().copied().collect();
        all.sort_unstable();
        let counted = all.chunk_by(|one, other| one == other);
        let counts = counted.filter_map(|same| {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            Some((*same.first()?, count))
        });
        Self {
            counts: counts.collect(),
            cases,
        }
    }

    /// The cases that are most like a text in lower case, but for the one at `own`. A word counts for more the
    /// fewer cases have it, and one of `strong`, such as a theme or a law, three times. The same score goes to the
    /// case that comes first.
    #[must_use]
    pub fn like(&self, text: &str, strong: &str, own: Option<usize>) -> Vec<Similar> {
        let sought = self.weights(text, strong);
        let mut found: Vec<(u64, usize)> = Vec::new();
        for (at, words) in self.cases.iter().enumerate() {
            let score: u64 = shared(&sought, words).map(|(_, weight)| weight).sum();
            if score > 0 && own != Some(at) {
                found.push((score, at));
            }
        }
        sort_by(&mut found, &|one, other| {
            (other.0, one.1).cmp(&(one.0, other.1))
        });
        found.truncate(GIVEN);
        let given = found.into_iter().map(|(_, at)| Similar {
            at,
            words: self.words_of(at, text, &sought),
        });
        given.collect()
    }

    /// The words of a text with their weights, by their hashes. A word that no or nearly every case has weighs
    /// nothing.
    fn weights(&self, text: &str, strong: &str) -> Vec<(u32, u64)> {
        let strong = hashes(strong);
        let mut words = hashes(text);
        words.extend(&strong);
        words.sort_unstable();
        words.dedup();
        let all = self.cases.len();
        let weighed = words.into_iter().filter_map(|word| {
            let cases = usize::try_from(*self.counts.get(&word)?).ok()?;
            let is_common = all > FEW && cases.saturating_mul(COMMON) > all;
            let is_strong = strong.binary_search(&word).is_ok();
            if is_common && !is_strong {
                return None;
            }
            let rare = u64::try_from(all.saturating_mul(100) / cases.max(1)).unwrap_or(1);
            let weight = u64::from(rare.max(2).ilog2().saturating_add(1));
            Some((
                word,
                if is_strong {
                    weight.saturating_mul(3)
                } else {
                    weight
                },
            ))
        });
        weighed.collect()
    }

    /// The words that a case shares with a text, those that weigh most first.
    fn words_of(&self, at: usize, text: &str, sought: &[(u32, u64)]) -> Vec<String> {
        let own = self.cases.get(at).map_or(&[][..], Vec::as_slice);
        let mut best: Vec<(u32, u64)> = shared(sought, own).collect();
        sort_by(&mut best, &|one, other| {
            (other.1, one.0).cmp(&(one.1, other.0))
        });
        best.truncate(GIVEN);
        let named = best.into_iter().filter_map(|(hash, _)| {
            let mut words = words(text);
            words.find(|word| hash_of(word) == hash).map(str::to_owned)
        });
        named.collect()
    }
}

/// The words that two ordered lists both have.
fn shared<'a>(sought: &'a [(u32, u64)], words: &'a [u32]) -> impl Iterator<Item = (u32, u64)> + 'a {
    let mut left = words;
    sought.iter().filter_map(move |(word, weight)| {
        let at = left.partition_point(|it| it < word);
        left = left.get(at..).unwrap_or_default();
        (left.first() == Some(word)).then_some((*word, *weight))
    })
}

/// The words of a text that may say something, in their order.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.len() >= SHORTEST)
}

fn hashes(text: &str) -> Vec<u32> {
    let mut hashes: Vec<u32> = words(text).take(WORDS).map(hash_of).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// FNV-1a: two words with one hash count as one.
fn hash_of(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
