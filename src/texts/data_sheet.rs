//! Tables of figures for spreadsheets: the same rows as CSV, and as what a workbook is written from.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::number;
use crate::domain::csv::Sheet;
use crate::domain::{Date, Money};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// An amount in euros.
    Euro(Decimal),
    /// A number of things.
    Count(usize),
    /// A grade with one decimal.
    Grade(Decimal),
    /// A day.
    Day(Date),
    /// What may not be told.
    Hidden,
    /// Nothing.
    Empty,
}

words! {
    HIDDEN = "niet getoond";
    TABLE = "Tabel";
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The cell in Dutch notation, for a page.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Euro(amount) => number::format_whole_euro(*amount),
            Self::Count(count) => count.to_string(),
            Self::Grade(grade) => number::format_mean(*grade),
            Self::Day(day) => super::date::format_long(*day),
            Self::Hidden => HIDDEN.to_owned(),
            Self::Empty => String::new(),
        }
    }

    /// The cell for a workbook: its kind and its value, numbers as text so that none is rounded here.
    fn value(&self) -> Value {
        match self {
            Self::Euro(amount) => {
                json!({"kind": "euro", "value": Money::round(*amount).to_string()})
            }
            Self::Count(count) => json!({"kind": "count", "value": count.to_string()}),
            Self::Grade(grade) => json!({"kind": "grade", "value": grade.to_string()}),
            Self::Day(day) => json!({"kind": "day", "value": day.to_string()}),
            Self::Text(_) | Self::Hidden => json!({"kind": "text", "value": self.shown()}),
            Self::Empty => Value::Null,
        }
    }

    fn put(&self, sheet: &mut Sheet) {
        match self {
            Self::Euro(amount) => {
                sheet.number(&Money::round(*amount).to_string().replace('.', ","));
            }
            Self::Count(count) => sheet.number(&count.to_string()),
            Self::Grade(grade) => sheet.number(&grade.to_string().replace('.', ",")),
            Self::Day(day) => sheet.text(&day.to_string()),
            Self::Text(_) | Self::Hidden | Self::Empty => sheet.text(&self.shown()),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataSheet {
    /// Its name, of at most 31 letters.
    pub name: &'static str,
    /// The names of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Tables as one CSV file: each has its headings, and its name in the first column of each row.
#[must_use]
pub fn csv(sheets: &[DataSheet]) -> String {
    let mut file = Sheet::default();
    for sheet in sheets {
        file.text(TABLE);
        sheet.columns.iter().for_each(|name| file.text(name));
        file.end();
        for row in &sheet.rows {
            file.text(sheet.name);
            row.iter().for_each(|cell| cell.put(&mut file));
            file.end();
        }
    }
    file.finish()
}

/// Tables as what a workbook is written from.
#[must_use]
pub fn workbook(sheets: &[DataSheet]) -> String {
    let sheets: Vec<Value> = sheets
        .iter()
        .map(|sheet| {
            let rows: Vec<Value> = sheet
                .rows
                .iter()
                .map(|row| row.iter().map(Cell::value).collect())
                .collect();
            json!({"name": sheet.name, "columns": sheet.columns, "rows": rows})
        })
        .collect();
    Value::from(sheets).to_string()
}
