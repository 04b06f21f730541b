//! Bugs that random runs seldom detect, each with a story that does. Without the bug the story ends
//! well.

use maatwerk::domain::Command;
use maatwerk::domain::TextBox::Perspective;
use maatwerk::store::mutation::{Mutation, plant};
use maatwerk::sync::machine::Event;

use super::batches::BatchFault;
use super::config::Config;
use super::run::end_well;
use super::scripted::{
    a_canvas_is_made, calm_but, command, edit, remove, sync, types, types_in, wait,
};
use super::world::{Network, World};

/// The bugs that these stories detect. The ancestors that are kept for ten minutes undo the effects
/// of `TrustWave`: the tests of waves cover it.
pub(super) const RARE: [Mutation; 9] = [
    Mutation::ForgetPending,
    Mutation::NoBackoff,
    Mutation::FutureErases,
    Mutation::ServerErases,
    Mutation::Endless,
    Mutation::TrustWave,
    Mutation::Resurrect,
    Mutation::TrustBatch,
    Mutation::BlindBatch,
];

const DAY_MS: u64 = 86_400_000;

/// The seeds of the worlds in which each story runs.
const WORLDS: std::ops::RangeInclusive<u64> = 1..=6;

/// Runs a story in each world, with or without a bug. Returns the faults at the ends.
fn ends(bug: Option<Mutation>, config: &Config, story: impl Fn(&mut World, u64)) -> Vec<String> {
    plant(bug);
    let end = |seed| {
        let mut world = calm_but(seed, config.clone());
        story(&mut world, seed);
        end_well(&mut world)
    };
    let faults = WORLDS.flat_map(end).collect();
    plant(None);
    faults
}

fn shows(bug: Mutation, config: &Config, invariant: &str, story: impl Fn(&mut World, u64)) {
    assert_eq!(ends(None, config, &story), [""; 0], "without the bug");
    let faults = ends(Some(bug), config, &story);
    let seen = faults.iter().any(|fault| fault.starts_with(invariant));
    assert!(seen, "no story detects {bug:?}: {faults:?}");
}

#[test]
fn forget_pending() {
    // A write becomes visible late, so that it is repeated before it can be read.
    let config = Config {
        late: 200_000,
        ..Config::default()
    };
    shows(Mutation::ForgetPending, &config, "I3", |world, nth| {
        a_canvas_is_made(world);
        wait(world, 300);
        (world.network, world.sent) = (Some((0, nth, Network::Unheard)), 0);
        types(world, 0, Perspective);
        wait(world, 1);
        world.feed(0, Event::Button);
        wait(world, 5);
        types(world, 0, Perspective);
        wait(world, 100);
        sync(world);
    });
}

#[test]
fn no_backoff() {
    shows(Mutation::NoBackoff, &Config::default(), "I6", |world, _| {
        a_canvas_is_made(world);
        world.server.switches.down = true;
        types(world, 0, Perspective);
        wait(world, 300);
        world.server.switches.down = false;
        sync(world);
    });
}

#[test]
fn future_erases() {
    let config = Config {
        poison: true,
        sweeps: true,
        ..Config::default()
    };
    shows(Mutation::FutureErases, &config, "I9", |world, _| {
        types_in(world, 0, "doc-1", Perspective);
        types_in(world, 0, "doc-2", Perspective);
        wait(world, 2);
        edit(world, 0, "doc-1", command(|_| Command::Removed(true)));
        wait(world, 2);
        sync(world);
        world.server.poison("doc-2");
        sync(world);
        for _ in 0..2 {
            world.flush(0);
            world.devices[0].page = None;
            world.open(0);
            wait(world, 60);
        }
    });
}

/// A server says that a canvas was removed two months ago; a week later it says so still.
#[test]
fn server_erases() {
    let config = Config {
        sweeps: true,
        ..Config::default()
    };
    shows(Mutation::ServerErases, &config, "I9", |world, _| {
        types_in(world, 0, "doc-1", Perspective);
        types_in(world, 0, "doc-2", Perspective);
        wait(world, 2);
        sync(world);
        world
            .server
            .forge_tombstone("doc-1", world.now - 60 * DAY_MS);
        world.oracle.erased.insert("doc-1".to_owned());
        sync(world);
        for days in [0, 8, 0] {
            for device in 0..2 {
                world.flush(device);
                world.devices[device].page = None;
            }
            wait(world, days * DAY_MS / 1_000);
            for device in 0..2 {
                world.open(device);
            }
            wait(world, 60);
            types_in(world, 0, "doc-2", Perspective);
            wait(world, 2);
            sync(world);
        }
    });
}

#[test]
fn endless() {
    shows(Mutation::Endless, &Config::default(), "I6", |world, _| {
        a_canvas_is_made(world);
        world.server.switches.endless = true;
        world.feed(1, Event::Button);
        wait(world, 600);
        world.server.switches.endless = false;
        sync(world);
    });
}

#[test]
fn resurrect() {
    let config = Config::default();
    shows(Mutation::Resurrect, &config, "I5", |world, _| {
        a_canvas_is_made(world);
        remove(world, 0);
        wait(world, 2);
        sync(world);
    });
}

/// A device makes canvases while it is away, and then sends them in batches on which the server
/// fails as given.
fn many_at_once(world: &mut World, fault: BatchFault) {
    world.server.switches.batch_fault = fault;
    world.offline(0, 60_000);
    for nth in 1..=7 {
        types_in(world, 0, &format!("doc-{nth}"), Perspective);
    }
    wait(world, 120);
    sync(world);
}

fn batches() -> Config {
    Config {
        batch: 4,
        ..Config::default()
    }
}

#[test]
fn many_go_in_batches() {
    for fault in BatchFault::ALL {
        let ends = ends(None, &batches(), |world, _| {
            many_at_once(world, fault);
            let sent = world.server.writes;
            assert_eq!(sent, 7, "each is written once, with {fault:?}");
        });
        assert_eq!(ends, [""; 0], "{fault:?}");
    }
}

#[test]
fn trust_batch() {
    shows(Mutation::TrustBatch, &batches(), "I5", |world, _| {
        many_at_once(world, BatchFault::Undone);
    });
}

#[test]
fn blind_batch() {
    shows(Mutation::BlindBatch, &batches(), "I4", |world, _| {
        many_at_once(world, BatchFault::None);
    });
}
