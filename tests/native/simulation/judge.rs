//! I3: no conflict between two versions of which one derives from the other. I5: no loss is told that
//! is none.

use std::collections::BTreeMap;

use maatwerk::domain::{Canvas, canonical};
use maatwerk::store::Table;
use maatwerk::sync::protocol::{Item, MAX_REVS};
use maatwerk::sync::status::Report;
use maatwerk::sync::task::Task;
use serde_json::Value;

use super::config::Config;
use super::oracle::tokens;
use super::world::World;

/// A record that a device is about to merge, with what the device knows of it.
pub(super) struct Incoming {
    rev: String,
    revs: Vec<String>,
    /// The text of the device's sync metadata.
    known: Option<String>,
}

impl Incoming {
    /// The revisions of which the device has the document: the base's first, if there is a base.
    fn known(&self) -> Vec<String> {
        let text = self.known.as_deref().unwrap_or("{}");
        let metadata: Value = serde_json::from_str(text).unwrap_or_default();
        let metadata = &metadata["doc"];
        let kept = metadata["eerder"].as_array().into_iter().flatten();
        let all = [metadata, &metadata["wacht"]].into_iter().chain(kept);
        all.filter_map(|it| it["rev"].as_str())
            .map(str::to_owned)
            .collect()
    }

    fn names(&self, rev: &String) -> bool {
        self.rev == *rev || self.revs.contains(rev)
    }
}

impl World {
    /// The records that a task merges, as they are before it does.
    pub(super) fn incoming(
        &self,
        device: usize,
        task: &Task,
    ) -> BTreeMap<String, Option<Incoming>> {
        let Task::ApplyPage { items, .. } = task else {
            return BTreeMap::new();
        };
        let disk = &self.devices[device].disk;
        let incoming = |item: &Item| {
            let id = item.id().to_string();
            let record = match item {
                Item::Record(record) => Some(Incoming {
                    rev: record.rev.clone(),
                    revs: record.revs.clone(),
                    known: disk.text(Table::Sync, &id),
                }),
                Item::Sealed(record) if self.team.is_of_member(record) => Some(Incoming {
                    rev: record.rev.clone(),
                    revs: record.revs.clone(),
                    known: disk.text(Table::Sync, &id),
                }),
                Item::Sealed(_) | Item::Tombstone { .. } | Item::Unreadable { .. } => None,
            };
            (id, record)
        };
        items.iter().map(incoming).collect()
    }

    /// Whether a merge can't have a base, as lists of ancestors are full: the record was built on the
    /// device's base, but so long ago that it no longer names it, nor anything else that the device
    /// keeps; or the base on the record, which a server that shows writes late still shows, and which
    /// the device's own list has dropped.
    fn has_lost_count(&self, incoming: &Incoming) -> bool {
        let known = incoming.known();
        let lineage = &self.server.lineage;
        let related = |base: &String| {
            lineage.derives(&incoming.rev, base) || lineage.derives(base, &incoming.rev)
        };
        incoming.revs.len() >= MAX_REVS
            && !known.iter().any(|rev| incoming.names(rev))
            && known.first().is_some_and(related)
    }

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

    /// Whether a canvas may start anew on two devices at once: it was deleted for good, or each device puts its own
    /// in the place of a stranger's record.
    fn starts_anew(&self, id: &str) -> bool {
        self.oracle.erased.contains(id) || self.team.replaced.contains_key(id)
    }

    /// I3: checks that in each new conflict neither version derives from the other.
    pub(super) fn judge(
        &mut self,
        device: usize,
        changed: &[Canvas],
        incoming: &BTreeMap<String, Option<Incoming>>,
    ) {
        for (id, record) in incoming {
            let why = maatwerk::sync::reconcile::WITHOUT_BASE;
            let count = self.devices[device].disk.versions(id, why);
            let key = format!("{device}/{id}");
            let before = self.blind.insert(key, count).unwrap_or(0);
            if count <= before {
                continue;
            }
            self.trace(|| format!("d{device} merged {id} without a base"));
            // A device that was away for more versions than a record lists can't know which one it last saw.
            let is_away = record.as_ref().is_some_and(|it| self.has_lost_count(it));
            if !is_away && self.config.remembers() && !self.starts_anew(id) {
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
                // An item that one deletes and two others edit starts anew on two devices.
                let mut parts = conflict.place.split('/');
                let dropped = parts.any(|part| self.oracle.dropped.contains(part));
                let anew = self.starts_anew(canvas.id.as_str());
                let known = self.config.remembers() && !chosen && !dropped && !anew;
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
