//! The canvas on paper.

mod analysis;
mod costs;
mod grades;
mod menu;
mod page;
pub mod paper;
mod printing;

pub(crate) use menu::PrintMenu;
pub(crate) use page::print_page;
pub(crate) use printing::give;
