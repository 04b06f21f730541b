//! Faults that strike a device as a whole.

use std::collections::BTreeSet;

use maatwerk::domain::canonical;
use maatwerk::store::Table;

use super::config::Config;
use super::oracle::{Sure, tokens};
use super::world::{World, WorldEvent};

impl World {
    /// Applies a fault to the device. Returns whether one occurred.
    pub(super) fn mishap(&mut self, device: usize) -> bool {
        let Config {
            crash,
            offline,
            corrupt,
            evict,
            clocks,
            jams,
            ..
        } = self.config;
        if jams > 0 && self.rng.chance(jams) {
            let time = self.rng.range(10_000, 600_000);
            self.trace(|| format!("d{device} has no room for {time}"));
            let until = &self.devices[device].disk.jammed_until;
            until.set(self.now + time);
        }
        if clocks && self.rng.chance(50) {
            let years = i64::try_from(self.rng.range(0, 20)).unwrap() - 10;
            self.devices[device].clock = years * 365 * 86_400_000;
        }
        if self.rng.chance(offline) {
            let most = if self.rng.chance(100) {
                48 * 3_600_000
            } else {
                600_000
            };
            let until = self.now + self.rng.range(10_000, most);
            self.trace(|| format!("d{device} goes offline"));
            self.devices[device].offline_until = until;
            self.after(until - self.now, WorldEvent::Online(device));
        }
        if self.rng.chance(crash) {
            let after = self.rng.chance(500);
            let calls = self.rng.range(1, 40);
            let disk = &self.devices[device].disk;
            let mut plan = disk.plan.get();
            plan.dies = Some((disk.calls.get() + calls, after));
            disk.plan.set(plan);
        }
        if corrupt && self.rng.chance(15) {
            let tables = [Table::Canvas, Table::Sync, Table::List];
            let table = *self.rng.pick(&tables).unwrap();
            let (nth, byte) = (self.rng.bits(), self.rng.bits());
            let disk = self.devices[device].disk.clone();
            if self.devices[device]
                .page
                .as_ref()
                .is_some_and(|page| page.unsaved.is_empty())
                && disk.corrupt(table, nth >> 1, byte >> 1)
            {
                self.trace(|| format!("d{device} has a bad {}", table.wire()));
                // An open canvas would be saved again.
                let it = &mut self.devices[device];
                (it.page, it.ghost) = (None, None);
                self.excuse(device);
                self.after(1_000, WorldEvent::Open(device));
                return true;
            }
        }
        if evict && self.rng.chance(8) {
            self.trace(|| format!("d{device} is emptied"));
            let it = &mut self.devices[device];
            (it.page, it.ghost) = (None, None);
            it.disk.evict();
            self.excuse(device);
            self.after(1_000, WorldEvent::Open(device));
            return true;
        }
        false
    }

    /// Excuses the words that only this device had: the oracle doesn't require them any more.
    pub(super) fn excuse(&mut self, device: usize) {
        let left = self.left(Some(device));
        for edit in &mut self.oracle.edits {
            // What was journaled may be elsewhere by now, with what it removed.
            if edit.device == device && edit.sure == Sure::Typed {
                edit.sure = Sure::Lost;
            }
            if edit.device == device {
                let gone = edit.adds.iter().filter(|token| !left.contains(token));
                self.oracle.excused.extend(gone.copied());
            }
        }
    }

    /// Every word that still exists: on the server and on all devices except `but`.
    pub(super) fn left(&self, but: Option<usize>) -> BTreeSet<u32> {
        let mut left = BTreeSet::new();
        for (id, version) in self.server.all() {
            let data = version.data.as_ref().map(|data| self.team.opened(id, data));
            let data = data.as_ref().map(canonical).unwrap_or_default();
            left.extend(tokens(&data));
        }
        for (at, device) in self.devices.iter().enumerate() {
            if Some(at) != but {
                for table in [Table::Canvas, Table::History] {
                    for (_, text) in device.disk.texts(table) {
                        left.extend(tokens(&text));
                    }
                }
            }
        }
        left
    }
}
