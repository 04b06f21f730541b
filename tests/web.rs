//! Tests that need a browser: `cargo xtask test web`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; Clippy only knows those marked `#[test]`"
)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "web/crypto.rs"]
mod crypto;
#[path = "web/storage/mod.rs"]
mod storage;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn runs_in_a_window_with_storage() {
    let window = web_sys::window().expect("a test in the browser has a window");
    assert!(
        window.is_secure_context(),
        "locks and IndexedDB need a secure context"
    );
}
