//! Visits: the page holds the namespace's lock for as long as an element shows the namespace.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use leptos::prelude::GetUntracked;
use maatwerk::session::{Role, Visit};
use maatwerk::store::Kind;
use maatwerk::store::leader::{LockResult, Locks, Mode};

use super::page::{LOCK, another_page_writes, canvas, disk, pass, set_taken, settle, visit, write};

/// Locks that note what is asked of them, and answer when the test says so. A request that is
/// released before its answer is answered by `Taken`, as the element's script does.
#[derive(Default)]
struct Script {
    asked: RefCell<Vec<Rc<RefCell<Option<LockResult>>>>>,
    released: RefCell<Vec<String>>,
}

impl Script {
    /// Answers the requests that wait.
    fn answer(&self, result: LockResult) {
        for request in self.asked.take() {
            request.borrow_mut().get_or_insert(result);
        }
        settle();
    }

    fn released(&self) -> Vec<String> {
        self.released.take()
    }
}

impl Locks for Script {
    fn take(
        &self,
        name: &str,
        _: Mode,
        _: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>> {
        assert_eq!(name, LOCK);
        let answer = Rc::<RefCell<Option<LockResult>>>::default();
        self.asked.borrow_mut().push(Rc::clone(&answer));
        Box::pin(poll_fn(move |_| match *answer.borrow() {
            Some(result) => Poll::Ready(result),
            None => Poll::Pending,
        }))
    }

    fn release(&self, name: &str) {
        self.released.borrow_mut().push(name.to_owned());
        for request in self.asked.borrow().iter() {
            request.borrow_mut().get_or_insert(LockResult::Taken);
        }
    }
}

fn begin(script: &Rc<Script>) -> Visit {
    visit(Kind::Browser, Some(Rc::<Script>::clone(script)))
}

/// Ends a visit as an element does that leaves.
fn end(visit: Visit) {
    super::page::environment().spawn(visit.end());
    pass(0);
}

#[test]
fn the_lock_goes_with_the_last_visit() {
    let script = Rc::<Script>::default();
    let (one, other) = (begin(&script), begin(&script));
    end(one);
    assert!(script.released().is_empty(), "the other shows it still");
    end(other);
    assert_eq!(script.released(), [LOCK]);
}

#[test]
fn who_comes_back_at_once_keeps_the_lock() {
    let script = Rc::<Script>::default();
    let first = begin(&script);
    let ending = first.end();
    let again = begin(&script);
    super::page::environment().spawn(ending);
    pass(0);
    assert!(script.released().is_empty());
    assert!(script.asked.borrow().is_empty(), "it has the lock");
    end(again);
    assert_eq!(script.released(), [LOCK]);
}

#[test]
fn a_request_that_is_withdrawn_makes_no_follower() {
    let script = Rc::<Script>::default();
    let first = begin(&script);
    // A task, such as sync's, keeps the namespace open.
    let workspace = Rc::clone(&first);
    end(first);
    end(begin(&script));
    let again = begin(&script);
    script.answer(LockResult::Granted);
    assert_eq!(workspace.role().get_untracked(), Role::Leader);
    drop(again);
}

#[test]
fn a_lock_that_another_page_has_taken_since_makes_a_follower() {
    let script = Rc::<Script>::default();
    let first = begin(&script);
    let workspace = Rc::clone(&first);
    end(first);
    let again = begin(&script);
    set_taken(true);
    script.answer(LockResult::Taken);
    assert_eq!(workspace.role().get_untracked(), Role::Follower);
    drop(again);
}

#[test]
fn a_page_without_a_visit_takes_no_lock() {
    another_page_writes(None);
    let script = Rc::<Script>::default();
    let first = begin(&script);
    let workspace = Rc::clone(&first);
    end(first);
    set_taken(false);
    workspace.lead_if_free();
    settle();
    assert!(script.asked.borrow().is_empty());
    assert_eq!(workspace.role().get_untracked(), Role::Follower);
    let again = begin(&script);
    script.answer(LockResult::Granted);
    assert_eq!(workspace.role().get_untracked(), Role::Leader);
    drop(again);
}

#[test]
fn what_is_in_memory_releases_no_lock_of_what_is_stored() {
    let script = Rc::<Script>::default();
    let memory = visit(Kind::Memory, Some(Rc::<Script>::clone(&script)));
    let stored = begin(&script);
    end(memory);
    assert!(script.released().is_empty());
    end(stored);
    assert_eq!(script.released(), [LOCK]);
}

#[test]
fn a_save_that_does_not_end_keeps_the_lock_for_five_seconds() {
    let script = Rc::<Script>::default();
    let first = begin(&script);
    write(&canvas(&first, "a"), "een");
    disk().hold(true);
    super::page::environment().spawn(first.end());
    pass(4_900);
    assert!(script.released().is_empty());
    pass(200);
    assert_eq!(script.released(), [LOCK]);
}
