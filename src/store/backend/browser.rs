//! Queries to the browser about storage, and a timer.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Whether the page is a secure context. Only then does the browser have locks.
#[must_use]
pub(in crate::store) fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Asks the browser not to evict this origin's storage when the disk fills up. Returns whether it
/// agreed.
pub(in crate::store) async fn persist() -> bool {
    let asked = web_sys::window().and_then(|window| {
        let storage: JsValue = window.navigator().storage().into();
        // Absent without a secure context and in older browsers.
        if storage.is_undefined() || !Reflect::has(&storage, &"persist".into()).ok()? {
            return None;
        }
        window.navigator().storage().persist().ok()
    });
    match asked {
        Some(promise) => JsFuture::from(promise)
            .await
            .is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// Waits `ms` milliseconds.
pub async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |resolve, _reject| {
        if let Some(window) = web_sys::window() {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
                .ok();
        }
    });
    JsFuture::from(promise).await.ok();
}

/// The future's output, or `None` if `timer` ends first.
pub(in crate::store) async fn within<T>(
    timer: impl Future<Output = ()>,
    future: impl Future<Output = T>,
) -> Option<T> {
    let (mut future, mut timer) = (pin!(future), pin!(timer));
    poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}
