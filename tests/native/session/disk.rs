//! An archive whose transactions a test can delay or make fail.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use maatwerk::store::{
    Channel, Decide, Envelope, JournalMode, Memory, Opened, Parts, Plain, Port, PortFuture,
    RecordKey, Store, StoreError, SyncPort, SyncPortAdapter, Table,
};

/// The storage that outlives a page: an archive and a journal.
pub(super) struct Disk {
    archive: SyncPortAdapter,
    journal: Rc<Memory>,
    settings: Rc<Memory>,
    held: Cell<bool>,
    /// Whether transactions decide, but don't commit yet.
    commits_held: Cell<bool>,
    /// The table whose records can't be read yet.
    reads_held: Cell<Option<Table>>,
    /// Whether a transaction has decided and not committed.
    busy: Cell<bool>,
    failing: RefCell<Option<StoreError>>,
    /// The number of transactions that still succeed before that.
    failing_after: Cell<u32>,
    /// Whether writes are fenced, as in a secure context.
    guarded: Cell<bool>,
    /// Whether the journal serves as the archive.
    provisional: Cell<bool>,
    /// Whether the summaries of all canvases can't be read.
    lists_failing: Cell<bool>,
    /// The number of transactions that were requested.
    asked: Cell<u32>,
}

impl Disk {
    pub(super) fn new() -> Rc<Self> {
        Rc::new(Self {
            archive: SyncPortAdapter(Rc::new(Memory::default())),
            journal: Rc::default(),
            settings: Rc::default(),
            held: Cell::new(false),
            commits_held: Cell::new(false),
            reads_held: Cell::new(None),
            busy: Cell::new(false),
            failing: RefCell::default(),
            failing_after: Cell::new(0),
            guarded: Cell::new(true),
            provisional: Cell::new(false),
            lists_failing: Cell::new(false),
            asked: Cell::new(0),
        })
    }

    /// Delays transactions until it is called with `false`.
    pub(super) fn hold(&self, held: bool) {
        self.held.set(held);
    }

    /// Delays commits, of transactions that have decided, until it is called with `false`.
    pub(super) fn hold_commits(&self, held: bool) {
        self.commits_held.set(held);
    }

    /// Delays single reads of a table until it is called with `None`.
    pub(super) fn hold_reads(&self, held: Option<Table>) {
        self.reads_held.set(held);
    }

    /// The text of a record in the archive, whatever is delayed; empty if there is none.
    pub(super) fn text(&self, table: Table, key: &str) -> String {
        let record = self.archive.0.get(table, key).expect("a record");
        String::from_utf8_lossy(&record.unwrap_or_default()).into_owned()
    }

