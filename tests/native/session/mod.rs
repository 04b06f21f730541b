//! Tests of the session's own parts.

mod history;
