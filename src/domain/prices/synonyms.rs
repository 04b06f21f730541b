//! Words that people use for what the price list calls otherwise.

use std::sync::LazyLock;

/// The fewest letters of a word that its synonyms are looked up for: a shorter one begins too many.
const SHORTEST: usize = 3;

/// Each word, folded, with the terms of the list that it may stand for. The file has a line for each
/// word, in any order.
static SYNONYMS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let file = include_str!("synoniemen.csv");
    let line = |line: &'static str| {
        let mut words = line.split(';');
        words.next().map(|word| (word, words.collect()))
    };
    file.lines().filter_map(line).collect()
});

/// The list's terms for a word, folded. A word that is still being typed has those of the words that
/// it begins.
pub(super) fn synonyms(word: &str) -> impl Iterator<Item = &'static str> {
    let long = word.len() >= SHORTEST;
    let all = SYNONYMS.iter().filter(move |_| long);
    let meant = all.filter(move |(synonym, _)| synonym.starts_with(word));
    meant.flat_map(|(_, terms)| terms.iter().copied())
}
