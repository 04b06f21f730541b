//! The native tests: one binary that mirrors `src/`.

mod texts;
mod ui;
