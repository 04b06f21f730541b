//! A world: devices, people, a network and a server, in one process and in one order.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId, Timestamp, canonical, read_document};
use maatwerk::store::{StoreError, Table, Ticket};
use maatwerk::sync::machine::{Answer, Effect, Event, Input, Request};
use maatwerk::sync::task::{Task, perform};

use super::dice::Dice;
use super::disk::{Disk, Plan, now};
use super::oracle::{Oracle, Sure, tokens};
use super::page::Page;
use super::server::{Checked, Reply, Server, Switches};
use super::traits::Traits;
use super::user;

/// When a world begins; a cursor is a time of the server's.
pub(super) const BEGIN: u64 = 1_800_000_000_000;

/// A device with at most one page that writes.
pub(super) struct Device {
    pub(super) disk: Rc<Disk>,
    pub(super) page: Option<Page>,
    /// A page that was written off without being asked, and doesn't know it yet.
    pub(super) ghost: Option<Page>,
    offline_until: u64,
    clock: i64,
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
    backup: Option<Server>,
    serial: u64,
    order: u64,
    pub(super) queue: BTreeMap<(u64, u64), Coming>,
    /// What happens to which request of which device.
    pub(super) network: Option<(usize, u64, Network)>,
    pub(super) sent: u64,
    pub(super) ended: bool,
    pub(super) faults: Vec<String>,
    /// Requests by device, by minute; and by device and record, by cycle.
    requests: BTreeMap<(usize, u64), u32>,
    pub(super) log: Option<Vec<String>>,
    made: u64,
    future: BTreeSet<String>,
    judged: BTreeSet<String>,
    blind: BTreeMap<String, usize>,
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

    fn random(&mut self) -> u64 {
        self.dice.bits()
    }

