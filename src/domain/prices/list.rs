//! A price list as a whole.

use super::super::csv::Sheet;
use super::column::Column;
use super::item::{Origin, PriceItem};

/// A list of unit costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceList {
    items: Vec<PriceItem>,
    /// The folded text of each item, for the search.
    pub(super) folded: Vec<String>,
}

impl PriceList {
    /// A list of these items.
    #[must_use]
    pub fn new(origin: Origin, mut items: Vec<PriceItem>) -> Self {
        for item in &mut items {
            item.origin = origin;
        }
        let folded = items.iter().map(PriceItem::folded).collect();
        Self { items, folded }
    }

    /// The items, in the list's order.
    #[must_use]
    pub fn items(&self) -> &[PriceItem] {
        &self.items
    }

    pub(super) fn into_items(self) -> Vec<PriceItem> {
        self.items
    }

    /// The item with a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&PriceItem> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The list as a CSV file, which [`import`](super::import()) reads back unchanged.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut sheet = Sheet::default();
        for column in Column::ALL {
            sheet.text(column.wire());
        }
        sheet.end();
        for item in &self.items {
            for column in Column::ALL {
                write(&mut sheet, item, column);
            }
            sheet.end();
        }
        sheet.finish()
    }
}

fn write(sheet: &mut Sheet, item: &PriceItem, column: Column) {
    let amount = match column {
        Column::Low => item.low,
        Column::Amount => Some(item.amount),
        Column::High => item.high,
        Column::Year => {
            let year = item.year.map(|year| year.to_string());
            return sheet.number(&year.unwrap_or_default());
        }
        text => return sheet.text(text.of(item)),
    };
    sheet.number(&amount.map(|amount| amount.to_string()).unwrap_or_default());
}
