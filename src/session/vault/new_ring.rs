//! The key of a namespace that is about to be sealed, with its secrets.

use zeroize::Zeroizing;

use crate::crypto::{
    DeviceKey, KeyRing, KeyRingError, MIN_ROUNDS, NewPasskey, NewSlot, PassphraseKdf, RecoveryCode,
    Secret, Slot, SlotKind,
};
use crate::session::browser;
use crate::session::environment::Environment;
use crate::store::{StoreError, Unlocked};

use super::fresh;

/// Why nothing was sealed, or nothing else changed. But for the last, what was there is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The browser can't compute it, or gives no random numbers.
    NoCrypto,
    /// A secret that was just set doesn't open what it should.
    DoesNotOpen,
    /// The device has the key of a team, which may only be where it is sealed.
    HasTeamKey,
    /// Another page writes, or storage refuses.
    Storage(StoreError),
    /// The ring is in force in its new state, and some records have the old form: storage has refused the rest. This
    /// page goes on by itself, as it does after a crash.
    Stopped(StoreError),
}

impl From<KeyRingError> for SealError {
    fn from(_: KeyRingError) -> Self {
        Self::DoesNotOpen
    }
}

/// A device key and its ring, stored nowhere yet.
pub struct NewRing {
    ring: KeyRing,
    key: DeviceKey,
    environment: Environment,
}

impl NewRing {
    /// A new key that a passphrase and a recovery code open. Each has been seen to do so: as there is no way back
    /// without one.
    ///
    /// # Errors
    ///
    /// [`SealError`].
    pub async fn of_passphrase(passphrase: &str, code: &RecoveryCode) -> Result<Self, SealError> {
        Self::of_passphrase_in(browser::ENVIRONMENT, passphrase, code).await
    }

    /// The same, in a given environment.
    ///
    /// # Errors
    ///
    /// [`SealError`].
    pub async fn of_passphrase_in(
        environment: Environment,
        passphrase: &str,
        code: &RecoveryCode,
    ) -> Result<Self, SealError> {
        if !fresh::is_random(environment) {
            return Err(SealError::NoCrypto);
        }
        let key = fresh::device_key(environment);
        let slots = vec![
            passphrase_slot(environment, passphrase, &key).await?,
            recovery_slot(environment, code, &key)?,
        ];
        Ok(Self {
            ring: KeyRing::new(slots)?,
            key,
            environment,
        })
    }

    /// A new key that the host page's opens. `id` is the name under which it was asked for.
    ///
    /// # Errors
    ///
    /// [`SealError`].
    pub fn of_host(
        environment: Environment,
        id: String,
        given: Vec<u8>,
    ) -> Result<Self, SealError> {
        if !fresh::is_random(environment) {
            return Err(SealError::NoCrypto);
        }
        let key = fresh::device_key(environment);
        let new = new_slot(environment, id, SlotKind::Host, None);
        let slot = checked(new, &Secret::new(given), &key)?;
        Ok(Self {
            ring: KeyRing::new(vec![slot])?,
            key,
            environment,
        })
    }

    pub(super) fn ring(&self) -> &KeyRing {
        &self.ring
    }

    pub(super) fn unlocked(&self) -> Unlocked {
        fresh::unlocked(self.environment, self.key.clone())
    }
}

/// A new recovery code.
#[must_use]
pub(super) fn recovery_code(environment: Environment) -> RecoveryCode {
    RecoveryCode::new(fresh::bytes(environment))
}

/// A slot of a passphrase, stretched for half a second on this device.
pub(super) async fn passphrase_slot(
    environment: Environment,
    passphrase: &str,
    key: &DeviceKey,
) -> Result<Slot, SealError> {
    let least = PassphraseKdf::new(MIN_ROUNDS);
    let id = fresh::slot_id(environment);
    let probe = new_slot(environment, id.clone(), SlotKind::Passphrase, Some(least));
    let begun = environment.monotonic_ms();
    stretch(environment, passphrase, &probe, least).await?;
    let elapsed = environment.monotonic_ms().saturating_sub(begun);
    let elapsed = u32::try_from(elapsed).unwrap_or(u32::MAX);
    let kdf = PassphraseKdf::calibrated(MIN_ROUNDS, elapsed);
    let new = new_slot(environment, id, SlotKind::Passphrase, Some(kdf));
    let secret = stretch(environment, passphrase, &new, kdf).await?;
    let slot = Slot::wrap(new.clone(), &secret, key);
    drop(secret);
    // From the passphrase once more, as at the next start.
    let again = stretch(environment, passphrase, &new, kdf).await?;
    opens(&slot, &again, key).map(|()| slot)
}

async fn stretch(
    environment: Environment,
    passphrase: &str,
    slot: &NewSlot,
    kdf: PassphraseKdf,
) -> Result<Secret, SealError> {
    let stretched = environment.stretch(passphrase, slot.salt.to_vec(), kdf);
    stretched.await.ok_or(SealError::NoCrypto)
}

/// A slot of a recovery code, as it is printed.
pub(super) fn recovery_slot(
    environment: Environment,
    code: &RecoveryCode,
    key: &DeviceKey,
) -> Result<Slot, SealError> {
    let printed = Zeroizing::new(code.groups().join(" "));
    let read = RecoveryCode::parse(&printed).map_err(|_| SealError::DoesNotOpen)?;
    let id = fresh::slot_id(environment);
    let new = new_slot(environment, id, SlotKind::Recovery, None);
    let slot = Slot::wrap(new, &code.secret(), key);
    opens(&slot, &read.secret(), key).map(|()| slot)
}

/// A slot of a passkey, by what that has given.
pub(super) fn passkey_slot(
    environment: Environment,
    made: &NewPasskey,
    secret: &Secret,
    key: &DeviceKey,
) -> Result<Slot, SealError> {
    let new = NewSlot {
        salt: made.salt(),
        ..new_slot(environment, made.id().to_owned(), SlotKind::Passkey, None)
    };
    checked(new, secret, key)
}

fn checked(new: NewSlot, secret: &Secret, key: &DeviceKey) -> Result<Slot, SealError> {
    let slot = Slot::wrap(new, secret, key);
    opens(&slot, secret, key).map(|()| slot)
}

/// Fails unless the slot, read back from its text, opens to this key.
fn opens(slot: &Slot, secret: &Secret, key: &DeviceKey) -> Result<(), SealError> {
    let text = Zeroizing::new(slot.write());
    let read = serde_json::from_str(&text).ok().and_then(Slot::read);
    let opened = read.and_then(|slot| slot.unwrap(secret).ok());
    let opened = opened.ok_or(SealError::DoesNotOpen)?;
    let sealed = key.seal("proef", [0; crate::crypto::NONCE], b"proef");
    match opened.open("proef", &sealed) {
        Ok(_) => Ok(()),
        Err(_) => Err(SealError::DoesNotOpen),
    }
}

fn new_slot(
    environment: Environment,
    id: String,
    kind: SlotKind,
    kdf: Option<PassphraseKdf>,
) -> NewSlot {
    NewSlot {
        id,
        kind,
        kdf,
        salt: fresh::salt(environment),
        nonce: fresh::nonce(environment),
    }
}
