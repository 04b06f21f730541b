//! Tests that need a browser.
#![cfg(target_arch = "wasm32")]
