//! Random bytes for keys, nonces, salts and names.

use std::rc::Rc;

use zeroize::Zeroizing;

use crate::crypto::{KEY, NONCE, Nonce, SALT};
use crate::session::environment::Environment;
use crate::store::{Nonces, Unlocked};

/// The bytes of one number.
const STEP: usize = 16;

/// Whether the browser gives random numbers at all: one that can't gives the same again.
pub(super) fn is_random(environment: Environment) -> bool {
    let [one, other] = [environment.random(), environment.random()];
    one != other
}

/// Random bytes.
pub(super) fn bytes<const N: usize>(environment: Environment) -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    for chunk in bytes.chunks_mut(STEP) {
        let random = Zeroizing::new(environment.random().to_be_bytes());
        for (to, from) in chunk.iter_mut().zip(random.iter()) {
            *to = *from;
        }
    }
    bytes
}

/// A nonce.
pub(super) fn nonce(environment: Environment) -> Nonce {
    *bytes::<NONCE>(environment)
}

/// A salt.
pub(super) fn salt(environment: Environment) -> [u8; SALT] {
    *bytes::<SALT>(environment)
}

/// The name of a slot.
pub(super) fn slot_id(environment: Environment) -> String {
    environment.item_id().to_string()
}

/// A source of nonces.
pub(in crate::session) fn nonces(environment: Environment) -> Nonces {
    Rc::new(move || nonce(environment))
}

/// The key at hand, with a source of nonces.
pub(super) fn unlocked(environment: Environment, key: crate::crypto::DeviceKey) -> Unlocked {
    Unlocked {
        key,
        nonces: nonces(environment),
    }
}

/// A new device key.
pub(super) fn device_key(environment: Environment) -> crate::crypto::DeviceKey {
    crate::crypto::DeviceKey::new(bytes::<KEY>(environment))
}
