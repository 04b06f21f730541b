//! The canvas on paper.

mod analysis;
mod around;
mod boxes;
mod costs;
mod drawing;
mod grades;
mod menu;
mod page;
pub mod paper;
mod plan;
mod printing;

pub(crate) use drawing::drawing;
pub(crate) use menu::PrintMenu;
pub(crate) use page::{print_page, whole};
pub(crate) use paper::Paper;
pub(crate) use plan::plan;
pub(crate) use printing::{CLASS as PRINTS, Printing, give};
