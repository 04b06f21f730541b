//! The archive: records in IndexedDB with strict durability. The only module that uses IndexedDB.
//!
//! Written directly on web-sys: of the crates for IndexedDB, `idb` has no durability option and
//! `indexed_db_futures` adds a dozen dependencies for a few promises. A promise's `resolve` serves
//! as the event handler, so that no closure has to be kept alive, and no promise rejects: the
//! outcome is read from the request or transaction itself.

mod request;
mod tables;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbTransaction};

use request::{answer, answered, bytes, event, explain, store, thrown, transaction};
use tables::Tables;

use super::browser::{sleep, within};
use super::port::{Change, Decide, Port, PortFuture, RecordKey, Table};
use crate::store::error::StoreError;

/// The version of the database's layout. Version 2 added the table of sync; version 3 only says that records may
/// be sealed, which an older app must not take for damage: it reads, and writes nothing; version 4 added the table
/// of figures, which an older app would leave behind when it removes a canvas for good. An upgrade only creates the
/// tables that are missing.
const LAYOUT: u32 = 4;

/// The maximum time for opening the database, in milliseconds: some versions of Safari never
/// respond.
const PATIENCE_MS: i32 = 5000;

/// The maximum time for a request while the database has been opening for longer than that already.
const LATE_PATIENCE_MS: i32 = 500;

/// Records in IndexedDB: one object store per table, with out-of-line keys and bytes as values.
pub struct Archive(Rc<State>);

struct State {
    name: String,
    open: Rc<RefCell<Option<Connection>>>,
    /// The layout version that the database had when it was opened last.
    found: Cell<u32>,
    /// What opens the database now: resolves, with nothing, once that has ended.
    opening: RefCell<Option<Promise>>,
    /// Whether a request has waited for `opening` in vain: others don't wait as long.
    is_late: Cell<bool>,
    /// Why the database couldn't be opened last.
    error: RefCell<Option<StoreError>>,
}

/// A database connection with its event handlers.
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
    /// Opens the database `name`, and creates it if there is none.
    ///
    /// # Errors
    ///
    /// If the browser denies storage to this page, or doesn't respond within `PATIENCE_MS`.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let archive = Self::unopened(name);
        archive.database().await?;
        Ok(archive)
    }

    /// The archive in database `name`, which the first request opens.
    #[must_use]
    pub fn unopened(name: &str) -> Self {
        Self(Rc::new(State {
            name: name.to_owned(),
            open: Rc::default(),
            found: Cell::new(LAYOUT),
            opening: RefCell::default(),
            is_late: Cell::default(),
            error: RefCell::default(),
        }))
    }

    /// The layout version of the database if it is newer than `LAYOUT`: nothing may be written
    /// then.
    #[must_use]
    pub fn too_new(&self) -> Option<u32> {
        Some(self.0.found.get()).filter(|found| *found > LAYOUT)
    }

    /// Closes the connection; the next request reopens it.
    pub fn close(&self) {
        drop(self.0.open.borrow_mut().take());
    }

    /// The open connection. Reopens it if the browser or a page with a newer version closed it.
    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(database) = self.0.database() {
            return Ok(database);
        }
        let patience = if self.0.is_late.get() {
            LATE_PATIENCE_MS
        } else {
            PATIENCE_MS
        };
        let opening = JsFuture::from(State::opening(&self.0));
        if within(sleep(patience), opening).await.is_none() {
            self.0.is_late.set(true);
            return Err(StoreError::Failed("TimeoutError".to_owned()));
        }
        let error = || self.0.error.borrow().clone().unwrap_or(StoreError::Closed);
        self.0.database().ok_or_else(error)
    }

    async fn begin(&self, tables: &[Table], mode: &str) -> Result<IdbTransaction, StoreError> {
        let database = self.database().await?;
        if let Ok(transaction) = transaction(&database, tables, mode) {
            return Ok(transaction);
        }
        // The browser closed the connection without an event.
        self.close();
        let database = self.database().await?;
        transaction(&database, tables, mode)
    }

    async fn write(&self, reads: &[RecordKey], decide: Decide<'_>) -> Result<(), StoreError> {
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
            // Has no effect if the browser has already aborted.
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

impl State {
    fn database(&self) -> Option<IdbDatabase> {
        let open = self.open.borrow();
        open.as_ref().map(|connection| connection.database.clone())
    }

    /// What opens the database, started unless it is under way. It goes on when nobody waits any
    /// longer: dropped half-way it would leave a new database without tables, and a connection that
    /// nobody closes.
    fn opening(state: &Rc<Self>) -> Promise {
        let mut opening = state.opening.borrow_mut();
        let start = || future_to_promise(Self::open(Rc::clone(state)));
        opening.get_or_insert_with(start).clone()
    }

    async fn open(state: Rc<Self>) -> Result<JsValue, JsValue> {
        let opened = match connect(&state.name, Some(LAYOUT)).await {
            // Created by a newer version: open it at its own version, read-only.
            Err(StoreError::TooNew { .. }) => connect(&state.name, None).await,
            result => result,
        };
        match opened {
            Ok(database) => {
                state.found.set(layout(&database));
                let connection = watch(&database, &state.open);
                state.open.replace(Some(connection));
            }
            Err(error) => {
                state.error.replace(Some(error));
            }
        }
        state.is_late.set(false);
        state.opening.replace(None);
        Ok(JsValue::UNDEFINED)
    }
}

impl Port for Archive {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        let key = JsValue::from_str(key);
        Box::pin(async move {
            let value = answer(self.store(table).await?.get(&key)).await?;
            Ok(bytes(&value))
        })
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        let end = format!("{prefix}\u{ffff}");
        let range = IdbKeyRange::bound(&prefix.into(), &end.into());
        Box::pin(async move {
            let range = range.map_err(|error| thrown(&error))?;
            let keys = answer(self.store(table).await?.get_all_keys_with_key(&range)).await?;
            let keys = Array::from(&keys);
            Ok(keys.iter().filter_map(|key| key.as_string()).collect())
        })
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        Box::pin(async move {
            let store = self.store(table).await?;
            let (keys, values) = (store.get_all_keys(), store.get_all());
            let keys = answer(keys).await?;
            let values = answer(values).await?;
            let (keys, values) = (Array::from(&keys), Array::from(&values));
            // Pair keys with values before filtering, for example keys that aren't strings.
            let pairs = keys.iter().zip(values.iter());
            let ours = pairs.filter_map(|(key, value)| key.as_string().zip(bytes(&value)));
            Ok(ours.collect())
        })
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        Box::pin(async move { self.write(&reads, decide).await })
    }
}

