//! Sealing a namespace, locking and unlocking it. Loaded with the first namespace that is sealed, or is about to
//! be.
//!
//! ```text
//! Vault        a locked namespace: which secrets open it, opening it with one, and erasing it where all are lost
//! NewRing      the secrets of a namespace that is about to be sealed, each seen to open it
//! Watch        when this page locks: the clocks, and what happens on the page
//! Workspace    sealing, opening for good, and another secret (`switching`, `passkeys`)
//! ```

mod begin_anew;
mod fresh;
mod key_listeners;
mod new_ring;
mod passkeys;
mod switching;
mod unlocking;
mod watch;

pub use begin_anew::EraseError;
pub(super) use fresh::nonces;
pub use new_ring::{NewRing, SealError};
pub use unlocking::{UnlockError, Vault};
pub use watch::{
    Happening, Watcher, happened, idle_minutes, lock_now, lock_reason, locked, set_idle_minutes,
};

use zeroize::Zeroizing;

use super::environment::Environment;
use super::{browser, keys};
use crate::crypto::KEY;

/// A random key; `None` if the browser gives no random numbers.
pub(super) fn random_key(environment: Environment) -> Option<Zeroizing<[u8; KEY]>> {
    fresh::is_random(environment).then(|| fresh::bytes(environment))
}

/// Gives what is late here; called by the part.
pub(super) fn give() {
    keys::UNLOCK.give(|environment, namespace, store, unlocked| {
        Box::pin(unlocking::unlock(environment, namespace, store, unlocked))
    });
    #[cfg(target_arch = "wasm32")]
    browser::give_stretch();
    #[cfg(not(target_arch = "wasm32"))]
    let _ = browser::ENVIRONMENT;
}
