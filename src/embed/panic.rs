//! Reports a panic's location, never its message, which may contain a family's words.

use crate::session::Workspace;
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

/// Sets the shim's function to call on a panic in this module; `None` keeps the current one.
pub(super) fn report_to(shim: Option<Function>) {
    if shim.is_some() {
        SHIM.with(|cell| cell.replace(shim));
    }
}

fn report(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, |at| {
        [at.file(), ":", &at.line().to_string()].concat()
    });
    let Some(shim) = SHIM.with(|cell| cell.try_borrow().ok()?.clone()) else {
        return;
    };
    // An error here can't be handled: the module ends now.
    drop(shim.call1(&JsValue::NULL, &place.into()));
    // After the call above: if this panics too, the shim has been informed already.
    Workspace::rescue(&mut |text| {
        drop(shim.call2(&JsValue::NULL, &JsValue::UNDEFINED, &text.into()));
    });
}

/// Panics, to test how the page recovers. Only in development builds.
///
/// # Panics
///
/// On every call.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "that is what it is for")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn panic_for_a_test() {
    panic!("asked for by a test");
}