/// Opens a database. With a version, creates the missing tables; with `None`, opens it as it is.
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
            // Fails for a table that exists, which is left as it is.
            database.create_object_store(table.wire()).ok();
        }
    });
    request.set_onupgradeneeded(Some(lay_out.as_ref().unchecked_ref()));
    let result = answer(Ok(request.clone().unchecked_into())).await;
    request.set_onupgradeneeded(None);
    result.map(JsCast::unchecked_into)
}

/// Drops the connection when the browser closes it, or when a page with a newer version upgrades.
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

/// Reads, decides and requests the changes. Their success is known from the transaction's outcome.
async fn fill(
    transaction: &IdbTransaction,
    reads: &[RecordKey],
    decide: Decide<'_>,
) -> Result<(), StoreError> {
    let tables = Tables::of(transaction)?;
    let existing = tables.look(reads).await?;
    // Request all records before awaiting any: they are then read in one go, in this order.
    let mut asked = Vec::with_capacity(reads.len());
    for (table, key) in reads {
        let may_exist = existing.iter().all(|it| it.may_have(*table, key));
        let ask = || answered(tables.get(*table).and_then(|store| store.get(&key.into())));
        asked.push(may_exist.then(ask));
    }
    let mut found = Vec::with_capacity(reads.len());
    for answer in asked {
        found.push(match answer {
            Some(answer) => bytes(&answer.await?),
            None => None,
        });
    }
    for Change { at, value } in decide(found)? {
        let key = JsValue::from_str(&at.1);
        let asked = tables.get(at.0).and_then(|store| match value {
            Some(value) => store.put_with_key(&Uint8Array::from(value.as_slice()), &key),
            None => store.delete(&key),
        });
        asked.map_err(|error| thrown(&error))?;
    }
    Ok(())
}

fn layout(database: &IdbDatabase) -> u32 {
    // Versions are integers; one beyond `u32` saturates, and is too new anyway.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let version = database.version() as u32;
    version
}
