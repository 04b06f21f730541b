//! Short stories of encrypted teams: switching, joining and rotating, with faults at every point.

use super::scripted::{
    PERSPECTIVE, SITUATION, a_canvas_is_made, disjoint_edits, some_faults, sync, types, types_in,
    wait,
};
use super::world::World;

/// Of how many faults one is tried in each run: a prime, so that all kinds at all steps have their turn.
const STRIDE: usize = 11;

/// The team switches in place while the other device has edits of its own, which joins later.
fn the_team_is_encrypted(world: &mut World) {
    world.config.encrypted = true;
    disjoint_edits(world);
    types(world, 1, SITUATION);
    world.make_key(0, true);
    types_in(world, 0, "doc-2", PERSPECTIVE);
    wait(world, 3);
    sync(world);
    types(world, 1, PERSPECTIVE);
    types(world, 0, PERSPECTIVE);
    wait(world, 2);
    sync(world);
    world.join(1, 0);
    wait(world, 2);
    sync(world);
}

/// The same with a colleague whose app knows no sealed records, and who makes a canvas meanwhile.
fn a_colleague_has_an_old_app(world: &mut World) {
    world.config.encrypted = true;
    world.devices[1].old = true;
    a_canvas_is_made(world);
    types_in(world, 0, "doc-2", SITUATION);
    wait(world, 2);
    sync(world);
    types_in(world, 1, "doc-2", PERSPECTIVE);
    world.make_key(0, true);
    wait(world, 2);
    sync(world);
    for device in 0..2 {
        world.take_over_clear(device);
    }
    sync(world);
    world.join(1, 0);
    wait(world, 2);
    sync(world);
}

/// The team gets another key, and has everything sealed anew by it; the other device gets it later.
fn the_key_is_replaced(world: &mut World) {
    the_team_is_encrypted(world);
    world.make_key(1, false);
    types(world, 1, SITUATION);
    wait(world, 2);
    sync(world);
    types_in(world, 0, "doc-2", SITUATION);
    world.devices[1].reseals = true;
    world.join(1, 1);
    wait(world, 2);
    sync(world);
    world.join(0, 1);
    sync(world);
}

/// Two members replace the key at the same time.
fn two_make_a_key(world: &mut World) {
    the_team_is_encrypted(world);
    world.make_key(0, true);
    world.make_key(1, true);
    types(world, 0, SITUATION);
    types_in(world, 1, "doc-2", SITUATION);
    wait(world, 2);
    sync(world);
    world.join(0, 2);
    world.join(1, 1);
    wait(world, 2);
    sync(world);
}

mod the_team_is_encrypted {
    #[test]
    fn survives_faults() {
        super::some_faults(false, super::the_team_is_encrypted, super::STRIDE);
    }
}

mod a_colleague_has_an_old_app {
    #[test]
    fn survives_faults() {
        super::some_faults(false, super::a_colleague_has_an_old_app, super::STRIDE);
    }
}

mod the_key_is_replaced {
    #[test]
    fn survives_faults() {
        super::some_faults(false, super::the_key_is_replaced, super::STRIDE);
    }
}

mod two_make_a_key {
    #[test]
    fn survives_faults() {
        super::some_faults(false, super::two_make_a_key, super::STRIDE);
    }
}
