//! The state of an overview that was left, to restore when it shows again.

use std::cell::RefCell;
use std::collections::HashMap;

use super::order::Order;

/// The state of an element's overview when it was left.
#[derive(Default)]
pub(super) struct Left {
    /// The text in the search field.
    pub query: String,
    pub order: Order,
    /// A selector for what gets the focus; empty for none.
    pub focus: String,
}

thread_local! {
    static LEFT: RefCell<HashMap<u32, Left>> = RefCell::default();
}

impl Left {
    /// Keeps it for the element with this number.
    pub(super) fn keep(self, element: u32) {
        LEFT.with_borrow_mut(|all| all.insert(element, self));
    }

    /// Takes what was kept for the element with this number.
    pub(super) fn take(element: u32) -> Option<Self> {
        LEFT.with_borrow_mut(|all| all.remove(&element))
    }
}
