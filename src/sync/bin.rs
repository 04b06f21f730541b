//! Removes canvases from the bin for good: after thirty days, announced a week before, and never on
//! a single reading of a clock.
//!
//! There are two clocks, and each alone has to justify a removal. The *server's time* is the
//! highest `last_modified` that it was seen to give, and never runs ahead of the true time: a
//! number ahead of the device's clock was written under a wrong clock and is ignored. The *device's
//! clock* counts if two starts agree, at least a week and at most two months apart: it did not go
//! back between them, and at both the canvas was old enough.
//!
//! A server is not trusted with that where it alone says when a canvas was removed: after a tombstone, which nobody
//! signs, and on an encrypted team, where its numbers are all that it can make up. Its time then counts only once
//! the device's clock agrees that the days are over.
//!
//! Days count from the latest known time of the removal: the canvas's signature, the server's
//! `last_modified`, and the last start before it. A removal made while the clock was behind is
//! therefore not dated too early.

use crate::domain::team::TEAM_ID;
use crate::domain::{DocumentId, Timestamp};
use crate::store::mutation;
use crate::store::{Bin, Binned, Cursor, Store, StoreError, SyncMetadata};

const DAY_MS: i64 = 86_400_000;

/// The number of days that the bin keeps a canvas.
pub const BIN_DAYS: i64 = 30;

/// The number of days between the announcement and the removal for good.
pub const NOTICE_DAYS: i64 = 7;

/// The maximum number of days between two starts that confirm each other.
const APART_DAYS: i64 = 60;

/// The maximum number of starts that are stored.
const MAX_STARTS: usize = 8;

/// Starts within this many milliseconds of each other count as one.
const SAME_START_MS: i64 = 3_600_000;

/// The result of a sweep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// The canvases that were removed for good.
    pub erased: Vec<DocumentId>,
    /// The other canvases in the bin, each with the whole days until it is removed for good; `None`
    /// if that won't happen by itself, as its removal is not on the server yet.
    pub left: Vec<(DocumentId, Option<i64>)>,
}

/// What is known of when a canvas was put in the bin.
#[derive(Clone, Copy, Debug)]
struct Removal {
    removed: i64,
    /// The server's `last_modified` of it; `None` if the server is not known to have it.
    last_modified: Option<i64>,
    /// The removal has not been sent to the server yet.
    waits: bool,
    /// The server's time counts by itself.
    trusts_server: bool,
}

/// Sweeps the bin. Called at each start of the app: announces removals for good, and performs those
/// announced long enough ago. A page that may not write removes nothing.
///
/// # Errors
///
/// If the archive can't be read or written.
pub async fn sweep(store: &Store, wall: Timestamp) -> Result<Swept, StoreError> {
    let mut sweep = Sweep::of(store, wall).await?;
    let ids: Vec<DocumentId> = sweep.binned.iter().map(|(id, _)| id.clone()).collect();
    let mut decide = |bin: &mut Bin, cursor: &Cursor, metadata: &[Option<SyncMetadata>]| {
        bin.canvases.retain(|id, _| ids.contains(id));
        sweep.decide(bin, cursor, metadata);
        start(bin, wall.millis());
    };
    store.keep_bin(&ids, &mut decide).await?;
    sweep.erase(store).await
}

/// A sweep in progress.
struct Sweep {
    wall: Timestamp,
    /// The canvases in the bin, each with the time of its removal in milliseconds since 1970.
    binned: Vec<(DocumentId, i64)>,
    /// Those to be removed for good now.
    ends: Vec<DocumentId>,
    /// As [`Swept::left`].
    left: Vec<(DocumentId, Option<i64>)>,
}

