//! What the browser's own cryptography computes. The only module that names `WebCrypto`.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::aead::KEY;
use super::kdf::PassphraseKdf;
use super::key::Secret;

/// Stretches a passphrase to the secret of its slot, off the page's thread. The text is first brought
/// into one form of Unicode (NFC), as keyboards differ, and loses blanks at its ends.
///
/// # Errors
///
/// If the browser has no `WebCrypto`, as without a secure context.
pub async fn stretch(passphrase: &str, salt: &[u8], kdf: PassphraseKdf) -> Result<Secret, JsValue> {
    let text = JsString::from(passphrase.trim()).normalize("NFC");
    let bytes = String::from(text).into_bytes();
    let subtle = subtle()?;
    let usages = Array::of1(&"deriveBits".into());
    let imported = Uint8Array::from(bytes.as_slice());
    let given = [
        "raw".into(),
        imported.clone().into(),
        "PBKDF2".into(),
        false.into(),
        usages.into(),
    ];
    let key = call(&subtle, "importKey", &given).await;
    imported.fill(0, 0, imported.length());
    let how = Object::new();
    for (name, value) in [
        ("name", JsValue::from("PBKDF2")),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", kdf.rounds().into()),
    ] {
        Reflect::set(&how, &name.into(), &value)?;
    }
    let bits = u32::try_from(KEY * 8).unwrap_or_default();
    let derived = call(&subtle, "deriveBits", &[how.into(), key?, bits.into()]).await?;
    let derived = Uint8Array::new(&derived);
    let secret = Secret::new(derived.to_vec());
    derived.fill(0, 0, derived.length());
    Ok(secret)
}

fn subtle() -> Result<JsValue, JsValue> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into())?;
    let subtle = Reflect::get(&crypto, &"subtle".into())?;
    if subtle.is_undefined() {
        return Err(JsValue::from("no WebCrypto"));
    }
    Ok(subtle)
}

async fn call(on: &JsValue, name: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(on, &name.into())?.dyn_into()?;
    let promise: Promise = method.apply(on, &with.iter().collect())?.dyn_into()?;
    JsFuture::from(promise).await
}
