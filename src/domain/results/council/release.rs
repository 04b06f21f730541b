//! A released report: frozen, and kept in the team's document.

use rust_decimal::Decimal;
use serde_json::Value;

use super::marks::Marks;
use super::packed::{pack, unpack};
use crate::domain::Extra;
use crate::domain::date::Date;
use crate::domain::decimal::div;
use crate::domain::money::Money;
use crate::domain::results::filter::Period;
use crate::domain::results::sum::Sum;
use crate::domain::sorted_map::SortedMap;
use crate::domain::stamp::Author;
use crate::domain::wire::{Wire, wire_object, written};

wire_object! {
    /// A released report.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Release {
        /// What it is called.
        pub title: String = "titel",
        /// The team or municipality that it is of.
        pub team: String = "team",
        /// The first day of its period; absent where it has none.
        pub from: Option<Date> = "van",
        /// The last day of its period.
        pub to: Option<Date> = "tot",
        /// The day on which it was released.
        pub day: Option<Date> = "op",
        /// Who released it.
        pub by: Option<Author> = "door",
        /// The number of plans that the team aims at; 0 if it says none.
        pub goal: usize = "doel" or 0,
        /// The smallest number of families that a figure of it is about.
        pub threshold: usize = "drempel",
        /// Its figures.
        pub tables: Vec<ReleasedTable> = "tabellen",
        /// Its texts.
        pub texts: Option<ReportTexts> = "teksten",
        /// What makes the marks of its families its own; never in a file for others.
        pub salt: String = "zout",
        /// The rows of the marks, in their order. Without them the marks are by row, as they were at first.
        pub columns: Vec<String> = "kolommen",
        /// The marks of its families; never in a file for others.
        pub marks: SortedMap<String, String> = "gezinnen",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

wire_object! {
    /// A table of a released report, with what may be told of it.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct ReleasedTable {
        /// Its key.
        pub key: String = "tabel",
        /// The day of the earlier report that it was taken from; absent if it is of this one.
        pub of: Option<Date> = "uitRapportVan",
        /// Whether nothing of it may be told.
        pub is_withheld: bool = "nietGetoond",
        /// Whether only the order of its rows may be told.
        pub is_ranking: bool = "alleenVolgorde",
        /// Its rows.
        pub rows: Vec<ReleasedRow> = "rijen",
    }
}

wire_object! {
    /// A row of a released table. One that is hidden has a key alone.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct ReleasedRow {
        /// Its key.
        pub key: String = "rij",
        /// Its name, where people gave one.
        pub name: String = "naam",
        /// The number of families.
        pub families: Option<usize> = "gezinnen",
        /// The sum: an amount, or what the mean of grades is made from.
        pub sum: Option<Sum> = "som",
        /// Of how many values that is the sum, where it is another number than that of families.
        pub items: Option<usize> = "aantal",
    }
}

wire_object! {
    /// The texts of a report.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct ReportTexts {
        /// The course of the approach, a line for each step.
        pub timeline: String = "tijdlijn",
        /// What was learned.
        pub learned: String = "geleerd",
        /// What families agreed to have told.
        pub quotes: Vec<String> = "uitspraken",
        /// One case at length, by the text that its family agreed to.
        pub story: String = "casus",
    }
}

impl ReportTexts {
    /// Takes out what families no longer agree to have told in this report: `agreed` is what they do.
    pub fn keep_agreed(&mut self, agreed: &[&String]) {
        self.quotes.retain(|quote| agreed.contains(&quote));
        if !agreed.contains(&&self.story) {
            self.story.clear();
        }
    }
}

impl ReleasedRow {
    /// Whether it is told.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.families.is_some()
    }

    /// The mean per value with two decimals; `None` if it is hidden or of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<Decimal> {
        let count = self.items.or(self.families)?;
        div(self.sum?.decimal(), Decimal::from(count)).map(Money::round)
    }
}

impl ReleasedTable {
    /// A row by its key.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<&ReleasedRow> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// Whether a row is told.
    #[must_use]
    pub fn tells(&self, key: &str) -> bool {
        self.row(key).is_some_and(ReleasedRow::is_told)
    }
}

impl Release {
    /// The report in a value; `None` if it is none.
    #[must_use]
    pub fn of_value(value: &Value) -> Option<Self> {
        Self::read(value.clone()).ok()
    }

    /// The report as a value.
    #[must_use]
    pub fn value(&self) -> Value {
        written(self)
    }

    /// Its period.
    #[must_use]
    pub fn period(&self) -> Period {
        Period {
            from: self.from,
            to: self.to,
        }
    }

    /// A table by its key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&ReleasedTable> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// A row that is told, by table and key.
    #[must_use]
    pub fn told(&self, table: &str, row: &str) -> Option<&ReleasedRow> {
        let table = self.table(table).filter(|it| !it.is_withheld)?;
        table.row(row).filter(|row| row.is_told())
    }

    /// The marks of its families in the rows of a table.
    #[must_use]
    pub fn row_marks(&self, table: &str) -> SortedMap<String, Marks> {
        let prefix = [table, "/"].concat();
        if !self.columns.is_empty() {
            return unpack(&self.columns, &self.marks, &prefix);
        }
        let rows = self.marks.iter().filter_map(|(key, marks)| {
            let key = key.strip_prefix(&prefix)?;
            Some((key.to_owned(), Marks::decode(marks)))
        });
        rows.collect()
    }

    /// The same report with these marks, by table and row, joined by a slash.
    #[must_use]
    pub fn with_marks(self, salt: &str, rows: &SortedMap<String, Marks>) -> Self {
        let (columns, marks) = pack(rows);
        Self {
            salt: salt.to_owned(),
            columns,
            marks,
            ..self
        }
    }

    /// The same without the marks of families and without its texts: the aggregates, for others.
    #[must_use]
    pub fn aggregates(&self) -> Self {
        Self {
            salt: String::new(),
            columns: Vec::new(),
            marks: SortedMap::new(),
            texts: None,
            by: None,
            extra: Extra::new(),
            ..self.clone()
        }
    }
}
