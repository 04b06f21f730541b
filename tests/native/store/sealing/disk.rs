//! A profile that stops at a given operation, as a browser does that is killed.

use std::cell::Cell;
use std::future::pending;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use maatwerk::crypto::{DeviceKey, KeyRing, NONCE, SlotKind, is_sealed};
use maatwerk::store::{
    Channel, Decide, JournalMode, Memory, Parts, Plain, Port, PortFuture, RecordKey, Store,
    StoreError, SyncPort, SyncPortAdapter, Table, Unlocked,
};

use super::super::kit::now;
use crate::crypto::{recovery_slot, secret, short_passphrase_slot};

/// When the browser is killed: at which operation, and whether that one still takes effect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kill {
    pub(super) at: u32,
    pub(super) done: bool,
}

/// What all operations of one page share.
struct Switch {
    kill: Option<Kill>,
    count: Cell<u32>,
}

#[derive(PartialEq)]
enum Step {
    Runs,
    Last,
    Dead,
}

impl Switch {
    fn step(&self) -> Step {
        self.count.set(self.count.get() + 1);
        let Some(kill) = self.kill else {
            return Step::Runs;
        };
        match self.count.get() {
            count if count < kill.at => Step::Runs,
            count if count == kill.at && kill.done => Step::Last,
            _ => Step::Dead,
        }
    }
}

struct Archive {
    inner: Rc<dyn Port>,
    switch: Rc<Switch>,
}

impl Archive {
    fn ask<'a, T: 'a>(&'a self, ask: impl FnOnce() -> PortFuture<'a, T>) -> PortFuture<'a, T> {
        match self.switch.step() {
            Step::Runs => ask(),
            Step::Last => {
                drop(now(ask()));
                Box::pin(pending())
            }
            Step::Dead => Box::pin(pending()),
        }
    }
}

impl Port for Archive {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        self.ask(|| self.inner.get(table, key))
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        self.ask(|| self.inner.keys(table, prefix))
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        self.ask(|| self.inner.all(table))
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        self.ask(move || self.inner.update(reads, decide))
    }
}

struct Journal {
    inner: Rc<dyn SyncPort>,
    switch: Rc<Switch>,
}

impl Journal {
    fn ask<T>(&self, ask: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let dead = || StoreError::Failed("killed".to_owned());
        match self.switch.step() {
            Step::Runs => ask(),
            Step::Last => ask().and(Err(dead())),
            Step::Dead => Err(dead()),
        }
    }
}

impl SyncPort for Journal {
    fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|| self.inner.get(table, key))
    }

    fn keys(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.ask(|| self.inner.keys(table, prefix))
    }

    fn put(&self, table: Table, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        self.ask(|| self.inner.put(table, key, value))
    }
}

/// What a browser keeps of a namespace: archive and journal, with the settings beside the journal.
#[derive(Clone)]
pub(super) struct Disk {
    pub(super) archive: Rc<dyn Port>,
    pub(super) journal: Rc<dyn SyncPort>,
}

/// A page on a disk, and the number of operations that it has done.
pub(super) struct Page {
    pub(super) store: Store,
    switch: Rc<Switch>,
}

impl Page {
    /// Whether it was killed.
    pub(super) fn is_dead(&self) -> bool {
        self.switch.kill.is_some_and(|kill| self.count() >= kill.at)
    }

    /// The operations so far.
    pub(super) fn count(&self) -> u32 {
        self.switch.count.get()
    }
}

impl Disk {
    pub(super) fn new() -> Self {
        Self {
            archive: Rc::new(SyncPortAdapter(Rc::new(Memory::default()))),
            journal: Rc::new(Memory::default()),
        }
    }

    /// A page that opens and is killed at some time; `None` if that is before it is open.
    pub(super) fn page(&self, kill: Option<Kill>) -> Option<Result<Page, StoreError>> {
        let switch = Rc::new(Switch {
            kill,
            count: Cell::new(0),
        });
        let opened = alive(Store::assemble(self.parts(&switch)))?;
        Some(opened.map(|store| Page { store, switch }))
    }

    /// A page of a namespace that is sealed, before it is unlocked.
    pub(super) fn locked_page(&self, kill: Option<Kill>) -> Page {
        let switch = Rc::new(Switch {
            kill,
            count: Cell::new(0),
        });
        let store = Store::locked(self.parts(&switch));
        Page { store, switch }
    }

    fn parts(&self, switch: &Rc<Switch>) -> Parts {
        let journal: Rc<dyn SyncPort> = Rc::new(Journal {
            inner: self.journal.clone(),
            switch: switch.clone(),
        });
        Parts {
            archive: Rc::new(Archive {
                inner: self.archive.clone(),
                switch: switch.clone(),
            }),
            journal: JournalMode::WriteAhead(journal.clone()),
            settings: journal,
            device: Rc::new(Memory::default()),
            codec: Rc::new(Plain),
            channel: Channel::silent(),
            guarded: true,
            persistent: true,
        }
    }

    /// Every record, with where it is.
    pub(super) fn records(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        for table in Table::ARCHIVED {
            let found = now(self.archive.all(table)).unwrap();
            all.extend(
                found
                    .into_iter()
                    .map(|(key, it)| (format!("archive {}/{key}", table.wire()), it)),
            );
        }
        for table in [Table::Canvas, Table::Broken, Table::Meta, Table::Setting] {
            for key in self.journal.keys(table, "").unwrap() {
                let found = self.journal.get(table, &key).unwrap().unwrap();
                all.push((format!("journal {}/{key}", table.wire()), found));
            }
        }
        all
    }

    /// Every record that isn't the key ring's, and whether it is sealed.
    pub(super) fn forms(&self) -> Vec<(String, bool)> {
        let records = self.records().into_iter();
        let rest = records.filter(|(place, _)| !place.ends_with("beheer/sleutel"));
        rest.map(|(place, bytes)| (place, is_sealed(&bytes)))
            .collect()
    }
}

/// Runs until it ends or the page is killed: `None`.
pub(super) fn alive<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// A device key and where its nonces come from: each another one.
pub(super) fn unlocked(key: DeviceKey) -> Unlocked {
    let count = Cell::new(0_u64);
    let nonces = move || {
        count.set(count.get() + 1);
        let mut nonce = [0; NONCE];
        nonce[..8].copy_from_slice(&count.get().to_be_bytes());
        nonce
    };
    Unlocked {
        key,
        nonces: Rc::new(nonces),
    }
}

/// A ring with a passphrase of this byte and a recovery code, for this key.
pub(super) fn ring(passphrase: u8, key: &DeviceKey) -> KeyRing {
    let slots = vec![
        short_passphrase_slot(passphrase, key),
        recovery_slot(0xee, key),
    ];
    KeyRing::new(slots).unwrap()
}

/// The key, by the ring's passphrase of this byte; `None` if it is another one.
pub(super) fn by_passphrase(ring: &KeyRing, byte: u8) -> Option<DeviceKey> {
    ring.open(SlotKind::Passphrase, &secret(byte)).ok()
}

/// The key, by the recovery code.
pub(super) fn by_recovery(ring: &KeyRing) -> DeviceKey {
    ring.open(SlotKind::Recovery, &secret(0xee)).unwrap()
}
