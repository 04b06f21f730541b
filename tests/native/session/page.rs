//! A fake page that a test controls: time moves and tasks run only when the test asks for it, and
//! ids are consecutive numbers.
//!
//! Each test runs on a thread of its own, and uses the one page of that thread.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::mem::ManuallyDrop;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use maatwerk::crypto::{PassphraseKdf, Secret};
use maatwerk::domain::{Canvas, Command, DocumentId, TextBox, Timestamp};
use maatwerk::session::{
    Callback, Elected, Election, Environment, LocalFuture, OpenCanvas, OpenResult, OpenedVisit,
    Platform, Visit, Workspace,
};
use maatwerk::store::leader::{LeaderDelegate, Locks, Runtime};
use maatwerk::store::{Channel, Kind, Loaded, Namespace, Opened, Store};
use maatwerk::sync::http::SignIn;
use maatwerk::sync::machine::{Reply, Request};
use maatwerk::sync::probe::ProbeResult;
use zeroize::Zeroizing;

use super::ballot::Ballot;
use super::disk::Disk;
use super::server::{Server, answer};

struct Page {
    now_ms: Cell<u64>,
    /// How far the device's clock is off, in milliseconds.
    clock_off_ms: Cell<i64>,
    chance: Cell<u128>,
    visible: Cell<bool>,
    tasks: RefCell<Vec<LocalFuture<()>>>,
    timers: RefCell<Vec<(u64, u64, Callback)>>,
    timer: Cell<u64>,
    disk: Rc<Disk>,
    /// Whether another page holds the lock.
    taken: Cell<bool>,
    server: Cell<Server>,
    requests: RefCell<Vec<Request>>,
    /// The connection tests: to which address, with which sign-in.
    probes: RefCell<Vec<(String, SignIn)>>,
}

thread_local! {
    /// Never dropped: a task that is dropped with the thread cancels its timer here.
    static PAGE: ManuallyDrop<Page> = ManuallyDrop::new(Page {
        now_ms: Cell::new(1_000),
        clock_off_ms: Cell::new(0),
        chance: Cell::new(0),
        visible: Cell::new(true),
        tasks: RefCell::default(),
        timers: RefCell::default(),
        timer: Cell::new(0),
        disk: Disk::new(),
        taken: Cell::new(false),
        server: Cell::default(),
        requests: RefCell::default(),
        probes: RefCell::default(),
    });
}

struct Fake;

impl Platform for Fake {
    fn now(&self) -> Timestamp {
        let (now, off) = PAGE.with(|page| (page.now_ms.get(), page.clock_off_ms.get()));
        Timestamp::from_millis(1_700_000_000_000 + i64::try_from(now).unwrap() + off)
    }

    fn offset_minutes(&self, _: Timestamp) -> i32 {
        60
    }

    fn monotonic_ms(&self) -> u64 {
        PAGE.with(|page| page.now_ms.get())
    }

    fn random(&self) -> u128 {
        PAGE.with(|page| {
            page.chance.set(page.chance.get() + 1);
            page.chance.get()
        })
    }

    fn is_visible(&self) -> bool {
        PAGE.with(|page| page.visible.get())
    }

    fn is_secure(&self) -> bool {
        true
    }

    fn spawn(&self, task: LocalFuture<()>) {
        PAGE.with(|page| page.tasks.borrow_mut().push(task));
    }

    fn after(&self, pause: Duration, run: Callback) -> Option<Callback> {
        let pause = u64::try_from(pause.as_millis()).unwrap();
        let number = PAGE.with(|page| {
            page.timer.set(page.timer.get() + 1);
            let at = page.now_ms.get() + pause;
            page.timers.borrow_mut().push((at, page.timer.get(), run));
            page.timer.get()
        });
        Some(Box::new(move || {
            let cancelled: Vec<_> = PAGE.with(|page| {
                let mut timers = page.timers.borrow_mut();
                timers.extract_if(.., |timer| timer.1 == number).collect()
            });
            drop(cancelled);
        }))
    }

    fn open_store(&self, namespace: Namespace) -> LocalFuture<Opened> {
        let disk = disk();
        Box::pin(async move {
            match namespace.kind {
                Kind::Browser => disk.opened().await,
                Kind::Memory => Opened {
                    store: Disk::new().memory().await,
                    notices: Vec::new(),
                    locked: false,
                },
            }
        })
    }

