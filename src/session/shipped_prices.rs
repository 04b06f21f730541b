//! The price list that comes with the product.

use std::sync::{LazyLock, OnceLock};

use super::parts::Part;
use crate::domain::prices::PriceList;

/// The list, read at its first use.
static LIST: OnceLock<PriceList> = OnceLock::new();
/// What there is before its text has come.
static NONE: LazyLock<PriceList> = LazyLock::new(PriceList::default);

/// The price list that comes with the product: the text of [`Part::Calculation`]. Empty before that part is there.
#[must_use]
pub fn shipped_prices() -> &'static PriceList {
    match (LIST.get(), Part::Calculation.text()) {
        (Some(list), _) => list,
        (None, Some(text)) => LIST.get_or_init(|| PriceList::of_shipped(&text)),
        (None, None) => &NONE,
    }
}
