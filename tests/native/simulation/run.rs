//! A whole run of a world, from its seed to the invariants at its end.

use std::collections::BTreeMap;

use maatwerk::domain::{Canvas, Totals, canonical, from_value};
use maatwerk::store::{Loaded, Table};
use maatwerk::sync::machine::Event;
use maatwerk::sync::protocol::RecordError;
use maatwerk::sync::status::{Report, Status, SyncError};

use super::oracle::{Sure, tokens};
use super::world::{BEGIN, World, WorldEvent};
use crate::store::now;

/// Performs a run and returns the faults at its end.
pub(super) fn run(seed: u64) -> Vec<String> {
    let mut world = World::new(seed);
    run_to_end(&mut world)
}

/// As [`run`], and returns the log of events too.
pub(super) fn told(seed: u64) -> (Vec<String>, Vec<String>) {
    let mut world = World::new(seed);
    world.log = Some(Vec::new());
    let config = format!("{:?}", world.config);
    world.trace(|| config);
    let faults = run_to_end(&mut world);
    (faults, world.log.take().unwrap_or_default())
}

fn run_to_end(world: &mut World) -> Vec<String> {
    let end = BEGIN + world.config.minutes * 60_000;
    world.run_until(end);
    end_well(world)
}

/// Lets the world settle and checks the invariants. Returns the faults.
pub(super) fn end_well(world: &mut World) -> Vec<String> {
    world.heal();
    for device in 0..world.devices.len() {
        world.flush(device);
        world.after(0, WorldEvent::Open(device));
    }
    world.join_all();
    // Requests that were delayed for days have arrived or were abandoned.
    rest(world, 4 * 60_000);
    // Open every canvas: a damaged record is found, and fetched again.
    let _seen = devices(world);
    let button = world.config.needs_button();
    for round in 0..3 {
        for device in 0..world.devices.len() {
            help(world, device, button && round < 2);
        }
        rest(world, 4 * 60_000);
    }
    let latest = world.queue.last_key_value().map_or(0, |((at, _), _)| *at);
    if latest > world.now + 600_000 {
        // Requests that the network delayed for hours.
        for device in 0..world.devices.len() {
            world.feed(device, Event::Visible(false));
        }
        world.run_until(latest);
        for device in 0..world.devices.len() {
            world.feed(device, Event::SignedIn);
        }
        rest(world, 4 * 60_000);
        for device in 0..world.devices.len() {
            help(world, device, button);
        }
        rest(world, 6 * 60_000);
    }
    let mut faults = idle(world);
    faults.extend(agree(world));
    faults.extend(keep_all(world));
    faults.extend(unread(world));
    faults.extend(world.outside());
    faults.extend(world.all_sealed());
    faults.append(&mut world.server.faults);
    faults.append(&mut world.faults);
    faults
}

fn rest(world: &mut World, time: u64) {
    for device in 0..world.devices.len() {
        world.flush(device);
        world.feed(device, Event::Visible(true));
    }
    world.run_until(world.now + time);
}

/// Does what the screen asks of the user; `button` also syncs by hand.
fn help(world: &mut World, device: usize, button: bool) {
    let report = world.devices[device]
        .page
        .as_ref()
        .and_then(|page| page.report.clone());
    let Some(report) = report else { return };
    if report
        .unread
        .iter()
        .any(|(_, why)| *why == RecordError::InTheClear)
    {
        world.take_over_clear(device);
    }
    if world.config.strangers {
        world.remove_strangers(device);
    }
    if !report.lost.is_empty() {
        world.feed(device, Event::PutBack);
    }
    match report.status {
        Status::SignIn | Status::Failed(SyncError::Forbidden) => {
            world.feed(device, Event::SignedIn)
        }
        // "Niet verstuurd": only someone who presses the button, or edits, has it tried again.
        Status::Failed(SyncError::Refused(_)) => world.feed(device, Event::Button),
        _ if button => world.feed(device, Event::Button),
        _ => {}
    }
}

