//! The native tests: one binary that mirrors `src/`.

#[cfg(test)]
mod store;
