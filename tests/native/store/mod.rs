//! Storage: the port's contract, the envelope, and what a store does with both.

mod contract;
mod envelope;
mod failing;
mod kit;
mod model;
mod on_memory;
mod place;
mod scenarios;
mod summary;
