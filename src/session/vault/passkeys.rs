//! A passkey as one more way to open a namespace, added to the others and removed again.

use crate::crypto::{
    NewPasskey, Passkey, PasskeyError, PasskeyOutput, SALT, Secret, Slot, SlotKind,
};
use crate::session::workspace::Workspace;

use super::fresh;
use super::new_ring::{SealError, passkey_slot};
use super::unlocking::{UnlockError, Vault};

impl Vault {
    /// What to ask the device for: one of its passkeys opens it.
    ///
    /// # Errors
    ///
    /// As [`kinds`](Self::kinds).
    pub async fn passkeys(&self) -> Result<Vec<Passkey>, UnlockError> {
        let (_, ring) = self.ring().await?;
        Ok(ring.slots().iter().filter_map(Passkey::of).collect())
    }

    /// Unlocks it with what a passkey has given. Nobody finds that by trying: it is never waited for.
    ///
    /// # Errors
    ///
    /// [`UnlockError`].
    pub async fn by_passkey(&self, given: PasskeyOutput) -> Result<(), UnlockError> {
        let none = UnlockError::NotGiven(PasskeyError::Unsupported);
        let secret = given.secret.ok_or(none)?;
        self.by_secret(SlotKind::Passkey, &secret).await
    }
}

impl Workspace {
    /// The salt for a new passkey; `None` if the browser gives no random numbers.
    #[must_use]
    pub fn new_passkey_salt(&self) -> Option<[u8; SALT]> {
        let environment = self.environment();
        fresh::is_random(environment).then(|| fresh::salt(environment))
    }

    /// Adds a passkey to what opens the namespace, in the place of an earlier one. `secret` is what it has given
    /// twice: see [`NewPasskey::prove`].
    ///
    /// # Errors
    ///
    /// [`SealError`]; it opens nothing then.
    pub async fn add_passkey(&self, made: &NewPasskey, secret: &Secret) -> Result<(), SealError> {
        let key = self.key()?;
        let slot = passkey_slot(self.environment(), made, secret, &key)?;
        self.replace(SlotKind::Passkey, slot).await
    }

    /// Removes every passkey from what opens the namespace. Returns the ids of their credentials, which the device
    /// still has.
    ///
    /// # Errors
    ///
    /// [`SealError`], if too little would remain among others; nothing has changed then.
    pub async fn remove_passkeys(&self) -> Result<Vec<String>, SealError> {
        self.refuse_follower()?;
        let ring = self.ring().await?;
        let slots = ring.slots_of(SlotKind::Passkey);
        let gone: Vec<String> = slots.map(Slot::id).map(str::to_owned).collect();
        let mut new = ring.clone();
        for id in &gone {
            new = new.without(id)?;
        }
        if !gone.is_empty() {
            let replaced = self.store().replace_ring(&ring, new).await;
            replaced.map_err(SealError::Storage)?;
        }
        Ok(gone)
    }
}