impl Sweep {
    /// A sweep of the canvases that are in the bin now and can be read.
    async fn of(store: &Store, wall: Timestamp) -> Result<Self, StoreError> {
        let list = store.list().await?.into_iter();
        // What a team shares is no canvas, and is never thrown away.
        let list = list.filter(|it| it.problem.is_none() && it.id.as_str() != TEAM_ID);
        let binned = list.filter_map(|it| {
            let at = it.removed?.at;
            Some((it.id, at.map_or(i64::MAX, Timestamp::millis)))
        });
        Ok(Self {
            wall,
            binned: binned.collect(),
            ends: Vec::new(),
            left: Vec::new(),
        })
    }

    /// Decides for each canvas whether its time has come, and keeps in `bin` what was announced.
    /// `metadata` has an entry for each of them.
    fn decide(&mut self, bin: &mut Bin, cursor: &Cursor, metadata: &[Option<SyncMetadata>]) {
        let (wall, server) = (self.wall.millis(), server_time(cursor, self.wall));
        for ((id, removed), metadata) in self.binned.iter().zip(metadata) {
            let metadata = metadata.as_ref();
            // A record that can't be read is kept as it is.
            if metadata.is_some_and(|metadata| metadata.newer.is_some()) {
                continue;
            }
            let removal = Removal::of(*removed, cursor, metadata);
            let entry = noted(bin, id, *removed);
            if announce(entry, removal, wall, server) {
                self.ends.push(id.clone());
            } else {
                let days = days_left(entry, removal, wall, server);
                self.left.push((id.clone(), days));
            }
        }
    }

    /// Removes those whose time has come.
    async fn erase(self, store: &Store) -> Result<Swept, StoreError> {
        let mut swept = Swept {
            left: self.left,
            ..Swept::default()
        };
        for id in self.ends {
            // The canvas may have been restored meanwhile.
            if store.may_write() && store.delete_binned(&id).await? {
                swept.erased.push(id);
            } else {
                swept.left.push((id, Some(0)));
            }
        }
        Ok(swept)
    }
}

impl Removal {
    fn of(removed: i64, cursor: &Cursor, metadata: Option<&SyncMetadata>) -> Self {
        let waits = match metadata {
            None => !cursor.url.is_empty(),
            Some(metadata) => metadata.may_be_due() && !metadata.tombstone,
        };
        let last_modified = metadata.and_then(|metadata| metadata.last_modified);
        let is_forgeable = |it: &SyncMetadata| it.tombstone || it.kid.is_some();
        let is_encrypted = !cursor.team.is_empty();
        Self {
            trusts_server: !is_encrypted && !metadata.is_some_and(is_forgeable),
            removed,
            last_modified: last_modified
                .and_then(|last_modified| i64::try_from(last_modified).ok()),
            waits,
        }
    }

    /// The start of its days in the bin, by the device's clock.
    fn since(self, entry: &Binned) -> i64 {
        entry.since.max(self.last_modified.unwrap_or(i64::MIN))
    }
}

/// The bookkeeping of a canvas, created if it is new or was removed again. The days of a new one
/// count from its removal or from the last start, whichever is later.
fn noted<'a>(bin: &'a mut Bin, id: &DocumentId, removed: i64) -> &'a mut Binned {
    let latest = bin.starts.iter().copied().max().unwrap_or(i64::MIN);
    let new = Binned {
        removed,
        since: removed.max(latest),
        ..Binned::default()
    };
    let entry = bin.canvases.entry(id.clone()).or_insert(new);
    if entry.removed != removed {
        *entry = new;
    }
    entry
}

/// Records this start, unless it counts as the same start as the last one.
fn start(bin: &mut Bin, wall: i64) {
    let again = bin.starts.last().is_some_and(|last| {
        let apart = wall.saturating_sub(*last);
        (0..SAME_START_MS).contains(&apart)
    });
    if !again {
        bin.starts.push(wall);
    }
    let over = bin.starts.len().saturating_sub(MAX_STARTS);
    bin.starts.drain(..over);
}

