//! Encrypted teams: devices that switch, rotate and join, and servers that tamper with what is sealed.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use maatwerk::crypto::{NONCE, SealedPlace, TeamKey, TeamRing};
use maatwerk::store::{StoreError, TeamTools};
use maatwerk::sync::protocol::{Item, RecordError, SealedRecord, single};
use maatwerk::sync::take_over::take_over;
use serde_json::{Map, Value, json};

use super::config::Config;
use super::oracle::{Token, tokens};
use super::rng::Rng;
use super::world::{World, WorldEvent};
use crate::store::now;

/// What happens to a team's keys.
#[derive(Clone, Copy, Debug)]
pub(super) enum TeamEvent {
    /// Someone makes the first key, or the next one, and has everything sealed anew or not.
    NewKey(usize, bool),
    /// Someone types a key that a colleague shows: the nth.
    Join(usize, usize),
    /// Someone takes over what was set aside for being in the clear.
    TakeOver(usize),
    /// Somebody of another team writes here, sealed: in place of a canvas, or beside them.
    Stranger(bool),
}

/// A team's keys, and what its server knows.
pub(super) struct SimTeam {
    pub(super) keys: Vec<TeamKey>,
    /// Every version that a client wrote, to be replayed.
    pub(super) past: Vec<(String, Map<String, Value>)>,
    /// What a stranger's records stand in place of, by their ids.
    pub(super) replaced: BTreeMap<String, Option<Map<String, Value>>>,
    /// The words that the server made up.
    pub(super) outside: BTreeSet<Token>,
    pub(super) rng: Rng,
}

impl Config {
    /// In some worlds the team is encrypted, from the beginning or from some moment on.
    pub(super) fn encrypt(&mut self, rng: &mut Rng) {
        // What a server rewrites there or a newer app writes would have to be sealed.
        if self.future || self.rewrites {
            return;
        }
        if rng.chance(550) {
            self.meet_strangers(rng);
            return;
        }
        self.encrypted = true;
        self.switches = rng.chance(500);
        self.old = self.switches && rng.chance(500);
        self.rotates = rng.chance(400);
        self.tampers = if rng.chance(400) {
            rng.range(10, 120)
        } else {
            0
        };
    }
}

impl SimTeam {
    pub(super) fn new(rng: Rng) -> Self {
        Self {
            keys: Vec::new(),
            past: Vec::new(),
            replaced: BTreeMap::new(),
            outside: BTreeSet::new(),
            rng,
        }
    }

    fn new_key(&mut self, number: u16) -> usize {
        let mut bytes = [0; 32];
        for byte in &mut bytes {
            *byte = u8::try_from(self.rng.range(0, 255)).unwrap();
        }
        self.keys.push(TeamKey::new(number, bytes.into()));
        self.keys.len() - 1
    }

    /// A record's fields with its document, opened if it is sealed.
    pub(super) fn opened(&self, id: &str, data: &Map<String, Value>) -> Map<String, Value> {
        let mut data = data.clone();
        if data.get("fmt") != Some(&2.into()) {
            return data;
        }
        data.insert("id".to_owned(), id.into());
        data.insert("last_modified".to_owned(), 1.into());
        let body = json!({ "data": data }).to_string();
        let Some(Item::Sealed(record)) = single(&body) else {
            return data;
        };
        data.remove("enc");
        if let Some(text) = self.open(&record) {
            let text: Value = serde_json::from_slice(&text).unwrap_or_default();
            data.insert("doc".to_owned(), text["doc"].clone());
        }
        data
    }

    fn open(&self, record: &SealedRecord) -> Option<Vec<u8>> {
        let key = self.keys.iter().find(|key| key.kid() == record.kid)?;
        key.open(record.place(), &record.sealed).ok()
    }

    /// Whether a member has sealed this record.
    pub(super) fn is_of_member(&self, record: &SealedRecord) -> bool {
        self.open(record).is_some()
    }

