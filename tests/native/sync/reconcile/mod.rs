//! The rules for server records, tombstones and write results, case by case.

mod kit;
mod removals;
mod rewritten;
mod versions;
