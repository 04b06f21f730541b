//! Settings: small values that may be lost, such as the name of the device's user.

use super::backend::port::{SyncPort, Table};
use super::backend::record::name;
use super::core::Store;
use super::error::StoreError;

impl Store {
    /// A setting of this namespace; `None` if it isn't set.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<String> {
        let stored = get(self.namespace_settings(), key)?;
        text(
            self.codec()
                .open(&name(Table::Setting, key), &stored)
                .ok()?,
        )
    }

    /// Changes a setting of this namespace; `None` removes it.
    ///
    /// # Errors
    ///
    /// If it can't be stored.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        let seal = |value: &str| {
            let plain = value.as_bytes().to_vec();
            self.codec().seal(&name(Table::Setting, key), plain)
        };
        put(self.namespace_settings(), key, value.map(seal).as_deref())
    }

    /// A setting of the device, shared by all namespaces and users; `None` if it isn't set. It is never
    /// sealed, as it is read before anything is unlocked.
    #[must_use]
    pub fn device_setting(&self, key: &str) -> Option<String> {
        text(get(self.device_settings(), key)?)
    }

    /// Changes a setting of the device; `None` removes it.
    ///
    /// # Errors
    ///
    /// If it can't be stored.
    pub fn set_device_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        put(self.device_settings(), key, value.map(str::as_bytes))
    }
}

fn get(port: &dyn SyncPort, key: &str) -> Option<Vec<u8>> {
    port.get(Table::Setting, key).ok().flatten()
}

fn put(port: &dyn SyncPort, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
    port.put(Table::Setting, key, value)
}

fn text(bytes: Vec<u8>) -> Option<String> {
    String::from_utf8(bytes).ok()
}
