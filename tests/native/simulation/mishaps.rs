//! What happens to a device rather than on it.

use std::collections::BTreeSet;

use maatwerk::domain::canonical;
use maatwerk::store::Table;

use super::oracle::{Sure, tokens};
use super::traits::Traits;
use super::world::{Coming, World};

impl World {
    /// Something happens to the device rather than on it.
    pub(super) fn mishap(&mut self, device: usize) -> bool {
        let Traits {
            crash,
            offline,
            corrupt,
            evict,
            clocks,
            jams,
            ..
        } = self.traits;
        if jams > 0 && self.dice.chance(jams) {
            let time = self.dice.range(10_000, 600_000);
            self.say(|| format!("d{device} has no room for {time}"));
            let until = &self.devices[device].disk.jammed_until;
            until.set(self.now + time);
        }
        if clocks && self.dice.chance(50) {
            let years = i64::try_from(self.dice.range(0, 20)).unwrap() - 10;
            self.devices[device].clock = years * 365 * 86_400_000;
        }
        if self.dice.chance(offline) {
            let most = if self.dice.chance(100) {
                48 * 3_600_000
            } else {
                600_000
            };
            let until = self.now + self.dice.range(10_000, most);
            self.say(|| format!("d{device} goes offline"));
            self.devices[device].offline_until = until;
            self.after(until - self.now, Coming::Online(device));
        }
        if self.dice.chance(crash) {
            let after = self.dice.chance(500);
            let calls = self.dice.range(1, 40);
            let disk = &self.devices[device].disk;
            let mut plan = disk.plan.get();
            plan.dies = Some((disk.calls.get() + calls, after));
            disk.plan.set(plan);
        }
        if corrupt && self.dice.chance(15) {
            let tables = [Table::Canvas, Table::Sync, Table::List];
            let table = *self.dice.pick(&tables).unwrap();
            let (nth, byte) = (self.dice.bits(), self.dice.bits());
            let disk = self.devices[device].disk.clone();
            if self.devices[device]
                .page
                .as_ref()
                .is_some_and(|page| page.unsaved.is_empty())
                && disk.corrupt(table, nth >> 1, byte >> 1)
            {
                self.say(|| format!("d{device} has a bad {}", table.wire()));
                // Whoever has the canvas open would save it again.
                let it = &mut self.devices[device];
                (it.page, it.ghost) = (None, None);
                self.excuse(device);
                self.after(1_000, Coming::Open(device));
                return true;
            }
        }
        if evict && self.dice.chance(8) {
            self.say(|| format!("d{device} is emptied"));
            let it = &mut self.devices[device];
            (it.page, it.ghost) = (None, None);
            it.disk.evict();
            self.excuse(device);
            self.after(1_000, Coming::Open(device));
            return true;
        }
        false
    }

    /// What only this device had can't be asked for any more.
    pub(super) fn excuse(&mut self, device: usize) {
        let left = self.left(Some(device));
        for edit in &mut self.oracle.edits {
            if edit.device == device && edit.sure < Sure::Saved {
                edit.sure = Sure::Lost;
            }
            if edit.device == device {
                let gone = edit.adds.iter().filter(|token| !left.contains(token));
                self.oracle.excused.extend(gone.copied());
            }
        }
    }

    /// Every word that is still somewhere: on the server and on devices, but for one.
    pub(super) fn left(&self, but: Option<usize>) -> BTreeSet<u32> {
        let mut left = BTreeSet::new();
        for (_, version) in self.server.all() {
            let data = version.data.as_ref().map(canonical).unwrap_or_default();
            left.extend(tokens(&data));
        }
        for (at, device) in self.devices.iter().enumerate() {
            if Some(at) != but {
                for table in [Table::Canvas, Table::Version] {
                    for (_, text) in device.disk.texts(table) {
                        left.extend(tokens(&text));
                    }
                }
            }
        }
        left
    }
}
