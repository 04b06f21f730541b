//! Who is in the figures of a released report, so that a later one can be compared with it.

use sha2::{Digest, Sha256};

use super::figures::{Contribution, CouncilFigures, Row, Table};
use crate::domain::id::DocumentId;
use crate::domain::sorted_map::SortedMap;

/// The hexadecimal digits of a family in a mark.
const FAMILY: usize = 8;
/// The digits of what the family adds.
const AMOUNT: usize = 4;
/// Those of a family that adds nothing, and what stands for another amount that happens to have the same.
const NOTHING: [&str; 2] = ["0000", "0001"];

/// The marks of one row: a family and what it adds, each a keyed hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(SortedMap<String, String>);

impl Marks {
    /// The marks of a row, with a release's own salt.
    #[must_use]
    pub fn of(row: &Row, families: &[DocumentId], salt: &str) -> Self {
        let marks = row.contributions.iter().filter_map(|it| {
            let id = families.get(it.family)?;
            Some((family_mark(salt, id), amount_mark(salt, id, it)))
        });
        Self(marks.collect())
    }

    /// The families with what each adds.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter()
    }

    /// Adds what a family adds.
    pub(super) fn put(&mut self, family: &str, amount: String) {
        self.0.insert(family.to_owned(), amount);
    }

    /// What a family adds; `None` for one that isn't in the row.
    pub(super) fn amount(&self, family: &String) -> Option<&String> {
        self.0.get(family)
    }

    /// Reads marks as they were kept at first: of each family, its mark and that of what it adds. What is no mark is left
    /// out.
    #[must_use]
    pub fn decode(text: &str) -> Self {
        let bytes = text.as_bytes().chunks(FAMILY.saturating_add(AMOUNT));
        let marks = bytes.filter_map(|mark| {
            let (family, amount) = std::str::from_utf8(mark).ok()?.split_at_checked(FAMILY)?;
            (amount.len() == AMOUNT).then(|| (family.to_owned(), amount.to_owned()))
        });
        Self(marks.collect())
    }

    /// The number of families that are in one of two rows alone, or add something else to it. Both need the same salt.
    #[must_use]
    pub fn differing(&self, other: &Self) -> usize {
        let differs = |(family, amount): &(&String, &String)| other.0.get(family) != Some(*amount);
        let here = self.0.iter().filter(differs).count();
        let gone = other.0.keys().filter(|family| !self.0.contains_key(family));
        here.saturating_add(gone.count())
    }
}

/// The marks of all rows of figures, by table and row, joined by a slash.
#[must_use]
pub fn marks_of(figures: &CouncilFigures, salt: &str) -> SortedMap<String, Marks> {
    let tables = figures.tables();
    let of_table = |table: &Table| {
        let rows = table.rows.iter();
        let marks = rows.map(|(key, row)| {
            let marks = Marks::of(row, figures.families(), salt);
            ([table.key, "/", key].concat(), marks)
        });
        marks.collect::<Vec<_>>()
    };
    tables.iter().flat_map(of_table).collect()
}

/// The mark of a family by itself.
pub(super) fn family_mark(salt: &str, family: &DocumentId) -> String {
    hash(&[salt, family.as_str()], FAMILY)
}

/// Whether the mark of an amount is that of nothing.
pub(super) fn is_nothing(amount: &str) -> bool {
    amount == NOTHING[0]
}

fn amount_mark(salt: &str, family: &DocumentId, it: &Contribution) -> String {
    let [nothing, instead] = NOTHING;
    if it.amount.is_zero() {
        return nothing.to_owned();
    }
    let (amount, items) = (it.amount.normalize().to_string(), it.items.to_string());
    let mark = hash(&[salt, family.as_str(), &amount, &items], AMOUNT);
    if is_nothing(&mark) {
        instead.to_owned()
    } else {
        mark
    }
}

/// The first digits of the SHA-256 of texts, each behind its length.
fn hash(texts: &[&str], digits: usize) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        hasher.update(length.to_be_bytes());
        hasher.update(text.as_bytes());
    }
    let digest = hasher.finalize();
    let mut hex = String::new();
    for byte in digest.iter().take(digits.div_ceil(2)) {
        for half in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(half.into(), 16));
        }
    }
    hex
}
