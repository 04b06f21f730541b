//! The views.
#![allow(
    unreachable_pub,
    reason = "the component macro makes public what it writes"
)]

mod analysis;
mod app;
mod calculation;
mod canvas;
mod context;
mod dom;
mod field;
mod icon;
mod notices;
mod outside;
mod overview;
mod report;
mod setup;
mod sync;
mod view;
mod who;

pub use app::app;
pub use canvas::{paper, plot};
pub use outside::{Outside, Refused};
pub use setup::Setup;
