//! Locks between pages. JavaScript holds them, as a wasm module that has crashed must not keep one.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How to request a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only if it is free now.
    Try,
    /// Waits until it is free.
    Wait,
    /// Takes it from the page that holds it.
    Steal,
}

/// The result of a lock request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockResult {
    /// This page holds the lock.
    Granted,
    /// Another page holds the lock.
    Taken,
    /// This page no longer wants the lock: it was released while the request was pending. Says
    /// nothing about other pages.
    Withdrawn,
    /// This browser or page has no locks.
    Unsupported,
}

impl LockResult {
    /// Whether no other page may write now.
    #[must_use]
    pub fn is_granted(self) -> bool {
        matches!(self, Self::Granted | Self::Unsupported)
    }
}

/// Provides locks between pages.
pub trait Locks {
    /// Requests a lock. `lost` is called when another page steals it.
    fn take(
        &self,
        name: &str,
        mode: Mode,
        lost: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>>;

    /// Releases a lock, or withdraws what was asked for.
    fn release(&self, name: &str);
}

/// The locks that the element's script holds, through its two functions.
#[derive(Clone, Debug)]
pub struct PageLocks {
    lock: Function,
    unlock: Function,
}

impl PageLocks {
    /// Wraps the script's `lock(name, 'try' | 'wait' | 'steal', lost)`, which returns a promise of
    /// `'granted'`, `'taken'` or `'unsupported'`, and its `unlock(name)`.
    #[must_use]
    pub fn new(lock: Function, unlock: Function) -> Self {
        Self { lock, unlock }
    }
}

impl Locks for PageLocks {
    fn take(
        &self,
        name: &str,
        mode: Mode,
        lost: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>> {
        let mode = match mode {
            Mode::Try => "try",
            Mode::Wait => "wait",
            Mode::Steal => "steal",
        };
        // Not `once_into_js`, which never frees a closure that isn't called, as most of these
        // aren't.
        let mut lost = Some(lost);
        let lost = Closure::<dyn FnMut()>::new(move || {
            if let Some(lost) = lost.take() {
                lost();
            }
        });
        let lost = lost.into_js_value();
        let asked = self
            .lock
            .call3(&JsValue::NULL, &name.into(), &mode.into(), &lost);
        Box::pin(async move {
            let promise = asked.and_then(JsCast::dyn_into::<Promise>);
            let Ok(promise) = promise else {
                return LockResult::Unsupported;
            };
            let outcome = JsFuture::from(promise).await.ok();
            match outcome.and_then(|outcome| outcome.as_string()).as_deref() {
                Some("granted") => LockResult::Granted,
                Some("taken") => LockResult::Taken,
                _ => LockResult::Unsupported,
            }
        })
    }

    fn release(&self, name: &str) {
        // The script's function never throws.
        self.unlock.call1(&JsValue::NULL, &name.into()).ok();
    }
}

/// Locks of a page whose script provides none: every request is unsupported.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLocks;

impl Locks for NoLocks {
    fn take(
        &self,
        _: &str,
        _: Mode,
        _: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>> {
        Box::pin(std::future::ready(LockResult::Unsupported))
    }

    fn release(&self, _: &str) {}
}
