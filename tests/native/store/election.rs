//! The election on a fake page: what a follower waits for before it leads.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use maatwerk::store::leader::{
    ElectionRole, LeaderDelegate, LeaderElection, LockResult, Locks, Mode, Runtime,
};
use maatwerk::store::{Kind, Namespace};

use super::kit::{Profile, now};

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A page on which the test moves time, and of which another page holds the lock.
#[derive(Default)]
struct Page {
    is_free: Cell<bool>,
    is_hidden: Cell<bool>,
    time: Cell<Duration>,
    tasks: RefCell<Vec<Task>>,
    roles: RefCell<Vec<ElectionRole>>,
}

impl Page {
    /// Moves time, and runs what waited for it.
    fn wait(&self, time: Duration) {
        self.time.set(self.time.get() + time);
        // A task may spawn another, and each may get further once the one before has run.
        for _ in 0..4 {
            let mut tasks = self.tasks.take();
            let mut context = Context::from_waker(Waker::noop());
            tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
            self.tasks.borrow_mut().append(&mut tasks);
        }
    }
}

/// A handle on the page, as the election has.
struct Handle(Rc<Page>);

impl Runtime for Handle {
    fn spawn(&self, task: Task) {
        self.0.tasks.borrow_mut().push(task);
    }

    fn sleep(&self, pause: Duration) -> Task {
        let (page, until) = (self.0.clone(), self.0.time.get() + pause);
        Box::pin(poll_fn(move |_| match page.time.get() >= until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }))
    }

    fn is_visible(&self) -> bool {
        !self.0.is_hidden.get()
    }
}

impl Locks for Handle {
    fn take(
        &self,
        _: &str,
        mode: Mode,
        _: Box<dyn FnOnce()>,
    ) -> Pin<Box<dyn Future<Output = LockResult>>> {
        let page = self.0.clone();
        Box::pin(poll_fn(move |_| match (page.is_free.get(), mode) {
            (true, _) => Poll::Ready(LockResult::Granted),
            (false, Mode::Wait) => Poll::Pending,
            (false, Mode::Try | Mode::Steal) => Poll::Ready(LockResult::Taken),
        }))
    }

    fn release(&self, _: &str) {}
}

impl LeaderDelegate for Page {
    fn flush(&self) -> Task {
        Box::pin(std::future::ready(()))
    }

    fn role_changed(&self, role: ElectionRole) {
        self.roles.borrow_mut().push(role);
    }
}

fn joins(page: &Rc<Page>) -> LeaderElection {
    let delegate: Rc<dyn LeaderDelegate> = page.clone();
    let namespace = Namespace {
        namespace: "standaard".to_owned(),
        user: None,
        kind: Kind::Browser,
    };
    let (election, result) = now(LeaderElection::start(
        &namespace,
        now(Profile::in_memory().page()),
        Rc::new(Handle(page.clone())),
        Rc::new(Handle(page.clone())),
        Rc::downgrade(&delegate),
    ));
    assert_eq!(result, Ok(()));
    election
}

#[test]
fn a_follower_leads_once_the_leader_is_gone_for_longer_than_a_reload_takes() {
    let page = Rc::<Page>::default();
    let election = joins(&page);
    page.wait(Duration::from_secs(60));
    assert_eq!(election.role(), ElectionRole::Follower);
    page.is_free.set(true);
    page.wait(Duration::ZERO);
    page.wait(Duration::from_millis(1999));
    assert_eq!(election.role(), ElectionRole::Follower, "it may be back");
    page.wait(Duration::from_millis(1));
    assert_eq!(election.role(), ElectionRole::Leader);
    assert_eq!(*page.roles.borrow(), [ElectionRole::Leader]);
}

#[test]
fn a_hidden_follower_leaves_the_lead_to_a_visible_one() {
    let page = Rc::<Page>::default();
    let election = joins(&page);
    page.is_hidden.set(true);
    page.is_free.set(true);
    page.wait(Duration::ZERO);
    page.wait(Duration::from_secs(60));
    assert_eq!(election.role(), ElectionRole::Follower);
}
