//! The overview: all canvases of a namespace, the bin, the examples, import and export.

mod banner;
mod bin;
mod card;
mod clash;
mod desk;
mod export;
mod import;
mod list;
mod order;
mod page;
mod row;
mod start;
mod tools;

pub(crate) use export::{download, export_file, file_name};
pub(crate) use page::Overview;
