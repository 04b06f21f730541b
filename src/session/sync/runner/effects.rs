//! Carries out the machine's effects: requests, storage tasks, a timer, a report.

use std::future::Future;
use std::rc::{Rc, Weak};
use std::time::Duration;

use crate::sync::machine::{Effect, Event, Reply, Request};
use crate::sync::status::Report;
use crate::sync::task::{Task, perform};

use super::Runner;

/// The minimum interval in milliseconds between two reads of the list during a long cycle.
const REFRESH_MS: u64 = 3_000;

impl Runner {
    pub(super) fn effect(&self, effect: Effect) {
        let (run, Some(runner)) = (self.run.get(), self.itself.upgrade()) else {
            return;
        };
        match effect {
            Effect::Send(request) => self.spawn(runner.send(run, request)),
            Effect::Do(number, task) => {
                self.working.set(true);
                self.spawn(runner.work(run, number, task));
            }
            Effect::WaitUntil(at) => self.wait_until(at),
            Effect::Show(report) => self.show(report),
        }
    }

    /// Spawns a task that keeps the namespace open until it is done. Does nothing if the namespace
    /// is closed.
    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        let Some(namespace) = self.services.delegate() else {
            return;
        };
        self.environment().spawn(async move {
            task.await;
            drop(namespace);
        });
    }

    fn show(&self, report: Report) {
        if self.running.borrow().is_some() {
            let unread = report.unread.iter().cloned().collect();
            self.services.set_unread(unread);
        }
        let shown = report.clone();
        self.status.show(Some(report));
        if self.is_idle() {
            self.ask_host_for_key(&shown);
        }
    }

    async fn send(self: Rc<Self>, run: u32, request: Request) {
        let number = request.number;
        let event = match self.ask(request).await {
            Some(answer) => Event::Reply(answer),
            None => Event::NetworkFailed(number),
        };
        self.outcome(run, event);
    }

    async fn ask(&self, request: Request) -> Option<Reply> {
        let (url, _) = self.target.url()?;
        let Some(sign_in) = self.target.sign_in().await else {
            // No request is sent: the server would respond with 401 too.
            return Some(Reply {
                number: request.number,
                status: 401,
                wait: None,
                body: String::new(),
            });
        };
        self.environment().send(url, request, sign_in).await
    }

    async fn work(self: Rc<Self>, run: u32, number: u64, task: Task) {
        if matches!(task, Task::Survey { .. }) {
            self.equip().await;
        }
        let brings = matches!(&task, Task::ApplyPage { items, .. } if !items.is_empty());
        let done = perform(self.services.store(), &*self.open, task).await;
        self.working.set(false);
        let event = match done {
            Ok(done) => Event::Done(number, done),
            Err(error) => Event::StoreFailed(number, error),
        };
        if brings {
            self.stale.set(true);
        }
        if self.services.store().outage().is_some() {
            // The outage began with this task, such as when everything stored here was erased.
            self.changed();
            if let Some(delegate) = self.services.delegate() {
                delegate.retry_storage().await;
            }
            return;
        }
        if self.state.borrow().is_none() {
            // The machine was stopped; a new one waits for this task to end.
            return self.changed();
        }
        self.outcome(run, event);
        self.refresh_if_stale().await;
    }

    /// Feeds an outcome to the machine, unless it belongs to an earlier one.
    fn outcome(&self, run: u32, event: Event) {
        if run == self.run.get() {
            self.feed(event);
        }
    }

    /// Reads the list again if items came in: at the end of a cycle, and every [`REFRESH_MS`]
    /// during it.
    async fn refresh_if_stale(&self) {
        let now = self.environment().monotonic_ms();
        let due = self.is_idle() || now.saturating_sub(self.refreshed.get()) > REFRESH_MS;
        if due && self.stale.replace(false) {
            self.refreshed.set(now);
            self.services.show_store_notices();
            self.library.refresh().await;
        }
    }

    fn wait_until(&self, at: Option<u64>) {
        drop(self.timer.take());
        let Some(at) = at else {
            return;
        };
        let weak = Weak::clone(&self.itself);
        let ring = move || {
            // The namespace may have been closed while one of its tasks still holds the runner.
            let runner = weak.upgrade();
            if let Some(runner) = runner.filter(|it| it.services.delegate().is_some()) {
                runner.rung();
            }
        };
        // One millisecond more, as a timer may fire a fraction early.
        let left = at.saturating_sub(self.environment().monotonic_ms());
        let wait = Duration::from_millis(left.saturating_add(1));
        let timer = self.environment().after(wait, ring);
        drop(self.timer.replace(Some(timer)));
    }

    fn rung(self: Rc<Self>) {
        self.feed(Event::Timer);
        if self.is_idle() {
            let runner = Rc::clone(&self);
            self.spawn(async move { runner.refresh_if_stale().await });
        }
    }
}
