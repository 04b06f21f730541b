//! A locked namespace, and opening it with one of its secrets.

use std::time::Duration;

use crate::crypto::{
    DeviceKey, KeyRing, PasskeyError, RecoveryCode, RingState, Secret, Slot, SlotKind,
};
use crate::session::environment::Environment;
use crate::session::lock::WrongTries;
use crate::session::workspace::Workspace;
use crate::session::{browser, keys};
use crate::store::{Namespace, Store, StoreError, Unlocked};

use super::{fresh, watch};

/// The device setting with the wrong tries in a row, and when the next may be made.
pub(super) const TRIES: &str = "verkeerd";
/// The longest wait after a wrong try, in milliseconds.
const LONGEST_MS: i64 = 300_000;

/// The time between two tries to go on with what a crash has ended.
pub(super) const AGAIN: Duration = Duration::from_secs(1);

/// Why a namespace wasn't unlocked. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnlockError {
    /// The secret opens no slot. The next try may be made after so many seconds.
    Wrong {
        /// 0 for the first tries.
        wait: u32,
    },
    /// It is not time for another try yet: so many seconds are left.
    TooSoon {
        /// At least 1.
        wait: u32,
    },
    /// The browser can't compute it.
    NoCrypto,
    /// The device gave nothing for the passkey.
    NotGiven(PasskeyError),
    /// It isn't sealed any more: it only has to be opened again.
    NotSealed,
    /// It is sealed, and the key ring is gone: on this device nothing opens it.
    NoRing,
    /// Storage can't be read.
    Storage(StoreError),
}

/// A namespace that is locked on this page.
#[derive(Clone)]
pub struct Vault {
    pub(super) environment: Environment,
    pub(super) namespace: Namespace,
}

impl Vault {
    /// A namespace that was found locked.
    #[must_use]
    pub fn new(namespace: Namespace) -> Self {
        Self::of(browser::ENVIRONMENT, namespace)
    }

    /// The same, in a given environment.
    #[must_use]
    pub fn of(environment: Environment, namespace: Namespace) -> Self {
        Self {
            environment,
            namespace,
        }
    }

    /// The kinds of secrets that open it.
    ///
    /// # Errors
    ///
    /// If the key ring can't be read, or if there is none.
    pub async fn kinds(&self) -> Result<Vec<SlotKind>, UnlockError> {
        let (_, ring) = self.ring().await?;
        Ok(ring.slots().iter().filter_map(Slot::kind).collect())
    }

    /// The names of the host page's slots, each of which is asked for by its name.
    ///
    /// # Errors
    ///
    /// As [`kinds`](Self::kinds).
    pub async fn host_slots(&self) -> Result<Vec<String>, UnlockError> {
        let (_, ring) = self.ring().await?;
        let slots = ring.slots_of(SlotKind::Host);
        Ok(slots.map(|slot| slot.id().to_owned()).collect())
    }

    /// Unlocks it with a passphrase.
    ///
    /// # Errors
    ///
    /// [`UnlockError`].
    pub async fn by_passphrase(&self, passphrase: &str) -> Result<(), UnlockError> {
        let (store, ring) = self.ring().await?;
        self.refuse_too_soon(&store)?;
        for slot in ring.slots_of(SlotKind::Passphrase) {
            let Some(kdf) = slot.kdf() else { continue };
            let stretched = self.environment.stretch(passphrase, slot.salt(), kdf).await;
            let secret = stretched.ok_or(UnlockError::NoCrypto)?;
            if let Ok(key) = slot.unwrap(&secret) {
                return self.open(&store, &ring, key).await;
            }
        }
        Err(self.wrong(&store))
    }

    /// Unlocks it with the recovery code. Of 160 random bits nobody finds one by trying: it is never waited for.
    ///
    /// # Errors
    ///
    /// [`UnlockError`].
    pub async fn by_recovery(&self, code: &RecoveryCode) -> Result<(), UnlockError> {
        self.by_secret(SlotKind::Recovery, &code.secret()).await
    }

