//! One canvas: the page with its thirteen boxes.

mod actions;
mod changed;
mod conflicts;
mod costs;
mod excerpt;
mod findings;
mod grades;
mod header;
mod items;
mod live_region;
mod method;
mod page;
mod print;
mod reading;
mod screen;
mod text_box;
mod together;

pub(crate) use conflicts::give as give_conflicts;
pub(crate) use findings::give as give_findings;
pub(crate) use grades::give as give_grades;
pub use grades::plot;
pub(crate) use header::give as give_versions;
pub(crate) use items::{Dragging, HANDLE, handle_title};
pub(crate) use live_region::live_region;
pub(crate) use method::{TEAM, give as give_method};
pub(crate) use page::{CANVAS, give};
pub use print::paper;
pub(crate) use print::{PRINTS, Paper, Printing, give as give_print};
pub(crate) use reading::give as give_reading;
pub(crate) use together::give as give_together;