/// Announces the removal of a canvas by each clock if it is near. Returns whether the canvas is to
/// be removed for good now.
fn announce(entry: &mut Binned, removal: Removal, wall: i64, server: Option<i64>) -> bool {
    if removal.waits {
        (entry.by_device, entry.by_server) = (None, None);
        return false;
    }
    let age = wall.saturating_sub(removal.since(entry));
    let mut over = tell(&mut entry.by_device, wall, age, APART_DAYS);
    let old = wall.saturating_sub(removal.removed) >= days(BIN_DAYS);
    over = mutation::ends_by_device(over, old);
    if let (Some(server), Some(last_modified)) = (server, removal.last_modified) {
        let server_age = server.saturating_sub(last_modified);
        let is_told = tell(&mut entry.by_server, server, server_age, i64::MAX);
        over |= is_told && mutation::agrees(removal.trusts_server || age >= days(BIN_DAYS));
        over = mutation::ends_by_server(over, server_age >= days(BIN_DAYS));
    } else {
        entry.by_server = None;
    }
    over
}

/// Announces by one clock. Returns whether the canvas is old enough and was announced at least a
/// week ago. `apart` is the maximum number of days since the announcement.
fn tell(announced: &mut Option<i64>, now: i64, age: i64, apart: i64) -> bool {
    if age < days(BIN_DAYS.saturating_sub(NOTICE_DAYS)) {
        *announced = None;
        return false;
    }
    let since = announced.map(|at| now.saturating_sub(at));
    let agrees = since.filter(|since| (0..=days(apart)).contains(since));
    if agrees.is_none() {
        // A clock that went back, or far ahead, proves nothing: the week starts anew.
        *announced = Some(now);
    }
    let waited = agrees.is_some_and(|since| since >= days(NOTICE_DAYS));
    waited && age >= days(BIN_DAYS)
}

/// The whole days until a canvas is removed for good, by the clock that gets there first; `None` if
/// its removal has not been sent yet.
fn days_left(entry: &Binned, removal: Removal, wall: i64, server: Option<i64>) -> Option<i64> {
    if removal.waits {
        return None;
    }
    let by = |announced: Option<i64>, now: i64, since: i64| {
        let age = days(BIN_DAYS).saturating_sub(now.saturating_sub(since));
        let notice = announced.map(|at| days(NOTICE_DAYS).saturating_sub(now.saturating_sub(at)));
        let left = age.max(notice.unwrap_or(0)).max(0);
        let whole = left.saturating_add(DAY_MS - 1).checked_div(DAY_MS);
        whole.unwrap_or(BIN_DAYS).min(BIN_DAYS)
    };
    let device = by(entry.by_device, wall, removal.since(entry));
    let least = if removal.trusts_server {
        0
    } else {
        by(None, wall, removal.since(entry))
    };
    let server = server.zip(removal.last_modified);
    let server =
        server.map(|(now, last_modified)| by(entry.by_server, now, last_modified).max(least));
    Some(server.map_or(device, |server| server.min(device)))
}

fn days(count: i64) -> i64 {
    count.saturating_mul(DAY_MS)
}

/// The server's time in milliseconds since 1970; `None` if it is unknown or implausible.
fn server_time(cursor: &Cursor, wall: Timestamp) -> Option<i64> {
    let time = i64::try_from(cursor.time).ok().filter(|time| *time > 0)?;
    is_plausible(time, wall).then_some(time)
}

/// Whether a `last_modified` can be a past time: at most a day ahead of the device's clock.
fn is_plausible(time: i64, wall: Timestamp) -> bool {
    mutation::is_time(time <= wall.millis().saturating_add(DAY_MS))
}

/// The server's time after a response with these `last_modified` numbers. `known` is the time
/// before.
pub(super) fn server_time_after(
    known: u64,
    numbers: impl Iterator<Item = u64>,
    wall: Timestamp,
) -> u64 {
    let plausible = |number: &u64| {
        let time = i64::try_from(*number).unwrap_or(i64::MAX);
        is_plausible(time, wall)
    };
    // A time that was accepted while the device's clock was ahead is dropped again.
    let known = Some(known).filter(plausible).unwrap_or(0);
    numbers.filter(plausible).fold(known, u64::max)
}
