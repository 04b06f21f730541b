//! One canvas in the list, ready to be searched and sorted.

use std::collections::BTreeMap;
use std::sync::Arc;

use js_sys::JsString;

use crate::domain::DocumentId;
use crate::store::Summary;
use crate::texts::{examples, overview as t};

/// All canvases here, by id.
pub(super) type Cards = Arc<BTreeMap<DocumentId, Arc<Card>>>;

/// A canvas in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// What the store knows of it.
    pub summary: Summary,
    /// All its text in plain letters.
    pub plain: String,
}

impl Card {
    fn new(summary: Summary) -> Self {
        Self {
            plain: plain(&format!("{} {}", summary.case_number, summary.search)),
            summary,
        }
    }

    /// What the list calls it.
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

    /// Whether each of these plain words, or parts of words, stands somewhere in it.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.plain.contains(word))
    }
}

/// The cards of these summaries.
pub(super) fn cards(summaries: &[Summary]) -> Cards {
    let mut cards = BTreeMap::new();
    for summary in summaries {
        cards.insert(summary.id.clone(), Arc::new(Card::new(summary.clone())));
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
    for letter in apart.chars().flat_map(char::to_lowercase) {
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
            plain: "24-0113 moeder en dochter".to_owned(),
        };
        assert!(card.has(&["dochter", "0113"]));
        assert!(card.has(&[]));
        assert!(!card.has(&["dochter", "zoon"]));
    }
}
