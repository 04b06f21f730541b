//! The parts of the views that are plain functions.

mod chart;
mod paper;
mod plot;
