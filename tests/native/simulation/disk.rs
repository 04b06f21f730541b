//! A device's storage, which fails, forgets and crashes on command.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use maatwerk::store::{
    Change, Decide, Parts, Port, PortFuture, RecordKey, Store, StoreError, SyncPort, Table,
};

use crate::store;

type Tables = BTreeMap<(Table, String), Vec<u8>>;

/// The planned faults, by the number of the storage operation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plan {
    /// The operation that fails because the disk is full.
    pub(super) fails: Option<u64>,
    /// The operation at which the device crashes, and whether it does so after performing it.
    pub(super) dies: Option<(u64, bool)>,
}

/// A transaction that has decided but not committed yet, and what the page that began it will learn.
struct UnderWay {
    changes: Vec<Change>,
    outcome: Rc<Cell<Option<Result<(), StoreError>>>>,
}

/// A browser profile: the storage of one device.
#[derive(Default)]
pub(super) struct Disk {
    archive: RefCell<Tables>,
    journal: RefCell<Tables>,
    undo: RefCell<Vec<(u64, String, Option<Vec<u8>>)>>,
    pub(super) now: Cell<u64>,
    pub(super) calls: Cell<u64>,
    pub(super) writes: Cell<u64>,
    pub(super) plan: Cell<Plan>,
    pub(super) dead: Cell<bool>,
    /// Whether the next transaction that decides takes its time to commit.
    pub(super) is_slow: Cell<bool>,
    under_way: RefCell<Option<UnderWay>>,
    /// The time until which the disk is full.
    pub(super) jammed_until: Cell<u64>,
}

impl Disk {
    /// Counts an operation. Returns whether the device crashes after it.
    fn ask(&self) -> Result<bool, StoreError> {
        if self.dead.get() {
            return Err(StoreError::Closed);
        }
        let call = self.calls.get() + 1;
        self.calls.set(call);
        let plan = self.plan.get();
        if plan.fails == Some(call) {
            return Err(StoreError::Full);
        }
        match plan.dies {
            Some((at, false)) if at == call => {
                self.dead.set(true);
                Err(StoreError::Closed)
            }
            Some((at, true)) if at == call => Ok(true),
            _ => Ok(false),
        }
    }

    /// Fails if the operation writes and the disk is full.
    fn has_room(&self, writes: bool) -> Result<(), StoreError> {
        if writes && self.now.get() < self.jammed_until.get() {
            return Err(StoreError::Full);
        }
        Ok(())
    }

    fn answer<T>(&self, dies: bool, value: T) -> Result<T, StoreError> {
        if dies {
            self.dead.set(true);
            return Err(StoreError::Closed);
        }
        Ok(value)
    }

    /// Performs the changes of a transaction, all or none.
    fn write(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let dies = self.ask()?;
        let writes = changes.iter().any(|change| change.value.is_some());
        self.has_room(writes)?;
        self.put_all(changes);
        self.answer(dies, ())
    }

    fn put_all(&self, changes: Vec<Change>) {
        for Change { at, value } in changes {
            self.writes.set(self.writes.get() + 1);
            match value {
                Some(value) => self.archive.borrow_mut().insert(at, value),
                None => self.archive.borrow_mut().remove(&at),
            };
        }
    }

    /// Ends the transaction that takes its time. Its page learns so when its task goes on.
    pub(super) fn end_transaction(&self) {
        if let Some(UnderWay { changes, outcome }) = self.under_way.take() {
            outcome.set(Some(self.write(changes)));
        }
    }

    /// The device crashes during a transaction, which was committed or was not.
    pub(super) fn cut_off(&self, committed: bool) {
        if let (Some(under_way), true) = (self.under_way.take(), committed) {
            self.put_all(under_way.changes);
        }
    }

    /// Restarts the device; its journal has lost the last `forgotten` milliseconds.
    pub(super) fn revive(&self, forgotten: u64) {
        self.dead.set(false);
        self.plan.set(Plan::default());
        let since = self.now.get().saturating_sub(forgotten);
        let mut undo = self.undo.borrow_mut();
        while undo.last().is_some_and(|(at, ..)| *at > since) {
            let (_, key, before) = undo.pop().unwrap();
            let at = (Table::Canvas, key);
            match before {
                Some(before) => self.journal.borrow_mut().insert(at, before),
                None => self.journal.borrow_mut().remove(&at),
            };
        }
        undo.clear();
    }

    /// Evicts everything, as a browser may.
    pub(super) fn evict(&self) {
        self.cut_off(false);
        self.archive.borrow_mut().clear();
        self.journal.borrow_mut().clear();
        self.undo.borrow_mut().clear();
    }

    /// Flips a byte of the `nth` record of a table. Returns whether there was one.
    pub(super) fn corrupt(&self, table: Table, nth: u64, byte: u64) -> bool {
        let mut archive = self.archive.borrow_mut();
        let mut all: Vec<_> = archive
            .iter_mut()
            .filter(|((its, _), _)| *its == table)
            .collect();
        if all.is_empty() {
            return false;
        }
        let at = usize::try_from(nth).unwrap() % all.len();
        let value = &mut all[at].1;
        let byte = usize::try_from(byte).unwrap() % value.len();
        value[byte] ^= 0x11;
        true
    }

