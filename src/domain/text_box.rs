//! The five boxes of free text.

use super::stamp::Signature;
use super::wire::wire_object;

/// The canvas's five boxes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextBox {
    /// Situatieschets: what is going on.
    Situation,
    /// Perspectief: what the family wants; the canvas's star.
    Perspective,
    /// Doorbraak: the one step that frees the rest.
    Breakthrough,
    /// Legitimiteit: which law or rule, and why this is allowed.
    Legitimacy,
    /// Betrokkenheid: who commits to what.
    Commitment,
}

impl TextBox {
    /// The boxes in the paper canvas's order.
    pub const ALL: [Self; 5] = [
        Self::Situation,
        Self::Perspective,
        Self::Breakthrough,
        Self::Legitimacy,
        Self::Commitment,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Situation => "situatieschets",
            Self::Perspective => "perspectief",
            Self::Breakthrough => "doorbraak",
            Self::Legitimacy => "legitimiteit",
            Self::Commitment => "betrokkenheid",
        }
    }
}

wire_object! {
    /// The text of a box, signed.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct TextEntry unless is_empty {
        /// The text, of any length.
        pub text: String = "tekst",
        /// Who changed it last, and when.
        pub signature: Signature = ..,
    }
}

impl TextEntry {
    /// Whether there is neither text nor signature, so that the box is absent on the wire.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.signature.is_empty()
    }
}
