//! What a world is like: which faults it has, and how often.

use super::dice::Dice;

/// Chances are in a thousand; for each request, task or move of a person.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    pub(super) devices: usize,
    pub(super) tabs: usize,
    pub(super) docs: usize,
    /// How long people work, in minutes.
    pub(super) minutes: u64,
    /// The mean time between two moves of a person, in seconds.
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
    /// How often a device has no room for some minutes.
    pub(super) jams: u64,
    pub(super) take_over: u64,
    pub(super) corrupt: bool,
    pub(super) evict: bool,
    pub(super) clocks: bool,
    pub(super) nights: bool,
}

impl Traits {
    /// A world drawn by lot; about a third of them have no lasting harm done to them.
    pub(super) fn of(dice: &mut Dice) -> Self {
        let kind = dice.range(0, 5);
        let mut some = |often: u64, most: u64| {
            let has = dice.chance(often);
            let rate = dice.range(1, most);
            if has { rate } else { 0 }
        };
        let mut traits = Self {
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
        // A life has some fifty to a hundred moves, in a long time or a short one.
        let moves = 50 + dice.range(0, 60);
        traits.pace = (traits.minutes * 60 * traits.devices as u64 / moves).max(2);
        traits.racy = kind == 1 || (kind == 5 && dice.chance(300));
        traits.forget = dice.chance(500);
        traits.clocks = dice.chance(500);
        traits.nights = dice.chance(200);
        match kind {
            2 => {
                traits.restores = dice.chance(500);
                traits.wiped = !traits.restores && dice.chance(400);
                traits.purges = !traits.restores && !traits.wiped;
            }
            3 => {
                traits.corrupt = dice.chance(600);
                traits.evict = !traits.corrupt || dice.chance(300);
            }
            4 => {
                traits.poison = dice.chance(400);
                traits.read_only = dice.chance(400);
                traits.future = dice.chance(400);
                traits.refuses = if dice.chance(400) { 30 } else { 0 };
                traits.wrong_address = if dice.chance(300) { 10 } else { 0 };
            }
            _ => {}
        }
        traits.calm_down(&mut dice.fork());
        traits
    }

    /// In some worlds people make many canvases and come back to few of them, with minutes in
    /// between: what one device misses there, nobody puts right by typing in it again.
    fn calm_down(&mut self, dice: &mut Dice) {
        let back = self.restores || self.wiped;
        if (self.needs_button() && !back) || !dice.chance(if back { 600 } else { 200 }) {
            return;
        }
        self.docs = usize::try_from(dice.range(6, 12)).unwrap();
        self.minutes = dice.range(60, 240);
        let moves = dice.range(15, 40);
        self.pace = self.minutes * 60 * self.devices as u64 / moves;
        self.jams = if dice.chance(700) {
            dice.range(50, 300)
        } else {
            0
        };
    }

    /// Whether nothing happens that may make the devices lose what they knew of each other.
    pub(super) fn remembers(&self) -> bool {
        !(self.racy
            || self.restores
            || self.wiped
            || self.purges
            || self.corrupt
            || self.evict
            || self.poison)
    }

    /// Whether a removed canvas may come back from somewhere.
    pub(super) fn revives(&self) -> bool {
        !self.remembers() || self.delay > 0 || self.twice > 0
    }

    /// Whether someone has to press the button to get everything right again.
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
    }
}
