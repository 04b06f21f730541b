//! Derivation of keys from secrets.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::aead::KEY;
use super::key::Secret;

/// The least number of rounds that a passphrase is stretched by, as OWASP has it for PBKDF2 with
/// SHA-256.
pub const MIN_ROUNDS: u32 = 600_000;

/// The time that stretching a passphrase should take on the device that sets it, in milliseconds.
const TARGET_MS: u32 = 500;

/// How a passphrase is stretched: PBKDF2 with HMAC-SHA-256 to 32 bytes, which the browser computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassphraseKdf {
    rounds: u32,
}

impl PassphraseKdf {
    /// With this many rounds, or [`MIN_ROUNDS`] if that is more.
    #[must_use]
    pub fn new(rounds: u32) -> Self {
        Self {
            rounds: rounds.max(MIN_ROUNDS),
        }
    }

    /// With as many rounds as take half a second on a device on which `rounds` took `elapsed_ms`.
    #[must_use]
    pub fn calibrated(rounds: u32, elapsed_ms: u32) -> Self {
        let fitting = u64::from(rounds) * u64::from(TARGET_MS) / u64::from(elapsed_ms.max(1));
        // A device with a clock that stands still must not take minutes at the next start.
        let most = u64::from(MIN_ROUNDS) * 10;
        Self::new(u32::try_from(fitting.min(most)).unwrap_or(MIN_ROUNDS))
    }

    /// The number of rounds.
    #[must_use]
    pub fn rounds(self) -> u32 {
        self.rounds
    }
}

/// Derives 32 bytes from a secret by HKDF-SHA-256 (RFC 5869).
pub(super) fn derive(secret: &Secret, salt: &[u8], info: &str) -> Zeroizing<[u8; KEY]> {
    let mut key = Zeroizing::new([0; KEY]);
    // Fails only for more than 255 blocks, and this is one.
    let derived =
        Hkdf::<Sha256>::new(Some(salt), secret.bytes()).expand(info.as_bytes(), &mut *key);
    debug_assert!(derived.is_ok(), "one block");
    key
}
