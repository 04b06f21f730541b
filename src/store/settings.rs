//! Settings: small values that may be lost, such as the name of the device's user.

use super::backend::port::{SyncPort, Table};
use super::core::Store;
use super::error::StoreError;

impl Store {
    /// A setting of this namespace; `None` if it isn't set.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<String> {
        get(&*self.0.parts.settings, key)
    }

    /// Changes a setting of this namespace; `None` removes it.
    ///
    /// # Errors
    ///
    /// If it can't be stored.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        put(&*self.0.parts.settings, key, value)
    }

    /// A setting of the device, shared by all namespaces and users; `None` if it isn't set.
    #[must_use]
    pub fn device_setting(&self, key: &str) -> Option<String> {
        get(&*self.0.parts.device, key)
    }

    /// Changes a setting of the device; `None` removes it.
    ///
    /// # Errors
    ///
    /// If it can't be stored.
    pub fn set_device_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        put(&*self.0.parts.device, key, value)
    }
}

fn get(port: &dyn SyncPort, key: &str) -> Option<String> {
    let bytes = port.get(Table::Setting, key).ok().flatten()?;
    String::from_utf8(bytes).ok()
}

fn put(port: &dyn SyncPort, key: &str, value: Option<&str>) -> Result<(), StoreError> {
    port.put(Table::Setting, key, value.map(str::as_bytes))
}
