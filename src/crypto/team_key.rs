//! The key of a team: seals what its members exchange over a server.

use std::fmt;

use zeroize::Zeroizing;

use super::aead::{self, KEY, NONCE, Nonce, SEALED, WrongKey};
use super::kdf::derive;
use super::key::Secret;

/// The steps in bytes that a sealed text's length goes in: it tells no more than how many of these.
pub const STEP: usize = 4096;

/// What the name of a team key is derived for; its number follows.
const NAME: &str = "mwc/team/1/";

/// The key that a team seals its documents under. Wiped when it is dropped.
///
/// Each has a number, 1 for the team's first, and a name (`kid`) that is derived from key and number: two
/// devices that name a key the same have the same key.
#[derive(Clone, PartialEq, Eq)]
pub struct TeamKey {
    number: u16,
    kid: String,
    key: Zeroizing<[u8; KEY]>,
}

/// The place of a sealed document on the server: it opens only there.
#[derive(Clone, Copy, Debug)]
pub struct SealedPlace<'a> {
    /// The record's id.
    pub id: &'a str,
    /// Its revision.
    pub rev: &'a str,
    /// Its ancestors.
    pub revs: &'a [String],
}

/// A document that is sealed for the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedText {
    /// The nonce.
    pub nonce: Nonce,
    /// Ciphertext and tag.
    pub text: Vec<u8>,
}

impl TeamKey {
    /// The team's key of this number; the bytes must be random.
    #[must_use]
    pub fn new(number: u16, key: Zeroizing<[u8; KEY]>) -> Self {
        let kid = kid(number, &key);
        Self { number, kid, key }
    }

    /// A key whose name was derived before. `None` unless there are 32 bytes.
    pub(super) fn of_parts(number: u16, kid: String, key: &[u8]) -> Option<Self> {
        let key = Zeroizing::new(<[u8; KEY]>::try_from(key).ok()?);
        Some(Self { number, kid, key })
    }

    /// Its number; of two keys the higher is the newer.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.number
    }

    /// Its name: sixteen hexadecimal digits, which tell nothing of the key.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    pub(super) fn bytes(&self) -> &[u8; KEY] {
        &self.key
    }

    /// Seals a text for one place. It is padded with blanks to a multiple of [`STEP`]; a nonce is used for one
    /// text only.
    #[must_use]
    pub fn seal(&self, place: SealedPlace<'_>, nonce: Nonce, text: &str) -> SealedText {
        let mut padded = Zeroizing::new(Vec::with_capacity(text.len() + STEP));
        padded.extend_from_slice(text.as_bytes());
        padded.resize(text.len().max(1).next_multiple_of(STEP), b' ');
        let mut sealed = aead::seal(&self.key, nonce, &self.bound(place), &padded);
        sealed.drain(..=NONCE);
        SealedText {
            nonce,
            text: sealed,
        }
    }

    /// Opens a sealed text: padded, as it was sealed.
    ///
    /// # Errors
    ///
    /// If this key did not seal it for this place, or if anything of it was changed.
    pub fn open(&self, place: SealedPlace<'_>, sealed: &SealedText) -> Result<Vec<u8>, WrongKey> {
        let framed = [&[SEALED], &sealed.nonce[..], &sealed.text].concat();
        let text = aead::open(&self.key, &self.bound(place), &framed)?;
        if text.is_empty() || !text.len().is_multiple_of(STEP) {
            return Err(WrongKey);
        }
        Ok(text)
    }

    /// The data that a text is bound to: canonical JSON of the record's other fields.
    fn bound(&self, place: SealedPlace<'_>) -> Vec<u8> {
        let SealedPlace { id, rev, revs } = place;
        let mut bound = [r#"{"fmt":2,"id":""#, id, r#"","kid":""#, &self.kid].concat();
        for part in [r#"","rev":""#, rev, r#"","revs":["#] {
            bound.push_str(part);
        }
        for (at, rev) in revs.iter().enumerate() {
            for part in [if at == 0 { "\"" } else { ",\"" }, rev, "\""] {
                bound.push_str(part);
            }
        }
        bound.push_str("]}");
        bound.into_bytes()
    }
}

impl fmt::Debug for TeamKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TeamKey(…)")
    }
}

/// The name of a key: the first eight bytes that HKDF gives for its number.
fn kid(number: u16, key: &[u8; KEY]) -> String {
    let info = [NAME, &number.to_string()].concat();
    let named = derive(&Secret::new(key.to_vec()), &[], &info);
    let mut kid = String::with_capacity(16);
    for byte in named.iter().take(8) {
        for half in [byte >> 4, byte & 15] {
            kid.extend(char::from_digit(u32::from(half), 16));
        }
    }
    kid
}
