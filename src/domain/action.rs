//! Actions: who does what, by when, in which of the three boxes.

use serde_json::Value;

use super::date::Date;
use super::fault::Fault;
use super::order::OrderKey;
use super::stamp::Signature;
use super::wire::{Wire, filled, quote, serde_by_wire, wire_object};

/// One of the canvas's three boxes of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionBox {
    /// What the family does itself.
    OwnAction,
    /// Help beside the family.
    Support,
    /// Treatment by a professional.
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

impl Wire for ActionBox {
    fn read(value: Value) -> Result<Self, Fault> {
        let name = filled(value)?;
        let mut boxes = Self::ALL.into_iter();
        boxes
            .find(|place| place.wire() == name)
            .ok_or_else(|| Fault::new(["unknown variant `", &name, "`"].concat()))
    }

    fn write(&self, to: &mut String) -> bool {
        quote(self.wire(), to);
        true
    }
}

serde_by_wire!(ActionBox);

wire_object! {
    /// One action.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Action {
        /// Rank within its box.
        pub order: OrderKey = "volgorde",
        /// The box that it is in.
        pub place: ActionBox = "vak",
        /// What is to be done, in free text.
        pub what: String = "wat",
        /// Who does it: a role or a professional.
        pub who: String = "wie",
        /// The day by which it should be done.
        pub due: Option<Date> = "voor",
        /// Whether it is done.
        pub done: bool = "klaar",
        /// Who changed it last, and when.
        pub signature: Signature = ..,
    }
}

impl Action {
    /// An action without text, in a box at a rank.
    #[must_use]
    pub fn new(place: ActionBox, order: OrderKey) -> Self {
        Self {
            order,
            place,
            what: String::new(),
            who: String::new(),
            due: None,
            done: false,
            signature: Signature::default(),
        }
    }

    /// Whether nothing is filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.what.is_empty() && self.who.is_empty() && self.due.is_none() && !self.done
    }
}
