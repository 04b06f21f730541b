//! Fourteen short stories; `team_stories` has four more. Each runs once for every storage operation that can fail or be the last
//! before a crash, and for every request with every network fault.

use maatwerk::domain::{
    Action, ActionBox, Canvas, Command, DocumentId, ItemId, TextBox, apply, canonical,
};
use maatwerk::sync::machine::Event;

use super::config::Config;
use super::disk::Plan;
use super::rng::Rng;
use super::run::end_well;
use super::user;
use super::world::{BEGIN, Network, World};

/// A world with only the faults that the test injects.
fn calm(restores: bool) -> World {
    let config = Config {
        restores,
        ..Config::default()
    };
    calm_but(1, config)
}

/// A calm world, except for the faults of this configuration.
pub(super) fn calm_but(seed: u64, config: Config) -> World {
    let config = Config {
        devices: 2,
        tabs: 2,
        docs: 3,
        cap: 100,
        ..config
    };
    let mut world = World::with(Rng::new(seed), config);
    wait(&mut world, 70);
    world
}

pub(super) fn wait(world: &mut World, seconds: u64) {
    world.run_until(world.now + seconds * 1_000);
}

/// Lets every device sync.
pub(super) fn sync(world: &mut World) {
    for _ in 0..2 {
        for device in 0..2 {
            world.feed(device, Event::Button);
            wait(world, 8);
        }
    }
}

fn id(name: &str) -> DocumentId {
    name.parse().unwrap()
}

pub(super) fn edit(
    world: &mut World,
    device: usize,
    name: &str,
    change: impl FnOnce(&mut Canvas, u32),
) {
    world.finish_unless_open(device, &id(name));
    let Some(page) = &world.devices[device].page else {
        return;
    };
    let new = device == 0 && world.oracle.edits.iter().all(|edit| edit.doc != name);
    let canvas = page
        .canvas(&id(name))
        .or_else(|| new.then(|| Canvas::new(id(name))));
    let Some(canvas) = canvas else { return };
    let before = canonical(&canvas);
    let mut after = canvas;
    let token = world.oracle.token();
    change(&mut after, token);
    if canonical(&after) != before {
        world.change(device, &before, after);
    }
}

pub(super) fn command(command: impl FnOnce(String) -> Command) -> impl FnOnce(&mut Canvas, u32) {
    move |canvas, token| {
        let stamp = user::stamp(
            0,
            maatwerk::domain::Timestamp::from_millis(BEGIN.cast_signed()),
        );
        // An item that another edit has removed can't be edited.
        apply(canvas, command(format!("w{token:05}")), &stamp).ok();
    }
}

pub(super) fn types(world: &mut World, device: usize, namespace: TextBox) {
    types_in(world, device, "doc-1", namespace);
}

pub(super) fn types_in(world: &mut World, device: usize, name: &str, namespace: TextBox) {
    edit(
        world,
        device,
        name,
        command(move |word| Command::Text(namespace, word)),
    );
}

fn item() -> ItemId {
    ItemId::from_bits(7)
}

fn put_action(world: &mut World, device: usize) {
    let put = |word| {
        let mut action = Action::new(ActionBox::Support, "a1".parse().unwrap());
        action.what = word;
        Command::PutAction(item(), Some(Box::new(action)))
    };
    edit(world, device, "doc-1", command(put));
}

pub(super) fn remove(world: &mut World, device: usize) {
    edit(world, device, "doc-1", command(|_| Command::Removed(true)));
    wait(world, 3);
    let Some(page) = &world.devices[device].page else {
        return;
    };
    let Some(canvas) = page
        .canvas(&id("doc-1"))
        .filter(|canvas| canvas.removed.is_some())
    else {
        return;
    };
    world.erase(device, &id("doc-1"), &canonical(&canvas));
}

pub(super) const PERSPECTIVE: TextBox = TextBox::Perspective;
pub(super) const SITUATION: TextBox = TextBox::Situation;

pub(super) fn a_canvas_is_made(world: &mut World) {
    types(world, 0, PERSPECTIVE);
    wait(world, 2);
    sync(world);
}

pub(super) fn disjoint_edits(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 0, PERSPECTIVE);
    types(world, 1, SITUATION);
    wait(world, 2);
    sync(world);
}

fn the_same_box(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 0, PERSPECTIVE);
    types(world, 1, PERSPECTIVE);
    wait(world, 2);
    sync(world);
    edit(world, 1, "doc-1", |canvas, _| canvas.conflicts.clear());
    wait(world, 2);
    sync(world);
}

fn an_edit_and_a_deleted_item(world: &mut World) {
    a_canvas_is_made(world);
    put_action(world, 0);
    wait(world, 2);
    sync(world);
    let what = |word| Command::Action(item(), maatwerk::domain::ActionEdit::What(word));
    edit(world, 0, "doc-1", command(what));
    edit(
        world,
        1,
        "doc-1",
        command(|_| Command::PutAction(item(), None)),
    );
    wait(world, 2);
    sync(world);
}

fn an_edit_and_a_removal_for_good(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 1, SITUATION);
    remove(world, 0);
    wait(world, 2);
    sync(world);
}

fn to_the_bin_and_back(world: &mut World) {
    a_canvas_is_made(world);
    edit(world, 0, "doc-1", command(|_| Command::Removed(true)));
    wait(world, 2);
    sync(world);
    edit(world, 1, "doc-1", command(|_| Command::Removed(false)));
    wait(world, 1);
    types(world, 1, SITUATION);
    wait(world, 2);
    sync(world);
}

fn a_removal_for_good(world: &mut World) {
    a_canvas_is_made(world);
    remove(world, 1);
    wait(world, 2);
    sync(world);
}

