//! The Web Lock of a namespace's one writing page: asked for here, held by the script that defines
//! the element, so that a module that has died keeps none.

use js_sys::{Function, Promise};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

type Listener = Closure<dyn FnMut()>;

/// How to ask for a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockMode {
    /// Now or not at all.
    Try,
    /// In the queue, until whoever has it lets go.
    Wait,
    /// From whoever has it, at once.
    Steal,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockOutcome {
    /// This page holds the lock now.
    Granted,
    /// Another page has it, or the request was withdrawn.
    Taken,
    /// The browser or the context (plain http) knows no locks.
    Unsupported,
}

/// The locks of the element's script, as one element sees them.
#[derive(Clone, Debug)]
pub struct WriterLock {
    lock: Option<Function>,
    unlock: Option<Function>,
    /// Kept alive for as long as the browser may call them.
    listeners: Rc<RefCell<Vec<Listener>>>,
}

impl WriterLock {
    /// Around the two functions of the shim's; without them every request is unsupported.
    #[must_use]
    pub fn new(lock: Option<Function>, unlock: Option<Function>) -> Self {
        Self {
            lock,
            unlock,
            listeners: Rc::default(),
        }
    }

    /// Asks for the lock `name`. `lost` is called when another page takes it over later.
    pub async fn request(
        &self,
        name: &str,
        mode: LockMode,
        lost: impl FnMut() + 'static,
    ) -> LockOutcome {
        let lost = Listener::new(lost);
        let Some(answer) = self.call(name, mode, &lost) else {
            return LockOutcome::Unsupported;
        };
        self.listeners.borrow_mut().push(lost);
        match JsFuture::from(answer)
            .await
            .ok()
            .and_then(|it| it.as_string())
            .as_deref()
        {
            Some("granted") => LockOutcome::Granted,
            Some("taken") => LockOutcome::Taken,
            _ => LockOutcome::Unsupported,
        }
    }

    /// Lets go of the lock `name`, or withdraws the request for it.
    pub fn release(&self, name: &str) {
        if let Some(unlock) = &self.unlock {
            // The shim's function throws nothing; without a lock it does nothing.
            drop(unlock.call1(&JsValue::NULL, &name.into()));
        }
    }

    fn call(&self, name: &str, mode: LockMode, lost: &Listener) -> Option<Promise> {
        let mode = match mode {
            LockMode::Try => "try",
            LockMode::Wait => "wait",
            LockMode::Steal => "steal",
        };
        let lock = self.lock.as_ref()?;
        lock.call3(&JsValue::NULL, &name.into(), &mode.into(), lost.as_ref())
            .ok()?
            .dyn_into()
            .ok()
    }
}
