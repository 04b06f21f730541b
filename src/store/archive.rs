//! The archive: IndexedDB with strict durability, the only place that names it.
//!
//! Straight on web-sys: of the crates for it, `idb` offers no durability, and `indexed_db_futures`
//! brings a dozen crates for what a few promises do. A promise's own `resolve` serves as the event
//! handler, so that no closure has to be kept alive, and none rejects: what happened is read from
//! the request or the transaction itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction,
};

use super::browser::within;
use super::error::StoreError;
use super::port::{Answer, At, Change, Decide, Port, Table};

/// The version of the database's layout. The second added the table of sync; an upgrade only makes
/// the tables that are not there yet.
const LAYOUT: u32 = 2;

/// How long the browser may take to open the database: some versions of Safari never answer.
const PATIENCE_MS: i32 = 5000;

/// Records in IndexedDB: one object store per table, keys apart from values, values as bytes.
pub struct Archive {
    name: String,
    open: Rc<RefCell<Option<Connection>>>,
    found: Cell<u32>,
}

/// A database with what listens to it.
struct Connection {
    database: IdbDatabase,
    _gone: Closure<dyn FnMut()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onclose(None);
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

impl Archive {
    /// Opens the database `name`, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// When the browser keeps nothing for this page, or does not answer.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let archive = Self {
            name: name.to_owned(),
            open: Rc::default(),
            found: Cell::new(LAYOUT),
        };
        archive.database().await?;
        Ok(archive)
    }

    /// The version of a layout that is newer than ours, if it is: then nothing may be written.
    #[must_use]
    pub fn too_new(&self) -> Option<u32> {
        Some(self.found.get()).filter(|found| *found > LAYOUT)
    }

    /// Closes the connection; the next question opens it again.
    pub fn close(&self) {
        drop(self.open.borrow_mut().take());
    }

    /// The open connection, opened again where the browser or a newer page has closed it.
    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(connection) = &*self.open.borrow() {
            return Ok(connection.database.clone());
        }
        let opening = async {
            match connect(&self.name, Some(LAYOUT)).await {
                // Made by a newer version: open it as it is, to read.
                Err(StoreError::TooNew { .. }) => connect(&self.name, None).await,
                result => result,
            }
        };
        let opened = within(PATIENCE_MS, opening).await;
        let database = opened.unwrap_or(Err(StoreError::Failed("TimeoutError".to_owned())))?;
        self.found.set(layout(&database));
        let old = self.open.replace(Some(watch(&database, &self.open)));
        drop(old);
        Ok(database)
    }

    async fn begin(&self, tables: &[Table], mode: &str) -> Result<IdbTransaction, StoreError> {
        let database = self.database().await?;
        if let Ok(transaction) = transaction(&database, tables, mode) {
            return Ok(transaction);
        }
        // The browser closed the connection without saying so.
        self.close();
        let database = self.database().await?;
        transaction(&database, tables, mode)
    }

    async fn write(&self, reads: &[At], decide: Decide<'_>) -> Result<(), StoreError> {
        let transaction = self.begin(&Table::ARCHIVED, "readwrite").await?;
        if let Some(found) = self.too_new() {
            return Err(StoreError::TooNew { found });
        }
        let done = event(|handler| {
            transaction.set_oncomplete(Some(handler));
            transaction.set_onabort(Some(handler));
        });
        let written = fill(&transaction, reads, decide).await;
        if written.is_err() {
            // Has no effect where the browser has already given up.
            transaction.abort().ok();
        }
        let ended = done.await.map_err(|error| thrown(&error))?;
        written?;
        if ended.unchecked_ref::<Event>().type_() == "complete" {
            return Ok(());
        }
        let error = transaction.error();
        Err(error.map_or(StoreError::Closed, |error| explain(&error.name())))
    }

    async fn store(&self, table: Table) -> Result<IdbObjectStore, StoreError> {
        let transaction = self.begin(&[table], "readonly").await?;
        store(&transaction, table)
    }
}

impl Port for Archive {
    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<Vec<u8>>> {
        let key = JsValue::from_str(key);
        Box::pin(async move {
            let value = answer(self.store(table).await?.get(&key)).await?;
            Ok(bytes(&value))
        })
    }

    fn keys(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
        let end = format!("{prefix}\u{ffff}");
        let range = IdbKeyRange::bound(&prefix.into(), &end.into());
        Box::pin(async move {
            let range = range.map_err(|error| thrown(&error))?;
            let keys = answer(self.store(table).await?.get_all_keys_with_key(&range)).await?;
            let keys = Array::from(&keys);
            Ok(keys.iter().filter_map(|key| key.as_string()).collect())
        })
    }

