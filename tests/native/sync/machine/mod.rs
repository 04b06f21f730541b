//! The machine: which requests it sends when, and how it handles each reply.

mod ahead;
mod batches;
mod failing;
mod limits;
mod reading;
mod rig;
mod waves;
mod writing;
