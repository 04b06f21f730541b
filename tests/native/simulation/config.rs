//! The configuration of a world: which faults it has, and how often.

use super::rng::Rng;

/// Probabilities are per thousand, for each request, task or action of a user.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    pub(super) devices: usize,
    pub(super) tabs: usize,
    pub(super) docs: usize,
    /// How long the users work, in simulated minutes.
    pub(super) minutes: u64,
    /// The mean time between two actions of a user, in simulated seconds.
    pub(super) pace: u64,
    // The server.
    pub(super) racy: bool,
    pub(super) late: u64,
    pub(super) slow: u64,
    pub(super) cap: usize,
    pub(super) purges: bool,
    pub(super) restores: bool,
    pub(super) wiped: bool,
    pub(super) poison: bool,
    pub(super) read_only: bool,
    pub(super) future: bool,
    /// A record that a newer app writes may have any [`Form`](super::server::Form).
    pub(super) garbles: bool,
    pub(super) rewrites: bool,
    pub(super) endless: bool,
    /// For some minutes the server responds to everything with 503.
    pub(super) outage: bool,
    /// The number of requests that the server takes in a batch; 0 if it has no batches.
    pub(super) batch: usize,
    // The network.
    pub(super) drop: u64,
    pub(super) delay: u64,
    pub(super) twice: u64,
    pub(super) cut: u64,
    pub(super) captive: u64,
    pub(super) offline: u64,
    pub(super) busy: u64,
    pub(super) sign_in: u64,
    pub(super) refuses: u64,
    pub(super) wrong_address: u64,
    // The devices.
    pub(super) crash: u64,
    pub(super) forget: bool,
    pub(super) full: u64,
    /// How often a device's disk is full for some minutes.
    pub(super) jams: u64,
    /// How often storing what was pulled takes its time, in which people go on.
    pub(super) waits: u64,
    pub(super) take_over: u64,
    pub(super) corrupt: bool,
    pub(super) evict: bool,
    pub(super) clocks: bool,
    pub(super) nights: bool,
    /// Each start of a page sweeps the bin.
    pub(super) sweeps: bool,
    /// A device's clock may jump a month ahead or back when a page starts.
    pub(super) jumps: bool,
    // The team's keys.
    pub(super) encrypted: bool,
    /// The team is encrypted from some moment on, and not from the beginning.
    pub(super) switches: bool,
    /// Some devices have an app that knows no sealed records, until they join.
    pub(super) old: bool,
    pub(super) rotates: bool,
    /// How often the server tampers with a response that has a sealed record.
    pub(super) tampers: u64,
    /// The team isn't encrypted, and someone puts sealed records on its server.
    pub(super) strangers: bool,
}

impl Config {
    /// Draws a random world; about a third of them have no faults with lasting harm.
    pub(super) fn of(rng: &mut Rng) -> Self {
        let kind = rng.range(0, 5);
        let mut some = |often: u64, most: u64| {
            let has = rng.chance(often);
            let rate = rng.range(1, most);
            if has { rate } else { 0 }
        };
        let mut config = Self {
            devices: 2 + usize::try_from(some(600, 4).min(3)).unwrap(),
            tabs: 1 + usize::try_from(some(400, 2)).unwrap(),
            docs: 1 + usize::try_from(some(700, 3)).unwrap(),
            minutes: 4 + some(700, 25),
            pace: 0,
            late: some(400, 50_000),
            slow: some(200, 80_000),
            cap: 1 + usize::try_from(some(700, 60)).unwrap(),
            drop: some(500, 150),
            delay: some(300, 60),
            twice: some(300, 100),
            cut: some(300, 100),
            captive: some(300, 100),
            offline: some(500, 60),
            busy: some(400, 150),
            sign_in: some(200, 20),
            crash: some(500, 60),
            full: some(300, 80),
            take_over: some(400, 60),
            ..Self::default()
        };
        // A run has fifty to a hundred and ten actions of users, in a long time or a short one.
        let moves = 50 + rng.range(0, 60);
        config.pace = (config.minutes * 60 * config.devices as u64 / moves).max(2);
        config.racy = kind == 1 || (kind == 5 && rng.chance(300));
        config.forget = rng.chance(500);
        config.clocks = rng.chance(500);
        config.nights = rng.chance(200);
        match kind {
            2 => {
                config.restores = rng.chance(500);
                config.wiped = !config.restores && rng.chance(400);
                config.purges = !config.restores && !config.wiped;
            }
            3 => {
                config.corrupt = rng.chance(600);
                config.evict = !config.corrupt || rng.chance(300);
            }
            4 => {
                config.poison = rng.chance(400);
                config.read_only = rng.chance(400);
                config.future = rng.chance(400);
                config.refuses = if rng.chance(400) { 30 } else { 0 };
                config.wrong_address = if rng.chance(300) { 10 } else { 0 };
            }
            _ => {}
        }
        config.calm_down(&mut rng.fork());
        config.harden(&mut rng.branch());
        config.take_batches(&mut rng.fork().branch());
        config.take_time(&mut rng.later());
        config.encrypt(&mut rng.keys().fork());
        config
    }

