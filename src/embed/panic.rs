//! What a panic tells: where it happened, never what it said, as a message may hold a family's text.

use js_sys::Function;
use std::{cell::RefCell, panic::PanicHookInfo};
use wasm_bindgen::JsValue;

thread_local! {
    /// The shim's function that restarts this module.
    static SHIM: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Installs the panic hook. Called once, when the module starts.
pub fn set_panic_hook() {
    std::panic::set_hook(Box::new(report));
}

/// Lets the shim know of a panic in this module.
pub(super) fn report_to(shim: Option<Function>) {
    if shim.is_some() {
        SHIM.with(|cell| cell.replace(shim));
    }
}

fn report(panic: &PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
    SHIM.with(|cell| {
        if let Ok(Some(shim)) = cell.try_borrow().as_deref() {
            // Nothing is left to do with an error here: the module ends now.
            drop(shim.call1(&JsValue::NULL, &place.into()));
        }
    });
}
