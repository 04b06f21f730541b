//! What these tests ask of the page.

use std::cell::Cell;

use js_sys::Function;
use maatwerk::store::{Kind, Namespace, Opened, Store};
use wasm_bindgen::{JsCast, JsValue};

/// A namespace that no other test uses.
pub(super) fn namespace() -> String {
    thread_local!(static NEXT: Cell<u32> = const { Cell::new(0) });
    let number = NEXT.replace(NEXT.get() + 1);
    format!("proef-{number}")
}

pub(super) fn namespace_of(namespace: &str) -> Namespace {
    Namespace {
        namespace: namespace.to_owned(),
        user: None,
        kind: Kind::Browser,
    }
}

/// Opens a place as the app does.
pub(super) async fn open(namespace: &str) -> Opened {
    Store::open(namespace_of(namespace)).await
}

/// Opens a place that has nothing wrong with it, to write.
pub(super) async fn writer(namespace: &str) -> Store {
    let opened = open(namespace).await;
    assert_eq!(opened.notices, []);
    opened.store.claim().await.expect("a claim");
    opened.store
}

/// Runs a script and waits for what it gives.
pub(super) async fn script(body: &str) -> JsValue {
    let run = Function::new_no_args(&format!("return (async () => {{ {body} }})()"));
    let promise = run.call0(&JsValue::NULL).expect("a script that runs");
    let promise: js_sys::Promise = promise.unchecked_into();
    wasm_bindgen_futures::JsFuture::from(promise)
        .await
        .expect("a script that succeeds")
}

pub(super) async fn sleep(ms: u32) {
    script(&format!(
        "await new Promise((done) => setTimeout(done, {ms}))"
    ))
    .await;
}

pub(super) fn local_storage() -> web_sys::Storage {
    let window = web_sys::window().expect("a window");
    window.local_storage().expect("allowed").expect("there")
}
