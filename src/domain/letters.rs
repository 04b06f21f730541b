//! Small letters for capitals, of the scripts in which a name or a search can be: Latin, Greek, Cyrillic and
//! Armenian.
//!
//! Written here for its size: the standard library's tables for all scripts, and for a Greek sigma at the end
//! of a word, are 16 kB that a first visit would load.

/// A text with small letters for its capitals.
#[must_use]
pub fn lowercase(text: &str) -> String {
    text.chars().map(small).collect()
}

/// The small letter for a capital, and any other character as it is. One character for each: `İ` gives `i`.
#[must_use]
pub fn small(c: char) -> char {
    let code = u32::from(c);
    let even = |code: u32| code & !1;
    let other = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => {
            code + 0x20
        }
        0x130 => 0x69,
        0x178 => 0xff,
        0x1e9e => 0xdf,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e..=0x38f => code + 63,
        0x400..=0x40f => code + 80,
        0x4c0 => 0x4cf,
        0x531..=0x556 => code + 48,
        // Capitals have the odd numbers here.
        0x139..=0x148 | 0x179..=0x17e | 0x1cd..=0x1dc | 0x4c1..=0x4ce => even(code + 1),
        // And the even ones here.
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1de..=0x1ef
        | 0x1f8..=0x1f9
        | 0x1fa..=0x21f
        | 0x222..=0x233
        | 0x370..=0x373
        | 0x3d8..=0x3ef
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        _ => code,
    };
    char::from_u32(other).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of the scripts above that are left as they are: used for sounds, in some languages of Africa and
    /// the Caucasus, or for Croatian digraphs that no keyboard has.
    fn is_rare(c: char) -> bool {
        matches!(c, '\u{181}'..='\u{1cc}' | '\u{1f1}'..='\u{1f7}' | '\u{220}' | '\u{23a}'..='\u{24e}' | '\u{376}'..='\u{37f}' | '\u{3cf}' | '\u{3f4}'..='\u{3ff}')
    }

    #[test]
    fn capitals_of_latin_greek_cyrillic_and_armenian_become_small() {
        let letters = ('\0'..='\u{556}').chain('\u{1e00}'..='\u{1eff}');
        for c in letters.filter(|c| !is_rare(*c)) {
            let expected = c.to_lowercase().next();
            assert_eq!(Some(small(c)), expected, "{c:?}");
        }
        assert_eq!(lowercase("ÉÉN İĲ ΣΑΣ Ж"), "één iĳ σασ ж");
    }

    #[test]
    fn other_characters_stay() {
        for c in ['1', '€', '×', 'ß', 'ŉ', '語', 'ا', '\u{10ffff}'] {
            assert_eq!(small(c), c);
        }
    }
}
