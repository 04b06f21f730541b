//! Sync's rules one by one; the simulation shows that together they lose nothing.

mod machine;
mod protocol;
mod reconcile;
mod storage;
