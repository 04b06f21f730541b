//! Ids of documents and of the items in them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The id of a document: `^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$`. A host page may choose it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text isn't an id of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a valid id")
    }
}

impl FromStr for DocumentId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        let starts_well = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        let fits = starts_well && text.len() <= 64 && text.bytes().all(allowed);
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(InvalidId)
        }
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of an item in a document (an action, a line, a person, a grade, a conflict): 128 random bits,
/// on the wire as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(u128);

impl ItemId {
    /// An id from 128 bits, which have to be random.
    #[must_use]
    pub fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// The 128 bits.
    #[must_use]
    pub fn bits(self) -> u128 {
        self.0
    }
}

impl FromStr for ItemId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 32 || !text.bytes().all(hex) {
            return Err(InvalidId);
        }
        u128::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| InvalidId)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Reads and writes types as the text that they parse from and display as.
macro_rules! as_text_on_the_wire {
    ($($name:ident),*) => {$(
        impl $crate::domain::wire::Wire for $name {
            fn read(value: serde_json::Value) -> Result<Self, $crate::domain::Fault> {
                let text = $crate::domain::wire::text(value)?;
                text.parse().map_err(|error| $crate::domain::Fault::of(&error))
            }

            fn write(&self, to: &mut String) -> bool {
                $crate::domain::wire::quote(&self.to_string(), to);
                true
            }
        }

        $crate::domain::wire::serde_by_wire!($name);
    )*};
}
pub(crate) use as_text_on_the_wire;

as_text_on_the_wire!(DocumentId, ItemId);
