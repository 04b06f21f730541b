//! The steps in which a canvas is gone through together.

use crate::domain::{ActionBox, TextBox};
use crate::texts::together as t;

/// One step: a box of the canvas, or the plan at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Text(TextBox),
    Actions(ActionBox),
    Grades,
    Plan,
}

/// All steps. What is only for the municipality isn't among them.
pub(super) const STEPS: [Step; 9] = [
    Step::Text(TextBox::Situation),
    Step::Text(TextBox::Perspective),
    Step::Text(TextBox::Breakthrough),
    Step::Actions(ActionBox::OwnAction),
    Step::Actions(ActionBox::Support),
    Step::Actions(ActionBox::Treatment),
    Step::Text(TextBox::Commitment),
    Step::Grades,
    Step::Plan,
];

/// The number of boxes among them.
pub(super) const BOXES: u32 = 8;

impl Step {
    /// The step at an index; the plan past the end.
    pub(super) fn at(index: u32) -> Self {
        let step = STEPS.get(index as usize);
        step.copied().unwrap_or(Self::Plan)
    }

    /// What it asks.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Text(place) => t::text_box(place),
            Self::Actions(place) => t::action_box(place),
            Self::Grades => t::GRADES,
            Self::Plan => t::PLAN,
        }
    }

    /// What more it asks.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Text(place) => t::text_box_hint(place),
            Self::Actions(place) => t::action_box_hint(place),
            Self::Grades => t::YOUR_GRADE,
            Self::Plan => t::PLAN_HINT,
        }
    }
}
