//! What the browser's own cryptography computes, and what its authenticators give. The only module that names
//! `WebCrypto` and `navigator.credentials`.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::aead::KEY;
use super::kdf::PassphraseKdf;
use super::key::Secret;
use super::passkey::{Passkey, PasskeyError, PasskeyOutput};
use super::{SALT, base64};

/// The time that a user has to answer the device, in milliseconds.
const PATIENCE_MS: u32 = 120_000;

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
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", kdf.rounds().into()),
    ]);
    let bits = u32::try_from(KEY * 8).unwrap_or_default();
    let derived = call(&subtle, "deriveBits", &[how, key?, bits.into()]).await?;
    Ok(taken(&derived))
}

/// Whether the browser knows passkeys at all.
#[must_use]
pub fn knows_passkeys() -> bool {
    global("PublicKeyCredential").is_ok_and(|class| class.is_function())
}

/// Whether this device can make a passkey that opens a slot, as far as the browser tells: the device verifies its
/// user by itself, and the browser doesn't say that it has no PRF.
pub async fn offers_passkeys() -> bool {
    let offers = async {
        // A passkey belongs to a name: an address of numbers can have none.
        let host = Reflect::get(&global("location")?, &"hostname".into())?;
        let host = host.as_string().unwrap_or_default();
        if host.ends_with(|last: char| last == ']' || last.is_ascii_digit()) {
            return Ok(false);
        }
        let class = global("PublicKeyCredential")?;
        let verifies = call(&class, "isUserVerifyingPlatformAuthenticatorAvailable", &[]);
        if !verifies.await?.is_truthy() {
            return Ok(false);
        }
        // A browser that doesn't list what it can is asked by making one.
        let Ok(can) = call(&class, "getClientCapabilities", &[]).await else {
            return Ok(true);
        };
        let prf = Reflect::get(&can, &"extension:prf".into())?;
        Ok::<_, JsValue>(prf.as_bool() != Some(false))
    };
    offers.await.unwrap_or_default()
}

/// Has the device make a passkey for the page's own host, and asks it for its PRF's output at this salt. The user is
/// verified by the device; `app` and `name` are what the device calls it by. Its user handle is random.
///
/// Called from a press: some browsers refuse it otherwise.
///
/// # Errors
///
/// [`PasskeyError`]. A passkey whose PRF can't be used was made and is of no use: the device is told so.
pub async fn make_passkey(
    app: &str,
    name: &str,
    salt: &[u8; SALT],
) -> Result<PasskeyOutput, PasskeyError> {
    let user = object(&[
        ("id", random()?),
        ("name", name.into()),
        ("displayName", name.into()),
    ]);
    let algorithms = [-7, -257].map(|number: i32| typed(&[("alg", number.into())]));
    let device = object(&[
        ("authenticatorAttachment", "platform".into()),
        ("residentKey", "required".into()),
        ("requireResidentKey", true.into()),
        ("userVerification", "required".into()),
    ]);
    let options = object(&[
        ("challenge", random()?),
        ("rp", object(&[("name", app.into())])),
        ("user", user),
        (
            "pubKeyCredParams",
            algorithms.iter().collect::<Array>().into(),
        ),
        ("authenticatorSelection", device),
        ("attestation", "none".into()),
        ("timeout", PATIENCE_MS.into()),
        ("extensions", prf("eval", inputs(salt))),
    ]);
    let (output, is_enabled) = credential("create", options).await?;
    if output.secret.is_some() || is_enabled {
        return Ok(output);
    }
    forget_passkey(&output.id);
    Err(PasskeyError::Unsupported)
}

/// Asks the device for the PRF's output of one of these passkeys, after it has verified its user.
///
/// Called from a press: some browsers refuse it otherwise.
///
/// # Errors
///
/// [`PasskeyError`].
pub async fn ask_passkey(passkeys: &[Passkey]) -> Result<PasskeyOutput, PasskeyError> {
    let allowed = passkeys.iter().map(|passkey| {
        let id = Uint8Array::from(passkey.credential().as_slice());
        let transports = Array::of1(&"internal".into());
        typed(&[("id", id.into()), ("transports", transports.into())])
    });
    let salts: Vec<_> = passkeys
        .iter()
        .map(|passkey| (passkey.id.as_str(), inputs(&passkey.salt)))
        .collect();
    let options = object(&[
        ("challenge", random()?),
        ("allowCredentials", allowed.collect::<Array>().into()),
        ("userVerification", "required".into()),
        ("timeout", PATIENCE_MS.into()),
        ("extensions", prf("evalByCredential", object(&salts))),
    ]);
    let (output, _) = credential("get", options).await?;
    match output.secret {
        Some(_) => Ok(output),
        None => Err(PasskeyError::Unsupported),
    }
}

