//! The core of the plan (kern): the part of a canvas that people agree on.

use super::super::Extra;
use super::super::action::Action;
use super::super::costs::Costs;
use super::super::sorted_map::ItemMap;
use super::super::stamp::Author;
use super::super::text_box::TextBox;
use super::super::wire::wire_object;

wire_object! {
    /// The core of the plan: case number, lead, the five boxes, the actions without whether they are
    /// done, the horizon and the cost lines without what they have cost in the end.
    ///
    /// It bears no signatures, and its order keys are ranks, so that two canvases with the same plan
    /// have the same core, whoever typed it and in whatever way the lists came into their order.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Core {
        /// The municipality's case number.
        pub case_number: String = "casusnummer",
        /// The maatwerkeindbaas.
        pub lead: String = "maatwerkeindbaas",
        /// The maatwerkeindbaas as a person of the team.
        pub lead_person: Option<Author> = "eindbaas",
        /// Situatieschets.
        pub situation: String = "situatieschets",
        /// Perspectief.
        pub perspective: String = "perspectief",
        /// Doorbraak.
        pub breakthrough: String = "doorbraak",
        /// Legitimiteit.
        pub legitimacy: String = "legitimiteit",
        /// Betrokkenheid.
        pub commitment: String = "betrokkenheid",
        /// The actions, by id.
        pub actions: ItemMap<Action> = "acties",
        /// The horizon and the lines.
        pub costs: Costs = "kosten" or Costs::default(),
        /// Fields of a newer version.
        pub extra: Extra = ..,
    }
}

impl Core {
    /// The text of a box.
    #[must_use]
    pub fn text(&self, place: TextBox) -> &str {
        match place {
            TextBox::Situation => &self.situation,
            TextBox::Perspective => &self.perspective,
            TextBox::Breakthrough => &self.breakthrough,
            TextBox::Legitimacy => &self.legitimacy,
            TextBox::Commitment => &self.commitment,
        }
    }
}