    /// Faults that were added later. Half of the worlds don't have them, and their runs remain as
    /// they were.
    fn harden(&mut self, rng: &mut Rng) {
        if rng.chance(500) {
            return;
        }
        self.sweeps = rng.chance(700);
        self.jumps = self.sweeps && rng.chance(700);
        self.garbles = self.future;
        let steady = !self.racy && !self.restores && !self.wiped && !self.poison;
        self.rewrites = steady && rng.chance(300);
        self.endless = steady && self.late == 0 && !self.rewrites && rng.chance(200);
        self.outage = rng.chance(150);
    }

    /// In some worlds the server takes batches, and some device is often away for so long that it has
    /// several canvases to send.
    fn take_batches(&mut self, rng: &mut Rng) {
        if rng.chance(700) {
            return;
        }
        self.batch = usize::try_from(rng.range(2, 6)).unwrap();
        if rng.chance(700) {
            self.docs = self.docs.max(usize::try_from(rng.range(4, 9)).unwrap());
            self.offline = self.offline.max(rng.range(20, 80));
        }
    }

    /// In some worlds storage is slow.
    fn take_time(&mut self, rng: &mut Rng) {
        if rng.chance(500) {
            self.waits = rng.range(100, 1_000);
        }
    }

    /// The number of waiting canvases for which batches are used.
    pub(super) fn many(&self) -> usize {
        if self.batch > 0 { 2 } else { usize::MAX }
    }

    /// In some worlds the users create many canvases and return to few of them, minutes later: no
    /// later edit repairs what a device misses there.
    fn calm_down(&mut self, rng: &mut Rng) {
        let back = self.restores || self.wiped;
        if (self.needs_button() && !back) || !rng.chance(if back { 600 } else { 200 }) {
            return;
        }
        self.docs = usize::try_from(rng.range(6, 12)).unwrap();
        self.minutes = rng.range(60, 240);
        let moves = rng.range(15, 40);
        self.pace = self.minutes * 60 * self.devices as u64 / moves;
        self.jams = if rng.chance(700) {
            rng.range(50, 300)
        } else {
            0
        };
    }

    /// Whether no fault can make the devices lose what they know of each other.
    pub(super) fn remembers(&self) -> bool {
        !(self.racy
            || self.restores
            || self.wiped
            || self.purges
            || self.corrupt
            || self.evict
            || self.tampers > 0
            || self.poison)
    }

    /// Whether a fault may revive a deleted canvas.
    pub(super) fn revives(&self) -> bool {
        !self.remembers() || self.delay > 0 || self.twice > 0
    }

    /// Whether the final state is only reached after a sync by hand.
    pub(super) fn needs_button(&self) -> bool {
        self.restores
            || self.wiped
            || self.purges
            || self.poison
            || self.corrupt
            || self.evict
            || self.read_only
            || self.refuses > 0
            || self.wrong_address > 0
            || self.tampers > 0
    }
}
