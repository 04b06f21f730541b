//! The rules of sync one by one; the simulation shows that together they lose nothing.

mod batch;
mod bin;
mod machine;
mod protocol;
mod reconcile;
mod storage;
