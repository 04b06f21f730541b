//! A world: devices, people, a network and a server, in one process and in one order.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use maatwerk::domain::{DocumentId, Timestamp};
use maatwerk::store::Ticket;
use maatwerk::sync::machine::{Event, Request};
use maatwerk::sync::task::Task;

use super::dice::Dice;
use super::disk::{Disk, Plan};
use super::oracle::Oracle;
use super::page::Page;
use super::server::{Server, Switches};
use super::traits::Traits;

/// When a world begins; a cursor is a time of the server's.
pub(super) const BEGIN: u64 = 1_800_000_000_000;

/// A device with at most one page that writes.
pub(super) struct Device {
    pub(super) disk: Rc<Disk>,
    pub(super) page: Option<Page>,
    /// A page that was written off without being asked, and doesn't know it yet.
    pub(super) ghost: Option<Page>,
    pub(super) offline_until: u64,
    pub(super) clock: i64,
}

/// Something that will happen.
pub(super) enum Coming {
    Move(usize),
    Save(usize, u64, DocumentId),
    Commit(usize, u64, Box<Ticket>, Vec<usize>, String),
    Do(usize, u64, u64, Task),
    Wake(usize, u64),
    Arrive(usize, u64, Request, bool),
    Write(usize, u64, Request, bool),
    Hear(usize, u64, Event),
    Open(usize),
    Online(usize),
    Server(u64),
}

/// What the network does to one request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Network {
    Lost,
    Failed,
    Unheard,
    Twice,
    Late,
    Strange,
    Broken,
    Conflict,
}

impl Network {
    pub(super) const ALL: [Self; 8] = [
        Self::Lost,
        Self::Failed,
        Self::Unheard,
        Self::Twice,
        Self::Late,
        Self::Strange,
        Self::Broken,
        Self::Conflict,
    ];
}

