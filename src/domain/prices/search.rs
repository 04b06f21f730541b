//! Searching price lists while the user types.

use super::fold::fold;
use super::item::PriceItem;
use super::list::PriceList;
use super::synonyms::synonyms;

/// Added to the rank of an item that is for comparison only, so that it comes after all others.
const COMPARISON_LAST: u32 = 1_000;
/// The rank of a word that occurs as a synonym, above every rank of a word that occurs itself.
const SYNONYM: u32 = 20;
/// The fewest letters of a word that an item is suggested for.
const TELLING: usize = 4;

/// Returns at most `most` items of the lists, best match first; of equal matches the earlier list's
/// first. Every word has to occur, if only as part of a word, or one of its synonyms. An empty text
/// matches all items in the lists' order, except those for comparison only.
#[must_use]
pub fn search<'a>(
    lists: impl IntoIterator<Item = &'a PriceList>,
    typed: &str,
    most: usize,
) -> Vec<&'a PriceItem> {
    let folded = fold(typed);
    let words: Vec<Word> = words(&folded).map(Word::new).collect();
    best(lists, most, |item, folded| rank(item, folded, &words))
}

/// Returns at most `most` items that a line with this description may be about, those in which most of
/// its words occur first. Items for comparison only aren't suggested.
#[must_use]
pub fn suggest<'a>(
    lists: impl IntoIterator<Item = &'a PriceList>,
    description: &str,
    most: usize,
) -> Vec<&'a PriceItem> {
    let folded = fold(description);
    let telling = words(&folded).filter(|word| word.len() >= TELLING);
    let words: Vec<Word> = telling.map(Word::new).collect();
    best(lists, most, |item, folded| likeness(item, folded, &words))
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// The items that have a rank, lowest first.
fn best<'a>(
    lists: impl IntoIterator<Item = &'a PriceList>,
    most: usize,
    rank: impl Fn(&PriceItem, &str) -> Option<u32>,
) -> Vec<&'a PriceItem> {
    let mut found: Vec<(u32, &PriceItem)> = Vec::new();
    let items = lists
        .into_iter()
        .flat_map(|list| list.items().iter().zip(&list.folded));
    for (item, folded) in items {
        let Some(rank) = rank(item, folded) else {
            continue;
        };
        let at = found.partition_point(|(other, _)| *other <= rank);
        if at < most {
            found.insert(at, (rank, item));
            found.truncate(most);
        }
    }
    found.into_iter().map(|(_, item)| item).collect()
}

/// A word that is searched for.
struct Word<'a> {
    word: &'a str,
    synonyms: Vec<&'static str>,
}

impl<'a> Word<'a> {
    fn new(word: &'a str) -> Self {
        let synonyms = synonyms(word).collect();
        Self { word, synonyms }
    }

    /// The rank of the word in an item's folded text; `None` if neither it nor a synonym occurs.
    fn rank(&self, folded: &str) -> Option<u32> {
        let itself = lowest(folded, self.word);
        itself.or_else(|| {
            let synonyms = self.synonyms.iter();
            let ranks = synonyms.filter_map(|synonym| lowest(folded, synonym));
            Some(ranks.min()?.saturating_add(SYNONYM))
        })
    }
}

/// The rank of an item, lower is better; `None` if a word doesn't occur.
fn rank(item: &PriceItem, folded: &str, words: &[Word]) -> Option<u32> {
    let mut sum = match (item.is_comparison(), words.is_empty()) {
        (true, true) => return None,
        (true, false) => COMPARISON_LAST,
        (false, _) => 0,
    };
    for word in words {
        sum = word.rank(folded)?.saturating_add(sum);
    }
    Some(sum)
}

/// The rank of an item for a description, lower is better: each word that doesn't occur costs more
/// than the worst place of one that does. `None` if no word occurs.
fn likeness(item: &PriceItem, folded: &str, words: &[Word]) -> Option<u32> {
    let ranks: Vec<Option<u32>> = words.iter().map(|word| word.rank(folded)).collect();
    if item.is_comparison() || ranks.iter().all(Option::is_none) {
        return None;
    }
    let cost = |rank: Option<u32>| rank.unwrap_or(2 * SYNONYM);
    Some(ranks.into_iter().map(cost).fold(0, u32::saturating_add))
}

/// The lowest rank of a text in an item's fields; `None` if it doesn't occur.
fn lowest(folded: &str, text: &str) -> Option<u32> {
    let fields = folded.split('\n').enumerate();
    fields.filter_map(|(field, of)| fit(of, text, field)).min()
}

/// The rank of a text in a field (code, description, domain, law); `None` if it doesn't occur. The
/// title, which is the description up to its first comma or parenthesis, says what an item is; what
/// follows only mentions things.
fn fit(of: &str, text: &str, field: usize) -> Option<u32> {
    // A part of "ggz-begeleiding" is inside a word, and a part of a code is a word.
    let joins = |c: char| c.is_alphanumeric() || (c == '-' && field != 0);
    let places = of.match_indices(text);
    let best = places.map(|(at, _)| Match::at(of, text, at, joins)).min()?;
    Some(match (field, best) {
        (0, _) if of == text => 0,
        (1, Match::Title { rank }) => rank,
        (0, Match::Title { rank: 1..=3 }) => 5,
        (1, Match::Mentioned { starts: true }) => 6,
        (2, Match::Title { rank: 1..=3 }) => 7,
        (_, Match::Title { rank: 1..=3 }) => 8,
        _ => 9,
    })
}

/// Where a text occurs in a field; the best place first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// In the title: 1 as its first word, 2 as another word, 3 at the start of a word, 4 inside one.
    Title { rank: u32 },
    /// Behind the title, at the start of a word or not.
    Mentioned { starts: bool },
}

impl Match {
    fn at(of: &str, text: &str, at: usize, joins: impl Fn(char) -> bool) -> Self {
        let apart = |c: Option<char>| c.is_none_or(|c| !joins(c));
        let (before, behind) = of.split_at_checked(at).unwrap_or_default();
        let starts = apart(before.chars().next_back());
        if before.contains([',', '(', ':']) {
            return Self::Mentioned { starts };
        }
        let ends = apart(
            behind
                .get(text.len()..)
                .and_then(|rest| rest.chars().next()),
        );
        Self::Title {
            rank: match (at, starts, ends) {
                (0, _, true) => 1,
                (_, true, true) => 2,
                (_, true, false) => 3,
                (_, false, _) => 4,
            },
        }
    }
}
