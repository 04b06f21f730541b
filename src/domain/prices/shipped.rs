//! The price list that comes with the product.

use std::sync::LazyLock;

use super::import::import;
use super::item::Origin;
use super::list::PriceList;

/// The list that comes with the product, read at its first use.
static SHIPPED: LazyLock<PriceList> = LazyLock::new(|| {
    let bytes = include_bytes!("prijslijst.csv");
    let items = import(bytes, |text| text.parse().ok()).list.into_items();
    PriceList::new(Origin::Shipped, items)
});

impl PriceList {
    /// The list that comes with the product.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}
