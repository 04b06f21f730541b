//! The checksum of stored records: CRC-32 as in zip and PNG (ISO 3309).
//!
//! Written here for its size: tables that are made when first used do for what a browser stores, where a crate
//! that is made for speed brings 16 kB of them, which don't compress.

use std::sync::LazyLock;

/// The polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// What a byte does to the sum when none, one, two or three bytes follow: four bytes are taken at once, which
/// is twice as fast. Made when first used, as the module would be 4 kB larger with them.
static TABLES: LazyLock<[[u32; 256]; 4]> = LazyLock::new(|| {
    let first = table();
    let next = |table: &[u32; 256]| table.map(|sum| (sum >> 8) ^ of(&first, sum.to_le_bytes()[0]));
    let second = next(&first);
    let third = next(&second);
    [first, second, third, next(&third)]
});

/// What a byte does to the sum.
fn table() -> [u32; 256] {
    let mut table = [0; 256];
    for (sum, byte) in table.iter_mut().zip(0_u32..) {
        *sum = (0..8).fold(byte, |sum, _| (sum >> 1) ^ (POLYNOMIAL * (sum & 1)));
    }
    table
}

/// The checksum of bytes.
#[must_use]
pub(in crate::store) fn crc32(bytes: &[u8]) -> u32 {
    crc32_of(&[bytes])
}

/// The checksum of several pieces of bytes, one behind the other.
#[must_use]
pub(in crate::store) fn crc32_of(pieces: &[&[u8]]) -> u32 {
    let mut sum = u32::MAX;
    let [at_last, at_third, at_second, at_first] = &*TABLES;
    for piece in pieces {
        let (words, rest) = piece.as_chunks();
        for word in words {
            let [one, two, three, four] = (sum ^ u32::from_le_bytes(*word)).to_le_bytes();
            sum = of(at_first, one) ^ of(at_second, two) ^ of(at_third, three) ^ of(at_last, four);
        }
        for byte in rest {
            let [low, ..] = sum.to_le_bytes();
            sum = (sum >> 8) ^ of(at_last, low ^ byte);
        }
    }
    !sum
}

/// What a byte does to the sum, by a table.
fn of(table: &[u32; 256], byte: u8) -> u32 {
    table.get(usize::from(byte)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{crc32, crc32_of};
    use proptest::prelude::*;

    #[test]
    fn the_sum_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    proptest! {
        #[test]
        fn it_is_what_others_calculate(bytes: Vec<u8>, at: prop::sample::Index) {
            let (one, other) = bytes.split_at(at.index(bytes.len() + 1));
            prop_assert_eq!(crc32_of(&[one, other]), crc32fast::hash(&bytes));
        }
    }
}
