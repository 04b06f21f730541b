//! The price list that comes with the product.

use super::import::import;
use super::item::Origin;
use super::list::PriceList;

impl PriceList {
    /// The list that comes with the product, by the text of its file (`prijslijst.csv`).
    #[must_use]
    pub fn of_shipped(text: &str) -> Self {
        let items = import(text.as_bytes(), |amount| amount.parse().ok());
        Self::new(Origin::Shipped, items.list.into_items())
    }
}
