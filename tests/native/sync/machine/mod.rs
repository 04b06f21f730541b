//! When the machine asks what, and what it makes of each answer.

mod failing;
mod reading;
mod rig;
mod writing;
