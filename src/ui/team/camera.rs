//! Reading a QR code from a photo, where the browser can. A photo needs no permission for the camera, and no page has
//! to let it through.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::texts::team_key as t;
use crate::ui::components::ButtonKind;
use crate::ui::view::{handler, spawn_guarded};

use super::steps::Section;

/// The button that takes a photo; nothing where the browser reads no codes. `found` gets the text.
pub(super) fn scan(section: Section, found: impl Fn(String) + Copy + 'static) -> AnyView {
    if detector().is_none() {
        return ().into_any();
    }
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let photo = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(photo) = photo else { return };
        spawn_guarded(section.alive, read(photo.into()), move |text| match text {
            Some(text) => found(text),
            None => section.message.set(t::SCAN_NONE),
        });
    };
    let open = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <input type="file" accept="image/*" capture="environment" hidden node_ref=input aria-label=t::SCAN on:change=handler(chosen) />
        <div class="settings__buttons">{section.button(ButtonKind::SecondaryText, t::SCAN, open)}</div>
    }
    .into_any()
}

fn detector() -> Option<Function> {
    let found = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?;
    found.dyn_into().ok()
}

/// The text of the QR code in a photo.
async fn read(photo: JsValue) -> Option<String> {
    let image = call(&js_sys::global(), "createImageBitmap", &photo).await?;
    let how = Object::new();
    let formats = Array::of1(&"qr_code".into());
    Reflect::set(&how, &"formats".into(), &formats).ok()?;
    let detector = Reflect::construct(&detector()?, &Array::of1(&how)).ok()?;
    let codes: Array = call(&detector, "detect", &image).await?.dyn_into().ok()?;
    let first = codes.get(0);
    Reflect::get(&first, &"rawValue".into()).ok()?.as_string()
}

async fn call(on: &JsValue, name: &str, with: &JsValue) -> Option<JsValue> {
    let method: Function = Reflect::get(on, &name.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.call1(on, with).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
