//! I3: no difference where one version came from the other.

use std::collections::BTreeSet;

use maatwerk::domain::{Canvas, canonical};

use super::oracle::tokens;
use super::world::World;

impl World {
    /// I3: looks at every new difference: neither version came from the other.
    pub(super) fn judge(&mut self, device: usize, changed: &[Canvas], incoming: &BTreeSet<String>) {
        for id in incoming {
            let why = maatwerk::sync::reconcile::WITHOUT_BASE;
            let count = self.devices[device].disk.versions(id, why);
            let key = format!("{device}/{id}");
            let before = self.blind.insert(key, count).unwrap_or(0);
            if count <= before {
                continue;
            }
            self.say(|| format!("d{device} merged {id} without a base"));
            // What was removed may begin anew on two devices at once.
            if self.traits.remembers() && !self.oracle.erased.contains(id) {
                self.faults
                    .push(format!("I3: {id} was merged without a base on d{device}"));
            }
            for canvas in changed.iter().filter(|canvas| canvas.id.as_str() == id) {
                self.judged
                    .extend(canvas.differences.keys().map(|id| id.to_string()));
            }
        }
        for canvas in changed {
            for (id, difference) in &canvas.differences {
                if !self.judged.insert(id.to_string()) {
                    continue;
                }
                let text = |side: &maatwerk::domain::Side| {
                    side.value.as_ref().map(canonical).unwrap_or_default()
                };
                let (ours, theirs) = (text(&difference.ours), text(&difference.theirs));
                if ours == theirs {
                    self.faults.push(format!(
                        "I3: {} has the same on both sides",
                        difference.place
                    ));
                }
                let (ours, theirs) = (tokens(&ours), tokens(&theirs));
                let (Some(a), Some(b)) = (ours.first(), theirs.first()) else {
                    continue;
                };
                let chosen = self.oracle.chosen.contains(a) || self.oracle.chosen.contains(b);
                // What one deletes and two others edit begins anew on two devices; so does a canvas
                // that one removes for good.
                let dropped = difference
                    .place
                    .split('/')
                    .chain([canvas.id.as_str()])
                    .any(|part| {
                        self.oracle.dropped.contains(part) || self.oracle.erased.contains(part)
                    });
                let known = self.traits.remembers() && !chosen && !dropped;
                let single = ours.len() == 1 && theirs.len() == 1 && known;
                if single && (self.oracle.came_after(*a, *b) || self.oracle.came_after(*b, *a)) {
                    let fault = format!(
                        "I3: on d{device} {} of {} has {a} and {b}, of which one came after the other",
                        difference.place, canvas.id
                    );
                    self.say(|| fault.clone());
                    self.faults.push(fault);
                }
            }
        }
    }
}