    pub(super) fn wrote(&mut self, id: &str, data: Option<&Map<String, Value>>) {
        if let Some(data) = data {
            self.past.push((id.to_owned(), data.clone()));
        }
    }
}

impl World {
    /// Schedules what happens to the team's keys.
    pub(super) fn plan_team(&mut self) {
        self.plan_strangers();
        if !self.config.encrypted {
            return;
        }
        let end = self.config.minutes * 60_000;
        if self.config.switches {
            let at = self.team.rng.range(0, end * 3 / 4);
            let device = self.any_device();
            self.after(at, WorldEvent::Team(TeamEvent::NewKey(device, true)));
            for device in &mut self.devices {
                device.old = self.config.old && self.team.rng.chance(600);
            }
        } else {
            let first = self.team.new_key(1);
            for device in &mut self.devices {
                device.known.insert(first);
            }
        }
        for _ in 0..if self.config.rotates { 2 } else { 0 } {
            let at = self.team.rng.range(end / 4, end);
            let (device, all) = (self.any_device(), self.team.rng.chance(600));
            self.after(at, WorldEvent::Team(TeamEvent::NewKey(device, all)));
        }
        for _ in 0..3 {
            let (at, device) = (self.team.rng.range(end / 4, end), self.any_device());
            self.after(at, WorldEvent::Team(TeamEvent::TakeOver(device)));
        }
    }

    pub(super) fn any_device(&mut self) -> usize {
        let most = self.devices.len() as u64 - 1;
        usize::try_from(self.team.rng.range(0, most)).unwrap()
    }

    pub(super) fn team_event(&mut self, event: TeamEvent) {
        match event {
            _ if self.ended => {}
            TeamEvent::NewKey(device, all) => self.make_key(device, all),
            TeamEvent::Join(device, key) => self.join(device, key),
            TeamEvent::TakeOver(device) => self.take_over_clear(device),
            TeamEvent::Stranger(in_place) => self.stranger_writes(in_place),
        }
    }

    /// Someone makes a key for the team, and shows it to the colleagues later.
    pub(super) fn make_key(&mut self, device: usize, all: bool) {
        self.finish(device);
        self.devices[device].old = false;
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let number = now(page.store.team()).map(|team| team.ring().map_or(0, TeamRing::number));
        let Ok(number) = number else { return };
        // A second first key is one of somebody who doesn't know that there is one.
        let key = self.team.new_key(number + 1);
        self.trace(|| format!("d{device} makes key {key}, all anew: {all}"));
        self.devices[device].known.insert(key);
        self.devices[device].reseals |= all;
        self.reopen(device);
        for other in 0..self.devices.len() {
            if other != device && self.team.rng.chance(700) {
                let at = self.team.rng.range(1_000, 600_000);
                self.after(at, WorldEvent::Team(TeamEvent::Join(other, key)));
            }
        }
    }

    pub(super) fn join(&mut self, device: usize, key: usize) {
        if key >= self.team.keys.len() {
            // The device on which it was made has crashed before.
            return;
        }
        if self.devices[device].page.is_none() {
            return self.after(5_000, WorldEvent::Team(TeamEvent::Join(device, key)));
        }
        self.trace(|| format!("d{device} gets key {key}"));
        self.devices[device].known.insert(key);
        self.devices[device].old = false;
        self.reopen(device);
    }

    /// Gives every device every key, as after all have shown each other theirs.
    pub(super) fn join_all(&mut self) {
        if !self.config.encrypted {
            return;
        }
        for device in 0..self.devices.len() {
            let keys = 0..self.team.keys.len();
            (self.devices[device].old, self.devices[device].known) = (false, keys.collect());
            self.reopen(device);
        }
    }

    /// Starts sync anew, as after a change of the keys.
    pub(super) fn reopen(&mut self, device: usize) {
        self.flush(device);
        self.devices[device].page = None;
        self.open(device);
    }

