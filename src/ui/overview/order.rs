//! The order of the list.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use crate::domain::small;
use crate::domain::sort::sort_by;
use crate::texts::overview as t;

use super::card::Card;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The newest change first.
    #[default]
    Changed,
    /// By number, those without one last.
    Number,
    /// The newest day first, those without one last.
    Date,
    /// The largest saving first, those without amounts last.
    Saving,
}

impl Order {
    pub(super) const ALL: [Self; 4] = [Self::Changed, Self::Number, Self::Date, Self::Saving];

    /// Its name in the form.
    pub(super) fn value(self) -> &'static str {
        match self {
            Self::Changed => "gewijzigd",
            Self::Number => "casusnummer",
            Self::Date => "datum",
            Self::Saving => "besparing",
        }
    }

    /// Its name on the page.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Changed => t::SORT_CHANGED,
            Self::Number => t::SORT_NUMBER,
            Self::Date => t::SORT_DATE,
            Self::Saving => t::SORT_SAVING,
        }
    }

    /// The one with this name.
    pub(super) fn named(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.value() == value)
    }

    /// Sorts; what is equal comes by its last change, the newest first.
    pub(super) fn sort(self, cards: &mut Vec<Arc<Card>>) {
        sort_by(cards, &|one, other| {
            self.compare(one, other).then_with(|| newest(one, other))
        });
    }

    fn compare(self, one: &Card, other: &Card) -> Ordering {
        let (one, other) = (&one.summary, &other.summary);
        match self {
            Self::Changed => Ordering::Equal,
            Self::Number => {
                let key = |number: &str| (number.is_empty(), number_key(number));
                key(&one.case_number).cmp(&key(&other.case_number))
            }
            Self::Date => Reverse(one.date).cmp(&Reverse(other.date)),
            Self::Saving => Reverse(one.totals.saving()).cmp(&Reverse(other.totals.saving())),
        }
    }
}

/// The newest change first; by id where that is the same.
fn newest(one: &Card, other: &Card) -> Ordering {
    let at = |card: &Card| card.summary.changed.as_ref().and_then(|stamp| stamp.at);
    Reverse(at(one))
        .cmp(&Reverse(at(other)))
        .then_with(|| one.summary.id.cmp(&other.summary.id))
}

/// A number with its digits filled up to one width, so that 9 comes before 10.
fn number_key(number: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for letter in number.chars().map(small).chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>20}"));
            digits.clear();
        }
        key.push(letter);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Totals;
    use crate::store::Summary;
    use rust_decimal::Decimal;

    fn card(id: &str, number: &str, date: Option<&str>, saving: Option<i64>) -> Arc<Card> {
        let mut summary = Summary::troubled(id.parse().unwrap(), None);
        summary.case_number = number.to_owned();
        summary.date = date.map(|date| date.parse().unwrap());
        if let Some(saving) = saving {
            summary.totals = Totals {
                looming: Decimal::from(saving),
                has_amounts: true,
                ..Totals::default()
            };
        }
        Arc::new(Card::new(summary))
    }

    fn sorted(order: Order, mut cards: Vec<Arc<Card>>) -> String {
        order.sort(&mut cards);
        cards
            .iter()
            .map(|card| card.summary.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn numbers_sort_as_numbers_and_none_comes_last() {
        let cards = vec![
            card("a", "", None, None),
            card("b", "VOORBEELD-10", None, None),
            card("c", "voorbeeld-9", None, None),
            card("d", "24-0113", None, None),
        ];
        assert_eq!(sorted(Order::Number, cards), "d c b a");
    }

    #[test]
    fn the_newest_day_and_the_largest_saving_come_first() {
        let cards = vec![
            card("a", "", None, Some(-5)),
            card("b", "", Some("2026-01-02"), None),
            card("c", "", Some("2026-01-10"), Some(27_000)),
        ];
        assert_eq!(sorted(Order::Date, cards.clone()), "c b a");
        assert_eq!(sorted(Order::Saving, cards), "c a b");
    }
}
