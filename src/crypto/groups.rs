//! Bits as groups of characters that someone types from paper or from another screen.
//!
//! A group is five characters out of 32: four that hold 20 bits, and one that checks them and the group's
//! place. So a mistyped letter, two swapped ones and two swapped groups are each found, and the group that is
//! wrong can be named. Case, blanks and hyphens mean nothing, and an `O`, an `I` and an `L` are read as the
//! digit that they look like.

use zeroize::Zeroizing;

/// The number of characters of a group: four of the code, and one that checks them.
pub const GROUP: usize = 5;

/// Crockford's letters: none that looks like another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why a text is no such code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misread {
    /// It has this many characters, and not those of all groups.
    Length(usize),
    /// This group has a mistake; the first is 1.
    Group(usize),
}

/// The groups of these bytes, five of which are two groups.
pub(super) fn write(bytes: &[u8]) -> Zeroizing<Vec<String>> {
    let mut groups = Vec::with_capacity(bytes.len() * 2 / 5);
    for five in bytes.chunks(5) {
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

/// The bytes of as many groups as fill `bytes`, whose length is a multiple of five.
pub(super) fn read(text: &str, bytes: &mut [u8]) -> Result<(), Misread> {
    let typed = text.chars().filter(|it| !it.is_whitespace() && *it != '-');
    let digits: Zeroizing<Vec<Option<u8>>> = Zeroizing::new(typed.map(digit).collect());
    if digits.len() != bytes.len() * 2 / 5 * GROUP {
        return Err(Misread::Length(digits.len()));
    }
    let mut values = Zeroizing::new(Vec::with_capacity(digits.len() / GROUP));
    for (at, group) in digits.chunks(GROUP).enumerate() {
        let wrong = Misread::Group(at + 1);
        let mut value = 0;
        for digit in group.iter().take(GROUP - 1) {
            value = value << 5 | u32::from(digit.ok_or(wrong)?);
        }
        if group.last().copied().flatten() != Some(check(at, value)) {
            return Err(wrong);
        }
        values.push(value);
    }
    for (pair, five) in values.chunks(2).zip(bytes.chunks_mut(5)) {
        let bits = pair
            .iter()
            .fold(0_u64, |bits, it| bits << 20 | u64::from(*it));
        for (to, from) in five.iter_mut().zip(bits.to_be_bytes().iter().skip(3)) {
            *to = *from;
        }
    }
    Ok(())
}

fn letter(digit: u8) -> char {
    LETTERS
        .get(usize::from(digit))
        .copied()
        .map_or('0', char::from)
}

/// Whether what somebody typed is this group, in either case, with an O for 0 and an I or L for 1.
#[must_use]
pub fn is_group(typed: &str, group: &str) -> bool {
    let digits = |text: &str| text.trim().chars().map(digit).collect::<Option<Vec<u8>>>();
    digits(typed).is_some_and(|typed| Some(typed) == digits(group))
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
