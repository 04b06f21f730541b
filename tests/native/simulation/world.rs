//! A world: devices, users, a network and a server, with one deterministic order of events.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use maatwerk::domain::{DocumentId, Timestamp};
use maatwerk::store::Ticket;
use maatwerk::sync::machine::{Event, Request};
use maatwerk::sync::task::Task;

use super::config::Config;
use super::disk::{Disk, Plan};
use super::oracle::Oracle;
use super::page::Page;
use super::rng::Rng;
use super::server::{Server, Switches};
use super::team::{SimTeam, TeamEvent};

/// When a world begins, in milliseconds since 1970; a cursor is a server timestamp.
pub(super) const BEGIN: u64 = 1_800_000_000_000;

/// A device with at most one leading page.
pub(super) struct Device {
    pub(super) disk: Rc<Disk>,
    pub(super) page: Option<Page>,
    /// A fenced page that another one replaced without asking, and that doesn't know it yet.
    pub(super) ghost: Option<Page>,
    pub(super) offline_until: u64,
    pub(super) clock: i64,
    /// The team keys that were shown to its user.
    pub(super) known: BTreeSet<usize>,
    /// Whether its user has asked for everything to be sealed anew.
    pub(super) reseals: bool,
    /// Whether its app knows no sealed records.
    pub(super) old: bool,
}

/// A scheduled event.
pub(super) enum WorldEvent {
    Move(usize),
    Save(usize, u64, DocumentId),
    Commit(usize, u64, Box<Ticket>, Vec<usize>, String),
    Do(usize, u64, u64, Task),
    /// A storage task of a page ends.
    Stored(usize, u64),
    /// A user edits one of these canvases while something is being stored.
    Meanwhile(usize, u64, DocumentId),
    /// Another tab takes over unasked while something is being stored.
    CutIn(usize, u64),
    Wake(usize, u64),
    Arrive(usize, u64, Request, bool),
    Write(usize, u64, Request, bool),
    Hear(usize, u64, Event),
    Open(usize),
    Online(usize),
    Server(u64),
    Team(TeamEvent),
}

