//! One canvas: the page with its thirteen boxes.

mod action_box;
mod action_row;
mod bars;
mod changed;
mod cost_line;
mod costs;
mod drag;
mod findings;
mod grades;
mod header;
mod menu;
mod page;
mod print;
mod score;
mod status;
mod text_box;
mod toolbar;

pub(crate) use menu::{IconButton, MenuButton};
pub(crate) use page::CanvasPage;
