//! The native tests: one binary that mirrors `src/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::default_trait_access,
    clippy::semicolon_if_nothing_returned,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::collapsible_match,
    clippy::doc_markdown,
    clippy::match_wildcard_for_single_variants,
    clippy::wrong_self_convention,
    reason = "a test that fails says so by panicking, and a table of cases is long and flat"
)]

mod contract;
mod crypto;
mod domain;
mod generate;
mod merge;
mod session;
mod shipped;
mod simulation;
mod store;
mod sync;
mod texts;
mod tidy;
mod ui;
