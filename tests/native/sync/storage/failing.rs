//! Remote changes that are being stored, or can't be: screen, archive and base must stay
//! consistent, whatever is typed meanwhile.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use maatwerk::domain::Canvas;
use maatwerk::store::{Decide, Port, PortFuture, RecordKey, Store, StoreError, Table};
use maatwerk::sync::task::{Done, perform};

use super::{Profile, Screen, does, due, keep, save, says, stored};
use crate::store::now;

#[test]
fn what_could_not_be_stored_is_not_shown_and_is_stored_later() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("base"), 10, 1, &[]));
    let screen = Screen(RefCell::new(Some(says("base"))));
    profile.room.limit(Some(0));
    let outcome = now(perform(&store, &screen, keep(&says("theirs"), 11, 2, &[1])));
    assert_eq!(outcome, Err(StoreError::Full));
    assert_eq!(*screen.0.borrow(), Some(says("base")));
    profile.room.limit(None);
    assert!(!due(&store), "the base is still the old one");
    does(&store, &screen, keep(&says("theirs"), 11, 2, &[1]));
    assert_eq!(stored(&store), Some(says("theirs")));
    assert_eq!(*screen.0.borrow(), Some(says("theirs")));
    assert!(!due(&store), "the old text isn't sent as an edit");
}

/// An archive whose next transaction decides at once and commits when the test says so. Those after
/// it wait for that.
struct SlowArchive {
    archive: Rc<dyn Port>,
    is_slow: Cell<bool>,
    is_busy: Cell<bool>,
    outcome: Cell<Option<Result<(), StoreError>>>,
}

impl Port for SlowArchive {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        self.archive.get(table, key)
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        self.archive.keys(table, prefix)
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        self.archive.all(table)
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        Box::pin(async move {
            if !self.is_slow.take() {
                let waits = |_: &mut Context<'_>| match self.is_busy.get() {
                    true => Poll::Pending,
                    false => Poll::Ready(()),
                };
                poll_fn(waits).await;
                return self.archive.update(reads, decide).await;
            }
            let _busy = Busy::begin(&self.is_busy);
            let mut found = Vec::new();
            for (table, key) in &reads {
                found.push(self.archive.get(*table, key).await?);
            }
            let changes = decide(found)?;
            poll_fn(|_| self.outcome.take().map_or(Poll::Pending, Poll::Ready)).await?;
            self.archive
                .update(Vec::new(), Box::new(|_| Ok(changes)))
                .await
        })
    }
}

/// Says that a transaction is under way.
struct Busy<'a>(&'a Cell<bool>);

