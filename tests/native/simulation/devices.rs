//! Devices: pages that open, feed their machine, carry out its effects, and crash.

use std::collections::BTreeSet;
use std::task::{Context, Poll, Waker};

use maatwerk::domain::canonical;
use maatwerk::store::{StoreError, Table};
use maatwerk::sync::bin::sweep;
use maatwerk::sync::machine::{Effect, Event, Input};
use maatwerk::sync::task::{Done, Task, perform};

use super::disk::Plan;
use super::oracle::tokens;
use super::page::{Page, Work};
use super::world::{World, WorldEvent};
use crate::store::now;

impl World {
    /// Opens a leading page on the device's disk.
    pub(super) fn open(&mut self, device: usize) {
        if self.devices[device].page.is_some() || self.devices[device].disk.dead.get() {
            return;
        }
        if self.config.jumps && !self.ended {
            let days = *self.later.pick(&[-31, 0, 0, 31]).unwrap();
            self.devices[device].clock = days * 86_400_000;
        }
        self.serial += 1;
        let (serial, now_, many) = (self.serial, self.now, self.config.many());
        let disk = &self.devices[device].disk;
        if let Ok(page) = Page::open(disk, serial, now_, &self.url(), many) {
            self.trace(|| format!("d{device} opens page {serial}"));
            self.devices[device].page = Some(page);
            self.survived(device);
            self.sweep(device);
            self.equip(device);
            self.feed(device, Event::Start);
        } else if !self.devices[device].disk.dead.get() {
            self.after(5_000, WorldEvent::Open(device));
        }
    }

    /// Sweeps the bin, as each start does. I9: nothing may be deleted, as no run is a month long.
    fn sweep(&mut self, device: usize) {
        let wall = self.wall(device);
        let Some(page) = self.devices[device]
            .page
            .as_ref()
            .filter(|_| self.config.sweeps)
        else {
            return;
        };
        let swept = now(sweep(&page.store, wall)).unwrap_or_default();
        for id in swept.erased {
            self.faults
                .push(format!("I9: d{device} deleted {id} for good by itself"));
        }
    }

    /// Records which unacknowledged edits survived a crash.
    pub(super) fn survived(&mut self, device: usize) {
        let texts = self.devices[device].disk.texts(Table::Canvas);
        let docs: BTreeSet<String> = self
            .oracle
            .edits
            .iter()
            .map(|edit| edit.doc.clone())
            .collect();
        for doc in docs {
            let text: String = texts
                .iter()
                .filter(|(key, _)| *key == doc)
                .map(|(_, text)| text.as_str())
                .collect();
            self.oracle.crashed(device, &doc, &text);
        }
    }

    /// Restarts crashed devices.
    pub(super) fn bury_dead(&mut self) {
        for device in 0..self.devices.len() {
            if !self.devices[device].disk.dead.get() {
                continue;
            }
            let forgotten = if self.config.forget {
                self.rng.range(0, 60_000)
            } else {
                0
            };
            self.trace(|| format!("d{device} crashes, journal back {forgotten}"));
            let committed = self.meanwhile.chance(500);
            let it = &mut self.devices[device];
            (it.page, it.ghost) = (None, None);
            it.disk.cut_off(committed);
            it.disk.revive(forgotten);
            let at = if self.ended {
                0
            } else {
                self.rng.range(100, 60_000)
            };
            self.after(at, WorldEvent::Open(device));
        }
    }

    /// Feeds an event to the machine and carries out its effects.
    pub(super) fn feed(&mut self, device: usize, event: Event) {
        let (random, wall, time) = (self.random(), self.wall(device), self.now);
        self.trace(|| format!("d{device} < {}", brief(&event)));
        let Some(page) = &mut self.devices[device].page else {
            return;
        };
        let (serial, born) = (page.serial, page.born);
        let input = Input {
            now: time - born + 1_000,
            wall,
            random,
            event,
        };
        for effect in page.step(input) {
            match effect {
                Effect::Send(request) => self.send(device, serial, request),
                Effect::Do(number, task) => {
                    let at = self.rng.range(0, 40);
                    self.after(at, WorldEvent::Do(device, serial, number, task));
                }
                Effect::WaitUntil(at) => {
                    let at = at.map(|at| at + born - 1_000);
                    if let Some(page) = &mut self.devices[device].page {
                        page.timer = at;
                    }
                    if let Some(at) = at {
                        let delay = at.saturating_sub(self.now);
                        self.after(delay, WorldEvent::Wake(device, serial));
                    }
                }
                Effect::Show(report) => {
                    self.trace(|| {
                        format!(
                            "d{device} shows {:?} waiting {} lost {}",
                            report.status,
                            report.waiting,
                            report.lost.len()
                        )
                    });
                    self.judge_loss(device, &report);
                    if let Some(page) = &mut self.devices[device].page {
                        page.report = Some(report);
                    }
                }
            }
        }
    }

