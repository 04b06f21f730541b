//! Authenticated encryption: XChaCha20-Poly1305 in our own framing.

use std::fmt;

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{Key, Tag, XChaCha20Poly1305, XNonce};

/// The first byte of everything that is sealed: the version of the framing.
pub const SEALED: u8 = 1;

/// The length of a key in bytes.
pub const KEY: usize = 32;

/// The length of a nonce in bytes. At this length random nonces don't meet.
pub const NONCE: usize = 24;

/// The length of the tag in bytes.
const TAG: usize = 16;

/// 24 random bytes, for one seal.
pub type Nonce = [u8; NONCE];

/// Something was not sealed by this key for this name, or has been changed since. Which of these it
/// is can't be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongKey;

impl fmt::Display for WrongKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key does not fit")
    }
}

impl std::error::Error for WrongKey {}

/// Whether these bytes are sealed, as far as their first one tells. A plain record begins with `{`.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.first() == Some(&SEALED)
}

/// Seals: `01 ‖ nonce ‖ ciphertext ‖ tag`.
pub(super) fn seal(key: &[u8; KEY], nonce: Nonce, bound: &[u8], plain: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(1 + NONCE + plain.len() + TAG);
    sealed.push(SEALED);
    sealed.extend(nonce);
    sealed.extend(plain);
    let cipher = XChaCha20Poly1305::new(Key::from_slice(key));
    let (_, text) = sealed.split_at_mut(1 + NONCE);
    let tag = cipher.encrypt_in_place_detached(XNonce::from_slice(&nonce), bound, text);
    // Fails only for a text beyond 256 GB. Without a tag nothing opens, which is as safe.
    sealed.extend(tag.unwrap_or_default());
    sealed
}

/// Opens what [`seal`] gave.
pub(super) fn open(key: &[u8; KEY], bound: &[u8], sealed: &[u8]) -> Result<Vec<u8>, WrongKey> {
    let rest = sealed.strip_prefix(&[SEALED]).ok_or(WrongKey)?;
    let (nonce, rest) = rest.split_at_checked(NONCE).ok_or(WrongKey)?;
    let end = rest.len().checked_sub(TAG).ok_or(WrongKey)?;
    let (text, tag) = rest.split_at_checked(end).ok_or(WrongKey)?;
    let cipher = XChaCha20Poly1305::new(Key::from_slice(key));
    let (nonce, tag) = (XNonce::from_slice(nonce), Tag::from_slice(tag));
    let mut plain = text.to_vec();
    cipher
        .decrypt_in_place_detached(nonce, bound, &mut plain, tag)
        .map_err(|_| WrongKey)?;
    Ok(plain)
}
