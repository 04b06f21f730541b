//! Sealing records, and the keys that open them. Pure but for `web`, which asks the browser: randomness,
//! passphrases and what a passkey gives come in as values.
//!
//! A [`DeviceKey`] seals every record of a namespace on one device. The key itself is never stored:
//! a [`KeyRing`] holds *slots*, as LUKS and age do, and each [`Slot`] has the device key wrapped under
//! another secret. Whoever has one of these secrets opens everything; another passphrase wraps the
//! key anew and leaves the records as they are.
//!
//! # Formats
//!
//! All of them bear a version. `‖` is concatenation.
//!
//! | what | bytes |
//! |---|---|
//! | sealed record | `01 ‖ nonce (24) ‖ XChaCha20-Poly1305(device key, nonce, record, aad) ‖ tag (16)`; the aad is `mwc/opslag/1\n` and the record's name, `<table>/<key>` |
//! | wrapping key | HKDF-SHA-256(secret, salt = the slot's salt, info = `mwc/slot/1/<soort>/<id>`), 32 bytes |
//! | wrapped device key | `01 ‖ nonce (24) ‖ XChaCha20-Poly1305(wrapping key, nonce, device key, aad) ‖ tag (16)`; the aad is `mwc/slot/1\n` and the slot's canonical JSON without `w` |
//! | secret of a passkey's slot | the first output of the passkey's PRF at the slot's salt, 32 bytes; the slot's name is the credential's id in base64url |
//! | key ring | JSON: `{"v":1,"seq":…,"stand":"…","slot":[…]}`, see [`KeyRing`] |
//! | recovery code | 160 random bits in eight groups of five, see [`RecoveryCode`] |
//!
//! | name of a team key | the first 8 bytes of HKDF-SHA-256(team key, no salt, info = `mwc/team/1/<number>`), in hexadecimal |
//! | sealed document on a server | XChaCha20-Poly1305(team key, nonce, text and blanks up to a multiple of 4096, aad) and its tag, see [`TeamKey`]; the aad is the canonical JSON `{"fmt":2,"id":…,"kid":…,"rev":…,"revs":[…]}` |
//! | team code | `01`, the key's number (2 bytes) and the key in fourteen groups of five |
//! | team ring | JSON, see [`TeamRing`] |
//!
//! A sealed record never begins like a plain one, whose first byte is `{`: see [`is_sealed`].
//!
//! # Secrets
//!
//! [`Secret`], [`DeviceKey`], [`TeamKey`] and [`RecoveryCode`] own their bytes privately, wipe them when they are
//! dropped, and print nothing of them.

mod aead;
pub mod base64;
mod groups;
mod kdf;
mod key;
mod passkey;
mod passphrase;
mod recovery;
mod ring;
mod slot;
mod team_code;
mod team_key;
mod team_ring;
pub mod web;

pub use aead::{KEY, NONCE, Nonce, SEALED, WrongKey, is_sealed};
pub use groups::{GROUP, is_group};
pub use kdf::{MIN_ROUNDS, PassphraseKdf};
pub use key::{DeviceKey, Secret};
pub use passkey::{NewPasskey, Passkey, PasskeyError, PasskeyOutput};
pub use passphrase::{
    MIN_LENGTH, PROPOSED_WORDS, TooShort, WORDS, check_passphrase, propose_words,
};
pub use recovery::{GROUPS, RecoveryCode, RecoveryCodeError};
pub use ring::{KeyRing, KeyRingError, RingState};
pub use slot::{NewSlot, SALT, Slot, SlotKind};
pub use team_code::{
    Invitation, TEAM_GROUPS, TeamCodeError, read_team_code, team_groups, team_link,
};
pub use team_key::{STEP, SealedPlace, SealedText, TeamKey};
pub use team_ring::TeamRing;
