//! Storage: the port's contract, the envelope, and the store on top of both.

mod agenda;
mod contract;
mod election;
mod envelope;
#[cfg(not(target_arch = "wasm32"))]
mod erased;
mod failing;
mod kit;
mod model;
mod namespace;
mod on_memory;
mod scenarios;
#[cfg(not(target_arch = "wasm32"))]
mod sealing;
mod summary;

pub(crate) use kit::{now, parts};
