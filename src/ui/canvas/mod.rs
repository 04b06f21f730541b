//! One canvas: the page with its thirteen boxes.

mod action_box;
mod action_row;
mod bars;
mod changed;
mod conflict;
mod cost_line;
mod costs;
mod drag;
mod findings;
mod grade_editor;
mod grade_input;
mod grades;
mod header;
mod menu;
mod page;
pub mod paper;
mod person;
pub mod plot;
mod print;
mod print_analysis;
mod print_costs;
mod print_grades;
mod print_page;
mod printing;
mod score;
mod status;
mod text_box;
mod toolbar;
mod trend;
mod versions;

pub(crate) use menu::{IconButton, MenuButton};
pub(crate) use page::CanvasPage;