/// A network fault of one request.
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
    pub(super) rng: Rng,
    /// The generator for faults that were added later.
    pub(super) later: Rng,
    /// The generator for what goes on while storage is slow.
    pub(super) meanwhile: Rng,
    pub(super) config: Config,
    pub(super) now: u64,
    pub(super) devices: Vec<Device>,
    pub(super) server: Server,
    pub(super) oracle: Oracle,
    pub(super) backup: Option<Server>,
    pub(super) serial: u64,
    pub(super) order: u64,
    pub(super) queue: BTreeMap<(u64, u64), WorldEvent>,
    /// The planned fault of one request: the device, the request's number, the fault.
    pub(super) network: Option<(usize, u64, Network)>,
    pub(super) sent: u64,
    pub(super) ended: bool,
    pub(super) faults: Vec<String>,
    /// The number of requests by device and minute.
    pub(super) requests: BTreeMap<(usize, u64), u32>,
    /// The number of requests to a server that is down, by device and minute.
    pub(super) while_down: BTreeMap<(usize, u64), u32>,
    /// The number of requests by device and record, since the device last read a list or wrote the
    /// record.
    pub(super) in_a_cycle: BTreeMap<(usize, String), u32>,
    /// The last cursor and the number of list pages that a device has requested in a row.
    pub(super) in_a_row: BTreeMap<usize, (u64, u32)>,
    pub(super) log: Option<Vec<String>>,
    pub(super) made: u64,
    pub(super) future: BTreeSet<String>,
    pub(super) judged: BTreeSet<String>,
    pub(super) blind: BTreeMap<String, usize>,
    /// The serial number of the first page that syncs with the current server.
    pub(super) moved: u64,
    pub(super) team: SimTeam,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let config = Config::of(&mut rng);
        Self::with(rng, config)
    }

    pub(super) fn with(rng: Rng, config: Config) -> Self {
        let devices = (0..config.devices).map(|_| Device {
            disk: Rc::default(),
            page: None,
            ghost: None,
            offline_until: 0,
            clock: 0,
            known: BTreeSet::new(),
            reseals: false,
            old: false,
        });
        let mut world = Self {
            later: rng.branch(),
            meanwhile: rng.later(),
            team: SimTeam::new(rng.keys()),
            rng,
            now: BEGIN,
            devices: devices.collect(),
            server: Server::new(Switches {
                racy: config.racy,
                late: config.late,
                cap: config.cap,
                batch: config.batch,
                ..Switches::default()
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
            while_down: BTreeMap::new(),
            in_a_cycle: BTreeMap::new(),
            in_a_row: BTreeMap::new(),
            log: None,
            made: 0,
            future: BTreeSet::new(),
            judged: BTreeSet::new(),
            blind: BTreeMap::new(),
            moved: 0,
            config,
        };
        for device in 0..world.devices.len() {
            let at = world.rng.range(0, 60_000);
            world.after(at, WorldEvent::Open(device));
            let at = world.rng.range(1_000, 90_000);
            if world.config.pace > 0 {
                world.after(at, WorldEvent::Move(device));
            }
        }
        if world.config.restores
            || world.config.wiped
            || world.config.purges
            || world.config.poison
            || world.config.read_only
            || world.config.future
        {
            let end = world.config.minutes * 60_000;
            for step in 0..4 {
                let at = world.rng.range(end / 5 * step, end / 5 * (step + 1));
                world.after(at, WorldEvent::Server(step));
            }
        }
        world.come_later();
        world.plan_team();
        world
    }

    /// Schedules the server events that were added later.
    fn come_later(&mut self) {
        let end = self.config.minutes * 60_000;
        if self.config.rewrites {
            for step in [5, 5, 5] {
                let at = self.later.range(end / 5, end);
                self.after(at, WorldEvent::Server(step));
            }
        }
        if self.config.endless {
            let at = self.later.range(0, end / 2);
            self.after(at, WorldEvent::Server(6));
            let at = self.later.range(end / 2, end);
            self.after(at, WorldEvent::Server(7));
        }
        if self.config.outage {
            let at = self.later.range(0, end);
            self.after(at, WorldEvent::Server(8));
            let lasts = self.later.range(60_000, 900_000);
            self.after(at + lasts, WorldEvent::Server(9));
        }
    }

    pub(super) fn trace(&mut self, what: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            let line = format!("{:>9} {}", self.now - BEGIN, what());
            log.push(line);
        }
    }

    pub(super) fn after(&mut self, delay: u64, event: WorldEvent) {
        self.order += 1;
        self.queue.insert((self.now + delay, self.order), event);
    }

    pub(super) fn random(&mut self) -> u64 {
        self.rng.bits()
    }

    pub(super) fn wall(&self, device: usize) -> Timestamp {
        let now = i64::try_from(self.now).unwrap();
        Timestamp::from_millis(now + self.devices[device].clock)
    }

    /// Runs the world until a time.
    pub(super) fn run_until(&mut self, until: u64) {
        while let Some(((at, _), _)) = self.queue.first_key_value() {
            if *at > until {
                break;
            }
            let ((at, _), event) = self.queue.pop_first().unwrap();
            self.now = at;
            for device in &self.devices {
                device.disk.now.set(at);
            }
            self.happen(event);
        }
        self.now = until;
    }

    pub(super) fn happen(&mut self, event: WorldEvent) {
        match event {
            WorldEvent::Move(device) => self.moves(device),
            WorldEvent::Save(device, serial, id) => self.save(device, serial, &id),
            WorldEvent::Commit(device, serial, ticket, edits, text) => {
                self.commit(device, serial, *ticket, edits, &text);
            }
            WorldEvent::Do(device, serial, number, task) => self.task(device, serial, number, task),
            WorldEvent::Stored(device, serial) => self.stored(device, serial),
            WorldEvent::Meanwhile(device, serial, id) => self.meanwhile(device, serial, &id),
            WorldEvent::CutIn(device, serial) => self.cut_in(device, serial),
            WorldEvent::Wake(device, serial) => self.wake(device, serial),
            WorldEvent::Arrive(device, serial, request, heard) => {
                self.arrive(device, serial, request, heard)
            }
            WorldEvent::Write(device, serial, request, heard) => {
                self.write(device, serial, request, heard)
            }
            WorldEvent::Hear(device, serial, event) => {
                if self.page(device, serial).is_some() {
                    self.feed(device, event);
                }
            }
            WorldEvent::Open(device) => self.open(device),
            WorldEvent::Online(device) => {
                if self.devices[device].offline_until <= self.now {
                    self.feed(device, Event::Online);
                }
            }
            WorldEvent::Server(step) => self.server_event(step),
            WorldEvent::Team(event) => self.team_event(event),
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

    /// Repairs the network and brings every device online.
    pub(super) fn heal(&mut self) {
        self.ended = true;
        self.server.settle();
        for device in &mut self.devices {
            (device.offline_until, device.ghost) = (0, None);
            device.disk.plan.set(Plan::default());
            device.disk.jammed_until.set(0);
        }
    }

    /// Makes a backup of the server, or restores it.
    pub(super) fn back_up(&mut self) {
        self.backup = Some(self.server.clone());
    }

    pub(super) fn restore(&mut self) {
        let backup = self.backup.take().unwrap_or_default();
        self.server.restore(&backup);
    }

    /// The address of the current server.
    pub(super) fn url(&self) -> String {
        format!("https://sync.example/{}/v1", self.moved)
    }

    /// Replaces the server by an empty one at another address, and reopens all pages.
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
        self.after(time, WorldEvent::Online(device));
    }
}
