//! The recovery code: what is printed on the sheet that opens a device when all else is lost.

use std::fmt;

use zeroize::Zeroizing;

use super::key::Secret;

/// The number of groups of a code.
pub const GROUPS: usize = 8;

/// The number of characters of a group: four of the code, and one that checks them.
pub const GROUP: usize = 5;

/// The random bytes of a code: four letters of five bits in each group.
const BYTES: usize = GROUPS * (GROUP - 1) * 5 / 8;

/// Crockford's letters: none that looks like another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 160 random bits, to be printed and kept apart from the device. Wiped when it is dropped.
///
/// Its text is eight groups of five characters out of 32. The fifth of a group checks the other four
/// and the group's place, so that a mistyped letter, two swapped ones and two swapped groups are each
/// found, and the group that is wrong can be named. Case, blanks and hyphens mean nothing, and an `O`,
/// an `I` and an `L` are read as the digit that they look like.
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
        let typed = text.chars().filter(|it| !it.is_whitespace() && *it != '-');
        let digits: Zeroizing<Vec<Option<u8>>> = Zeroizing::new(typed.map(digit).collect());
        if digits.len() != GROUPS * GROUP {
            return Err(RecoveryCodeError::Length(digits.len()));
        }
        let mut bytes = Zeroizing::new([0; BYTES]);
        let mut values = Zeroizing::new([0_u32; GROUPS]);
        for ((at, group), value) in digits.chunks(GROUP).enumerate().zip(values.iter_mut()) {
            let wrong = RecoveryCodeError::Group(at + 1);
            for digit in group.iter().take(GROUP - 1) {
                *value = *value << 5 | u32::from(digit.ok_or(wrong)?);
            }
            if group.last().copied().flatten() != Some(check(at, *value)) {
                return Err(wrong);
            }
        }
        for (pair, five) in values.chunks(2).zip(bytes.chunks_mut(5)) {
            let bits = pair
                .iter()
                .fold(0_u64, |bits, it| bits << 20 | u64::from(*it));
            for (to, from) in five.iter_mut().zip(bits.to_be_bytes().iter().skip(3)) {
                *to = *from;
            }
        }
        Ok(Self(bytes))
    }

    /// The groups of its text.
    #[must_use]
    pub fn groups(&self) -> Zeroizing<Vec<String>> {
        let mut groups = Vec::with_capacity(GROUPS);
        for five in self.0.chunks(5) {
            let bits = five
                .iter()
                .fold(0_u64, |bits, it| bits << 8 | u64::from(*it));
            for value in [bits >> 20, bits & 0xF_FFFF] {
                let value = u32::try_from(value).unwrap_or_default();
                let check = check(groups.len(), value);
                let digits = (0..4_u32).rev().map(|at| value >> (5 * at) & 31);
                let digits = digits.filter_map(|it| u8::try_from(it).ok());
                groups.push(digits.chain([check]).map(letter).collect());
            }
        }
        Zeroizing::new(groups)
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

fn letter(digit: u8) -> char {
    LETTERS
        .get(usize::from(digit))
        .copied()
        .map_or('0', char::from)
}

fn digit(typed: char) -> Option<u8> {
    let letter = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = LETTERS.iter().position(|it| char::from(*it) == letter)?;
    u8::try_from(at).ok()
}

/// The check digit of a group: a sum over the field of 32 elements. Each digit has a weight of its
/// own, none of them 0 or 1, so that a change of one digit or a swap of two always shows.
fn check(group: usize, value: u32) -> u8 {
    let mut sum = u8::try_from(group % 32).unwrap_or_default();
    for at in 0..4_u8 {
        let digit = u8::try_from(value >> (5 * at) & 31).unwrap_or_default();
        sum ^= times(digit, at + 2);
    }
    sum
}

/// The product of two elements of the field with 32 elements, modulo `x^5 + x^2 + 1`.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 32 != 0 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    product
}
