//! Keys and secrets: bytes that are wiped when they are dropped, and that nothing prints.

use std::fmt;

use zeroize::Zeroizing;

use super::aead::{self, KEY, Nonce, WrongKey};

/// What precedes a record's name in the data that its seal is bound to.
const RECORD: &str = "mwc/opslag/1\n";

/// The secret that a slot wraps the device key under: what a passphrase was stretched to, what a passkey or a host
/// page gave, or what a recovery code says. Wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes over the bytes, which are wiped when the secret is dropped.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The key of a device: seals all records of a namespace. Wiped when it is dropped.
#[derive(Clone)]
pub struct DeviceKey(Zeroizing<[u8; KEY]>);

impl DeviceKey {
    /// The key with these bytes, which must be random.
    #[must_use]
    pub fn new(bytes: Zeroizing<[u8; KEY]>) -> Self {
        Self(bytes)
    }

    /// Seals the record `name` (`<table>/<key>`), which only opens under that name. A nonce is used
    /// for one record only: 24 random bytes.
    #[must_use]
    pub fn seal(&self, name: &str, nonce: Nonce, plain: &[u8]) -> Vec<u8> {
        aead::seal(&self.0, nonce, &bound(name), plain)
    }

    /// Opens a sealed record.
    ///
    /// # Errors
    ///
    /// If it was not sealed by this key for this name, or if anything of it was changed.
    pub fn open(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>, WrongKey> {
        aead::open(&self.0, &bound(name), sealed)
    }

    pub(super) fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

/// The data that a record's seal is bound to.
fn bound(name: &str) -> Vec<u8> {
    [RECORD.as_bytes(), name.as_bytes()].concat()
}
