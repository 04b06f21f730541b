//! The views.
#![allow(
    unreachable_pub,
    reason = "the component macro makes public what it writes"
)]

mod agenda;
mod analysis;
mod app;
mod author;
mod calculation;
mod canvas;
pub mod chart;
mod components;
mod context;
mod dom;
mod element_bridge;
mod field;
mod host_events;
mod icon;
mod late;
mod location;
mod lock;
mod markup;
mod notices;
mod open_table;
mod overview;
mod page;
pub mod parts;
mod settings;
mod setup;
mod step;
mod styles;
mod sync;
mod team;
mod toaster;
mod view;
mod view_button;

pub use app::app;
pub use canvas::{paper, plot};
pub use element_bridge::{ElementBridge, Refused};
pub use location::Location;
pub use lock::lock_now;
pub use setup::Setup;
