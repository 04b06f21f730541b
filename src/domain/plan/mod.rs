//! The plan that is decided on, copies of it under a name, and how two of them differ.

mod change;
mod core;
mod freeze;
mod frozen;

pub use change::{Change, changes};
pub use core::Core;
pub use frozen::{FrozenPlan, FrozenTotals, PlanHash};
