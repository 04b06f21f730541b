//! The top of the page: the toolbar, the notices, and the header of the paper canvas.

mod comparison;
mod example;
mod former_people;
mod frozen;
mod panel;
mod signed;
mod status;
mod summary;
mod title;
mod toolbar;
mod versions;

pub(in crate::ui::canvas) use comparison::comparison;
pub(crate) use example::ExampleBanner;
pub(crate) use panel::HeaderPanel;
pub(crate) use status::{FullNotice, ReadOnlyNotice, SaveState, SkippedNotice};
pub(crate) use title::{TITLE, Title};
pub(crate) use toolbar::Toolbar;
pub(crate) use versions::give;