    /// Waits until this is true.
    async fn until(&self, is_so: impl Fn(&Self) -> bool) {
        poll_fn(|_| match is_so(self) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }

    /// Makes transactions fail with this error; `None` makes them succeed again.
    pub(super) fn fail(&self, why: Option<StoreError>) {
        self.failing.replace(why);
    }

    /// Makes transactions fail with this error after the next ones, this many.
    pub(super) fn fail_after(&self, count: u32, why: StoreError) {
        self.failing_after.set(count);
        self.fail(Some(why));
    }

    /// Stores that are opened from now on have no locks, as without a secure context.
    pub(super) fn set_insecure(&self) {
        self.guarded.set(false);
    }

    /// Stores that are opened from now on have no archive: what is one here is their journal too.
    pub(super) fn set_provisional(&self) {
        self.provisional.set(true);
    }

    /// The keys of all records, in archive and journal, that have this text.
    pub(super) fn mentions(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for port in [&*self.archive.0, &*self.journal] {
            for table in Table::ARCHIVED {
                for key in port.keys(table, "").expect("keys") {
                    let bytes = port.get(table, &key).expect("a record");
                    let bytes = bytes.unwrap_or_default();
                    if String::from_utf8_lossy(&bytes).contains(text) {
                        found.push(format!("{table:?}/{key}"));
                    }
                }
            }
        }
        found
    }

    /// Makes reading the summaries of all canvases fail, or succeed again.
    pub(super) fn fail_lists(&self, fails: bool) {
        self.lists_failing.set(fails);
    }

    /// Stores these bytes in the place of a record.
    pub(super) fn put_bytes(&self, table: Table, key: &str, bytes: &[u8]) {
        let stored = self.archive.0.put(table, key, Some(bytes));
        stored.expect("room for a record");
    }

    /// Stores a setting of the device, as an earlier version of the app did.
    pub(super) fn put_setting(&self, key: &str, text: &str) {
        let stored = self
            .settings
            .put(Table::Setting, key, Some(text.as_bytes()));
        stored.expect("room for a setting");
    }

    /// Stores a document, as an earlier version of the app did.
    pub(super) fn put_stored(&self, id: &str, text: &str) {
        let (seq, doc) = (1, text.to_owned());
        let bytes = Envelope { seq, doc }.encode(id);
        let stored = self.archive.0.put(Table::Canvas, id, Some(&bytes));
        stored.expect("room for a canvas");
    }

    /// Limits the room in the journal to this many bytes.
    pub(super) fn limit_journal(&self, bytes: usize) {
        self.journal.limit(Some(bytes));
    }

    pub(super) fn asked(&self) -> u32 {
        self.asked.get()
    }

    /// Opens a store on this disk, as a page does.
    pub(super) async fn store(self: &Rc<Self>) -> Store {
        let journal = match self.provisional.get() {
            true => JournalMode::Primary(self.archive.0.clone()),
            false => JournalMode::WriteAhead(self.journal.clone()),
        };
        self.assemble(journal, true).await
    }

    /// Opens a store that lasts as long as the page.
    pub(super) async fn memory(self: &Rc<Self>) -> Store {
        self.assemble(JournalMode::None, false).await
    }

    /// Opens a store on the archive alone, without the journal.
    pub(super) async fn archive(self: &Rc<Self>) -> Store {
        self.assemble(JournalMode::None, true).await
    }

    /// Opens a store as a browser's does: what is sealed is locked, and nothing of it is read.
    pub(super) async fn opened(self: &Rc<Self>) -> Opened {
        let journal = JournalMode::WriteAhead(self.journal.clone());
        let store = Store::locked(self.parts(journal, true));
        let locked = store.is_sealed().await.expect("an archive");
        Opened {
            store: if locked { store } else { self.store().await },
            notices: Vec::new(),
            locked,
        }
    }

    async fn assemble(self: &Rc<Self>, journal: JournalMode, persistent: bool) -> Store {
        let parts = self.parts(journal, persistent);
        Store::assemble(parts).await.expect("a store")
    }

    fn parts(self: &Rc<Self>, journal: JournalMode, persistent: bool) -> Parts {
        Parts {
            archive: Rc::clone(self) as Rc<dyn Port>,
            journal,
            settings: self.settings.clone(),
            device: self.settings.clone(),
            codec: Rc::new(Plain),
            channel: Channel::silent(),
            guarded: self.guarded.get(),
            persistent,
        }
    }
}

impl Port for Disk {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        let key = key.to_owned();
        Box::pin(async move {
            let free = |disk: &Self| !disk.busy.get() && disk.reads_held.get() != Some(table);
            self.until(free).await;
            self.archive.get(table, &key).await
        })
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        self.archive.keys(table, prefix)
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        if table == Table::List && self.lists_failing.get() {
            return Box::pin(async { Err(StoreError::Closed) });
        }
        self.archive.all(table)
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        self.asked.set(self.asked.get() + 1);
        Box::pin(async move {
            self.until(|disk| !disk.held.get() && !disk.busy.get())
                .await;
            let mut changes = None;
            if self.commits_held.get() {
                let mut found = Vec::new();
                for (table, key) in &reads {
                    found.push(self.archive.get(*table, key).await?);
                }
                self.busy.set(true);
                let decided = decide(found);
                self.until(|disk| !disk.commits_held.get()).await;
                self.busy.set(false);
                changes = Some(decided?);
            } else if self.failing.borrow().is_none() || self.failing_after.get() > 0 {
                let left = self.failing_after.get().saturating_sub(1);
                self.failing_after.set(left);
                return self.archive.update(reads, decide).await;
            }
            let failing = self.failing.borrow().clone();
            failing.map_or(Ok(()), Err)?;
            let changes = changes.unwrap_or_default();
            self.archive
                .update(Vec::new(), Box::new(|_| Ok(changes)))
                .await
        })
    }
}
