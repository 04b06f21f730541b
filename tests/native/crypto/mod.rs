//! Sealing and key slots: published vectors, a frozen key ring by another hand, and properties.

mod kit;
mod passkey;
mod passphrase;
mod recovery;
mod ring;
mod sealing;
mod team;
mod vectors;

pub(crate) use kit::{device_key, recovery_slot, secret, short_passphrase_slot};
