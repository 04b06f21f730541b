//! A municipality's own prices and names, stored as device settings.

use std::rc::Rc;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Update};

use crate::domain::OwnNames;
use crate::domain::prices::{PriceList, import};
use crate::store::{Notice, Store, StoreError};

use super::services::Services;

const PRICES: &str = "prijslijst";
const ALONE: &str = "prijslijst-alleen";
const NAMES: &str = "namen";

/// A municipality's own prices and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Its price list; `None` if it has none.
    pub prices: Option<PriceList>,
    /// Whether that list replaces the built-in one; otherwise it is added to it.
    pub alone: bool,
    /// Its names for payers and life domains.
    pub names: OwnNames,
}

impl Own {
    /// Reads the device settings; one that can't be parsed counts as absent.
    fn of(store: &Store) -> Self {
        let prices = store.device_setting(PRICES).map(|text| {
            // Amounts as [`PriceList::to_csv`] formats them, with a decimal comma.
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

/// A municipality's own settings on this device.
pub struct MunicipalSettings {
    services: Rc<Services>,
    own: ArcRwSignal<Own>,
}

impl MunicipalSettings {
    pub(super) fn new(services: Rc<Services>) -> Self {
        Self {
            own: ArcRwSignal::new(Own::of(services.store())),
            services,
        }
    }

    /// The municipality's own prices and names.
    #[must_use]
    pub fn own(&self) -> ArcReadSignal<Own> {
        self.own.read_only()
    }

    /// Stores the municipality's own price list on this device; `None` deletes it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the browser can't store settings: the list is then lost when the page
    /// closes.
    pub fn keep_prices(&self, list: Option<PriceList>) -> Result<(), StoreError> {
        let text = list.as_ref().map(PriceList::to_csv);
        self.own.update(|own| own.prices = list);
        self.services
            .store()
            .set_device_setting(PRICES, text.as_deref())
    }

    /// Sets whether the own price list replaces the built-in one. If that can't be stored, it is lost
    /// when the page closes, and a notice says so.
    pub fn prices_alone(&self, alone: bool) {
        self.own.update(|own| own.alone = alone);
        self.keep(ALONE, alone.then_some("1"));
    }

    /// Stores the municipality's own names on this device. If that fails, they are lost when the page
    /// closes, and a notice says so.
    pub fn keep_names(&self, names: OwnNames) {
        let text = serde_json::to_string(&names).ok();
        self.keep(NAMES, text.as_deref());
        self.own.update(|own| own.names = names);
    }

    /// Stores a setting on this device, with a notice if that fails.
    fn keep(&self, key: &str, value: Option<&str>) {
        if let Err(error) = self.services.store().set_device_setting(key, value) {
            self.services.notice(Notice::NoArchive(error));
        }
    }
}
