//! Passkeys: credentials of this device, whose PRF gives the secret of a slot after the user was verified.

use std::fmt;

use super::SALT;
use super::base64;
use super::key::Secret;
use super::slot::{Slot, SlotKind};

/// What an authenticator is asked for: the output of the PRF of one credential at one salt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id in base64url, which is the name of its slot.
    pub id: String,
    /// The slot's salt.
    pub salt: Vec<u8>,
}

/// What an authenticator has given for a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyOutput {
    /// The credential's id in base64url.
    pub id: String,
    /// The output of its PRF; `None` where the authenticator gives none yet, as some do when they make a credential.
    pub secret: Option<Secret>,
}

/// Why an authenticator gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The user has cancelled it, took too long, or the passkey is no longer there: browsers don't say which.
    Cancelled,
    /// The browser, the device or the page's address can't do it.
    Unsupported,
}

impl fmt::Display for PasskeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "the passkey was not used",
            Self::Unsupported => "there are no passkeys with a PRF here",
        })
    }
}

impl std::error::Error for PasskeyError {}

impl Passkey {
    /// The passkey that a slot is of; `None` for a slot of another kind.
    #[must_use]
    pub fn of(slot: &Slot) -> Option<Self> {
        (slot.kind() == Some(SlotKind::Passkey)).then(|| Self {
            id: slot.id().to_owned(),
            salt: slot.salt(),
        })
    }

    /// The credential's id; empty if the slot's name isn't one.
    #[must_use]
    pub fn credential(&self) -> Vec<u8> {
        base64::decode(&self.id).unwrap_or_default()
    }
}

/// A passkey that was just made, and opens nothing yet. It is asked until it has given the same output twice: a
/// slot must open at the next start as it does now.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    id: String,
    salt: [u8; SALT],
    seen: Option<Secret>,
}

impl NewPasskey {
    /// A passkey that was made with this salt, with what it has given meanwhile.
    #[must_use]
    pub fn new(salt: [u8; SALT], made: PasskeyOutput) -> Self {
        Self {
            id: made.id,
            salt,
            seen: made.secret,
        }
    }

    /// What to ask for.
    #[must_use]
    pub fn passkey(&self) -> Passkey {
        Passkey {
            id: self.id.clone(),
            salt: self.salt.to_vec(),
        }
    }

    /// Takes what it has given. Returns the secret of its slot once that is what it gave before.
    pub fn prove(&mut self, given: PasskeyOutput) -> Option<Secret> {
        let secret = given.secret.filter(|_| given.id == self.id)?;
        let is_same = self.seen.as_ref() == Some(&secret);
        self.seen = Some(secret.clone());
        is_same.then_some(secret)
    }

    /// Its name, which its slot gets too.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its salt, which its slot gets too.
    #[must_use]
    pub fn salt(&self) -> [u8; SALT] {
        self.salt
    }
}
