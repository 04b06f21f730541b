//! Reads the plain object in which the shim hands over the element's attributes and properties.

use crate::{domain::Author, texts::prices::read_list, ui::Setup};
use js_sys::{Array, Function, Reflect};
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};

/// The attributes and properties, each under the name by which [`set`] knows it.
pub(super) fn setup(config: &JsValue) -> Setup {
    let mut setup = Setup::default();
    let given = Reflect::get(config, &"attributes".into()).unwrap_or_default();
    for entry in pairs(&given) {
        if let (Some(name), value) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            set(&mut setup, &name, value);
        }
    }
    setup
}

fn pairs(list: &JsValue) -> impl Iterator<Item = Array> {
    Array::from(list).into_iter().map(|pair| Array::from(&pair))
}

/// Changes one attribute, by the name that it has in HTML, or one property; an unknown name changes
/// nothing.
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
        "user" => setup.user = value.as_deref().and_then(author),
        "price-list" => setup.price_list = value.map(|text| read_list(text.as_bytes()).list),
        _ => {}
    }
}

/// The host page's user; the shim has looked that it is one. By way of a value, as documents are
/// read: an author straight from text would bring a parser of its own.
fn author(text: &str) -> Option<Author> {
    let value: Value = serde_json::from_str(text).ok()?;
    Author::deserialize(&value).ok()
}

/// A function of the shim's, if it gave one under this name.
pub(super) fn function(config: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(config, &name.into()).ok()?.dyn_into().ok()
}

/// A text of the shim's, if it gave one under this name.
pub(super) fn text(config: &JsValue, name: &str) -> Option<String> {
    Reflect::get(config, &name.into()).ok()?.as_string()
}

/// The texts of a list of the shim's.
pub(super) fn texts(config: &JsValue, name: &str) -> Vec<String> {
    let list = Reflect::get(config, &name.into()).unwrap_or_default();
    Array::from(&list)
        .into_iter()
        .filter_map(|text| text.as_string())
        .collect()
}