/// I8: an idle world writes nothing. I6: it makes few requests.
fn idle(world: &mut World) -> Vec<String> {
    let count = |world: &World| {
        let disks: u64 = world
            .devices
            .iter()
            .map(|device| device.disk.writes.get())
            .sum();
        (disks, world.server.writes)
    };
    // First let the ancestors expire, which are kept for ten minutes.
    world.run_until(world.now + 15 * 60_000);
    let before = count(world);
    world.run_until(world.now + 5 * 60_000);
    let after = count(world);
    let mut faults = Vec::new();
    if before != after {
        faults.push(format!(
            "I8: the number of writes went from {before:?} to {after:?} while idle"
        ));
    }
    faults
}

/// The canvases of each device, by id.
fn devices(world: &World) -> Vec<BTreeMap<String, Canvas>> {
    let read = |device: &super::world::Device| {
        let Some(page) = &device.page else {
            return BTreeMap::new();
        };
        let mut all = BTreeMap::new();
        for id in page.ids() {
            if let Ok(Loaded::Ready(canvas)) = now(page.store.load(&id)) {
                all.insert(id.to_string(), *canvas);
            }
        }
        all
    };
    world.devices.iter().map(read).collect()
}

/// I1: each device has what the server has. I5: nothing disappeared that nobody deleted. I7: the
/// totals are right.
fn agree(world: &World) -> Vec<String> {
    let mut faults = Vec::new();
    let devices = devices(world);
    let mut served: BTreeMap<String, Canvas> = BTreeMap::new();
    for (id, version) in world.server.all() {
        if let Some(data) = version.data.as_ref().filter(|_| !world.is_future(id)) {
            let data = world.team.opened(id, data);
            let doc = data.get("doc").cloned().unwrap_or_default();
            match from_value(doc) {
                Ok(canvas) => drop(served.insert(id.clone(), canvas)),
                Err(error) => faults.push(format!("I1: {id} on the server: {error}")),
            }
        }
    }
    for (at, device) in devices.iter().enumerate() {
        for (id, canvas) in &served {
            match device.get(id) {
                None => faults.push(format!("I1: d{at} lacks {id}")),
                Some(ours) if ours != canvas => faults.push(format!(
                    "I1: d{at} and the server differ on {id}:\n  {}\n  {}",
                    canonical(ours),
                    canonical(canvas)
                )),
                Some(_) => {}
            }
        }
        for (id, canvas) in device {
            faults.extend(binned_by_someone(world, &format!("d{at}"), id, canvas));
            if !served.contains_key(id) && canvas.removed.is_none() && !world.is_future(id) {
                faults.push(format!("I1: d{at} has {id}, which the server lacks"));
            }
        }
        if world.devices[at].page.is_none() {
            faults.push(format!("d{at} has no page"));
        }
    }
    for (id, canvas) in &served {
        let cents = |text: String| text.replace('.', "").parse::<i64>().unwrap();
        let uses = canvas
            .costs
            .lines
            .values()
            .filter_map(|line| line.looming.as_ref());
        let sum: i64 = uses
            .filter_map(|usage| match usage {
                maatwerk::domain::Usage::Typed { amount, .. } => Some(cents(amount.to_string())),
                maatwerk::domain::Usage::Computed { .. } => None,
            })
            .sum();
        if cents(format!("{:.2}", Totals::of(&canvas.costs).looming)) != sum {
            faults.push(format!("I7: the totals of {id} are wrong"));
        }
    }
    let known: Vec<&String> = world.oracle.edits.iter().map(|edit| &edit.doc).collect();
    for (id, version) in world.server.all() {
        if world.config.strangers && world.is_future(id) {
            // A stranger's own record: nobody of the team has made it, and someone may have had it removed.
            continue;
        }
        let erased = world.oracle.erased.contains(id);
        if version.data.is_none() && !erased {
            faults.push(format!("I5: {id} is gone, but was never deleted"));
        }
        if !known.contains(&id) {
            faults.push(format!("I5: {id} exists, but was never created"));
        }
    }
    if !world.revives() {
        faults.extend(removed_stays_removed(world, &served));
    }
    faults
}