/// Tells the device that a passkey is of no use any more, where the browser can: it may then remove it.
pub fn forget_passkey(id: &str) {
    let told = || {
        let host = Reflect::get(&global("location")?, &"hostname".into())?;
        let what = object(&[("rpId", host), ("credentialId", id.into())]);
        let class = global("PublicKeyCredential")?;
        let signal: Function =
            Reflect::get(&class, &"signalUnknownCredential".into())?.dyn_into()?;
        let promise: Promise = signal.call1(&class, &what)?.dyn_into()?;
        wasm_bindgen_futures::spawn_local(async move {
            // It stays in the list of the device then, and opens nothing.
            JsFuture::from(promise).await.ok();
        });
        Ok::<_, JsValue>(())
    };
    told().ok();
}

/// Calls a method of `navigator.credentials`. Returns the credential's id with its PRF's output, and whether it has a
/// PRF.
async fn credential(method: &str, options: JsValue) -> Result<(PasskeyOutput, bool), PasskeyError> {
    let asked = async {
        let credentials = Reflect::get(&global("navigator")?, &"credentials".into())?;
        let options = object(&[("publicKey", options)]);
        let credential = call(&credentials, method, &[options]).await?;
        let id = Uint8Array::new(&Reflect::get(&credential, &"rawId".into())?);
        let results: Function =
            Reflect::get(&credential, &"getClientExtensionResults".into())?.dyn_into()?;
        let results = results.call0(&credential)?;
        let prf = Reflect::get(&results, &"prf".into())?;
        let of = |holder: &JsValue, name: &str| {
            Reflect::get(holder, &name.into()).unwrap_or(JsValue::UNDEFINED)
        };
        let first = of(&of(&prf, "results"), "first");
        let output = PasskeyOutput {
            id: base64::encode(&id.to_vec()),
            secret: first.is_object().then(|| taken(&first)),
        };
        Ok::<_, JsValue>((output, of(&prf, "enabled").is_truthy()))
    };
    asked.await.map_err(|error| explain(&error))
}

fn explain(error: &JsValue) -> PasskeyError {
    let name = Reflect::get(error, &"name".into()).ok();
    match name.and_then(|name| name.as_string()).as_deref() {
        Some("NotAllowedError" | "AbortError") => PasskeyError::Cancelled,
        _ => PasskeyError::Unsupported,
    }
}

/// The extension that evaluates the PRF.
fn prf(how: &str, inputs: JsValue) -> JsValue {
    object(&[("prf", object(&[(how, inputs)]))])
}

fn inputs(salt: &[u8]) -> JsValue {
    object(&[("first", Uint8Array::from(salt).into())])
}

/// An object of the one type of credential that there is.
fn typed(fields: &[(&str, JsValue)]) -> JsValue {
    let object = object(fields);
    set(&object, "type", &"public-key".into());
    object
}

/// 32 random bytes.
fn random() -> Result<JsValue, PasskeyError> {
    let fill = || {
        let bytes = JsValue::from(Uint8Array::new_with_length(32));
        let crypto = global("crypto")?;
        let method: Function = Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into()?;
        method.call1(&crypto, &bytes)
    };
    fill().map_err(|_: JsValue| PasskeyError::Unsupported)
}

/// The bytes of an `ArrayBuffer`, which is wiped.
fn taken(buffer: &JsValue) -> Secret {
    let bytes = Uint8Array::new(buffer);
    let secret = Secret::new(bytes.to_vec());
    bytes.fill(0, 0, bytes.length());
    secret
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new().into();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // A new object takes every field.
    Reflect::set(object, &name.into(), value).ok();
}

fn global(name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(&js_sys::global(), &name.into())
}

fn subtle() -> Result<JsValue, JsValue> {
    let subtle = Reflect::get(&global("crypto")?, &"subtle".into())?;
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
