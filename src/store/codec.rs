//! The codec: what happens to a record's bytes on their way to and from storage.

use super::error::StoreError;

/// Turns records into what is stored, and back; at once, as a save may not wait.
pub trait Codec {
    /// What to store for a record. `key` binds it to its place.
    fn seal(&self, key: &str, plain: Vec<u8>) -> Vec<u8>;

    /// The record of what is stored.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] when it was not sealed for this place.
    fn open(&self, key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError>;
}

/// Stores records as they are.
pub struct Plain;

impl Codec for Plain {
    fn seal(&self, _key: &str, plain: Vec<u8>) -> Vec<u8> {
        plain
    }

    fn open(&self, _key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(sealed.to_vec())
    }
}