    /// Unlocks it with what the host page has given.
    ///
    /// # Errors
    ///
    /// [`UnlockError`].
    pub async fn by_host(&self, given: Vec<u8>) -> Result<(), UnlockError> {
        self.by_secret(SlotKind::Host, &Secret::new(given)).await
    }

    pub(super) async fn by_secret(
        &self,
        kind: SlotKind,
        secret: &Secret,
    ) -> Result<(), UnlockError> {
        let (store, ring) = self.ring().await?;
        match ring.open(kind, secret) {
            Ok(key) => self.open(&store, &ring, key).await,
            Err(_) => Err(UnlockError::Wrong { wait: 0 }),
        }
    }

    pub(super) async fn ring(&self) -> Result<(Store, KeyRing), UnlockError> {
        let opened = self.environment.open_store(self.namespace.clone()).await;
        let ring = opened
            .store
            .key_ring()
            .await
            .map_err(UnlockError::Storage)?;
        match ring {
            Some(ring) => Ok((opened.store, ring)),
            None if opened.locked => Err(UnlockError::NoRing),
            None => Err(UnlockError::NotSealed),
        }
    }

    /// Holds the key, once it is seen to read what is stored: whoever opens the namespace by it would find it locked
    /// again, and not learn why.
    async fn open(&self, store: &Store, ring: &KeyRing, key: DeviceKey) -> Result<(), UnlockError> {
        let unlocked = fresh::unlocked(self.environment, key);
        let read = store.unlock(ring, unlocked.clone()).await;
        read.map_err(UnlockError::Storage)?;
        store.set_device_setting(TRIES, None).ok();
        watch::hold(self.environment, store, self.namespace.clone(), unlocked);
        Ok(())
    }

    /// Counts a wrong try, also for other pages and for the next start.
    fn wrong(&self, store: &Store) -> UnlockError {
        let mut tries = WrongTries::of(tries(store).0);
        let wait = tries.count();
        let until = self
            .environment
            .now()
            .millis()
            .saturating_add(i64::from(wait) * 1_000);
        let text = [&tries.in_a_row().to_string(), " ", &until.to_string()].concat();
        // A browser that keeps no settings counts only here.
        store.set_device_setting(TRIES, Some(&text)).ok();
        UnlockError::Wrong { wait }
    }

    fn refuse_too_soon(&self, store: &Store) -> Result<(), UnlockError> {
        let (_, until) = tries(store);
        let left = until.saturating_sub(self.environment.now().millis());
        // More than the longest wait is a clock that was set back.
        if left <= 0 || left > LONGEST_MS {
            return Ok(());
        }
        let wait = u32::try_from(left.saturating_add(999) / 1_000).unwrap_or(1);
        Err(UnlockError::TooSoon { wait })
    }
}

/// The wrong tries in a row, and the time before which there is no other, in milliseconds since 1970.
fn tries(store: &Store) -> (u32, i64) {
    let stored = store.device_setting(TRIES).unwrap_or_default();
    let (count, until) = stored.split_once(' ').unwrap_or_default();
    (
        count.parse().unwrap_or_default(),
        until.parse().unwrap_or_default(),
    )
}

/// Unlocks a store by a key that this page holds. Resolves to whether that worked. What a crash has ended half-way
/// goes on as soon as the namespace is open and this page leads.
pub(super) async fn unlock(
    environment: Environment,
    namespace: Namespace,
    store: Store,
    unlocked: Unlocked,
) -> bool {
    let Ok(Some(ring)) = store.key_ring().await else {
        return false;
    };
    if store.unlock(&ring, unlocked).await.is_err() {
        return false;
    }
    if ring.state() != RingState::Sealed {
        environment.spawn(resume(environment, namespace));
    }
    true
}

/// Goes on with sealing, or with switching it off, while this page has the key.
pub(super) async fn resume(environment: Environment, namespace: Namespace) {
    loop {
        environment.sleep(AGAIN).await;
        if keys::key_of(&namespace).is_none() {
            return;
        }
        if let Some(workspace) = Workspace::open_now(&namespace)
            && workspace.resume_sealing(drop).await == Ok(true)
        {
            return;
        }
    }
}