    pub(super) fn wake(&mut self, device: usize, serial: u64) {
        let now = self.now;
        let due = self
            .page(device, serial)
            .is_some_and(|page| page.timer.is_some_and(|at| at <= now));
        if due {
            self.feed(device, Event::Timer);
        }
    }

    /// Performs one storage task.
    pub(super) fn task(&mut self, device: usize, serial: u64, number: u64, task: Task) {
        if self.page(device, serial).is_none() {
            return;
        }
        if let Some(until) = self.stores_until(device, serial) {
            // A transaction waits for the one before it.
            let task = WorldEvent::Do(device, serial, number, task);
            return self.after(until - self.now, task);
        }
        let full = self.config.full;
        if !self.ended && self.rng.chance(full) {
            self.plan(device, |plan, at| plan.fails = Some(at));
        }
        self.trace(|| format!("d{device} does {}", brief_task(&task)));
        let incoming = self.incoming(device, &task);
        let slow = self.takes_time(!incoming.is_empty());
        self.devices[device].disk.is_slow.set(slow);
        let Some(page) = self.page(device, serial) else {
            return;
        };
        let (store, screen) = (page.store.clone(), page.screen.clone());
        let outcome = Box::pin(async move { perform(&store, &*screen, task).await });
        assert!(page.work.is_none(), "one task at a time");
        page.work = Some(Work {
            number,
            incoming,
            outcome,
            until: 0,
        });
        self.go_on(device, serial);
        self.devices[device].disk.is_slow.set(false);
    }

    /// Ends a storage task that has been started, or lets it take its time.
    pub(super) fn go_on(&mut self, device: usize, serial: u64) {
        let Some(mut work) = self.page(device, serial).and_then(|page| page.work.take()) else {
            return;
        };
        let mut context = Context::from_waker(Waker::noop());
        match work.outcome.as_mut().poll(&mut context) {
            Poll::Ready(outcome) => self.done(device, serial, work, outcome),
            Poll::Pending => self.wait_for(device, serial, work),
        }
    }

    /// A storage task has ended.
    fn done(&mut self, device: usize, serial: u64, work: Work, outcome: Result<Done, StoreError>) {
        self.unplan(device);
        let changed = self.take_shown(device, serial);
        for canvas in &changed {
            self.trace(|| format!("d{device} now has {}", canonical(canvas)));
        }
        match &outcome {
            Ok(_) => {
                for id in work.incoming.keys() {
                    self.judge_revision(device, id);
                }
                self.judge(device, &changed, &work.incoming);
            }
            Err(error) => {
                self.trace(|| format!("d{device} page {serial} could not store: {error:?}"));
                self.judge_early(device, &changed);
            }
        }
        let event = match outcome {
            Ok(done) => Event::Done(work.number, done),
            Err(error) => Event::StoreFailed(work.number, error),
        };
        if self.devices[device]
            .page
            .as_ref()
            .is_some_and(|page| page.serial == serial)
        {
            self.feed(device, event);
        }
    }

    /// Plans a fault for one of the next storage operations.
    pub(super) fn plan(&mut self, device: usize, set: impl FnOnce(&mut Plan, u64)) {
        let disk = self.devices[device].disk.clone();
        let mut plan = disk.plan.get();
        set(&mut plan, disk.calls.get() + self.rng.range(1, 3));
        disk.plan.set(plan);
    }

    pub(super) fn unplan(&mut self, device: usize) {
        if self.config.full == 0 {
            return;
        }
        let disk = &self.devices[device].disk;
        let mut plan = disk.plan.get();
        plan.fails = None;
        disk.plan.set(plan);
    }
}

fn brief(event: &Event) -> String {
    match event {
        Event::Reply(answer) => format!("answer {} to {}", answer.status, answer.number),
        Event::Done(number, done) => {
            let text = format!("{done:?}");
            format!(
                "done {number} {}",
                text.chars().take(160).collect::<String>()
            )
        }
        other => format!("{other:?}"),
    }
}

fn brief_task(task: &Task) -> String {
    match task {
        Task::ApplyPage { items, since, .. } => {
            let all: Vec<String> = items
                .iter()
                .map(|item| match item {
                    maatwerk::sync::protocol::Item::Record(record) => {
                        format!(
                            "{}@{} {} {:?}",
                            record.id,
                            record.last_modified,
                            record.rev,
                            tokens(&canonical(&record.canvas))
                        )
                    }
                    other => format!("{}@{} not live", other.id(), other.last_modified()),
                })
                .collect();
            format!("keep {all:?} since {since:?}")
        }
        other => format!("{other:?}").chars().take(200).collect(),
    }
}