    fn wall(&self, device: usize) -> Timestamp {
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

    fn happen(&mut self, coming: Coming) {
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

    fn page(&mut self, device: usize, serial: u64) -> Option<&mut Page> {
        let device = &mut self.devices[device];
        let pages = [&mut device.page, &mut device.ghost].into_iter();
        pages.flatten().find(|page| page.serial == serial)
    }

    // ---- pages

    /// Opens a page that writes, on whatever the disk has.
    pub(super) fn open(&mut self, device: usize) {
        if self.devices[device].page.is_some() || self.devices[device].disk.dead.get() {
            return;
        }
        self.serial += 1;
        let (serial, now_) = (self.serial, self.now);
        if let Ok(page) = Page::open(&self.devices[device].disk, serial, now_) {
            self.say(|| format!("d{device} opens page {serial}"));
            self.devices[device].page = Some(page);
            self.survived(device);
            self.feed(device, Event::Start);
        } else if !self.devices[device].disk.dead.get() {
            self.after(5_000, Coming::Open(device));
        }
    }

    /// Looks which edits that weren't acknowledged came through.
    fn survived(&mut self, device: usize) {
        let texts = self.devices[device].disk.texts(Table::Canvas);
        let docs: BTreeSet<String> = self
            .oracle
            .edits
            .iter()
            .map(|edit| edit.doc.clone())
            .collect();
        for doc in docs {
            let text: String = texts
                .iter()
                .filter(|(key, _)| *key == doc)
                .map(|(_, text)| text.as_str())
                .collect();
            self.oracle.crashed(device, &doc, &text);
        }
    }

    /// Devices that died start again.
    fn bury_dead(&mut self) {
        for device in 0..self.devices.len() {
            if !self.devices[device].disk.dead.get() {
                continue;
            }
            let forgotten = if self.traits.forget {
                self.dice.range(0, 60_000)
            } else {
                0
            };
            self.say(|| format!("d{device} crashes, journal back {forgotten}"));
            let it = &mut self.devices[device];
            (it.page, it.ghost) = (None, None);
            it.disk.revive(forgotten);
            let at = if self.ended {
                0
            } else {
                self.dice.range(100, 60_000)
            };
            self.after(at, Coming::Open(device));
        }
    }

    /// Gives the machine an event and does what it wants.
    pub(super) fn feed(&mut self, device: usize, event: Event) {
        let (random, wall, time) = (self.random(), self.wall(device), self.now);
        self.say(|| format!("d{device} < {}", brief(&event)));
        let Some(page) = &mut self.devices[device].page else {
            return;
        };
        let (serial, born) = (page.serial, page.born);
        let input = Input {
            now: time - born + 1_000,
            wall,
            random,
            event,
        };
        for effect in page.step(input) {
            match effect {
                Effect::Send(request) => self.send(device, serial, request),
                Effect::Do(number, task) => {
                    let at = self.dice.range(0, 40);
                    self.after(at, Coming::Do(device, serial, number, task));
                }
                Effect::WaitUntil(at) => {
                    let at = at.map(|at| at + born - 1_000);
                    if let Some(page) = &mut self.devices[device].page {
                        page.timer = at;
                    }
                    if let Some(at) = at {
                        let delay = at.saturating_sub(self.now);
                        self.after(delay, Coming::Wake(device, serial));
                    }
                }
                Effect::Show(report) => {
                    self.say(|| {
                        format!(
                            "d{device} shows {:?} waiting {} lost {}",
                            report.status,
                            report.waiting,
                            report.lost.len()
                        )
                    });
                    if let Some(page) = &mut self.devices[device].page {
                        page.report = Some(report);
                    }
                }
            }
        }
    }

    fn wake(&mut self, device: usize, serial: u64) {
        let now = self.now;
        let due = self
            .page(device, serial)
            .is_some_and(|page| page.timer.is_some_and(|at| at <= now));
        if due {
            self.feed(device, Event::Timer);
        }
    }

    /// Does one thing in storage.
    fn task(&mut self, device: usize, serial: u64, number: u64, task: Task) {
        if self.page(device, serial).is_none() {
            return;
        }
        let full = self.traits.full;
        if !self.ended && self.dice.chance(full) {
            self.plan(device, |plan, at| plan.fails = Some(at));
        }
        self.say(|| format!("d{device} does {}", brief_task(&task)));
        let incoming: BTreeSet<String> = match &task {
            Task::Keep { items, .. } => items.iter().map(|item| item.id().to_string()).collect(),
            _ => BTreeSet::new(),
        };
        let Some(page) = self.page(device, serial) else {
            return;
        };
        let (store, screen) = (page.store.clone(), page.screen.clone());
        let outcome = now(perform(&store, &*screen, task));
        let changed = screen.changed.take();
        self.unplan(device);
        for canvas in &changed {
            self.say(|| format!("d{device} now has {}", canonical(canvas)));
        }
        if outcome.is_ok() {
            self.judge(device, &changed, &incoming);
        }
        if outcome == Err(StoreError::Fenced) {
            self.say(|| format!("d{device} page {serial} is fenced"));
        }
        let event = match outcome {
            Ok(done) => Event::Done(number, done),
            Err(error) => Event::StoreFailed(number, error),
        };
        if self.devices[device]
            .page
            .as_ref()
            .is_some_and(|page| page.serial == serial)
        {
            self.feed(device, event);
        }
    }

    /// The next question or the one after fails.
    fn plan(&mut self, device: usize, set: impl FnOnce(&mut Plan, u64)) {
        let disk = self.devices[device].disk.clone();
        let mut plan = disk.plan.get();
        set(&mut plan, disk.calls.get() + self.dice.range(1, 3));
        disk.plan.set(plan);
    }

    fn unplan(&mut self, device: usize) {
        if self.traits.full == 0 {
            return;
        }
        let disk = &self.devices[device].disk;
        let mut plan = disk.plan.get();
        plan.fails = None;
        disk.plan.set(plan);
    }

    /// I3: looks at every new difference: neither version came from the other.
    fn judge(&mut self, device: usize, changed: &[Canvas], incoming: &BTreeSet<String>) {
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
                // What one deletes and two others edit begins anew on two devices.
                let dropped = difference
                    .place
                    .split('/')
                    .any(|part| self.oracle.dropped.contains(part));
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

    // ---- people

    fn moves(&mut self, device: usize) {
        if self.ended {
            return;
        }
        let pace = self.traits.pace * 1_000;
        let next = self.dice.range(pace / 3, pace * 2);
        self.after(next, Coming::Move(device));
        if self.devices[device].page.is_none() {
            return;
        }
        if self.mishap(device) {
            return;
        }
        let (take_over, nights) = (self.traits.take_over, self.traits.nights);
        if self.traits.tabs > 1 && self.dice.chance(take_over) {
            let asked = self.dice.chance(600);
            return self.take_over(device, asked);
        }
        if nights && self.dice.chance(10) {
            let hours = self.dice.range(1, 24);
            self.feed(device, Event::Visible(false));
            self.after(hours * 3_600_000, Coming::Online(device));
        } else if self.dice.chance(30) {
            self.feed(device, Event::Visible(true));
        }
        self.edit(device);
        // Typing goes on for a while.
        if self.dice.chance(100) {
            for _ in 0..self.dice.range(2, 12) {
                self.edit(device);
            }
        }
    }

    /// Something happens to the device rather than on it.
    fn mishap(&mut self, device: usize) -> bool {
        let Traits {
            crash,
            offline,
            corrupt,
            evict,
            clocks,
            ..
        } = self.traits;
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
    fn excuse(&mut self, device: usize) {
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

    /// Another tab takes over, whether the first one is asked or not.
    pub(super) fn take_over(&mut self, device: usize, asked: bool) {
        if asked {
            self.flush(device);
            self.devices[device].page = None;
            // What could not be saved went with the page, unless the journal has it.
        } else {
            self.say(|| format!("d{device} is taken over unasked"));
            let old = self.devices[device].page.take();
            self.devices[device].ghost = old;
        }
        self.open(device);
    }

    /// Saves all that is open, and waits for it.
    pub(super) fn flush(&mut self, device: usize) {
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let (serial, ids): (u64, Vec<DocumentId>) =
            (page.serial, page.unsaved.keys().cloned().collect());
        for id in ids {
            if let Some((ticket, edits, text)) = self.journal(device, serial, &id) {
                self.commit(device, serial, ticket, edits, &text);
            }
        }
    }

    fn edit(&mut self, device: usize) {
        let wall = self.wall(device);
        let stamp = user::stamp(device, wall);
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let ids = page.ids();
        let makes = ids.is_empty() || (ids.len() < self.traits.docs && self.dice.chance(100));
        if self.devices[device].disk.dead.get() {
            return;
        }
        let id = if makes {
            self.made += 1;
            let id: DocumentId = format!("doc-{}", self.made).parse().unwrap();
            if self.made > u64::try_from(self.traits.docs).unwrap() + 1 {
                return;
            }
            let canvas = Canvas::new(id.clone());
            let page = self.devices[device].page.as_ref().unwrap();
            page.screen.open.borrow_mut().insert(id.clone(), canvas);
            id
        } else {
            self.dice.pick(&ids).unwrap().clone()
        };
        let page = self.devices[device].page.as_ref().unwrap();
        let Some(canvas) = page.canvas(&id) else {
            return;
        };
        let before = canonical(&canvas);
        let mut after = canvas;
        if after.removed.is_some() {
            // In the bin it can only be put back, or removed for good.
            match self.dice.range(0, 5) {
                0 | 1 => user::bin(&mut after, false, &stamp),
                2 => return self.erase(device, &id, &before),
                _ => return,
            }
        } else if self.dice.chance(30) {
            user::bin(&mut after, true, &stamp);
        } else {
            let token = self.oracle.token();
            if !user::edit(&mut after, &mut self.dice, token, &stamp) {
                return;
            }
        }
        let close = self.dice.chance(200);
        self.change(device, &before, after);
        if close && let Some(page) = &self.devices[device].page {
            page.close(&id);
        }
    }

    /// Puts an edited canvas on screen, to be saved in a moment.
    pub(super) fn change(&mut self, device: usize, before: &str, after: Canvas) {
        let id = after.id.clone();
        let text = canonical(&after);
        let number = self.oracle.edit(device, id.as_str(), before, &text);
        let open = from_text(before)
            .map(|canvas| canvas.differences)
            .unwrap_or_default();
        let stood = from_text(before)
            .map(|canvas| standing(&canvas))
            .unwrap_or_default();
        let stands = standing(&after);
        self.oracle.drop_items(before, &text);
        // What is typed over is taken away also where it stays in a difference.
        self.oracle.edits[number]
            .removes
            .extend(stood.difference(&stands).copied());
        for (_, chosen) in open
            .iter()
            .filter(|(id, _)| !after.differences.contains_key(id))
        {
            // Whoever chooses says it again, and turns the other down wherever else it still is.
            let versions = tokens(&canonical(chosen));
            let down = versions.difference(&stands).copied();
            self.oracle.edits[number].removes.extend(down);
            self.oracle.chosen.extend(versions);
        }
        let done = self.oracle.edits[number].clone();
        self.say(|| {
            let bin = after.removed.is_some();
            format!(
                "d{device} edits {id}: adds {:?}, takes away {:?}, bin {bin}",
                done.adds, done.removes
            )
        });
        let wait = self.dice.range(50, 600);
        let Some(page) = &mut self.devices[device].page else {
            return;
        };
        page.screen.open.borrow_mut().insert(id.clone(), after);
        page.unsaved.entry(id.clone()).or_default().push(number);
        let serial = page.serial;
        self.after(wait, Coming::Save(device, serial, id));
    }

    /// Removes a canvas for good.
    pub(super) fn erase(&mut self, device: usize, id: &DocumentId, text: &str) {
        let number = self.oracle.edit(device, id.as_str(), text, "");
        self.oracle.edits[number].erases = true;
        let Some(page) = &mut self.devices[device].page else {
            return;
        };
        let store = page.store.clone();
        if now(store.delete(id)).is_ok() {
            page.screen.open.borrow_mut().remove(id);
            // Whoever removed it had seen what was typed last.
            let seen = page.unsaved.remove(id).unwrap_or_default();
            for number in seen.into_iter().chain([number]) {
                self.oracle.edits[number].sure = Sure::Saved;
            }
            self.oracle.erased.insert(id.to_string());
            self.say(|| format!("d{device} removes {id} for good"));
            self.feed(device, Event::Edited(id.clone()));
        } else {
            self.oracle.edits[number].sure = Sure::Maybe;
            self.oracle.erased.insert(id.to_string());
        }
    }

    fn journal(
        &mut self,
        device: usize,
        serial: u64,
        id: &DocumentId,
    ) -> Option<(Ticket, Vec<usize>, String)> {
        let page = self.page(device, serial)?;
        let edits = page.unsaved.get(id).cloned()?;
        let canvas = page.screen.open.borrow().get(id).cloned()?;
        let ticket = page.store.journal(&canvas);
        let journaled = ticket.failure.is_none();
        for number in &edits {
            let edit = &mut self.oracle.edits[*number];
            if journaled && edit.sure == Sure::Typed {
                edit.sure = Sure::Maybe;
            }
        }
        Some((ticket, edits, canonical(&canvas)))
    }

    fn save(&mut self, device: usize, serial: u64, id: &DocumentId) {
        if let Some((ticket, edits, text)) = self.journal(device, serial, id) {
            let at = self.dice.range(1, 60);
            self.after(
                at,
                Coming::Commit(device, serial, Box::new(ticket), edits, text),
            );
        }
    }

    fn commit(
        &mut self,
        device: usize,
        serial: u64,
        ticket: Ticket,
        edits: Vec<usize>,
        _text: &str,
    ) {
        if self.page(device, serial).is_none() {
            return;
        }
        let full = self.traits.full;
        if !self.ended && self.dice.chance(full) {
            self.plan(device, |plan, at| plan.fails = Some(at));
        }
        let page = self.page(device, serial).unwrap();
        let (store, id) = (page.store.clone(), ticket.id().clone());
        let outcome = now(store.commit(ticket));
        self.unplan(device);
        self.say(|| format!("d{device} saves {id}: {outcome:?}"));
        match outcome {
            Ok(()) => {
                for number in &edits {
                    self.oracle.edits[*number].sure = Sure::Saved;
                }
                let page = self.page(device, serial).unwrap();
                if let Some(unsaved) = page.unsaved.get_mut(&id) {
                    unsaved.retain(|number| !edits.contains(number));
                    if unsaved.is_empty() {
                        page.unsaved.remove(&id);
                    }
                }
                if self.devices[device]
                    .page
                    .as_ref()
                    .is_some_and(|page| page.serial == serial)
                {
                    self.feed(device, Event::Edited(id));
                }
            }
            Err(StoreError::Fenced) => {
                // Its edits stay in its journal, or are kept as a version by the session.
                if self.devices[device]
                    .ghost
                    .as_ref()
                    .is_some_and(|page| page.serial == serial)
                {
                    self.devices[device].ghost = None;
                }
            }
            Err(_) => self.after(5_000, Coming::Save(device, serial, id)),
        }
    }

    // ---- network

    fn send(&mut self, device: usize, serial: u64, request: Request) {
        let minute = (self.now - BEGIN) / 60_000;
        let count = self.requests.entry((device, minute)).or_default();
        *count += 1;
        if *count == 400 {
            self.faults.push(format!(
                "I6: d{device} sends without end in minute {minute}"
            ));
        }
        self.say(|| {
            format!(
                "d{device} > {} {} {:?}",
                request.method, request.path, request.headers
            )
        });
        let number = request.number;
        if let Some((device_, nth, fault)) = self.network
            && device_ == device
            && !self.ended
        {
            self.sent += 1;
            if self.sent == nth {
                return self.fault(device, serial, request, fault);
            }
        } else if self.network.is_none() {
            self.sent += 1;
        }
        if self.devices[device].offline_until > self.now {
            let at = self.dice.range(1, 3_000);
            return self.after(
                at,
                Coming::Hear(device, serial, Event::NetworkFailed(number)),
            );
        }
        let quick = self.dice.range(2, 300);
        if self.ended {
            return self.after(quick, Coming::Arrive(device, serial, request, true));
        }
        let Traits {
            drop,
            delay,
            twice,
            captive,
            busy,
            sign_in,
            refuses,
            wrong_address,
            slow,
            ..
        } = self.traits;
        if self.dice.chance(drop) {
            if self.dice.chance(500) {
                self.after(
                    quick,
                    Coming::Hear(device, serial, Event::NetworkFailed(number)),
                );
            }
            return;
        }
        if self.dice.chance(delay) {
            let hours = if self.dice.chance(200) { 48 } else { 1 };
            let at = self.dice.range(1_000, hours * 3_600_000);
            return self.after(at, Coming::Arrive(device, serial, request, true));
        }
        if self.dice.chance(twice) {
            let at = self.dice.range(1, 120_000);
            self.after(at, Coming::Arrive(device, serial, request.clone(), false));
        }
        let put = request.method == "PUT";
        let status = if self.dice.chance(captive) {
            Some(200)
        } else if self.dice.chance(sign_in) {
            Some(if self.dice.chance(500) { 401 } else { 403 })
        } else if self.dice.chance(busy) {
            self.dice.pick(&[409, 429, 500, 502, 503, 503]).copied()
        } else if put && self.dice.chance(refuses) {
            self.dice.pick(&[400, 413, 415, 422]).copied()
        } else if self.dice.chance(wrong_address) {
            self.dice.pick(&[404, 405, 410]).copied()
        } else {
            None
        };
        if let Some(status) = status {
            let body = if status == 200 {
                "<html>Welkom op het gastnetwerk</html>"
            } else {
                "{}"
            };
            let wait = self.dice.chance(300).then(|| self.dice.range(1, 90));
            let answer = Answer {
                number,
                status,
                wait,
                body: body.to_owned(),
            };
            return self.after(quick, Coming::Hear(device, serial, Event::Answer(answer)));
        }
        let slow = if slow > 0 && self.dice.chance(200) {
            self.dice.range(0, slow)
        } else {
            0
        };
        self.after(quick + slow, Coming::Arrive(device, serial, request, true));
    }

    /// The network does something to a request.
    fn fault(&mut self, device: usize, serial: u64, request: Request, fault: Network) {
        let number = request.number;
        let answer = |status, body: &str| {
            let (wait, body) = (None, body.to_owned());
            Event::Answer(Answer {
                number,
                status,
                wait,
                body,
            })
        };
        match fault {
            Network::Lost => {}
            Network::Failed => self.after(
                20,
                Coming::Hear(device, serial, Event::NetworkFailed(number)),
            ),
            Network::Unheard => self.after(20, Coming::Arrive(device, serial, request, false)),
            Network::Twice => {
                self.after(20, Coming::Arrive(device, serial, request.clone(), true));
                self.after(90_000, Coming::Arrive(device, serial, request, false));
            }
            Network::Late => self.after(200_000, Coming::Arrive(device, serial, request, true)),
            Network::Strange => self.after(20, Coming::Hear(device, serial, answer(200, "<html>"))),
            Network::Broken => self.after(20, Coming::Hear(device, serial, answer(503, ""))),
            Network::Conflict => self.after(20, Coming::Hear(device, serial, answer(409, "{}"))),
        }
    }

    /// A request is at the server.
    fn arrive(&mut self, device: usize, serial: u64, request: Request, heard: bool) {
        let checked = self.server.check(&request, self.now);
        match checked {
            Checked::Reply(reply) => self.reply(device, serial, request.number, reply, heard),
            Checked::Write(..) if self.server.switches.racy => {
                let gap = self.dice.range(0, 3_000);
                self.after(gap, Coming::Write(device, serial, request, heard));
            }
            Checked::Write(id, data, status) => {
                self.written(device, serial, &request, (id, data, status), heard)
            }
        }
    }

    /// A racy server writes what it checked a while ago.
    fn write(&mut self, device: usize, serial: u64, request: Request, heard: bool) {
        let id = request.path.trim_start_matches("/records/").to_owned();
        let data = request.body.as_deref().map(|body| {
            let body: serde_json::Value = serde_json::from_str(body).unwrap();
            let mut data = body["data"].as_object().unwrap().clone();
            data.remove("id");
            data
        });
        self.written(device, serial, &request, (id, data, 200), heard);
    }

    fn written(
        &mut self,
        device: usize,
        serial: u64,
        request: &Request,
        (id, data, status): (
            String,
            Option<serde_json::Map<String, serde_json::Value>>,
            u16,
        ),
        heard: bool,
    ) {
        if self.future.contains(&id) {
            self.faults
                .push(format!("{id} was written over though it is of a newer app"));
        }
        let late = self.server.switches.late;
        let delay = if late > 0 && self.dice.chance(300) {
            self.dice.range(0, late)
        } else {
            0
        };
        let time = self.now;
        self.say(|| {
            let rev = data.as_ref().map(|data| data["rev"].clone());
            let revs = data.as_ref().map(|data| data["revs"].to_string());
            let text = data.as_ref().map(canonical).unwrap_or_default();
            format!(
                "server writes {id} {rev:?} {revs:?} {:?} visible in {delay}",
                tokens(&text)
            )
        });
        let reply = self.server.write(&id, data, status, time, delay);
        self.reply(device, serial, request.number, reply, heard);
    }

    fn reply(&mut self, device: usize, serial: u64, number: u64, reply: Reply, heard: bool) {
        if !heard {
            return;
        }
        let Traits {
            drop, cut, busy, ..
        } = self.traits;
        let mut answer = Answer {
            number,
            status: reply.status,
            wait: None,
            body: reply.body,
        };
        let at = self.dice.range(2, 300);
        if !self.ended {
            if self.dice.chance(drop) {
                return;
            }
            if self.dice.chance(busy / 3) {
                (answer.status, answer.body) = (503, String::new());
            } else if self.dice.chance(cut) {
                let end = answer.body.len() / 2;
                answer.body = answer.body.chars().take(end).collect();
            }
        }
        self.say(|| {
            format!(
                "server answers d{device} {} {}",
                answer.status,
                answer.body.len()
            )
        });
        self.after(at, Coming::Hear(device, serial, Event::Answer(answer)));
    }

    /// What happens to the server as a whole.
    fn server_event(&mut self, step: u64) {
        if self.ended {
            return;
        }
        let time = self.now;
        let ids: Vec<String> = self.server.all().map(|(id, _)| id.clone()).collect();
        let Some(id) = self.dice.pick(&ids).cloned() else {
            return;
        };
        let rev = format!("{:016x}", self.dice.bits());
        match step {
            1 if self.traits.restores => self.backup = Some(self.server.clone()),
            3 if self.traits.restores => {
                if let Some(backup) = self.backup.take() {
                    self.say(|| "server goes back to its backup".to_owned());
                    self.server.restore(&backup);
                }
            }
            2 if self.traits.wiped => {
                self.say(|| "server is wiped".to_owned());
                self.server.restore(&Server::default());
            }
            _ if self.traits.purges => {
                self.say(|| "server forgets what was removed".to_owned());
                self.server.purge();
            }
            2 if self.traits.poison => {
                self.say(|| format!("{id} is of 2100"));
                self.server.poison(&id);
            }
            1 if self.traits.future => {
                if self.server.future(&id, time, &rev, true) {
                    self.say(|| format!("{id} gets fields of a newer app"));
                }
            }
            3 if self.traits.future => {
                if self.server.future(&id, time, &rev, false) {
                    self.say(|| format!("{id} becomes a newer app's"));
                    self.future.insert(id);
                }
            }
            _ => {}
        }
    }

    /// Whether a removed canvas may come back from somewhere.
    pub(super) fn revives(&self) -> bool {
        let again = matches!(self.network, Some((_, _, Network::Twice | Network::Late)));
        again || self.traits.revives()
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

    pub(super) fn offline(&mut self, device: usize, time: u64) {
        self.devices[device].offline_until = self.now + time;
        self.after(time, Coming::Online(device));
    }
}

fn from_text(text: &str) -> Option<Canvas> {
    read_document(text).ok()
}

/// The words that stand in a canvas, but for its differences.
fn standing(canvas: &Canvas) -> BTreeSet<u32> {
    let mut canvas = canvas.clone();
    canvas.differences.clear();
    tokens(&canonical(&canvas))
}

fn brief(event: &Event) -> String {
    match event {
        Event::Answer(answer) => format!("answer {} to {}", answer.status, answer.number),
        Event::Done(number, done) => {
            let text = format!("{done:?}");
            format!(
                "done {number} {}",
                text.chars().take(160).collect::<String>()
            )
        }
        other => format!("{other:?}"),
    }
}

fn brief_task(task: &Task) -> String {
    match task {
        Task::Keep { items, since, .. } => {
            let all: Vec<String> = items
                .iter()
                .map(|item| match item {
                    maatwerk::sync::protocol::Item::Live(record) => {
                        format!(
                            "{}@{} {} {:?}",
                            record.id,
                            record.lm,
                            record.rev,
                            tokens(&canonical(&record.canvas))
                        )
                    }
                    other => format!("{}@{} not live", other.id(), other.lm()),
                })
                .collect();
            format!("keep {all:?} since {since:?}")
        }
        other => format!("{other:?}").chars().take(200).collect(),
    }
}