    /// The keys of the stored canvases.
    pub(super) fn ids(&self) -> Vec<String> {
        let (archive, journal) = (self.archive.borrow(), self.journal.borrow());
        let keys = archive.keys().chain(journal.keys());
        let canvases = keys.filter(|(table, _)| *table == Table::Canvas);
        canvases.map(|(_, key)| key.clone()).collect()
    }

    /// The number of versions of a canvas that were kept for this reason.
    pub(super) fn versions(&self, id: &str, why: &str) -> usize {
        let archive = self.archive.borrow();
        let all =
            archive.range((Table::History, format!("{id}/"))..(Table::History, format!("{id}0")));
        all.filter(|(_, value)| {
            let text = str::from_utf8(value).unwrap_or_default();
            text.contains(why)
        })
        .count()
    }

    /// Whether it has a ring of team keys.
    pub(super) fn has_team(&self) -> bool {
        let archive = self.archive.borrow();
        archive.contains_key(&(Table::Meta, "team".to_owned()))
    }

    /// The text of a record in the archive.
    pub(super) fn text(&self, table: Table, key: &str) -> Option<String> {
        let archive = self.archive.borrow();
        let value = archive.get(&(table, key.to_owned()))?;
        Some(String::from_utf8_lossy(value).into_owned())
    }

    /// All records of a table, as key and text.
    pub(super) fn texts(&self, table: Table) -> Vec<(String, String)> {
        let archive = self.archive.borrow();
        let mut all: Vec<(String, String)> = archive
            .iter()
            .filter(|((its, _), _)| *its == table)
            .map(|((_, key), value)| (key.clone(), String::from_utf8_lossy(value).into_owned()))
            .collect();
        if table == Table::Canvas {
            let journal = self.journal.borrow();
            all.extend(journal.iter().map(|((_, key), value)| {
                (key.clone(), String::from_utf8_lossy(value).into_owned())
            }));
        }
        all
    }

    /// The parts of a store on this profile.
    pub(super) fn parts(self: &Rc<Self>) -> Parts {
        let archive = Rc::new(Archive(self.clone()));
        store::parts(archive, Rc::new(Journal(self.clone())))
    }

    /// Opens a store on this profile, as a page does.
    pub(super) async fn open(self: &Rc<Self>) -> Result<Store, StoreError> {
        Store::assemble(self.parts()).await
    }
}

struct Archive(Rc<Disk>);

impl Port for Archive {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        let key = key.to_owned();
        Box::pin(async move {
            self.0.end_transaction();
            let dies = self.0.ask()?;
            let value = self.0.archive.borrow().get(&(table, key)).cloned();
            self.0.answer(dies, value)
        })
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        let prefix = prefix.to_owned();
        Box::pin(async move {
            let all = self.all(table).await?;
            Ok(all
                .into_iter()
                .map(|(key, _)| key)
                .filter(|key| key.starts_with(&prefix))
                .collect())
        })
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        Box::pin(async move {
            self.0.end_transaction();
            let dies = self.0.ask()?;
            let archive = self.0.archive.borrow();
            let all = archive.iter().filter(|((its, _), _)| *its == table);
            let all = all
                .map(|((_, key), value)| (key.clone(), value.clone()))
                .collect();
            self.0.answer(dies, all)
        })
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        Box::pin(async move {
            // Transactions follow one another, of whichever page they are.
            self.0.end_transaction();
            let found = {
                let archive = self.0.archive.borrow();
                reads.iter().map(|at| archive.get(at).cloned()).collect()
            };
            // `decide` may change memory too, even if the write then fails.
            let changes = decide(found)?;
            if !self.0.is_slow.take() {
                return self.0.write(changes);
            }
            let outcome = Rc::<Cell<Option<_>>>::default();
            self.0.under_way.replace(Some(UnderWay {
                changes,
                outcome: outcome.clone(),
            }));
            poll_fn(|_| outcome.take().map_or(Poll::Pending, Poll::Ready)).await
        })
    }
}

struct Journal(Rc<Disk>);

impl SyncPort for Journal {
    fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let dies = self.0.ask()?;
        let value = self
            .0
            .journal
            .borrow()
            .get(&(table, key.to_owned()))
            .cloned();
        self.0.answer(dies, value)
    }

    fn keys(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError> {
        let dies = self.0.ask()?;
        let journal = self.0.journal.borrow();
        let all = journal
            .keys()
            .filter(|(its, key)| *its == table && key.starts_with(prefix));
        self.0
            .answer(dies, all.map(|(_, key)| key.clone()).collect())
    }

    fn put(&self, table: Table, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        let dies = self.0.ask()?;
        self.0.has_room(value.is_some())?;
        let at = (table, key.to_owned());
        let mut journal = self.0.journal.borrow_mut();
        let before = match value {
            Some(value) => journal.insert(at, value.to_vec()),
            None => journal.remove(&at),
        };
        if table == Table::Canvas {
            self.0
                .undo
                .borrow_mut()
                .push((self.0.now.get(), key.to_owned(), before));
        }
        self.0.answer(dies, ())
    }
}