/// I5, for the bin: each canvas in it was moved there, or deleted for good, by someone.
fn binned_by_someone(world: &World, at: &str, id: &str, canvas: &Canvas) -> Option<String> {
    let signature = canvas.removed.as_ref()?;
    let by = signature.by.as_ref().map(|by| by.id.clone());
    let known = match by {
        Some(by) => world.oracle.binned.contains(&(id.to_owned(), by)),
        None => world.oracle.erased.contains(id),
    };
    (!known).then(|| format!("I5: {id} is in the bin of {at}, but was never moved there"))
}

/// I5, the reverse: a canvas that was deleted for good and not edited since stays deleted.
fn removed_stays_removed(world: &World, served: &BTreeMap<String, Canvas>) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, canvas) in served {
        let edits = world.oracle.edits.iter().filter(|edit| edit.doc == *id);
        let edits: Vec<_> = edits.collect();
        let erased = edits
            .iter()
            .rposition(|edit| edit.erases && edit.sure == Sure::Saved);
        let Some(at) = erased else { continue };
        let (before, removal) = (&edits[..at], edits[at]);
        // An edit that the deleter had not seen is a reason for the canvas to exist.
        let unseen = before.iter().any(|edit| {
            let other = edit.device != removal.device;
            let seen = |token| removal.removes.contains(token);
            let silent = edit.adds.is_empty() && edit.removes.is_empty();
            other && (silent || edit.removes.iter().any(seen))
        });
        let left = tokens(&canonical(canvas));
        let unseen = unseen || left.iter().any(|token| !removal.removes.contains(token));
        if canvas.removed.is_some() && at + 1 == edits.len() && !unseen {
            faults.push(format!("I5: {id} was deleted for good, but exists again"));
        }
    }
    faults
}

/// I10: a record that can't be read is reported, its text is kept, and no device reports that all
/// is synced.
fn unread(world: &World) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, device) in world.devices.iter().enumerate() {
        let Some(page) = &device.page else { continue };
        let report = page.report.clone();
        for (id, version) in world.server.all().filter(|(id, _)| world.is_future(id)) {
            if version.data.is_none() {
                continue;
            }
            let named = |report: &Report| report.unread.iter().any(|(its, _)| its.as_str() == id);
            if !report.as_ref().is_some_and(named) {
                faults.push(format!("I10: d{at} doesn't report that it can't read {id}"));
            }
            let text = now(page.store.unread_text(&id.parse().unwrap()));
            let served = version.data.as_ref().map(canonical).unwrap_or_default();
            let kept = text.ok().flatten().map(|(_, text)| tokens(&text));
            if kept != Some(tokens(&served)) {
                faults.push(format!("I10: d{at} doesn't have the text of {id}"));
            }
            if matches!(&report, Some(report) if matches!(report.status, Status::Synced(_))) {
                faults.push(format!("I10: d{at} reports that all is synced"));
            }
        }
    }
    faults
}

/// I2: every acknowledged word still exists, or someone who saw it removed it.
fn keep_all(world: &World) -> Vec<String> {
    let left = world.left(None);
    let missing = world.oracle.missing(&left);
    let broken: String = world
        .devices
        .iter()
        .flat_map(|device| device.disk.texts(Table::Broken))
        .map(|(_, text)| text)
        .collect();
    let set_aside = tokens(&broken);
    missing
        .into_iter()
        .filter(|(token, _)| !set_aside.contains(token))
        .map(|(token, edit)| {
            format!(
                "I2: {token} is lost, which d{} typed in {}",
                edit.device, edit.doc
            )
        })
        .collect()
}
