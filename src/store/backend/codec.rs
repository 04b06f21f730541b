//! The codec: transforms a record's bytes on their way to and from storage.

use crate::crypto::is_sealed;
use crate::store::error::StoreError;

/// Encodes records for storage, and decodes them. Synchronous, as a save in the journal can't wait.
pub trait Codec {
    /// Encodes a record for storage. `name` (`<table>/<key>`) binds the result to its table and key.
    fn seal(&self, name: &str, plain: Vec<u8>) -> Vec<u8>;

    /// Decodes a stored record.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if it was not sealed for this `name`, [`StoreError::Locked`] if it is
    /// sealed by a key that this codec doesn't have.
    fn open(&self, name: &str, stored: &[u8]) -> Result<Vec<u8>, StoreError>;

    /// Whether stored bytes have the form that [`seal`](Self::seal) gives: sealed, or plain.
    fn is_current(&self, stored: &[u8]) -> bool;
}

/// The codec without a key: stores records as they are, and reads no sealed one.
pub struct Plain;

impl Codec for Plain {
    fn seal(&self, _name: &str, plain: Vec<u8>) -> Vec<u8> {
        plain
    }

    fn open(&self, _name: &str, stored: &[u8]) -> Result<Vec<u8>, StoreError> {
        if is_sealed(stored) {
            Err(StoreError::Locked)
        } else {
            Ok(stored.to_vec())
        }
    }

    fn is_current(&self, stored: &[u8]) -> bool {
        !is_sealed(stored)
    }
}
