//! Frozen plans (versies): what a plan was when somebody gave it a name.

use std::fmt;
use std::str::FromStr;

use super::super::Extra;
use super::super::id::{InvalidId, as_text_on_the_wire};
use super::super::stamp::Signature;
use super::super::wire::wire_object;
use super::core::Core;

/// The SHA-256 of a [`Core`] as canonical JSON; on the wire as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanHash([u8; 32]);

impl PlanHash {
    /// From the 32 bytes of a hash.
    pub(super) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for PlanHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for PlanHash {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let digit = |digit: u8| match digit {
            b'0'..=b'9' => Ok(digit.wrapping_sub(b'0')),
            b'a'..=b'f' => Ok(digit.wrapping_sub(b'a').wrapping_add(10)),
            _ => Err(InvalidId),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let bytes = pairs
            .iter()
            .map(|[high, low]| Ok(digit(*high)? << 4 | digit(*low)?));
        let bytes = bytes.collect::<Result<Vec<u8>, InvalidId>>()?;
        let bytes = bytes.try_into().ok().filter(|_| rest.is_empty());
        bytes.map(Self).ok_or(InvalidId)
    }
}

as_text_on_the_wire!(PlanHash);

wire_object! {
    /// The totals of a frozen plan in euros, as decimal texts: what was printed, for who reads the
    /// document without computing.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct FrozenTotals {
        /// The total of the current scenario.
        pub current: String = "huidig",
        /// The total of the looming scenario.
        pub looming: String = "dreigend",
        /// The total of the tailored scenario.
        pub tailored: String = "maatwerk",
        /// Looming minus tailored; empty while the looming total is zero.
        pub saving: String = "besparing",
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

wire_object! {
    /// A frozen plan: never edited, only added or removed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FrozenPlan {
        /// The name that somebody gave it.
        pub name: String = "naam",
        /// The plan.
        pub core: Core = "kern",
        /// Its totals.
        pub totals: FrozenTotals = "totalen" or FrozenTotals::default(),
        /// Who froze it, and when.
        pub signature: Signature = ..,
    }
}
