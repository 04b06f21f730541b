//! The codec with a device key, for each state of a key ring.

use std::rc::Rc;

use super::codec::Codec;
use crate::crypto::{DeviceKey, Nonce, RingState, is_sealed};
use crate::store::error::StoreError;
use crate::store::transaction::keys::EPOCH_NAME;

/// Gives a nonce: 24 random bytes, others at each call.
pub type Nonces = Rc<dyn Fn() -> Nonce>;

/// What is at hand of a device's sealing: its key, and where nonces come from.
#[derive(Clone)]
pub struct Unlocked {
    /// The device key.
    pub key: DeviceKey,
    /// The source of nonces.
    pub nonces: Nonces,
}

/// Seals records, or opens them for good, as a key ring's state says.
pub(in crate::store) struct SealingCodec {
    unlocked: Unlocked,
    state: RingState,
}

impl SealingCodec {
    /// The codec for records of a namespace whose key ring is in this state.
    pub(in crate::store) fn new(unlocked: Unlocked, state: RingState) -> Self {
        Self { unlocked, state }
    }
}

impl Codec for SealingCodec {
    fn seal(&self, name: &str, plain: Vec<u8>) -> Vec<u8> {
        match self.state {
            RingState::Opening | RingState::Off => plain,
            RingState::Sealing | RingState::Sealed => {
                let Unlocked { key, nonces } = &self.unlocked;
                key.seal(name, nonces(), &plain)
            }
        }
    }

    fn open(&self, name: &str, stored: &[u8]) -> Result<Vec<u8>, StoreError> {
        let opened = match (is_sealed(stored), self.state) {
            (true, _) => self.unlocked.key.open(name, stored).ok(),
            (false, RingState::Sealed) => None,
            (false, _) => Some(stored.to_vec()),
        };
        // Every writing transaction reads the epoch, and each change of the key ring writes it anew: one
        // that this codec can't read means another ring than its own.
        opened.ok_or(if name == EPOCH_NAME {
            StoreError::Locked
        } else {
            StoreError::Damaged
        })
    }

    fn is_current(&self, stored: &[u8]) -> bool {
        is_sealed(stored) == matches!(self.state, RingState::Sealing | RingState::Sealed)
    }
}
