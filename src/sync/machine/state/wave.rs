//! The state of a wave: writes that are sent concurrently.

use crate::domain::{DocumentId, SortedMap};
use crate::sync::machine::task::Written;

/// The maximum number of concurrent requests, as browsers limit the connections to one server.
const LANES: usize = 6;

/// The maximum number of concurrent batches. A server may write each in one transaction, and two of
/// them would meet.
const BATCH_LANES: usize = 1;

/// A prepared write of a wave.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct Write {
    pub(in crate::sync::machine) id: DocumentId,
    pub(in crate::sync::machine) rev: String,
    /// The `last_modified` that it is based on; `None` if it creates the record.
    pub(in crate::sync::machine) last_modified: Option<u64>,
    pub(in crate::sync::machine) body: String,
}

/// Why a wave ended before all of it was sent.
#[derive(Clone, Copy, Debug)]
pub(in crate::sync::machine) enum End {
    /// The server replied with this status, and requests to wait this many seconds.
    Status(u16, Option<u64>),
    /// A request got no response.
    Network,
}

/// A storage task beside the requests of a wave.
#[derive(Clone, Copy, Debug)]
pub(in crate::sync::machine) enum Beside {
    /// This number of canvases is being prepared.
    Preparing(usize),
    /// Written canvases are being acknowledged.
    Acknowledging,
}

/// A wave in progress.
#[derive(Clone, Debug, Default)]
pub(in crate::sync::machine) struct Wave {
    /// The number of canvases that are not written yet, including those being prepared.
    left: usize,
    /// Prepared writes as a stack, the next one last.
    ready: Vec<Write>,
    /// Writes in flight, by the request's number: one, or those of a batch.
    open: SortedMap<u64, Vec<Write>>,
    /// The number of writes of failed batches, which are sent next and one by one.
    singly: usize,
    /// The storage task beside the requests, with its number.
    beside: Option<(u64, Beside)>,
    written: Vec<Written>,
    end: Option<End>,
}

impl Wave {
    /// A wave of `count` canvases that are still to be prepared.
    pub(in crate::sync::machine) fn of(count: usize) -> Self {
        Self {
            left: count,
            ..Self::default()
        }
    }

    /// Whether this is the number of a request in flight.
    pub(in crate::sync::machine) fn awaits(&self, number: u64) -> bool {
        self.open.contains_key(&number)
    }

    /// The number of canvases that left the queue and are not written yet.
    pub(in crate::sync::machine) fn left(&self) -> usize {
        self.left
    }

    /// Adds canvases that are to be prepared.
    pub(in crate::sync::machine) fn adds(&mut self, count: usize) {
        self.left = self.left.saturating_add(count);
    }

    /// Adds the prepared writes of `count` canvases, the first one last.
    pub(in crate::sync::machine) fn prepared(&mut self, count: usize, writes: Vec<Write>) {
        let dropped = count.saturating_sub(writes.len());
        self.left = self.left.saturating_sub(dropped);
        self.ready.splice(0..0, writes);
    }

    /// Whether fewer writes are prepared than the next request takes, or one for each lane.
    pub(in crate::sync::machine) fn is_short(&self, most: usize) -> bool {
        let enough = if most > 1 { most } else { LANES };
        self.ready.len() < enough && self.end.is_none()
    }

    /// Records that a storage task with this number runs beside the requests.
    pub(in crate::sync::machine) fn set_beside(&mut self, number: u64, beside: Beside) {
        self.beside = Some((number, beside));
    }

    /// Whether this is the number of the storage task beside the requests.
    pub(in crate::sync::machine) fn is_beside(&self, number: u64) -> bool {
        self.beside.is_some_and(|(its, _)| its == number)
    }

    /// Whether a storage task runs beside the requests.
    pub(in crate::sync::machine) fn is_busy(&self) -> bool {
        self.beside.is_some()
    }

    /// Ends the storage task beside the requests.
    pub(in crate::sync::machine) fn take_beside(&mut self) -> Option<Beside> {
        self.beside.take().map(|(_, beside)| beside)
    }

    /// Takes the next writes to send in one request: at most `most`, and of at most `bytes` together
    /// unless it is one. `None` while all lanes are busy, and after the wave has ended.
    pub(in crate::sync::machine) fn next(
        &mut self,
        most: usize,
        bytes: usize,
    ) -> Option<Vec<Write>> {
        let most = if self.singly > 0 { 1 } else { most };
        let lanes = if most > 1 { BATCH_LANES } else { LANES };
        if self.open.len() >= lanes || self.end.is_some() {
            return None;
        }
        let mut size = 0_usize;
        let fits = |write: &&Write| {
            size = size.saturating_add(write.body.len());
            size <= bytes
        };
        let count = self.ready.iter().rev().take(most).take_while(fits).count();
        let rest = self.ready.len().saturating_sub(count.max(1));
        let mut writes = self.ready.split_off(rest);
        writes.reverse();
        self.singly = self.singly.saturating_sub(writes.len());
        (!writes.is_empty()).then_some(writes)
    }

    /// Records that writes were sent as the request with this number.
    pub(in crate::sync::machine) fn sent(&mut self, number: u64, writes: Vec<Write>) {
        self.open.insert(number, writes);
    }

    /// Puts the writes of a failed batch back, to be sent one by one.
    pub(in crate::sync::machine) fn send_singly(&mut self, writes: Vec<Write>) {
        self.singly = self.singly.saturating_add(writes.len());
        self.ready.extend(writes.into_iter().rev());
    }

    /// Whether no request is in flight.
    pub(in crate::sync::machine) fn is_answered(&self) -> bool {
        self.open.is_empty()
    }

    /// Ends a request, with or without a reply. Returns its writes.
    pub(in crate::sync::machine) fn take(&mut self, number: u64) -> Option<Vec<Write>> {
        self.open.remove(&number)
    }

    /// Abandons all requests in flight. Returns the writes of each.
    pub(in crate::sync::machine) fn take_all(&mut self) -> Vec<Vec<Write>> {
        std::mem::take(&mut self.open).into_values().collect()
    }

    /// Records a successful write.
    pub(in crate::sync::machine) fn wrote(&mut self, written: Written) {
        self.left = self.left.saturating_sub(1);
        self.written.push(written);
    }

    /// Ends the wave early. The first reason is kept.
    pub(in crate::sync::machine) fn end(&mut self, end: End) {
        self.end.get_or_insert(end);
    }

    /// Records that a write is left to a later request of its own.
    pub(in crate::sync::machine) fn postponed(&mut self) {
        self.left = self.left.saturating_sub(1);
    }

    /// The number of successful writes that are not acknowledged yet.
    pub(in crate::sync::machine) fn written(&self) -> usize {
        self.written.len()
    }

    /// Takes the successful writes, to be acknowledged.
    pub(in crate::sync::machine) fn take_written(&mut self) -> Vec<Written> {
        std::mem::take(&mut self.written)
    }

    /// Why the wave ended early; `None` if it did not.
    pub(in crate::sync::machine) fn ended(&self) -> Option<End> {
        self.end
    }
}