    fn open_channel(&self, _: &Namespace) -> Channel {
        Channel::silent()
    }

    fn ask_persist(&self, _: Store) -> LocalFuture<()> {
        Box::pin(async {})
    }

    fn elect(
        &self,
        _: Namespace,
        store: Store,
        locks: Rc<dyn Locks>,
        _: Rc<dyn Runtime>,
        delegate: Weak<dyn LeaderDelegate>,
    ) -> LocalFuture<Elected> {
        Box::pin(async move {
            let (ballot, result) = Ballot::cast(store, locks, delegate).await;
            (Rc::new(ballot) as Rc<dyn Election>, result)
        })
    }

    fn base_url(&self, typed: &str) -> Option<String> {
        typed.starts_with("https://").then(|| typed.to_owned())
    }

    fn send(&self, _: String, request: Request, _: SignIn) -> LocalFuture<Option<Reply>> {
        PAGE.with(|page| page.requests.borrow_mut().push(request.clone()));
        Box::pin(async move {
            let server = || PAGE.with(|page| page.server.get());
            poll_fn(|_| match server() {
                Server::Silent => Poll::Pending,
                Server::Empty | Server::Kept => Poll::Ready(()),
            })
            .await;
            Some(answer(server(), &request))
        })
    }

    /// Not stretched at all: what it is computed by is tested elsewhere.
    fn stretch(
        &self,
        passphrase: Zeroizing<String>,
        salt: Vec<u8>,
        _: PassphraseKdf,
    ) -> LocalFuture<Option<Secret>> {
        let secret = [passphrase.as_bytes(), &salt].concat();
        Box::pin(async move { Some(Secret::new(secret)) })
    }

    fn probe(&self, base: String, sign_in: SignIn) -> LocalFuture<ProbeResult> {
        PAGE.with(|page| page.probes.borrow_mut().push((base, sign_in)));
        Box::pin(async { ProbeResult::Forbidden })
    }
}

pub(super) fn environment() -> Environment {
    Environment::new(&Fake)
}

/// The connection tests since the last call: to which address, with which sign-in.
pub(super) fn probes() -> Vec<(String, SignIn)> {
    PAGE.with(|page| page.probes.take())
}

pub(super) fn disk() -> Rc<Disk> {
    PAGE.with(|page| Rc::clone(&page.disk))
}

pub(super) fn set_server(server: Server) {
    PAGE.with(|page| page.server.set(server));
}

/// The methods of the requests that were sent since the last call.
pub(super) fn sent() -> Vec<&'static str> {
    let requests = PAGE.with(|page| page.requests.take());
    requests.iter().map(|request| request.method).collect()
}

/// The bodies of the requests that were sent since the last call.
pub(super) fn bodies() -> Vec<String> {
    let requests = PAGE.with(|page| page.requests.take());
    requests.into_iter().filter_map(|it| it.body).collect()
}

/// Whether another page holds the lock.
pub(super) fn is_taken() -> bool {
    PAGE.with(|page| page.taken.get())
}

/// Sets whether another page holds the lock.
pub(super) fn set_taken(taken: bool) {
    PAGE.with(|page| page.taken.set(taken));
}

/// Sets whether the page is in sight.
pub(super) fn set_visible(visible: bool) {
    PAGE.with(|page| page.visible.set(visible));
}

/// The number of pending timers.
pub(super) fn timers() -> usize {
    PAGE.with(|page| page.timers.borrow().len())
}

/// Runs tasks until none makes progress.
pub(super) fn settle() {
    let mut idle = 0;
    while idle < 3 {
        let mut done = 0;
        for mut task in PAGE.with(|page| page.tasks.take()) {
            let mut context = Context::from_waker(Waker::noop());
            match task.as_mut().poll(&mut context) {
                Poll::Ready(()) => done += 1,
                Poll::Pending => PAGE.with(|page| page.tasks.borrow_mut().push(task)),
            }
        }
        idle = if done == 0 { idle + 1 } else { 0 };
    }
}

/// Sets the device's clock wrong by this many milliseconds; time itself goes on as before.
pub(super) fn set_clock_off(ms: i64) {
    PAGE.with(|page| page.clock_off_ms.set(ms));
}