fn typing_while_it_is_sent(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 0, PERSPECTIVE);
    wait(world, 1);
    world.feed(0, Event::Button);
    for _ in 0..6 {
        world.run_until(world.now + 250);
        types(world, 0, SITUATION);
    }
    wait(world, 2);
    sync(world);
}

fn typing_while_a_pull_is_stored(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 1, PERSPECTIVE);
    wait(world, 2);
    world.config.waits = 1_000;
    world.feed(1, Event::Button);
    wait(world, 5);
    world.feed(0, Event::Button);
    for place in [SITUATION, SITUATION, PERSPECTIVE, SITUATION] {
        world.run_until(world.now + 400);
        types(world, 0, place);
    }
    wait(world, 5);
    sync(world);
}

fn apart_for_an_hour(world: &mut World) {
    a_canvas_is_made(world);
    world.offline(0, 3_600_000);
    for namespace in [PERSPECTIVE, SITUATION] {
        types(world, 0, namespace);
        types(world, 1, namespace);
        wait(world, 60);
    }
    wait(world, 3_600);
    sync(world);
}

fn another_tab_takes_over(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 0, PERSPECTIVE);
    world.feed(0, Event::Button);
    world.run_until(world.now + 300);
    world.take_over(0, false);
    types(world, 0, SITUATION);
    wait(world, 3);
    world.take_over(0, true);
    types(world, 0, PERSPECTIVE);
    wait(world, 2);
    sync(world);
}

fn a_backup_is_put_back(world: &mut World) {
    a_canvas_is_made(world);
    world.back_up();
    types(world, 0, PERSPECTIVE);
    wait(world, 2);
    sync(world);
    types(world, 1, SITUATION);
    world.restore();
    wait(world, 2);
    sync(world);
}

fn the_server_is_wiped(world: &mut World) {
    disjoint_edits(world);
    world.restore();
    types(world, 1, SITUATION);
    wait(world, 2);
    sync(world);
    for device in 0..2 {
        world.feed(device, Event::PutBack);
    }
    sync(world);
}

/// Moves to another address without asking anyone: the devices upload what they have.
fn another_address(world: &mut World) {
    a_canvas_is_made(world);
    types(world, 0, SITUATION);
    types(world, 1, TextBox::Breakthrough);
    sync(world);
    types(world, 1, TextBox::Breakthrough);
    world.move_on();
    wait(world, 2);
    types(world, 0, SITUATION);
    sync(world);
    for device in &world.devices {
        let report = device.page.as_ref().and_then(|page| page.report.as_ref());
        assert!(report.is_none_or(|report| report.lost.is_empty()));
    }
}

/// Runs a story with every fault at every point where it can occur.
pub(super) fn every_fault(restores: bool, story: fn(&mut World)) {
    some_faults(restores, story, 1);
}

/// As [`every_fault`], with each `stride`th of the faults unless `MAATWERK_ALL_FAULTS` is set: for stories that are
/// too long to be told thousands of times in each run.
pub(super) fn some_faults(restores: bool, story: fn(&mut World), stride: usize) {
    let all = std::env::var_os("MAATWERK_ALL_FAULTS").is_some();
    let stride = if all { 1 } else { stride };
    let mut turn = 0;
    let mut calm_world = calm(restores);
    story(&mut calm_world);
    let calls: Vec<u64> = calm_world
        .devices
        .iter()
        .map(|device| device.disk.calls.get())
        .collect();
    let sent = calm_world.sent;
    assert_eq!(end_well(&mut calm_world), [""; 0], "in a calm world");
    let mut failed = Vec::new();
    let mut tell = |name: String, set: &dyn Fn(&mut World)| {
        turn += 1;
        if turn % stride != 0 {
            return;
        }
        let tell = |log: Option<Vec<String>>| {
            let mut world = calm(restores);
            world.log = log;
            set(&mut world);
            story(&mut world);
            (end_well(&mut world), world.log.unwrap_or_default())
        };
        let (faults, _) = tell(None);
        if !faults.is_empty() {
            if failed.is_empty() {
                let (_, log) = tell(Some(Vec::new()));
                eprintln!("{name}\n{}", log.join("\n"));
            }
            failed.push(format!("{name}: {faults:?}"));
        }
    };
    for (device, calls) in calls.into_iter().enumerate() {
        for nth in 1..=calls {
            for kind in 0..3 {
                let plan = Plan {
                    fails: (kind == 0).then_some(nth),
                    dies: (kind > 0).then_some((nth, kind == 1)),
                };
                let name = format!("d{device} {plan:?}");
                tell(name, &|world: &mut World| {
                    world.devices[device].disk.plan.set(plan)
                });
            }
        }
        for nth in 1..=sent {
            for fault in Network::ALL {
                let name = format!("d{device} request {nth} {fault:?}");
                tell(name, &|world: &mut World| {
                    (world.network, world.sent) = (Some((device, nth, fault)), 0)
                });
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} failed:\n{}",
        failed.len(),
        failed[..failed.len().min(6)].join("\n")
    );
}

macro_rules! stories {
    ($($name:ident: $restores:literal),* $(,)?) => {$(
        mod $name {
            #[test]
            fn survives_every_fault() {
                super::every_fault($restores, super::$name);
            }
        }
    )*};
}
stories! {
    a_canvas_is_made: false,
    disjoint_edits: false,
    the_same_box: false,
    an_edit_and_a_deleted_item: false,
    an_edit_and_a_removal_for_good: false,
    to_the_bin_and_back: false,
    a_removal_for_good: false,
    typing_while_it_is_sent: false,
    typing_while_a_pull_is_stored: false,
    apart_for_an_hour: false,
    another_tab_takes_over: false,
    a_backup_is_put_back: true,
    the_server_is_wiped: true,
    another_address: false,
}