impl<'a> Busy<'a> {
    fn begin(is_busy: &'a Cell<bool>) -> Self {
        is_busy.set(true);
        Self(is_busy)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// A page with an open canvas, in the middle of storing what was pulled.
struct Pulling {
    archive: Rc<SlowArchive>,
    profile: Profile,
    store: Store,
    screen: Rc<Screen>,
    pull: Pin<Box<dyn Future<Output = Result<Done, StoreError>>>>,
}

impl Pulling {
    /// Begins to store "theirs" over the base, while the screen shows `shown`; `None` if the canvas
    /// is not open.
    fn over(shown: Option<Canvas>) -> Self {
        let fast = Profile::new();
        let archive = Rc::new(SlowArchive {
            archive: fast.archive.clone(),
            is_slow: Cell::new(false),
            is_busy: Cell::new(false),
            outcome: Cell::new(None),
        });
        let profile = Profile {
            archive: archive.clone(),
            ..fast
        };
        let store = profile.writer();
        does(&store, &Screen::default(), keep(&says("base"), 10, 1, &[]));
        let screen = Rc::new(Screen(RefCell::new(shown)));
        archive.is_slow.set(true);
        let (its, shows) = (store.clone(), screen.clone());
        let task = keep(&says("theirs"), 11, 2, &[1]);
        let pull = Box::pin(async move { perform(&its, &*shows, task).await });
        let mut pulling = Self {
            archive,
            profile,
            store,
            screen,
            pull,
        };
        assert_eq!(pulling.poll(), Poll::Pending);
        pulling
    }

    fn poll(&mut self) -> Poll<Result<Done, StoreError>> {
        let mut context = Context::from_waker(Waker::noop());
        self.pull.as_mut().poll(&mut context)
    }

    /// Ends the transaction, and returns whether it succeeded.
    fn end(&mut self, outcome: Result<(), StoreError>) -> bool {
        self.archive.outcome.set(Some(outcome));
        match self.poll() {
            Poll::Ready(outcome) => outcome.is_ok(),
            Poll::Pending => panic!("the transaction has ended"),
        }
    }

    fn shows(&self) -> Canvas {
        self.screen.0.borrow().clone().expect("an open canvas")
    }

    /// Types another field.
    fn types(&self, lead: &str) -> Canvas {
        let mut screen = self.screen.0.borrow_mut();
        let canvas = screen.as_mut().expect("an open canvas");
        canvas.lead = lead.to_owned();
        canvas.clone()
    }
}

fn with_lead(text: &str, lead: &str) -> Canvas {
    let mut canvas = says(text);
    canvas.lead = lead.to_owned();
    canvas
}

/// The texts of the versions that are kept.
fn versions(store: &Store) -> Vec<Canvas> {
    let versions = now(store.versions(&says("").id)).expect("the versions");
    versions.into_iter().map(|version| version.canvas).collect()
}

#[test]
fn what_is_typed_during_the_commit_is_merged_into_what_was_pulled() {
    let mut pulling = Pulling::over(Some(says("base")));
    assert_eq!(pulling.shows(), says("base"), "nothing is shown yet");
    pulling.types("ty");
    let early = pulling.store.journal(&pulling.types("typed"));
    assert!(pulling.end(Ok(())));
    let both = with_lead("theirs", "typed");
    assert_eq!(pulling.shows(), both);
    // The save lacks what was pulled.
    let store = &pulling.store;
    assert_eq!(now(store.commit(early)), Err(StoreError::Superseded));
    assert_eq!(stored(store), Some(says("theirs")));
    assert!(!due(store), "nothing is sent that lacks it");
    save(store, &both);
    assert_eq!(stored(store), Some(both));
    assert!(due(store), "the edit is due");
    assert_eq!(versions(store), []);
    // Another device edits on: if the base weren't the server's document, this would conflict.
    let mut edited = says("theirs");
    edited.situation.text = "other box".to_owned();
    does(store, &*pulling.screen, keep(&edited, 12, 3, &[2]));
    assert_eq!(stored(store).map(|it| it.conflicts.len()), Some(0));
}

#[test]
fn what_is_typed_in_the_same_place_during_the_commit_conflicts() {
    let mut pulling = Pulling::over(Some(says("base")));
    *pulling.screen.0.borrow_mut() = Some(says("mine"));
    assert!(pulling.end(Ok(())));
    assert_eq!(pulling.shows().conflicts.len(), 1);
}

#[test]
fn a_commit_that_fails_changes_neither_screen_nor_base() {
    let mut pulling = Pulling::over(Some(says("base")));
    let typed = pulling.types("typed");
    let early = pulling.store.journal(&typed);
    assert!(!pulling.end(Err(StoreError::Full)));
    assert_eq!(pulling.shows(), typed);
    let store = &pulling.store;
    assert_eq!(now(store.commit(early)), Err(StoreError::Superseded));
    save(store, &typed);
    assert_eq!(stored(store), Some(typed));
    does(store, &*pulling.screen, keep(&says("theirs"), 11, 2, &[1]));
    let both = with_lead("theirs", "typed");
    assert_eq!(pulling.shows(), both);
    assert_eq!(stored(store), Some(both));
}

#[test]
fn a_save_from_before_the_decision_counts_as_archived_with_it() {
    let pulling = Pulling::over(Some(says("base")));
    drop(pulling.pull);
    let (archive, store) = (pulling.archive, pulling.store);
    let typed = with_lead("base", "typed");
    let screen = Rc::new(Screen(RefCell::new(Some(typed.clone()))));
    let early = store.journal(&typed);
    archive.is_slow.set(true);
    archive.outcome.set(Some(Ok(())));
    does(&store, &*screen, keep(&says("theirs"), 11, 2, &[1]));
    assert_eq!(now(store.commit(early)), Ok(()));
    assert_eq!(stored(&store), Some(with_lead("theirs", "typed")));
}

#[test]
fn a_page_that_dies_during_the_commit_replaces_nothing_that_was_pulled() {
    for committed in [true, false] {
        let mut pulling = Pulling::over(Some(says("base")));
        let typed = pulling.types("typed");
        assert_eq!(pulling.store.journal(&typed).failure, None);
        if committed {
            assert!(pulling.end(Ok(())));
        }
        drop(pulling.pull);
        let store = pulling.profile.writer();
        let (now_stored, kept) = match committed {
            true => (says("theirs"), vec![typed]),
            false => (typed, vec![]),
        };
        assert_eq!(stored(&store), Some(now_stored), "committed: {committed}");
        assert_eq!(versions(&store), kept);
        let screen = Screen::default();
        does(&store, &screen, keep(&says("theirs"), 11, 2, &[1]));
        let merged = stored(&store).expect("a canvas");
        assert_eq!(merged.perspective.text, "theirs");
        assert_eq!(merged.conflicts.len(), 0);
    }
}

#[test]
fn a_page_that_was_taken_over_during_the_commit_replaces_nothing() {
    let mut pulling = Pulling::over(Some(says("base")));
    let early = pulling.store.journal(&pulling.types("typed"));
    assert!(pulling.end(Ok(())));
    let next = pulling.profile.writer();
    let fenced = now(pulling.store.commit(early));
    assert_eq!(fenced, Err(StoreError::Fenced));
    let last = pulling.profile.writer();
    for store in [next, last] {
        assert_eq!(stored(&store), Some(says("theirs")));
    }
}

#[test]
fn what_nobody_has_seen_yet_is_not_removed_for_good() {
    for outcome in [Ok(()), Err(StoreError::Full)] {
        let stores = outcome.is_ok();
        let mut pulling = Pulling::over(None);
        let (store, id) = (pulling.store.clone(), says("").id);
        let mut removal = Box::pin(async move { store.delete(&id).await });
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(removal.as_mut().poll(&mut context), Poll::Pending);
        assert_eq!(pulling.end(outcome), stores);
        let (removed, left) = match stores {
            true => (Err(StoreError::Superseded), Some(says("theirs"))),
            false => (Ok(()), None),
        };
        assert_eq!(now(removal), removed);
        assert_eq!(stored(&pulling.store), left);
    }
}

#[test]
fn a_canvas_that_is_opened_during_the_commit_shows_what_was_pulled() {
    let mut pulling = Pulling::over(None);
    // Read before the commit.
    *pulling.screen.0.borrow_mut() = Some(says("base"));
    pulling.types("typed");
    assert!(pulling.end(Ok(())));
    assert_eq!(pulling.shows(), with_lead("theirs", "typed"));
}
