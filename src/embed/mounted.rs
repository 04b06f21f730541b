//! One mounted element: the view in its shadow root, and the reactive owner above it.

use super::{config, panic};
use crate::{
    session::{ExportFile, Late, Part, Visit, load_parts_with},
    store::leader::PageLocks,
    ui::{self, ElementBridge, Refused},
};
use js_sys::{Object, Promise, Reflect};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
};
use std::{future::Future, pin::Pin};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::HtmlElement;

/// A running instance; the shim keeps it until the element is removed.
#[wasm_bindgen]
pub struct Mounted {
    bridge: ElementBridge,
    view: Option<UnmountHandle<AnyViewState>>,
    owner: Owner,
}

/// Mounts the app in `container`, a plain `div` in the element's shadow root.
#[wasm_bindgen]
#[must_use]
pub fn mount(container: HtmlElement, config: &JsValue) -> Mounted {
    panic::report_to(config::function(config, "panicked"));
    load_parts_with(config::function(config, "part"));
    let owner = Owner::new();
    let (bridge, view) = owner.with(|| {
        let lock = config::function(config, "lock");
        let locks = lock.zip(config::function(config, "unlock"));
        let locks = locks.map(|(lock, unlock)| PageLocks::new(lock, unlock));
        let functions = ["token", "tell", "kept", "key"].map(|name| config::function(config, name));
        let bridge = ElementBridge::new(config::setup(config), locks, functions);
        let shown = config::text(config, "shown");
        let place = Reflect::get(config, &"place".into()).unwrap_or_default();
        match (config::location(&place), &shown) {
            (Some(location), shown) => bridge.start_at(&location, shown.as_deref()),
            (None, Some(shown)) => bridge.resume(shown),
            (None, None) => {}
        }
        let view = mount_to(container, move || ui::app(bridge).into_any());
        (bridge, view)
    });
    Mounted {
        bridge,
        view: Some(view),
        owner,
    }
}

/// One boxed type for every promise: a future type for each would add code to the module.
type Answer = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

fn promise(answer: Answer) -> Promise {
    future_to_promise(answer)
}

/// Exports the open canvas, or all.
static EXPORT: Late<fn(ElementBridge) -> Answer> = Late::new(Part::Files);

/// Gives what is late here; called by the part.
pub(super) fn give() {
    EXPORT.give(|bridge| Box::pin(export(bridge)));
}

async fn export(bridge: ElementBridge) -> Result<JsValue, JsValue> {
    if let Some(open_canvas) = bridge.open_canvas() {
        return exported(ExportFile::of(vec![open_canvas.snapshot()]));
    }
    let Some(workspace) = bridge.workspace() else {
        return Err(if bridge.is_locked() { "locked" } else { "load" }.into());
    };
    let all = workspace.library().export(None).await;
    all.map_err(|_| "storage".into()).and_then(exported)
}

/// The text of an export; an error if a canvas is missing from it.
fn exported(file: ExportFile) -> Result<JsValue, JsValue> {
    if file.apart.is_empty() {
        Ok(file.text.into())
    } else {
        Err("too-large".into())
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Applies changed attributes and properties as one step, in order: names, each with its text
    /// or null.
    pub fn change(&self, changes: &JsValue) {
        self.bridge.change(|setup| config::apply(setup, changes));
    }

    /// Goes to a place, `{namespace, documentId, view}` with null for the element's own namespace and
    /// for no document.
    pub fn go(&self, place: &JsValue) {
        if let Some(location) = config::location(place) {
            self.bridge.go_to(&location);
        }
    }

    /// The place that shows; `None` while a namespace opens, and where the attribute names no
    /// possible document.
    #[must_use]
    pub fn place(&self) -> Option<Object> {
        self.bridge.place()
    }

    /// Resolves when the requested document is shown, or can't be shown.
    pub fn idle(&self) -> Promise {
        let bridge = self.bridge;
        promise(Box::pin(async move {
            bridge.idle().await;
            Ok(JsValue::UNDEFINED)
        }))
    }

    /// The open document as JSON; `None` if none is open.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        self.bridge.value()
    }

    /// Sets the document from the host page's JSON. Returns `true` if it is in place, `false` if it
    /// waits until the stored one has opened.
    ///
    /// # Errors
    ///
    /// An error code, with details after a colon.
    pub fn set_value(&self, text: &str) -> Result<bool, JsValue> {
        self.bridge
            .set_value(text)
            .map_err(|refused| match refused {
                Refused::Invalid(path) => ["invalid-value:", &path].concat().into(),
                Refused::OtherId => "other-id".into(),
                Refused::ReadOnly => "readonly".into(),
                Refused::Failed(code) => code.into(),
            })
    }

    /// The totals of the open document; `None` if none is open.
    #[must_use]
    pub fn totals(&self) -> Option<Object> {
        self.bridge.totals()
    }

    /// Whether the open document has edits that aren't in the archive.
    #[must_use]
    pub fn dirty(&self) -> bool {
        let open = self.bridge.open_canvas();
        open.is_some_and(|open_canvas| open_canvas.is_unsaved())
    }

    /// Saves at once; resolves when the archive has every edit.
    pub fn save(&self) -> Promise {
        let workspace = self.bridge.workspace();
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

    /// Locks what is sealed; resolves when all is saved and its key is forgotten.
    pub fn lock(&self) -> Promise {
        promise(Box::pin(async move {
            if ui::lock_now().await {
                Ok(JsValue::UNDEFINED)
            } else {
                Err("not-sealed".into())
            }
        }))
    }

    /// Syncs at once; resolves when the cycle is done.
    pub fn sync(&self) -> Promise {
        let (workspace, is_locked) = (self.bridge.workspace(), self.bridge.is_locked());
        promise(Box::pin(async move {
            let Some(workspace) = workspace else {
                return Err(if is_locked { "locked" } else { "no-sync" }.into());
            };
            let done = workspace.sync().now().await;
            done.map(|()| JsValue::UNDEFINED).map_err(JsValue::from)
        }))
    }

    /// Resolves to the export file's text: of the open canvas, or of all if the overview is shown.
    pub fn export_json(&self) -> Promise {
        let bridge = self.bridge;
        promise(Box::pin(async move {
            Part::Files.load().await;
            match EXPORT.get() {
                Some(export) => export(bridge).await,
                None => Err("load".into()),
            }
        }))
    }

    /// Commits the focused field, unmounts the view and disposes of every signal below it. Saving may
    /// go on for a moment after that.
    pub fn destroy(mut self) {
        self.bridge.commit_typing();
        let ending = self.bridge.end_visit().map(Visit::end);
        drop(self.view.take());
        self.owner.cleanup();
        if let Some(ending) = ending {
            spawn_local(ending);
        }
    }
}
