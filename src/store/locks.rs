//! Locks between pages, which JavaScript holds for us: a wasm module that has died must not keep one.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How to ask for a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// At once or not at all.
    Try,
    /// From whoever has it.
    Steal,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is ours.
    Granted,
    /// Another page has it.
    Taken,
    /// This browser or this page has no locks.
    Unsupported,
}

/// Keeps locks between pages.
pub trait Locks {
    /// Asks for a lock. `lost` is called when another page steals it.
    fn take(
        &self,
        name: &str,
        mode: Mode,
        lost: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = Outcome>>>;

    /// Lets a lock go.
    fn release(&self, name: &str);
}

/// The locks that the element's script holds.
#[derive(Clone, Debug)]
pub struct PageLocks {
    lock: Function,
    unlock: Function,
}

impl PageLocks {
    /// From the script's `lock(name, 'try' | 'steal', lost)`, which gives a promise of `'granted'`,
    /// `'taken'` or `'unsupported'`, and its `unlock(name)`.
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
    ) -> Pin<Box<dyn Future<Output = Outcome>>> {
        let mode = match mode {
            Mode::Try => "try",
            Mode::Steal => "steal",
        };
        // Not `once_into_js`: what is never called, as nearly every one of these, it never frees.
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
                return Outcome::Unsupported;
            };
            let outcome = JsFuture::from(promise).await.ok();
            match outcome.and_then(|outcome| outcome.as_string()).as_deref() {
                Some("granted") => Outcome::Granted,
                Some("taken") => Outcome::Taken,
                _ => Outcome::Unsupported,
            }
        })
    }

    fn release(&self, name: &str) {
        // The script's function never throws.
        self.unlock.call1(&JsValue::NULL, &name.into()).ok();
    }
}

/// A page whose script keeps no locks: every request is unsupported.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLocks;

impl Locks for NoLocks {
    fn take(
        &self,
        _: &str,
        _: Mode,
        _: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = Outcome>>> {
        Box::pin(std::future::ready(Outcome::Unsupported))
    }

    fn release(&self, _: &str) {}
}
