//! Who changed something, and when.

use serde::{Deserialize, Serialize};

use super::Extra;
use super::date::Timestamp;
use super::text::filled;

/// A professional who edits: the host page's user, or who the device was told it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The id at the host, or a random one of the device.
    #[serde(rename = "id", deserialize_with = "filled")]
    pub id: String,
    /// The name shown. Professionals may be named, family members never are.
    #[serde(rename = "naam")]
    pub name: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Who and when, given to every edit from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Who.
    pub by: Author,
    /// When, by the device's clock.
    pub at: Timestamp,
}

impl Stamp {
    /// The author, unless it is nobody: an author without an id is absent on the wire.
    pub(super) fn known(&self) -> Option<Author> {
        (!self.by.id.is_empty()).then(|| self.by.clone())
    }
}

/// A stamp as the document keeps it: either half may be absent, and a newer version may add to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// When, by the device's clock.
    #[serde(rename = "op", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Signature {
    /// The same signature set anew; what a newer version added stays.
    #[must_use]
    pub(super) fn renewed(old: Option<Self>, stamp: &Stamp) -> Self {
        Self {
            by: stamp.known(),
            at: Some(stamp.at),
            extra: old.map(|old| old.extra).unwrap_or_default(),
        }
    }
}

impl From<Stamp> for Signature {
    fn from(stamp: Stamp) -> Self {
        Self::renewed(None, &stamp)
    }
}
