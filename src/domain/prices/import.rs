//! A municipality's own price list from a CSV file: the good rows load, each bad one is reported.

use super::super::csv::{Row, decode, rows, separator, unguarded};
use super::super::letters::lowercase;
use super::super::money::Money;
use super::super::price::YEARS;
use super::column::Column;
use super::item::{Origin, PriceItem};
use super::list::PriceList;

/// The maximum size of a file, in bytes.
pub const LARGEST_FILE: usize = 2_000_000;
/// The maximum number of rows that are read.
pub const MOST_ROWS: usize = 5_000;
/// The maximum length of a cell's text, in characters.
const LONGEST_TEXT: usize = 500;

/// Parses an amount as people write it; `None` if it isn't one. An argument, as the notation belongs to
/// `texts`.
pub type ReadMoney = fn(&str) -> Option<Money>;

/// Why a row, or the file, isn't loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is over [`LARGEST_FILE`].
    FileTooLarge,
    /// There are over [`MOST_ROWS`] rows; those from here on are left out.
    TooManyRows,
    /// There is no row with an item in the file.
    NoItems,
    /// The first line doesn't name a column that has to be there.
    NoColumn(Column),
    /// The first line names a column twice.
    ColumnTwice(Column),
    /// A quotation mark is never closed, or the row is far too long.
    OpenQuote,
    /// There are more cells than columns.
    TooManyCells,
    /// A cell that has to be filled in is empty.
    Empty(Column),
    /// A text is over 500 characters.
    TooLong(Column),
    /// The cell isn't an amount.
    NoAmount(Column),
    /// The lowest price isn't lowest, or the highest not highest.
    Range,
    /// The cell isn't a year from 1900 to 2200.
    NoYear,
    /// An item above has this code.
    CodeTwice,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: usize,
    /// The reason.
    pub reason: Reason,
}

/// The result of reading a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The items that could be read.
    pub list: PriceList,
    /// A fault for each other row, in the order of the file.
    pub faults: Vec<Fault>,
}

/// Reads a price list. Never fails: what can't be read is among the faults.
#[must_use]
pub fn import(bytes: &[u8], read: ReadMoney) -> Import {
    let mut faults = Vec::new();
    let mut fault = |line, reason| faults.push(Fault { line, reason });
    let mut items: Vec<PriceItem> = Vec::new();
    if bytes.len() > LARGEST_FILE {
        fault(1, Reason::FileTooLarge);
    } else {
        let text = decode(bytes);
        let mut rows = rows(&text, separator(&text)).filter(|row| !is_blank(row));
        let columns = rows
            .next()
            .map_or_else(|| Ok(Vec::new()), |row| headings(&row));
        match columns {
            Err(at) => faults.push(at),
            Ok(columns) => {
                for (count, row) in rows.enumerate() {
                    if count >= MOST_ROWS {
                        fault(row.line, Reason::TooManyRows);
                        break;
                    }
                    match item(&row, &columns, read, &items) {
                        Ok(item) => items.push(item),
                        Err(reason) => fault(row.line, reason),
                    }
                }
                if items.is_empty() && faults.is_empty() {
                    faults.push(Fault {
                        line: 1,
                        reason: Reason::NoItems,
                    });
                }
            }
        }
    }
    Import {
        list: PriceList::new(Origin::Own, items),
        faults,
    }
}

/// Whether a row is empty, as spreadsheets append such rows.
fn is_blank(row: &Row) -> bool {
    !row.open && row.cells.iter().all(|cell| cell.trim().is_empty())
}

fn headings(row: &Row) -> Result<Vec<Option<Column>>, Fault> {
    let fault = |reason| Fault {
        line: row.line,
        reason,
    };
    if row.open {
        return Err(fault(Reason::OpenQuote));
    }
    let columns: Vec<_> = row
        .cells
        .iter()
        .map(|cell| Column::of_heading(cell))
        .collect();
    for column in Column::ALL {
        let times = columns
            .iter()
            .filter(|known| **known == Some(column))
            .count();
        let needed = matches!(column, Column::Description | Column::Unit | Column::Amount);
        if needed && times == 0 {
            return Err(fault(Reason::NoColumn(column)));
        }
        if times > 1 {
            return Err(fault(Reason::ColumnTwice(column)));
        }
    }
    Ok(columns)
}

fn item(
    row: &Row,
    columns: &[Option<Column>],
    read: ReadMoney,
    before: &[PriceItem],
) -> Result<PriceItem, Reason> {
    if row.open {
        return Err(Reason::OpenQuote);
    }
    let beyond = row.cells.iter().skip(columns.len());
    if beyond.into_iter().any(|cell| !cell.trim().is_empty()) {
        return Err(Reason::TooManyCells);
    }
    let mut item = PriceItem::default();
    let mut amount = None;
    for (column, cell) in columns.iter().zip(&row.cells) {
        let Some(column) = *column else { continue };
        let text = tidied(cell);
        let text = match column {
            Column::Unit => lowercase(&text),
            _ => text,
        };
        match column {
            Column::Low => item.low = money(&text, column, read)?,
            Column::Amount => amount = money(&text, column, read)?,
            Column::High => item.high = money(&text, column, read)?,
            Column::Year => item.year = year(&text)?,
            _ if text.chars().count() > LONGEST_TEXT => return Err(Reason::TooLong(column)),
            Column::Code => item.code = text,
            Column::Description => item.description = text,
            Column::Domain => item.domain = text,
            Column::Law => item.law = text,
            Column::Unit => item.unit = text,
            Column::Source => item.source = text,
            Column::Url => item.url = text,
            Column::Certainty => item.certainty = text,
        }
    }
    item.amount = amount.ok_or(Reason::Empty(Column::Amount))?;
    checked(item, before)
}

fn checked(item: PriceItem, before: &[PriceItem]) -> Result<PriceItem, Reason> {
    if item.description.is_empty() {
        return Err(Reason::Empty(Column::Description));
    }
    if item.unit.is_empty() {
        return Err(Reason::Empty(Column::Unit));
    }
    let low = item.low.is_none_or(|low| low <= item.amount);
    let high = item.high.is_none_or(|high| high >= item.amount);
    if !low || !high {
        return Err(Reason::Range);
    }
    if !item.code.is_empty() && before.iter().any(|other| other.code == item.code) {
        return Err(Reason::CodeTwice);
    }
    Ok(item)
}

/// A cell on one line, without space around it.
fn tidied(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    unguarded(&words.join(" ")).to_owned()
}

fn money(text: &str, column: Column, read: ReadMoney) -> Result<Option<Money>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    read(text).map(Some).ok_or(Reason::NoAmount(column))
}

fn year(text: &str) -> Result<Option<u16>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.map(Some).ok_or(Reason::NoYear)
}
