//! I3: no conflict between two versions of which one derives from the other. I5: no loss is told that
//! is none.

use std::collections::BTreeSet;

use maatwerk::domain::{Canvas, canonical};
use maatwerk::sync::protocol::MAX_REVS;
use maatwerk::sync::status::Report;

use super::config::Config;
use super::oracle::tokens;
use super::world::World;

impl World {
    /// I5: where the server loses nothing, no device tells that it did. A write that was taken for
    /// stored shows so.
    pub(super) fn judge_loss(&mut self, device: usize, report: &Report) {
        let Config {
            late,
            delay,
            twice,
            racy,
            ..
        } = self.config;
        let steady = self.config.remembers() && !racy && late + delay + twice == 0;
        if steady && !report.lost.is_empty() {
            let lost = &report.lost;
            let fault = format!("I5: d{device} tells that the server lost {lost:?}");
            self.faults.push(fault);
        }
    }

    /// I3: checks that in each new conflict neither version derives from the other.
    pub(super) fn judge(&mut self, device: usize, changed: &[Canvas], incoming: &BTreeSet<String>) {
        for id in incoming {
            let why = maatwerk::sync::reconcile::WITHOUT_BASE;
            let count = self.devices[device].disk.versions(id, why);
            let key = format!("{device}/{id}");
            let before = self.blind.insert(key, count).unwrap_or(0);
            if count <= before {
                continue;
            }
            self.trace(|| format!("d{device} merged {id} without a base"));
            // A deleted canvas may start anew on two devices at once. A device that was away for more
            // versions than a record lists can't know which one it last saw.
            let is_listed = self.server.ancestors(id) < MAX_REVS;
            if is_listed && self.config.remembers() && !self.oracle.erased.contains(id) {
                self.faults
                    .push(format!("I3: {id} was merged without a base on d{device}"));
            }
            for canvas in changed.iter().filter(|canvas| canvas.id.as_str() == id) {
                self.judged
                    .extend(canvas.conflicts.keys().map(|id| id.to_string()));
            }
        }
        for canvas in changed {
            for (id, conflict) in &canvas.conflicts {
                if !self.judged.insert(id.to_string()) {
                    continue;
                }
                let text = |side: &maatwerk::domain::Side| {
                    side.value.as_ref().map(canonical).unwrap_or_default()
                };
                let (ours, theirs) = (text(&conflict.ours), text(&conflict.theirs));
                if ours == theirs {
                    self.faults
                        .push(format!("I3: {} has the same on both sides", conflict.place));
                }
                let (ours, theirs) = (tokens(&ours), tokens(&theirs));
                let (Some(a), Some(b)) = (ours.first(), theirs.first()) else {
                    continue;
                };
                let chosen = self.oracle.chosen.contains(a) || self.oracle.chosen.contains(b);
                // An item that one deletes and two others edit starts anew on two devices; so does
                // a canvas that one deletes for good.
                let dropped = conflict
                    .place
                    .split('/')
                    .chain([canvas.id.as_str()])
                    .any(|part| {
                        self.oracle.dropped.contains(part) || self.oracle.erased.contains(part)
                    });
                let known = self.config.remembers() && !chosen && !dropped;
                let single = ours.len() == 1 && theirs.len() == 1 && known;
                if single && (self.oracle.came_after(*a, *b) || self.oracle.came_after(*b, *a)) {
                    let fault = format!(
                        "I3: on d{device} {} of {} has {a} and {b}, of which one derives from the other",
                        conflict.place, canvas.id
                    );
                    self.trace(|| fault.clone());
                    self.faults.push(fault);
                }
            }
        }
    }
}
