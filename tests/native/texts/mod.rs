//! The texts' tests.

mod access_report;
mod analysis;
mod analysis_csv;
mod analysis_page;
mod conflict;
mod date;
mod explain;
mod grades;
mod number;
mod prices;
mod print;
mod sentences;
mod settings;
mod steps;
mod sync;
mod together;
mod typed;
mod versions;
