//! Settings: small things that may be lost, such as who uses this device.

use super::core::Store;
use super::error::StoreError;
use super::port::{SyncPort, Table};

impl Store {
    /// A setting of this place.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<String> {
        get(&*self.0.parts.settings, key)
    }

    /// Changes a setting of this place; `None` removes it.
    ///
    /// # Errors
    ///
    /// When it could not be stored.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        put(&*self.0.parts.settings, key, value)
    }

    /// A setting of the whole device, whatever the namespace or the user.
    #[must_use]
    pub fn device_setting(&self, key: &str) -> Option<String> {
        get(&*self.0.parts.device, key)
    }

    /// Changes a setting of the whole device; `None` removes it.
    ///
    /// # Errors
    ///
    /// When it could not be stored.
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
