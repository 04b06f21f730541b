//! One mounted element: the view in its shadow root, and the reactive owner above it.

use super::{config, panic};
use crate::{
    domain::{Export, canonical},
    store::writer::PageLocks,
    ui::{self, Outside, Refused},
};
use js_sys::{Object, Promise};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
};
use std::{future::Future, pin::Pin};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;
use web_sys::HtmlElement;

/// A running instance; the shim keeps it until the element is gone.
#[wasm_bindgen]
pub struct Mounted {
    outside: Outside,
    view: Option<UnmountHandle<AnyViewState>>,
    owner: Owner,
}

/// Builds the app in `container`, a plain `div` in the element's shadow root.
#[wasm_bindgen]
#[must_use]
pub fn mount(container: HtmlElement, config: &JsValue) -> Mounted {
    panic::report_to(config::function(config, "panicked"));
    let owner = Owner::new();
    let (outside, view) = owner.with(|| {
        let lock = config::function(config, "lock");
        let locks = lock.zip(config::function(config, "unlock"));
        let locks = locks.map(|(lock, unlock)| PageLocks::new(lock, unlock));
        let [token, tell] = ["token", "tell"].map(|name| config::function(config, name));
        let outside = Outside::new(config::setup(config), locks, token, tell, &owner);
        outside.resume(config::texts(config, "kept"), config::text(config, "shown"));
        let view = mount_to(container, move || ui::app(outside).into_any());
        (outside, view)
    });
    Mounted {
        outside,
        view: Some(view),
        owner,
    }
}

/// One type for every promise: each future of its own would bring its own code.
type Answer = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

fn promise(answer: Answer) -> Promise {
    future_to_promise(answer)
}

#[wasm_bindgen]
impl Mounted {
    /// Takes over one attribute's or property's new value; `None` when it was removed.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        self.outside.change(|setup| config::set(setup, name, value));
    }

    /// The open document as JSON.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        self.outside.value()
    }

    /// Takes over a document of the host page's.
    ///
    /// # Errors
    ///
    /// A code, and after a colon what goes with it.
    pub fn set_value(&self, text: &str) -> Result<(), JsValue> {
        self.outside
            .set_value(text)
            .map_err(|refused| match refused {
                Refused::Invalid(path) => ["invalid-value:", &path].concat().into(),
                Refused::OtherId => "other-id".into(),
                Refused::ReadOnly => "readonly".into(),
            })
    }

    /// The totals of the open document.
    #[must_use]
    pub fn totals(&self) -> Option<Object> {
        self.outside.totals()
    }

    /// Whether the open document has edits that are not in the archive.
    #[must_use]
    pub fn dirty(&self) -> bool {
        let open = self.outside.open_canvas();
        open.is_some_and(|shared| shared.is_unsaved())
    }

    /// Saves at once; the promise is kept when the archive has it all.
    pub fn save(&self) -> Promise {
        let workspace = self.outside.workspace();
        promise(Box::pin(async move {
            let Some(workspace) = workspace else {
                return Ok(JsValue::UNDEFINED);
            };
            if workspace.save_all().await {
                Ok(JsValue::UNDEFINED)
            } else {
                Err("save".into())
            }
        }))
    }

    /// Syncs at once.
    pub fn sync(&self) -> Promise {
        let workspace = self.outside.workspace();
        promise(Box::pin(async move {
            let Some(workspace) = workspace else {
                return Err("no-sync".into());
            };
            let done = workspace.host.sync().await;
            done.map(|()| JsValue::UNDEFINED).map_err(JsValue::from)
        }))
    }

    /// The export file's text: of the open canvas, or of all where the overview is shown.
    pub fn export_json(&self) -> Promise {
        let open = self.outside.open_canvas();
        let workspace = self.outside.workspace();
        promise(Box::pin(async move {
            if let Some(shared) = open {
                return Ok(canonical(&Export::new(vec![shared.snapshot()])).into());
            }
            let Some(workspace) = workspace else {
                return Err("load".into());
            };
            let all = workspace.export(None).await;
            all.map(|(text, _)| text.into())
                .map_err(|_| "storage".into())
        }))
    }

    /// Unmounts the view and disposes of every signal below it; the promise is kept when what was
    /// waiting to be saved has been.
    pub fn destroy(mut self) -> Promise {
        let workspace = self.outside.workspace();
        if let Some(workspace) = &workspace {
            workspace.flush();
        }
        let saving = workspace.map(|workspace| workspace.save_all());
        drop(self.view.take());
        self.owner.cleanup();
        promise(Box::pin(async move {
            if let Some(saving) = saving {
                saving.await;
            }
            Ok(JsValue::UNDEFINED)
        }))
    }
}
