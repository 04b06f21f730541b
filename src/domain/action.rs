//! Actions: who does what, by when, in which of the three boxes.

use serde::{Deserialize, Serialize};

use super::date::{Date, Timestamp};
use super::order::OrderKey;
use super::stamp::Author;
use super::text::filled;
use super::{Extra, canvas::is_false};

/// One of the canvas's three boxes of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActionBox {
    /// What the family does itself.
    #[serde(rename = "zelfDoen")]
    OwnAction,
    /// Help beside the family.
    #[serde(rename = "ondersteuning")]
    Support,
    /// Treatment by a professional.
    #[serde(rename = "behandeling")]
    Treatment,
}

impl ActionBox {
    /// The boxes in the paper canvas's order.
    pub const ALL: [Self; 3] = [Self::OwnAction, Self::Support, Self::Treatment];

    /// The name on the wire.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::OwnAction => "zelfDoen",
            Self::Support => "ondersteuning",
            Self::Treatment => "behandeling",
        }
    }
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Its place in its box.
    #[serde(rename = "volgorde")]
    pub order: OrderKey,
    /// Its box.
    #[serde(rename = "vak")]
    pub place: ActionBox,
    /// What is done.
    #[serde(
        rename = "wat",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub what: String,
    /// Who does it: a role or a professional.
    #[serde(
        rename = "wie",
        default,
        deserialize_with = "filled",
        skip_serializing_if = "String::is_empty"
    )]
    pub who: String,
    /// By when.
    #[serde(rename = "voor", default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Whether it is done.
    #[serde(rename = "klaar", default, skip_serializing_if = "is_false")]
    pub done: bool,
    /// Who changed it last.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// When it was changed last.
    #[serde(rename = "op", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Action {
    /// An empty action at a place.
    #[must_use]
    pub fn new(place: ActionBox, order: OrderKey) -> Self {
        Self {
            order,
            place,
            what: String::new(),
            who: String::new(),
            due: None,
            done: false,
            by: None,
            at: None,
            extra: Extra::new(),
        }
    }
}
