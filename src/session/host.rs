//! The host page's side of a namespace: the functions that supply sign-in tokens and keys of the team.

use std::cell::RefCell;

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

use crate::crypto::KEY;

/// What the host page has given as a key, as a copy: it keeps its own. `None` if it is none, as where its bytes were
/// wiped: all-zero bytes are a key that anyone can guess.
#[must_use]
pub fn given_key(given: JsValue) -> Option<Vec<u8>> {
    let given: Uint8Array = given.dyn_into().ok()?;
    let bytes = given.to_vec();
    (bytes.len() == KEY && bytes.iter().any(|byte| *byte != 0)).then_some(bytes)
}

/// Holds the host page's functions for one namespace.
#[derive(Default)]
pub struct HostPage {
    token: RefCell<Option<Function>>,
    key: RefCell<Option<Function>>,
}

impl HostPage {
    /// Sets the function that returns a promise of a token. The last element that supplies one
    /// wins.
    pub fn give_token(&self, source: Function) {
        self.token.replace(Some(source));
    }

    /// Sets the function that returns a promise of a key. The last element that supplies one wins.
    pub fn give_key(&self, source: Option<Function>) {
        self.key.replace(source);
    }

    /// Whether the host page gives keys.
    #[must_use]
    pub fn gives_keys(&self) -> bool {
        self.key.borrow().is_some()
    }

    /// Asks the host page for a key of the team: the one of this name, or the current one. `None` if it gives none.
    pub async fn team_key(&self, namespace: &str, kid: Option<&str>) -> Option<Zeroizing<Vec<u8>>> {
        let source = self.key.borrow().clone()?;
        let kid = kid.map_or(JsValue::UNDEFINED, JsValue::from_str);
        let answer = source.call3(&JsValue::NULL, &namespace.into(), &kid, &"team".into());
        let promise: Promise = answer.ok()?.dyn_into().ok()?;
        given_key(JsFuture::from(promise).await.ok()?).map(Zeroizing::new)
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
