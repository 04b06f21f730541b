//! A price list as a whole.

use std::sync::LazyLock;

use super::super::csv::Sheet;
use super::import::{Column, import};
use super::item::{Origin, PriceItem};

/// The list that comes with the product, read at its first use.
static SHIPPED: LazyLock<PriceList> = LazyLock::new(|| {
    let bytes = include_bytes!("prijslijst.csv");
    let items = import(bytes, |text| text.parse().ok()).list.items;
    PriceList::new(Origin::Shipped, items)
});

/// A list of unit costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceList {
    items: Vec<PriceItem>,
    /// What a search looks at for each item, folded once.
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

    /// The list that comes with the product.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Its items, in its own order.
    #[must_use]
    pub fn items(&self) -> &[PriceItem] {
        &self.items
    }

    /// The item with a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&PriceItem> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The list as a file, which [`import`] reads back as it is.
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
