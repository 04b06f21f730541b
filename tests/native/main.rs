//! The native tests: one binary that mirrors `src/`.
