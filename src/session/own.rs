//! A municipality's own prices and names, kept on this device.

use leptos::prelude::Update;

use crate::domain::OwnNames;
use crate::domain::prices::{PriceList, import};
use crate::store::{Store, StoreError};

const PRICES: &str = "prijslijst";
const ALONE: &str = "prijslijst-alleen";
const NAMES: &str = "namen";

/// What a municipality has of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Its price list, where it has one.
    pub prices: Option<PriceList>,
    /// Whether that list comes instead of ours, and not beside it.
    pub alone: bool,
    /// What it calls payers and parts of life.
    pub names: OwnNames,
}

impl Own {
    /// What this device remembers; what can't be read counts as not there.
    pub(super) fn of(store: &Store) -> Self {
        let prices = store.device_setting(PRICES).map(|text| {
            // As the list itself writes them, with a decimal comma.
            import(text.as_bytes(), |amount| {
                amount.replace(',', ".").parse().ok()
            })
            .list
        });
        let names = store.device_setting(NAMES);
        Self {
            prices: prices.filter(|list| !list.items().is_empty()),
            alone: store.device_setting(ALONE).is_some(),
            names: names
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default(),
        }
    }
}

impl super::Workspace {
    /// Keeps the municipality's own price list on this device; `None` forgets it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the browser keeps no settings: the list is there until the page closes.
    pub fn keep_prices(&self, list: Option<PriceList>) -> Result<(), StoreError> {
        let text = list.as_ref().map(PriceList::to_csv);
        self.own.update(|own| own.prices = list);
        self.store.set_device_setting(PRICES, text.as_deref())
    }

    /// Whether the own price list comes instead of ours.
    pub fn prices_alone(&self, alone: bool) {
        self.own.update(|own| own.alone = alone);
        // Without settings it is asked again next time.
        drop(self.store.set_device_setting(ALONE, alone.then_some("1")));
    }

    /// Keeps the municipality's own names.
    pub fn keep_names(&self, names: OwnNames) {
        let text = serde_json::to_string(&names).ok();
        drop(self.store.set_device_setting(NAMES, text.as_deref()));
        self.own.update(|own| own.names = names);
    }
}
