//! The host page's side of a namespace: the function that supplies sign-in tokens.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Holds the host page's token function for one namespace.
#[derive(Default)]
pub struct HostPage {
    token: RefCell<Option<Function>>,
}

impl HostPage {
    /// Sets the function that returns a promise of a token. The last element that supplies one
    /// wins.
    pub fn give_token(&self, source: Function) {
        self.token.replace(Some(source));
    }

    /// Requests a token from the host page. Called for every request, as tokens expire. `None` if
    /// there is no token function, it throws, or its promise doesn't resolve to a string.
    pub async fn token(&self) -> Option<String> {
        let source = self.token.borrow().clone()?;
        let answer = source.call0(&JsValue::NULL).ok()?;
        let promise: Promise = answer.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.as_string()
    }
}
