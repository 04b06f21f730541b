//! Reads the plain object in which the shim hands over the element's attributes.

use crate::ui::Setup;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The element's attributes, absent where the host page gives none.
pub(super) fn setup(config: &JsValue) -> Setup {
    Setup {
        document_id: text(config, "documentId"),
        sync_url: text(config, "syncUrl"),
        storage: text(config, "storage"),
        namespace: text(config, "namespace"),
        view: text(config, "view"),
        readonly: text(config, "readonly").is_some(),
        theme: text(config, "theme"),
        heading_level: text(config, "headingLevel").and_then(|level| level.parse().ok()),
        lang: text(config, "lang"),
        price_list: None,
        app_url: text(config, "appUrl"),
    }
}

/// Changes one attribute, by the name that it has in HTML; an unknown name changes nothing.
pub(super) fn set(setup: &mut Setup, name: &str, value: Option<String>) {
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
        _ => {}
    }
}

/// A function of the shim's, if it gave one under this name.
pub(super) fn function(config: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(config, &name.into()).ok()?.dyn_into().ok()
}

fn text(config: &JsValue, name: &str) -> Option<String> {
    Reflect::get(config, &name.into()).ok()?.as_string()
}
