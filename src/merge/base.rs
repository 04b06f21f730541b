//! What the base has at a place, and which side changed it since.

use serde_json::Value;

use super::conflict::later;

/// Each side's value at a place, ours first.
pub(super) type Sides<'a> = [Option<&'a Value>; 2];

/// The base's value at a place.
#[derive(Clone, Copy)]
pub(super) enum Base<'a> {
    /// There is no base, so it isn't known who changed what.
    Unknown,
    /// The base's value; `None` if it has none there.
    Known(Option<&'a Value>),
}

impl<'a> Base<'a> {
    pub(super) fn get(self, name: &str) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::Known(value) => Self::Known(value.and_then(|value| value.get(name))),
        }
    }

    pub(super) fn value(self) -> Option<&'a Value> {
        match self {
            Self::Unknown => None,
            Self::Known(value) => value,
        }
    }

    /// The same kind of base with another value.
    pub(super) fn with(self, value: Option<&'a Value>) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::Known(_) => Self::Known(value),
        }
    }
}

/// The only side that changed something, given which sides still equal the base.
pub(super) fn changed(same: [bool; 2]) -> Option<usize> {
    match same {
        [true, _] => Some(1),
        [false, true] => Some(0),
        [false, false] => None,
    }
}

/// The side to take for a value that never conflicts: the one that changed it, else the later or
/// preferred.
pub(super) fn silent(base: Base<'_>, sides: Sides<'_>) -> usize {
    let [ours, theirs] = sides;
    let only = match base {
        _ if ours == theirs => Some(0),
        Base::Known(before) => changed([ours == before, theirs == before]),
        Base::Unknown => None,
    };
    only.unwrap_or_else(|| later(sides))
}
