//! One canvas in the list, ready to be searched and sorted.

use std::sync::{Arc, OnceLock};

use js_sys::JsString;

use crate::domain::{DocumentId, SortedMap, small};
use crate::store::Summary;
use crate::texts::{examples, overview as t};

/// All canvases here, by id.
pub(super) type Cards = Arc<SortedMap<DocumentId, Arc<Card>>>;

/// A canvas in the list.
#[derive(Debug)]
pub(super) struct Card {
    /// What the store knows of it.
    pub summary: Summary,
    /// All its text in plain letters, once it was searched.
    plain: OnceLock<String>,
}

impl PartialEq for Card {
    fn eq(&self, other: &Self) -> bool {
        self.summary == other.summary
    }
}

impl Card {
    pub(super) fn new(summary: Summary) -> Self {
        Self {
            plain: OnceLock::new(),
            summary,
        }
    }

    fn plain(&self) -> &str {
        let summary = &self.summary;
        self.plain
            .get_or_init(|| plain(&format!("{} {}", summary.case_number, summary.search)))
    }

    /// Its name and what it is about, in one line.
    pub(super) fn line(&self) -> String {
        let summary = &self.summary;
        let parts = [
            &self.name(),
            &summary.title,
            &summary.lead,
            &summary.excerpt,
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.cloned().collect::<Vec<_>>().join(" · ")
    }

    /// Its name in the list.
    pub(super) fn name(&self) -> String {
        match examples::title(&self.summary.id) {
            Some(title) => title.to_owned(),
            None if self.summary.problem.is_some() => t::UNREADABLE.to_owned(),
            None if self.summary.case_number.is_empty() => t::NO_NUMBER.to_owned(),
            None => self.summary.case_number.clone(),
        }
    }

    /// Whether it is in the bin.
    pub(super) fn is_removed(&self) -> bool {
        self.summary.removed.is_some()
    }

    /// Whether its text contains every one of `words`, which are plain words or parts of them.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        words.is_empty() || words.iter().all(|word| self.plain().contains(word))
    }
}

/// The cards of these summaries; those of `old` that are still right stay.
pub(super) fn cards(summaries: &[Summary], old: Option<&Cards>) -> Cards {
    let mut cards = SortedMap::new();
    for summary in summaries {
        let same = old.and_then(|old| old.get(&summary.id));
        let same = same.filter(|card| card.summary == *summary).cloned();
        let card = same.unwrap_or_else(|| Arc::new(Card::new(summary.clone())));
        cards.insert(summary.id.clone(), card);
    }
    Arc::new(cards)
}

/// A text in small letters without accents, so that "zoe" finds "Zoë". The browser takes the
/// letters apart: it has the tables for that already.
pub(super) fn plain(text: &str) -> String {
    fold(&String::from(JsString::from(text).normalize("NFD")))
}

/// Small letters without their marks, from a text whose letters and marks are apart.
fn fold(apart: &str) -> String {
    let mut plain = String::with_capacity(apart.len());
    for letter in apart.chars().map(small) {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ĳ' => plain.push_str("ij"),
            '’' | '‘' => plain.push('\''),
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_their_size() {
        assert_eq!(
            fold("Zoe\u{308} C\u{327}elik I\u{307}zmir"),
            "zoe celik izmir"
        );
        assert_eq!(fold("SØREN Straße"), "soren strasse");
    }

    #[test]
    fn every_word_must_be_there_in_part() {
        let summary = Summary::troubled("a".parse().unwrap(), None);
        let card = Card {
            summary,
            plain: "24-0113 moeder en dochter".to_owned().into(),
        };
        assert!(card.has(&["dochter", "0113"]));
        assert!(card.has(&[]));
        assert!(!card.has(&["dochter", "zoon"]));
    }
}