    fn all(&self, table: Table) -> Answer<'_, Vec<(String, Vec<u8>)>> {
        Box::pin(async move {
            let store = self.store(table).await?;
            let (keys, values) = (store.get_all_keys(), store.get_all());
            let keys = answer(keys).await?;
            let values = answer(values).await?;
            let (keys, values) = (Array::from(&keys), Array::from(&values));
            // Paired before anything is left out, such as a key that is none of ours.
            let pairs = keys.iter().zip(values.iter());
            let ours = pairs.filter_map(|(key, value)| key.as_string().zip(bytes(&value)));
            Ok(ours.collect())
        })
    }

    fn update<'a>(&'a self, reads: Vec<At>, decide: Decide<'a>) -> Answer<'a, ()> {
        Box::pin(async move { self.write(&reads, decide).await })
    }
}

/// Opens a database and lays it out; without a version, as it is.
async fn connect(name: &str, version: Option<u32>) -> Result<IdbDatabase, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Denied)?;
    let factory = window.indexed_db().map_err(|error| thrown(&error))?;
    let factory: IdbFactory = factory.ok_or(StoreError::Denied)?;
    let request = match version {
        Some(version) => factory.open_with_u32(name, version),
        None => factory.open(name),
    };
    let request = request.map_err(|error| thrown(&error))?;
    let opened = request.clone();
    let lay_out = Closure::<dyn FnMut()>::new(move || {
        let Ok(database) = opened.result() else {
            return;
        };
        let database: IdbDatabase = database.unchecked_into();
        for table in Table::ARCHIVED {
            // One that is there already stays as it is.
            database.create_object_store(table.wire()).ok();
        }
    });
    request.set_onupgradeneeded(Some(lay_out.as_ref().unchecked_ref()));
    let result = answer(Ok(request.clone().unchecked_into())).await;
    request.set_onupgradeneeded(None);
    result.map(JsCast::unchecked_into)
}

/// Forgets the connection when the browser closes it, and gives way to a newer version's page.
fn watch(database: &IdbDatabase, open: &Rc<RefCell<Option<Connection>>>) -> Connection {
    let open = Rc::downgrade(open);
    let gone = Closure::<dyn FnMut()>::new(move || {
        let connection = open.upgrade().and_then(|open| open.borrow_mut().take());
        drop(connection);
    });
    let handler: &Function = gone.as_ref().unchecked_ref();
    database.set_onclose(Some(handler));
    database.set_onversionchange(Some(handler));
    Connection {
        database: database.clone(),
        _gone: gone,
    }
}

/// Begins a transaction with strict durability, which web-sys offers only behind an unstable flag.
fn transaction(
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

/// Reads, decides and asks for the changes; whether they succeed, the transaction tells.
async fn fill(
    transaction: &IdbTransaction,
    reads: &[At],
    decide: Decide<'_>,
) -> Result<(), StoreError> {
    let mut found = Vec::with_capacity(reads.len());
    for (table, key) in reads {
        let request = store(transaction, *table)?.get(&key.into());
        found.push(bytes(&answer(request).await?));
    }
    for Change { at, value } in decide(found)? {
        let (store, key) = (store(transaction, at.0)?, JsValue::from_str(&at.1));
        let asked = match value {
            Some(value) => store.put_with_key(&Uint8Array::from(value.as_slice()), &key),
            None => store.delete(&key),
        };
        asked.map_err(|error| thrown(&error))?;
    }
    Ok(())
}

fn store(transaction: &IdbTransaction, table: Table) -> Result<IdbObjectStore, StoreError> {
    let store = transaction.object_store(table.wire());
    store.map_err(|error| thrown(&error))
}

/// The first event that `listen` hands to its handler.
fn event(listen: impl Fn(&Function)) -> JsFuture {
    Promise::new(&mut |resolve, _reject| listen(&resolve)).into()
}

/// Waits for a request's answer.
async fn answer(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
    let settle = async {
        let request = request?;
        event(|handler| {
            request.set_onsuccess(Some(handler));
            request.set_onerror(Some(handler));
        })
        .await?;
        match request.error()? {
            Some(error) => Err(error.into()),
            None => request.result(),
        }
    };
    settle.await.map_err(|error: JsValue| thrown(&error))
}

/// A stored value's bytes; of one that we did not write, its text.
fn bytes(value: &JsValue) -> Option<Vec<u8>> {
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

fn layout(database: &IdbDatabase) -> u32 {
    // Versions are whole numbers; one beyond u32 saturates and is too new all the same.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let version = database.version() as u32;
    version
}

fn thrown(error: &JsValue) -> StoreError {
    let name = Reflect::get(error, &"name".into());
    let name = name.ok().and_then(|name| name.as_string());
    explain(name.as_deref().unwrap_or("unknown"))
}

fn explain(name: &str) -> StoreError {
    match name {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" => StoreError::Denied,
        "VersionError" => StoreError::TooNew { found: u32::MAX },
        "InvalidStateError" => StoreError::Closed,
        name => StoreError::Failed(name.to_owned()),
    }
}
