//! The codec: transforms a record's bytes on their way to and from storage.

use crate::store::error::StoreError;

/// Encodes records for storage, and decodes them. Synchronous, as a save in the journal can't wait.
pub trait Codec {
    /// Encodes a record for storage. `key` binds the result to its table and key.
    fn seal(&self, key: &str, plain: Vec<u8>) -> Vec<u8>;

    /// Decodes a stored record.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if it was not sealed for this `key`.
    fn open(&self, key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError>;
}

/// The identity codec: stores records as they are.
pub struct Plain;

impl Codec for Plain {
    fn seal(&self, _key: &str, plain: Vec<u8>) -> Vec<u8> {
        plain
    }

    fn open(&self, _key: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(sealed.to_vec())
    }
}
