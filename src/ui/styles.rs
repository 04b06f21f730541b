//! Style sheets of parts that a first visit doesn't load. They would be loaded with the element's own style
//! sheet, so each is in the part that needs it, and is adopted when it is first needed.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, Node};

/// The printed page.
pub(crate) const PRINT: &str = include_str!(concat!(env!("OUT_DIR"), "/print.css"));

/// What seals, locks and unlocks.
pub(crate) const LOCK: &str = include_str!(concat!(env!("OUT_DIR"), "/lock.css"));

thread_local! {
    /// The elements that have a style sheet, by their number and its text.
    static ADOPTED: RefCell<Vec<(u32, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// Gives the element of that number a style sheet, after those that it has, unless it has it. `app` is in
/// its shadow root.
pub(crate) fn adopt(number: u32, app: &Node, style: &'static str) {
    if ADOPTED.with_borrow(|all| all.contains(&(number, style))) {
        return;
    }
    ADOPTED.with_borrow_mut(|all| all.push((number, style)));
    let Ok(sheet) = CssStyleSheet::new() else {
        return;
    };
    let (root, name) = (app.get_root_node(), JsValue::from_str("adoptedStyleSheets"));
    // A browser that can't do this shows what it is about unstyled.
    if sheet.replace_sync(style).is_ok()
        && let Ok(sheets) = js_sys::Reflect::get(&root, &name)
    {
        let all = js_sys::Array::from(&sheets).concat(&js_sys::Array::of1(&sheet));
        js_sys::Reflect::set(&root, &name, &all).ok();
    }
}
