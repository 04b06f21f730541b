//! Searching price lists as one types.

use super::item::PriceItem;
use super::list::PriceList;

/// Behind every line that may be used itself.
const COMPARISON_LAST: u32 = 1_000;

/// A text in small letters without accents, so that `justitiele` finds `Justitiële`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' | 'đ' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => folded.push('i'),
            'ĳ' => folded.push_str("ij"),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ř' => folded.push('r'),
            'ś' | 'ş' | 'š' | 'ș' => folded.push('s'),
            'ß' => folded.push_str("ss"),
            'ţ' | 'ť' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            // Accents that stand behind their letter.
            '\u{300}'..='\u{36f}' => {}
            _ => folded.push(c),
        }
    }
    folded
}

/// The best items of the lists for what is typed so far, at most so many; of equals the earlier
/// list's first. Every word has to be found, if only as a part of one. Nothing typed finds all but
/// what is for comparison only, in the lists' order.
#[must_use]
pub fn search<'a>(
    lists: impl IntoIterator<Item = &'a PriceList>,
    typed: &str,
    most: usize,
) -> Vec<&'a PriceItem> {
    let folded = fold(typed);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut found: Vec<(u32, &PriceItem)> = Vec::new();
    let items = lists
        .into_iter()
        .flat_map(|list| list.items().iter().zip(&list.folded));
    for (item, folded) in items {
        let Some(rank) = rank(item, folded, &words) else {
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

/// How well all words fit, the best being the lowest; `None` when one isn't there.
fn rank(item: &PriceItem, folded: &str, words: &[&str]) -> Option<u32> {
    let mut sum = match (item.is_comparison(), words.is_empty()) {
        (true, true) => return None,
        (true, false) => COMPARISON_LAST,
        (false, _) => 0,
    };
    for word in words {
        let fields = folded.split('\n').enumerate();
        let ranks = fields.filter_map(|(field, text)| fit(text, word, field));
        sum = ranks.min()?.saturating_add(sum);
    }
    Some(sum)
}

/// How well a word fits a field: code, description, domain, law.
fn fit(text: &str, word: &str, field: usize) -> Option<u32> {
    let starts = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let first = text.find(word)?;
    let whole_word_start = text.match_indices(word).any(|(at, _)| starts(at));
    Some(match (field, first, whole_word_start) {
        (0, _, _) if text == word => 0,
        (1, 0, _) => 1,
        (1, _, true) => 2,
        (0, _, true) => 3,
        (2, _, true) => 4,
        (_, _, true) => 5,
        _ => 6,
    })
}
