//! One mounted element: the view in its shadow root, and the reactive owner above it.

use super::{config, panic};
use crate::{
    store::writer::PageLocks,
    ui::{self, Setup},
};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

/// A running instance; the shim keeps it until the element is gone.
#[wasm_bindgen]
pub struct Mounted {
    setup: RwSignal<Setup>,
    view: Option<UnmountHandle<AnyViewState>>,
    owner: Owner,
}

/// Builds the app in `container`, a plain `div` in the shadow root of `host`.
#[wasm_bindgen]
#[must_use]
pub fn mount(container: HtmlElement, host: HtmlElement, config: &JsValue) -> Mounted {
    panic::report_to(config::function(config, "panicked"));
    let owner = Owner::new();
    let (setup, view) = owner.with(|| {
        let lock = config::function(config, "lock");
        let locks = lock.zip(config::function(config, "unlock"));
        let locks = locks.map(|(lock, unlock)| PageLocks::new(lock, unlock));
        let setup = RwSignal::new(config::setup(config));
        let view = mount_to(container, move || {
            ui::app(setup.into(), locks, host).into_any()
        });
        (setup, view)
    });
    Mounted {
        setup,
        view: Some(view),
        owner,
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Takes over one attribute's new value; `None` when it was removed.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        self.setup.update(|setup| config::set(setup, name, value));
    }

    /// Saves at once what is waiting to be saved.
    pub fn flush(&self) {}

    /// Unmounts the view and disposes of every signal below it.
    pub fn destroy(mut self) {
        drop(self.view.take());
        self.owner.cleanup();
    }
}
