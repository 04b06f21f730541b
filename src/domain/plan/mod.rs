//! The plan that is decided on, copies of it under a name, and how two of them differ.

mod bundle;
mod change;
mod core;
mod freeze;
mod frozen;

pub use bundle::Bundle;
pub use change::{Change, changes};
pub use core::Core;
pub use frozen::{FrozenPlan, FrozenTotals, PlanHash};
