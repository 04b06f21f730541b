//! A device's storage, which fails, forgets and dies when it is told to.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use maatwerk::store::{
    Answer, At, Change, Channel, Decide, Journaling, Memory, Parts, Plain, Port, Store, StoreError,
    SyncPort, Table,
};

type Tables = BTreeMap<(Table, String), Vec<u8>>;

/// What goes wrong at which question.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plan {
    /// It fails at this question, for lack of room.
    pub(super) fails: Option<u64>,
    /// The device dies at this question: after doing it or before.
    pub(super) dies: Option<(u64, bool)>,
}

/// A browser's profile.
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
    /// Until then there is no room for anything.
    pub(super) jammed_until: Cell<u64>,
}

impl Disk {
    /// Counts a question; whether the device dies once it is answered.
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

    /// Whether there is room for something, or nothing is written.
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

    /// The device starts again; its journal has forgotten so many milliseconds.
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

    /// Everything is thrown away.
    pub(super) fn evict(&self) {
        self.archive.borrow_mut().clear();
        self.journal.borrow_mut().clear();
        self.undo.borrow_mut().clear();
    }

    /// Flips a byte of a record, the `nth` of a table.
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

    /// The keys of the canvases here.
    pub(super) fn ids(&self) -> Vec<String> {
        let (archive, journal) = (self.archive.borrow(), self.journal.borrow());
        let keys = archive.keys().chain(journal.keys());
        let canvases = keys.filter(|(table, _)| *table == Table::Canvas);
        canvases.map(|(_, key)| key.clone()).collect()
    }

    /// How many versions of a canvas were kept for a reason.
    pub(super) fn versions(&self, id: &str, why: &str) -> usize {
        let archive = self.archive.borrow();
        let all =
            archive.range((Table::Version, format!("{id}/"))..(Table::Version, format!("{id}0")));
        all.filter(|(_, value)| {
            let text = str::from_utf8(value).unwrap_or_default();
            text.contains(why)
        })
        .count()
    }

    /// All texts of a table.
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

    /// A page's store on this profile.
    pub(super) fn parts(self: &Rc<Self>) -> Parts {
        Parts {
            archive: Rc::new(Archive(self.clone())),
            journal: Journaling::Before(Rc::new(Journal(self.clone()))),
            settings: Rc::new(Memory::default()),
            device: Rc::new(Memory::default()),
            codec: Box::new(Plain),
            channel: Channel::silent(),
            guarded: true,
            lasting: true,
        }
    }

    /// Opens a page.
    pub(super) async fn open(self: &Rc<Self>) -> Result<Store, StoreError> {
        Store::assemble(self.parts()).await
    }
}

struct Archive(Rc<Disk>);

impl Port for Archive {
    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<Vec<u8>>> {
        let key = key.to_owned();
        Box::pin(async move {
            let dies = self.0.ask()?;
            let value = self.0.archive.borrow().get(&(table, key)).cloned();
            self.0.answer(dies, value)
        })
    }

    fn keys(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
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

    fn all(&self, table: Table) -> Answer<'_, Vec<(String, Vec<u8>)>> {
        Box::pin(async move {
            let dies = self.0.ask()?;
            let archive = self.0.archive.borrow();
            let all = archive.iter().filter(|((its, _), _)| *its == table);
            let all = all
                .map(|((_, key), value)| (key.clone(), value.clone()))
                .collect();
            self.0.answer(dies, all)
        })
    }

    fn update<'a>(&'a self, reads: Vec<At>, decide: Decide<'a>) -> Answer<'a, ()> {
        Box::pin(async move {
            let found = {
                let archive = self.0.archive.borrow();
                reads.iter().map(|at| archive.get(at).cloned()).collect()
            };
            // What is decided happens in memory too, also where writing it then fails.
            let changes = decide(found)?;
            let dies = self.0.ask()?;
            let writes = changes.iter().any(|change| change.value.is_some());
            self.0.has_room(writes)?;
            for Change { at, value } in changes {
                self.0.writes.set(self.0.writes.get() + 1);
                match value {
                    Some(value) => self.0.archive.borrow_mut().insert(at, value),
                    None => self.0.archive.borrow_mut().remove(&at),
                };
            }
            self.0.answer(dies, ())
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

/// Runs a future that never really waits, as those of memory do.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    use std::task::{Context, Poll, Waker};
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory answers at once"),
    }
}
