//! The parts of the views that are plain functions.

mod paper;
mod plot;
