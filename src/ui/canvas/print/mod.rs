//! The canvas on paper.

mod analysis;
mod costs;
mod grades;
mod menu;
mod page;
pub mod paper;
mod printing;

pub(crate) use menu::PrintMenu;
pub(crate) use page::{action_box, print_box, print_page, text_box, whole};
pub(crate) use printing::{PLAN, give};
