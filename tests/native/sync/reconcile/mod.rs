//! What becomes of a canvas when the server is heard, case by case.

mod kit;
mod removals;
mod versions;