pub(super) struct World {
    pub(super) dice: Dice,
    pub(super) traits: Traits,
    pub(super) now: u64,
    pub(super) devices: Vec<Device>,
    pub(super) server: Server,
    pub(super) oracle: Oracle,
    pub(super) backup: Option<Server>,
    pub(super) serial: u64,
    pub(super) order: u64,
    pub(super) queue: BTreeMap<(u64, u64), Coming>,
    /// What happens to which request of which device.
    pub(super) network: Option<(usize, u64, Network)>,
    pub(super) sent: u64,
    pub(super) ended: bool,
    pub(super) faults: Vec<String>,
    /// Requests by device, by minute; and by device and record, by cycle.
    pub(super) requests: BTreeMap<(usize, u64), u32>,
    pub(super) log: Option<Vec<String>>,
    pub(super) made: u64,
    pub(super) future: BTreeSet<String>,
    pub(super) judged: BTreeSet<String>,
    pub(super) blind: BTreeMap<String, usize>,
    /// Pages from this one on sync with the server that is there now.
    pub(super) moved: u64,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let traits = Traits::of(&mut dice);
        Self::with(dice, traits)
    }

    pub(super) fn with(dice: Dice, traits: Traits) -> Self {
        let devices = (0..traits.devices).map(|_| Device {
            disk: Rc::default(),
            page: None,
            ghost: None,
            offline_until: 0,
            clock: 0,
        });
        let mut world = Self {
            dice,
            now: BEGIN,
            devices: devices.collect(),
            server: Server::new(Switches {
                racy: traits.racy,
                late: traits.late,
                cap: traits.cap,
            }),
            oracle: Oracle::default(),
            backup: None,
            serial: 0,
            order: 0,
            queue: BTreeMap::new(),
            network: None,
            sent: 0,
            ended: false,
            faults: Vec::new(),
            requests: BTreeMap::new(),
            log: None,
            made: 0,
            future: BTreeSet::new(),
            judged: BTreeSet::new(),
            blind: BTreeMap::new(),
            moved: 0,
            traits,
        };
        for device in 0..world.devices.len() {
            let at = world.dice.range(0, 60_000);
            world.after(at, Coming::Open(device));
            let at = world.dice.range(1_000, 90_000);
            if world.traits.pace > 0 {
                world.after(at, Coming::Move(device));
            }
        }
        if world.traits.restores
            || world.traits.wiped
            || world.traits.purges
            || world.traits.poison
            || world.traits.read_only
            || world.traits.future
        {
            let end = world.traits.minutes * 60_000;
            for step in 0..4 {
                let at = world.dice.range(end / 5 * step, end / 5 * (step + 1));
                world.after(at, Coming::Server(step));
            }
        }
        world
    }

    pub(super) fn say(&mut self, what: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            let line = format!("{:>9} {}", self.now - BEGIN, what());
            log.push(line);
        }
    }

    pub(super) fn after(&mut self, delay: u64, coming: Coming) {
        self.order += 1;
        self.queue.insert((self.now + delay, self.order), coming);
    }

    pub(super) fn random(&mut self) -> u64 {
        self.dice.bits()
    }

    pub(super) fn wall(&self, device: usize) -> Timestamp {
        let now = i64::try_from(self.now).unwrap();
        Timestamp::from_millis(now + self.devices[device].clock)
    }

    /// Lives on until a time.
    pub(super) fn live(&mut self, until: u64) {
        while let Some(((at, _), _)) = self.queue.first_key_value() {
            if *at > until {
                break;
            }
            let ((at, _), coming) = self.queue.pop_first().unwrap();
            self.now = at;
            for device in &self.devices {
                device.disk.now.set(at);
            }
            self.happen(coming);
        }
        self.now = until;
    }

    pub(super) fn happen(&mut self, coming: Coming) {
        match coming {
            Coming::Move(device) => self.moves(device),
            Coming::Save(device, serial, id) => self.save(device, serial, &id),
            Coming::Commit(device, serial, ticket, edits, text) => {
                self.commit(device, serial, *ticket, edits, &text);
            }
            Coming::Do(device, serial, number, task) => self.task(device, serial, number, task),
            Coming::Wake(device, serial) => self.wake(device, serial),
            Coming::Arrive(device, serial, request, heard) => {
                self.arrive(device, serial, request, heard)
            }
            Coming::Write(device, serial, request, heard) => {
                self.write(device, serial, request, heard)
            }
            Coming::Hear(device, serial, event) => {
                if self.page(device, serial).is_some() {
                    self.feed(device, event);
                }
            }
            Coming::Open(device) => self.open(device),
            Coming::Online(device) => {
                if self.devices[device].offline_until <= self.now {
                    self.feed(device, Event::Online);
                }
            }
            Coming::Server(step) => self.server_event(step),
        }
        self.bury_dead();
    }

    pub(super) fn page(&mut self, device: usize, serial: u64) -> Option<&mut Page> {
        let device = &mut self.devices[device];
        let pages = [&mut device.page, &mut device.ghost].into_iter();
        pages.flatten().find(|page| page.serial == serial)
    }

    pub(super) fn is_future(&self, id: &str) -> bool {
        self.future.contains(id)
    }

    /// The network works again and nobody is offline.
    pub(super) fn heal(&mut self) {
        self.ended = true;
        self.server.settle();
        for device in &mut self.devices {
            (device.offline_until, device.ghost) = (0, None);
            device.disk.plan.set(Plan::default());
            device.disk.jammed_until.set(0);
        }
    }

    /// A backup is made of the server, or put back.
    pub(super) fn back_up(&mut self) {
        self.backup = Some(self.server.clone());
    }

    pub(super) fn restore(&mut self) {
        let backup = self.backup.take().unwrap_or_default();
        self.server.restore(&backup);
    }

    /// The server's address.
    pub(super) fn url(&self) -> String {
        format!("https://sync.example/{}/v1", self.moved)
    }

    /// There is another server, at another address, which has nothing. All pages are opened anew.
    pub(super) fn move_on(&mut self) {
        for device in 0..self.devices.len() {
            self.flush(device);
            self.devices[device].page = None;
        }
        self.server.restore(&Server::default());
        self.moved = self.serial + 1;
        for device in 0..self.devices.len() {
            self.open(device);
        }
    }

    pub(super) fn offline(&mut self, device: usize, time: u64) {
        self.devices[device].offline_until = self.now + time;
        self.after(time, Coming::Online(device));
    }
}
