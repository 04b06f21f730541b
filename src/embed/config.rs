//! Reads the plain object in which the shim passes the element's attributes and properties.

use crate::{
    domain::{Author, Wire},
    ui::{Location, Setup},
};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The attributes and properties, by the names that [`set`] matches.
pub(super) fn setup(config: &JsValue) -> Setup {
    let mut setup = Setup::default();
    let given = Reflect::get(config, &"attributes".into()).unwrap_or_default();
    apply(&mut setup, &given);
    setup
}

/// Applies a list of names and texts to the attributes and properties, in order.
pub(super) fn apply(setup: &mut Setup, changes: &JsValue) {
    for entry in pairs(changes) {
        if let (Some(name), value) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            set(setup, &name, value);
        }
    }
}

fn pairs(list: &JsValue) -> impl Iterator<Item = Array> {
    Array::from(list).into_iter().map(|pair| Array::from(&pair))
}

/// Sets one attribute by its HTML name, or one property; an unknown name is ignored.
fn set(setup: &mut Setup, name: &str, value: Option<String>) {
    match name {
        "document-id" => setup.document_id = value,
        "sync-url" => setup.sync_url = value,
        "storage" => setup.storage = value,
        "namespace" => setup.namespace = value,
        "view" => setup.view = value,
        "readonly" => setup.readonly = value.is_some(),
        "theme" => setup.theme = value,
        "heading-level" => setup.heading_level = value.and_then(|level| level.parse().ok()),
        "lang" => setup.lang = value,
        "app-url" => setup.app_url = value,
        "user" => setup.user = value.as_deref().and_then(author),
        "gives-key" => setup.gives_key = value.is_some(),
        "standalone" => setup.standalone = value.is_some(),
        "price-list" => setup.price_list = value,
        _ => {}
    }
}

/// The host page's user, which the shim has validated. Read as it is in a document: serde would add a reader of
/// its own to the module.
fn author(text: &str) -> Option<Author> {
    Author::read(serde_json::from_str(text).ok()?).ok()
}

/// The function that the shim passed under this name, if any.
pub(super) fn function(config: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(config, &name.into()).ok()?.dyn_into().ok()
}

/// The location that the shim passed, which it has validated; `None` for none.
pub(super) fn location(place: &JsValue) -> Option<Location> {
    Some(Location {
        namespace: text(place, "namespace"),
        document_id: text(place, "documentId"),
        view: text(place, "view")?,
    })
}

/// The text that the shim passed under this name, if any.
pub(super) fn text(config: &JsValue, name: &str) -> Option<String> {
    Reflect::get(config, &name.into()).ok()?.as_string()
}
