//! The recovery code: what is printed on the sheet that opens a device when all else is lost.

use std::fmt;

use zeroize::Zeroizing;

use super::groups::{self, GROUP, Misread};
use super::key::Secret;

/// The number of groups of a code.
pub const GROUPS: usize = 8;

/// The random bytes of a code: four letters of five bits in each group.
const BYTES: usize = GROUPS * (GROUP - 1) * 5 / 8;

/// 160 random bits, to be printed and kept apart from the device. Wiped when it is dropped.
///
/// Its text is eight groups of five characters.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; BYTES]>);

/// Why a text is no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryCodeError {
    /// It has this many characters, and not 40.
    Length(usize),
    /// This group has a mistake; the first is 1.
    Group(usize),
}

impl fmt::Display for RecoveryCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(found) => write!(f, "{found} characters instead of {}", GROUPS * GROUP),
            Self::Group(group) => write!(f, "group {group} has a mistake"),
        }
    }
}

impl std::error::Error for RecoveryCodeError {}

impl RecoveryCode {
    /// The code of these bytes, which must be random.
    #[must_use]
    pub fn new(random: Zeroizing<[u8; BYTES]>) -> Self {
        Self(random)
    }

    /// Reads a code as someone types it.
    ///
    /// # Errors
    ///
    /// If it is too short or too long, or if a group has a mistake: the first such group.
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        groups::read(text, &mut *bytes).map_err(|misread| match misread {
            Misread::Length(found) => RecoveryCodeError::Length(found),
            Misread::Group(group) => RecoveryCodeError::Group(group),
        })?;
        Ok(Self(bytes))
    }

    /// The groups of its text.
    #[must_use]
    pub fn groups(&self) -> Zeroizing<Vec<String>> {
        groups::write(&*self.0)
    }

    /// The secret of a slot of the kind [`Recovery`](super::SlotKind::Recovery).
    #[must_use]
    pub fn secret(&self) -> Secret {
        Secret::new(self.0.to_vec())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}
