//! Storage on what a browser really has. The contract and the scenarios are the native ones.

#[path = "../../native/store/contract.rs"]
mod contract;
#[path = "../../native/store/kit.rs"]
mod kit;
#[path = "../../native/store/scenarios/mod.rs"]
mod scenarios;

mod denied;
mod election;
mod page;
mod ports;
mod quota;
mod too_new;
