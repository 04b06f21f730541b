//! Two versions of one place, and the choice between them.

mod focus;
mod panel;

pub(crate) use focus::first_button;
pub(crate) use panel::{conflicts, give, has_conflicts};