/// Advances time by this many milliseconds, running the timers and tasks that are due.
pub(super) fn pass(ms: u64) {
    settle();
    let end = PAGE.with(|page| page.now_ms.get()) + ms;
    loop {
        let due = PAGE.with(|page| {
            let mut timers = page.timers.borrow_mut();
            let first = (0..timers.len()).min_by_key(|at| (timers[*at].0, timers[*at].1))?;
            (timers[first].0 <= end).then(|| timers.remove(first))
        });
        let Some((at, _, run)) = due else { break };
        PAGE.with(|page| page.now_ms.set(at));
        run();
        settle();
    }
    PAGE.with(|page| page.now_ms.set(end));
}

/// Runs a future to completion, advancing time by at most a minute.
pub(super) fn run<T: 'static>(future: impl Future<Output = T> + 'static) -> T {
    let result: Rc<RefCell<Option<T>>> = Rc::default();
    let given = Rc::clone(&result);
    environment().spawn(async move {
        let value = future.await;
        given.replace(Some(value));
    });
    for _ in 0..6_000 {
        settle();
        if let Some(value) = result.take() {
            return value;
        }
        pass(10);
    }
    panic!("the future takes longer than a minute");
}

/// The lock of the namespace that [`open`] opens.
pub(super) const LOCK: &str = "mwc/proef";

/// Opens the namespace, or joins it if it is open.
pub(super) fn open() -> Visit {
    visit(Kind::Browser, None)
}

/// Begins an element's visit to the namespace, opening it with these locks unless it is open.
pub(super) fn visit(kind: Kind, locks: Option<Rc<dyn Locks>>) -> Visit {
    begin(kind, locks).expect("the namespace opens")
}

/// Whether the namespace is locked.
pub(super) fn is_locked() -> bool {
    begin(Kind::Browser, None).is_none()
}

/// Begins a visit; `None` if the namespace is locked.
fn begin(kind: Kind, locks: Option<Rc<dyn Locks>>) -> Option<Visit> {
    let begun = begin_opening(kind, locks);
    begun.take().expect("an answer").ok()
}

/// What opening the namespace has come to; `None` while it is under way.
pub(super) type Opening = Rc<RefCell<Option<OpenedVisit>>>;

/// Begins a visit that may have to wait for the disk.
pub(super) fn begin_opening(kind: Kind, locks: Option<Rc<dyn Locks>>) -> Opening {
    let begun = Opening::default();
    let given = Rc::clone(&begun);
    let namespace = Namespace {
        namespace: "proef".to_owned(),
        user: None,
        kind,
    };
    Workspace::open_in(environment(), namespace, locks, move |visit| {
        given.replace(Some(visit));
    });
    settle();
    begun
}

pub(super) fn id(text: &str) -> DocumentId {
    text.parse().unwrap()
}

/// Opens a canvas, or creates it.
pub(super) fn canvas(workspace: &Rc<Workspace>, text: &str) -> Rc<OpenCanvas> {
    let (workspace, id) = (Rc::clone(workspace), id(text));
    match run(async move { workspace.obtain(Some(id)).await }) {
        Ok(OpenResult::Open(open_canvas)) => open_canvas,
        _ => panic!("the canvas doesn't open"),
    }
}

/// Applies an edit that sets the canvas's text.
pub(super) fn write(open_canvas: &Rc<OpenCanvas>, text: &str) {
    let command = Command::Text(TextBox::Perspective, text.to_owned());
    open_canvas
        .dispatch(command)
        .expect("the canvas can be edited");
}

/// The text of a canvas.
pub(super) fn says(open_canvas: &OpenCanvas) -> String {
    open_canvas.snapshot().perspective.text
}

/// The archive's version of a canvas, regardless of the journal; `None` if it has none.
pub(super) fn archived(text: &str) -> Option<Canvas> {
    let (disk, id) = (disk(), id(text));
    run(async move {
        match disk.archive().await.load(&id).await.expect("a load") {
            Loaded::Ready(canvas) => Some(*canvas),
            _ => None,
        }
    })
}

/// Lets another page take over, and save this canvas if there is one.
pub(super) fn another_page_writes(canvas: Option<Canvas>) {
    let disk = disk();
    run(async move {
        let store = disk.store().await;
        store.claim().await.expect("a claim");
        if let Some(canvas) = canvas {
            store.commit(store.journal(&canvas)).await.expect("a save");
        }
    });
    set_taken(true);
}
