//! The checksum of stored records: CRC-32 as in zip and PNG (ISO 3309).
//!
//! Written here for its size: a table of 1 kB does for what a browser stores, where a crate that is made for
//! speed brings sixteen times that, which doesn't compress.

use std::sync::LazyLock;

/// The polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// What a byte does to the sum.
const TABLE: [u32; 256] = table();

/// What a byte does to the sum when none, one, two or three bytes follow: four bytes are taken at once, which
/// is twice as fast. Made when first used, as the module would be 3 kB larger with them.
static TABLES: LazyLock<[[u32; 256]; 4]> = LazyLock::new(|| {
    let next = |table: &[u32; 256]| table.map(|sum| (sum >> 8) ^ of(&TABLE, sum.to_le_bytes()[0]));
    let second = next(&TABLE);
    let third = next(&second);
    [TABLE, second, third, next(&third)]
});

#[expect(
    clippy::indexing_slicing,
    reason = "while compiling, where an index out of bounds is an error"
)]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u32;
    while byte < 256 {
        let mut sum = byte;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ POLYNOMIAL
            } else {
                sum >> 1
            };
            bit += 1;
        }
        table[byte as usize] = sum;
        byte += 1;
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
    for piece in pieces {
        let (words, rest) = piece.as_chunks();
        for word in words {
            let [one, two, three, four] = (sum ^ u32::from_le_bytes(*word)).to_le_bytes();
            let [at_last, at_third, at_second, at_first] = &*TABLES;
            sum = of(at_first, one) ^ of(at_second, two) ^ of(at_third, three) ^ of(at_last, four);
        }
        for byte in rest {
            let [low, ..] = sum.to_le_bytes();
            sum = (sum >> 8) ^ of(&TABLE, low ^ byte);
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
