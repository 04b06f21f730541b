//! Transactions and requests of IndexedDB as futures, and its errors as ours.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use crate::store::backend::port::Table;
use crate::store::error::StoreError;

/// Begins a transaction with strict durability, which web-sys has only behind an unstable flag.
pub(super) fn transaction(
    database: &IdbDatabase,
    tables: &[Table],
    mode: &str,
) -> Result<IdbTransaction, StoreError> {
    let begin = || {
        let names: Array = tables
            .iter()
            .map(|table| JsValue::from_str(table.wire()))
            .collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
        begin.call3(database, &names, &mode.into(), &options)
    };
    begin()
        .map(JsCast::unchecked_into)
        .map_err(|error| thrown(&error))
}

/// A table of a transaction.
pub(super) fn store(
    transaction: &IdbTransaction,
    table: Table,
) -> Result<IdbObjectStore, StoreError> {
    let store = transaction.object_store(table.wire());
    store.map_err(|error| thrown(&error))
}

/// A future of the first event passed to the handler that `listen` installs.
pub(super) fn event(listen: impl Fn(&Function)) -> JsFuture {
    Promise::new(&mut |resolve, _reject| listen(&resolve)).into()
}

/// Awaits the result of a request.
pub(super) async fn answer(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
    answered(request).await
}

/// Listens for a request's result at once, to be awaited later.
pub(super) fn answered(
    request: Result<IdbRequest, JsValue>,
) -> impl Future<Output = Result<JsValue, StoreError>> {
    let request = request.map(|request| {
        let heard = event(|handler| {
            request.set_onsuccess(Some(handler));
            request.set_onerror(Some(handler));
        });
        (request, heard)
    });
    let settle = async {
        let (request, heard) = request?;
        heard.await?;
        match request.error()? {
            Some(error) => Err(error.into()),
            None => request.result(),
        }
    };
    async { settle.await.map_err(|error: JsValue| thrown(&error)) }
}

/// A stored value's bytes; for a value that this app did not write, its text. `None` if it is
/// absent.
pub(super) fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    if value.is_undefined() {
        return None;
    }
    if let Some(array) = value.dyn_ref::<Uint8Array>() {
        return Some(array.to_vec());
    }
    let text = value.as_string().or_else(|| {
        let text = js_sys::JSON::stringify(value).ok()?;
        text.as_string()
    });
    Some(text.unwrap_or_default().into_bytes())
}

/// The error that the browser threw.
pub(super) fn thrown(error: &JsValue) -> StoreError {
    let name = Reflect::get(error, &"name".into());
    let name = name.ok().and_then(|name| name.as_string());
    explain(name.as_deref().unwrap_or("unknown"))
}

/// The error by the browser's name for it.
pub(super) fn explain(name: &str) -> StoreError {
    match name {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" => StoreError::Denied,
        "VersionError" => StoreError::TooNew { found: u32::MAX },
        "InvalidStateError" => StoreError::Closed,
        name => StoreError::Failed(name.to_owned()),
    }
}
