//! Sealed records on the server of a team that isn't encrypted: of a device that has the wrong address, or of somebody
//! who wants to keep the team from working.

use maatwerk::sync::protocol::RecordError;
use maatwerk::sync::take_over::remove_sealed;
use serde_json::{Map, Value, json};

use super::config::Config;
use super::rng::Rng;
use super::team::TeamEvent;
use super::world::{World, WorldEvent};
use crate::store::now;

/// The record that a stranger makes beside those of the team.
const STRANGE: &str = "vreemd";

impl Config {
    /// In some worlds of teams that aren't encrypted, a stranger writes on the server. Not where devices or servers
    /// lose everything: then a team can't tell what it was.
    pub(super) fn meet_strangers(&mut self, rng: &mut Rng) {
        let steady = !(self.restores || self.wiped || self.purges || self.corrupt || self.evict);
        self.strangers = steady && rng.chance(400);
    }
}

/// A record of a stranger, whose words nobody here can read.
fn sealed(rev: String, revs: &[Value]) -> Map<String, Value> {
    let enc = json!({ "kid": "0123456789abcdef", "n": "A".repeat(32), "c": "A".repeat(5_484) });
    let data = json!({ "fmt": 2, "rev": rev, "revs": revs, "enc": enc });
    data.as_object().unwrap().clone()
}

impl World {
    /// Schedules what a stranger does.
    pub(super) fn plan_strangers(&mut self) {
        if !self.config.strangers {
            return;
        }
        let end = self.config.minutes * 60_000;
        for _ in 0..3 {
            let at = self.team.rng.range(end / 5, end);
            let in_place = self.team.rng.chance(300);
            self.after(at, WorldEvent::Team(TeamEvent::Stranger(in_place)));
        }
    }

    /// A stranger writes in place of a canvas, or a record of his own, where the team has something in the clear.
    pub(super) fn stranger_writes(&mut self, in_place: bool) {
        let clear = self.server.all().filter_map(|(id, version)| {
            let data = version.data.as_ref()?;
            let revs = [&[data["rev"].clone()], data["revs"].as_array()?.as_slice()].concat();
            (data.get("fmt") == Some(&1.into())).then(|| (id.clone(), revs))
        });
        let clear: Vec<(String, Vec<Value>)> = clear.collect();
        let Some((id, revs)) = self.team.rng.pick(&clear).cloned() else {
            return;
        };
        let rev = format!("{:016x}", self.team.rng.bits());
        let (id, revs) = if in_place {
            (id, revs)
        } else {
            self.future.insert(STRANGE.to_owned());
            (STRANGE.to_owned(), Vec::new())
        };
        let newest = self.server.all().find(|(its, _)| **its == id);
        let before = newest.and_then(|(_, version)| version.data.clone());
        let before = before.filter(|data| data.get("fmt") == Some(&1.into()));
        self.team.replaced.insert(id.clone(), before);
        self.trace(|| format!("a stranger writes {id} {rev}"));
        let time = self.now;
        self.server
            .write(&id, Some(sealed(rev, &revs)), 200, time, 0);
    }

    /// Someone has what is sealed removed from the server, where that keeps the team from sending anything.
    pub(super) fn remove_strangers(&mut self, device: usize) {
        self.finish(device);
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let Some(report) = page.report.clone() else {
            return;
        };
        let store = page.store.clone();
        let holds = |why: &RecordError| *why == RecordError::AwaitsKey;
        let mut any = false;
        for (id, _) in report.unread.iter().filter(|(_, why)| holds(why)) {
            let removed = now(remove_sealed(&store, id));
            self.trace(|| format!("d{device} has {id} removed: {removed:?}"));
            match removed {
                Ok(true) => any = true,
                // All that it knows is sealed: the server's administrator has to put back what was there.
                Ok(false) => {
                    let before = self.team.replaced.get(id.as_str()).cloned().flatten();
                    let time = self.now;
                    self.server.write(id.as_str(), before, 200, time, 0);
                }
                Err(_) => {}
            }
        }
        if any {
            self.reopen(device);
        }
    }
}
