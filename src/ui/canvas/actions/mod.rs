//! The three boxes of actions: who does what, by when.

mod action_box;
mod action_row;

pub(crate) use action_box::ActionBoxPanel;
