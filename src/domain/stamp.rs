//! Who changed something, and when.

use serde::{Deserialize, Serialize};

use super::Extra;
use super::date::Timestamp;

/// A professional who edits: the host page's user, or who the device was told it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The id at the host, or a random one of the device.
    #[serde(rename = "id")]
    pub id: String,
    /// The name shown. Professionals may be named, family members never are.
    #[serde(rename = "naam")]
    pub name: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Who and when, given to every edit from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Who.
    #[serde(rename = "door")]
    pub by: Author,
    /// When, by the device's clock.
    #[serde(rename = "op")]
    pub at: Timestamp,
}
