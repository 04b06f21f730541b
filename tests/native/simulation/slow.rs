//! Storage that takes its time to commit what was pulled, and what goes on meanwhile.

use maatwerk::domain::{Canvas, DocumentId};

use super::page::Work;
use super::world::{World, WorldEvent};

impl World {
    /// Whether what comes in is stored slowly.
    pub(super) fn takes_time(&mut self, comes_in: bool) -> bool {
        let waits = self.config.waits;
        !self.ended && waits > 0 && comes_in && self.meanwhile.chance(waits)
    }

    /// Lets a task wait for its commit, while people go on.
    pub(super) fn wait_for(&mut self, device: usize, serial: u64, mut work: Work) {
        let time = self.meanwhile.range(5, 3_000);
        self.trace(|| format!("d{device} page {serial} takes {time} to store"));
        work.until = self.now + time;
        let shown = self.take_shown(device, serial);
        self.judge_early(device, &shown);
        for id in work.incoming.keys() {
            for _ in 0..self.meanwhile.range(0, 2) {
                let at = self.meanwhile.range(0, time - 1);
                let id: DocumentId = id.parse().unwrap();
                self.after(at, WorldEvent::Meanwhile(device, serial, id));
            }
        }
        let crashes = self.config.crash > 0 && self.meanwhile.chance(60);
        if crashes {
            let (calls, after) = (self.meanwhile.range(1, 8), self.meanwhile.chance(500));
            let disk = &self.devices[device].disk;
            let mut plan = disk.plan.get();
            plan.dies = Some((disk.calls.get() + calls, after));
            disk.plan.set(plan);
        }
        if self.config.tabs > 1 && self.config.take_over > 0 && self.meanwhile.chance(100) {
            let at = self.meanwhile.range(0, time - 1);
            self.after(at, WorldEvent::CutIn(device, serial));
        }
        if let Some(page) = self.page(device, serial) {
            page.work = Some(work);
        }
        self.after(time, WorldEvent::Stored(device, serial));
    }

    /// What a page is storing is committed, or fails.
    pub(super) fn stored(&mut self, device: usize, serial: u64) {
        if self.stores_until(device, serial).is_some() {
            self.devices[device].disk.end_transaction();
            self.go_on(device, serial);
        }
    }

    /// When the task ends that a page's storage takes its time for.
    pub(super) fn stores_until(&mut self, device: usize, serial: u64) -> Option<u64> {
        let work = self.page(device, serial)?.work.as_ref()?;
        Some(work.until)
    }

    /// Ends what the leading page is storing, as whatever it asks of its storage next has to wait.
    pub(super) fn finish(&mut self, device: usize) {
        let page = self.devices[device].page.as_ref();
        if let Some(serial) = page.map(|page| page.serial) {
            self.stored(device, serial);
        }
    }

    /// The same for a canvas that has to be read first.
    pub(super) fn finish_unless_open(&mut self, device: usize, id: &DocumentId) {
        let page = self.devices[device].page.as_ref();
        let is_open = page.is_some_and(|page| page.screen.open.borrow().contains_key(id));
        if !is_open {
            self.finish(device);
        }
    }

    /// Someone edits a canvas that is being stored.
    pub(super) fn meanwhile(&mut self, device: usize, serial: u64, id: &DocumentId) {
        let page = self.devices[device].page.as_ref();
        let goes_on = page.is_some_and(|page| {
            let is_open = page.screen.open.borrow().contains_key(id);
            page.serial == serial && page.work.is_some() && is_open
        });
        if goes_on && !self.ended {
            self.trace(|| format!("d{device} goes on in {id}"));
            self.edit_canvas(device, id);
        }
    }

    /// Another tab takes over without asking.
    pub(super) fn cut_in(&mut self, device: usize, serial: u64) {
        let is_storing = self.stores_until(device, serial).is_some();
        let page = self.devices[device].page.as_ref();
        if !self.ended && is_storing && page.is_some_and(|page| page.serial == serial) {
            self.take_over(device, false);
        }
    }

    /// Takes the canvases that sync has shown since the last call.
    pub(super) fn take_shown(&mut self, device: usize, serial: u64) -> Vec<Canvas> {
        let page = self.page(device, serial);
        page.map(|page| page.screen.changed.take())
            .unwrap_or_default()
    }

    /// I11: the screen shows nothing that was pulled and is not stored.
    pub(super) fn judge_early(&mut self, device: usize, shown: &[Canvas]) {
        for canvas in shown {
            let id = &canvas.id;
            self.faults
                .push(format!("I11: d{device} shows {id} before it is stored"));
        }
    }
}
