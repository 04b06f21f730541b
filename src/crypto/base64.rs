//! Base64 for addresses and JSON (RFC 4648 section 5), without padding.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The text of these bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or(0));
        }
        for at in 0..=group.len() {
            let index = bits >> (18 - 6 * at) & 63;
            let letter = ALPHABET.get(index as usize).copied().unwrap_or(b'A');
            text.push(char::from(letter));
        }
    }
    text
}

/// The bytes of this text; `None` if [`encode`] would not have written it.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for at in 0..4 {
            let value = match group.get(at) {
                Some(letter) => value_of(*letter)?,
                None => 0,
            };
            bits = bits << 6 | u32::from(value);
        }
        let [_, all @ ..] = bits.to_be_bytes();
        bytes.extend(all.get(..group.len().checked_sub(1)?)?);
    }
    // One text for the same bytes, so that a changed letter never goes unseen.
    Some(bytes).filter(|bytes| encode(bytes) == text)
}

/// The six bits of a letter.
fn value_of(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}
