//! The overview: all canvases of a namespace, the bin, the examples, import and export.

mod access;
mod banner;
mod bin;
mod card;
mod controller;
mod examples;
mod export;
mod files;
mod import;
mod import_conflict;
mod left;
mod list;
mod listed;
mod order;
mod page;
mod results;
mod retention;
mod row;
mod start;
mod tools;
mod week;

pub(crate) use examples::seed_examples;
pub(crate) use export::{download, download_canvas, download_file, export_file, file_name};
pub(crate) use files::give as give_files;
pub(crate) use left::OverviewStates;
pub(crate) use listed::LISTED;
pub(crate) use page::{OVERVIEW, give};
pub(crate) use results::give as give_results;
pub(crate) use week::give as give_week;
