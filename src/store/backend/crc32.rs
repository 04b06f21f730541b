//! The checksum of stored records: CRC-32 as in zip and PNG (ISO 3309).
//!
//! Written here for its size: a table of 1 kB does for what a browser stores, where one that is made for
//! speed weighs sixteen times that, and doesn't compress.

/// The polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// What a byte does to the sum.
const TABLE: [u32; 256] = table();

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
    for byte in pieces.iter().copied().flatten() {
        let [low, ..] = sum.to_le_bytes();
        let entry = TABLE.get(usize::from(low ^ byte)).copied();
        sum = (sum >> 8) ^ entry.unwrap_or_default();
    }
    !sum
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