    /// Gives a page the ciphers, and has it store the keys that its device lacks.
    pub(super) fn equip(&mut self, device: usize) {
        if !self.config.encrypted {
            return;
        }
        let it = &self.devices[device];
        let Some(page) = &it.page else { return };
        let (serial, count) = (page.serial, Cell::new(0_u64));
        let nonces = Rc::new(move || {
            count.set(count.get() + 1);
            let mut nonce = [0; NONCE];
            nonce[..8].copy_from_slice(&serial.to_be_bytes());
            nonce[8..16].copy_from_slice(&count.get().to_be_bytes());
            nonce
        });
        page.store
            .use_team_tools(TeamTools::new(nonces, Vec::new()));
        let keys: Vec<TeamKey> = it
            .known
            .iter()
            .map(|at| self.team.keys[*at].clone())
            .collect();
        let reseals = it.reseals;
        let (store, dead) = (page.store.clone(), &it.disk.dead);
        let lacks = |ring: Option<&TeamRing>| {
            let lacks = |key: &&TeamKey| ring.is_none_or(|ring| ring.key(key.kid()).is_none());
            keys.iter().filter(lacks).cloned().collect::<Vec<_>>()
        };
        let stored = now(store.team());
        let missing = stored.map(|team| {
            let ring = team.ring();
            !lacks(ring).is_empty() || ring.is_some_and(|ring| ring.reseals() != reseals)
        });
        if missing == Ok(false) || dead.get() {
            return;
        }
        let changed: Result<(), StoreError> = now(store.change_team(|team| {
            let mut ring = team.ring().cloned();
            for key in lacks(ring.as_ref()) {
                ring = Some(match ring {
                    Some(ring) => ring.with(key),
                    None => TeamRing::new(key),
                });
            }
            ring.map(|ring| ring.resealing(reseals))
        }));
        self.trace(|| format!("d{device} stores its keys: {changed:?}"));
        if changed.is_err() && !self.devices[device].disk.dead.get() {
            // Someone tries again.
            let key = *self.devices[device].known.iter().next_back().unwrap();
            self.after(5_000, WorldEvent::Team(TeamEvent::Join(device, key)));
        }
    }

    /// Someone takes over what a colleague has sent in the clear, and nothing that is of nobody.
    pub(super) fn take_over_clear(&mut self, device: usize) {
        self.finish(device);
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let Some(report) = page.report.clone() else {
            return;
        };
        let (store, screen, serial) = (page.store.clone(), page.screen.clone(), page.serial);
        let clear = report
            .unread
            .iter()
            .filter(|(_, why)| *why == RecordError::InTheClear);
        let mut any = false;
        for (id, _) in clear {
            let text = now(store.unread_text(id)).ok().flatten();
            let words = text.map(|(_, text)| tokens(&text)).unwrap_or_default();
            if words.is_disjoint(&self.team.outside) {
                let taken = now(take_over(&store, &*screen, id));
                self.trace(|| format!("d{device} takes over {id}: {taken:?}"));
                any = true;
            }
        }
        drop(self.take_shown(device, serial));
        if any {
            self.reopen(device);
        }
    }
}

/// A place, for tests that seal by hand.
#[test]
fn a_sealed_record_is_read_as_the_server_has_it() {
    let mut team = SimTeam::new(Rng::new(1));
    let key = team.new_key(1);
    let place = SealedPlace {
        id: "a",
        rev: "00000000000000aa",
        revs: &[],
    };
    let sealed = team.keys[key].seal(place, [1; NONCE], r#"{"doc":{"id":"a"}}"#);
    let text = maatwerk::crypto::base64::encode(&sealed.text);
    let nonce = maatwerk::crypto::base64::encode(&sealed.nonce);
    let data = json!({
        "fmt": 2, "rev": place.rev, "revs": [],
        "enc": { "kid": team.keys[key].kid(), "n": nonce, "c": text },
    });
    let opened = team.opened("a", data.as_object().unwrap());
    assert_eq!(opened["doc"], json!({ "id": "a" }));
}
