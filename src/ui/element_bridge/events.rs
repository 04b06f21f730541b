//! The events that the shim gets, to pass on to the host page.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::domain::DocumentId;

use super::ElementBridge;

impl ElementBridge {
    /// Sends an event to the host page. `name` is the event's name without `maatwerk-`.
    pub(in crate::ui) fn tell(self, name: &str, detail: &Object) {
        if let Some(tell) = self.tell.try_get_value().flatten() {
            // The shim's function never throws.
            drop(tell.call2(&JsValue::NULL, &name.into(), detail));
        }
    }

    /// Sends `maatwerk-error` about the open document, with a code.
    pub(in crate::ui) fn error(self, code: &str) {
        self.error_of(self.document_id().as_ref(), code);
    }

    pub(super) fn error_of(self, id: Option<&DocumentId>, code: &str) {
        let detail = about(id);
        put(&detail, "code", &code.into());
        self.tell("error", &detail);
    }

    /// The detail of an event about the open document: its id, and nothing of its content.
    pub(in crate::ui) fn detail(self) -> Object {
        about(self.document_id().as_ref())
    }
}

fn about(id: Option<&DocumentId>) -> Object {
    let detail = Object::new();
    let id = id.map_or(JsValue::NULL, |id| id.as_str().into());
    put(&detail, "documentId", &id);
    detail
}

/// Sets a property of an event's detail.
pub(in crate::ui) fn put(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes every property.
    drop(Reflect::set(object, &name.into(), value));
}
