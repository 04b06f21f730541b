//! Reading: what is new, and now and then a listing of everything.

use super::{Answer, Doing, LISTING_MS, POLL_MS, Reading, Request, Run, SETTLE_MS};
use crate::domain::DocumentId;
use crate::sync::flaw::{Flaw, planted};
use crate::sync::protocol::{self, Brief, Item, LISTING, PAGE, Row};
use crate::sync::status::Trouble;
use crate::sync::task::Task;

/// How far is read back, for writes that became visible late.
const OVERLAP_MS: u64 = 60_000;

/// How many canvases the server may lack before the person is asked, and how many in a hundred.
const FEW: usize = 5;
const FEW_IN_HUNDRED: usize = 10;

impl Run<'_> {
    /// Begins a cycle, if nothing is under way and it isn't before this time.
    pub(super) fn begin(&mut self, not_before: u64) {
        let state = &mut *self.state;
        if state.doing != Doing::Nothing || state.stopped.is_some() {
            return;
        }
        if self.now < not_before {
            state.wake = Some(state.wake.map_or(not_before, |wake| wake.min(not_before)));
            return;
        }
        state.wake = None;
        if !state.surveyed {
            let url = state.url.clone();
            return self.task(Doing::Surveying, Task::Survey { url });
        }
        if std::mem::take(&mut state.puts_back) && !state.lost.is_empty() {
            let ids = std::mem::take(&mut state.lost);
            return self.task(Doing::PuttingBack, Task::PutBack { ids });
        }
        state.listing |= self.now >= state.next_listing;
        for entry in state.entries.values_mut() {
            entry.rounds = 0;
        }
        (state.started, state.received, state.total) = (self.now, 0, 0);
        state.briefs.clear();
        let since = if state.overlap && !planted(Flaw::NoOverlap) {
            state.since.saturating_sub(OVERLAP_MS)
        } else {
            state.since
        };
        // Read from the very beginning, this lists everything as well.
        state.whole = since == 0;
        self.open(Reading::New, since);
    }

    /// Begins to read.
    fn open(&mut self, reading: Reading, since: u64) {
        (self.state.reading, self.state.opened) = (reading, since);
        self.read(since);
    }

    /// Asks for what comes after a number.
    pub(super) fn read(&mut self, since: u64) {
        let (limit, fields) = match self.state.reading {
            Reading::Listing => (LISTING, "&_fields=rev,last_modified,deleted"),
            Reading::New | Reading::Missed => (PAGE, ""),
        };
        let request = Request {
            number: 0,
            method: "GET",
            path: "/records".to_owned(),
            query: format!("_since={since}&_sort=last_modified&_limit={limit}{fields}"),
            headers: Vec::new(),
            body: None,
        };
        self.send(Doing::Reading(since), request);
    }

    /// The answer to [`read`](Self::read).
    pub(super) fn page(&mut self, answer: &Answer, since: u64) {
        match answer.status {
            200 => {}
            400 if since > 0 => return self.poisoned(since),
            400 => return self.stop(Trouble::Settings(400)),
            status => return self.refused(status, answer.wait),
        }
        let Some(rows) = protocol::rows(&answer.body, since) else {
            return self.fail(Trouble::Strange, answer.wait);
        };
        let Some(last) = rows.last().map(|row| row.lm) else {
            return self.read_all();
        };
        self.state.accepted = since;
        if self.state.reading == Reading::Listing {
            self.state
                .briefs
                .extend(rows.into_iter().filter_map(Row::brief));
            return self.kept(last);
        }
        let items: Vec<Item> = rows.into_iter().filter_map(Row::item).collect();
        if self.state.whole {
            self.state.briefs.extend(items.iter().map(Item::brief));
        }
        self.state.received = self.state.received.saturating_add(items.len());
        let further = items.iter().map(Item::lm).chain([last]);
        let further = further.filter(|lm| self.state.ceiling.is_none_or(|ceiling| *lm < ceiling));
        let further = further.max().filter(|lm| *lm > self.state.since);
        if planted(Flaw::CursorFirst) {
            self.state.since = further.unwrap_or(self.state.since);
        }
        let keep = Task::Keep {
            items,
            since: further,
            wall: self.wall,
        };
        self.task(Doing::Keeping(last, further), keep);
    }

    /// A page was kept, and so it needn't be read again but for what becomes visible late.
    pub(super) fn advance(&mut self, further: Option<u64>) {
        if let Some(since) = further {
            (self.state.since, self.state.advanced) = (since, self.now);
            self.state.overlap = true;
        }
    }

    /// Reads on, as far as the server lets.
    pub(super) fn kept(&mut self, last: u64) {
        if self.state.ceiling.is_some_and(|ceiling| last >= ceiling) {
            self.read_all();
        } else {
            self.read(last);
        }
    }

    /// The server refuses to read on from a number that it gave itself: someone wrote a time that is
    /// far ahead. What comes after it can only be read together with what came before.
    fn poisoned(&mut self, since: u64) {
        self.state.ceiling = Some(since);
        if self.state.reading == Reading::Listing {
            return self.read_all();
        }
        let first = since == self.state.opened;
        if first {
            // One pull of everything: the revisions tell what is new.
            self.state.whole = true;
            self.state.briefs.clear();
            (self.state.reading, self.state.opened) = (Reading::New, 0);
        }
        let since = if first { 0 } else { self.state.accepted };
        self.state.since = since;
        self.task(Doing::Rewinding(first), Task::Rewind { since });
    }

    /// Everything was read that there is to read.
    pub(super) fn read_all(&mut self) {
        match self.state.reading {
            Reading::New => {
                // Whatever was written before the cursor last moved has become visible by now.
                let quiet = self.state.started.saturating_sub(self.state.advanced);
                if quiet > OVERLAP_MS {
                    self.state.overlap = false;
                }
                self.settle();
            }
            Reading::Listing => self.compare(),
            Reading::Missed => self.push(),
        }
    }

    /// Lets go of what was kept for writes that are long done.
    fn settle(&mut self) {
        let done = self.state.started.saturating_sub(SETTLE_MS);
        let mut ids: Vec<DocumentId> = Vec::new();
        for (id, entry) in &mut self.state.entries {
            if entry.written.is_some_and(|written| written < done) {
                entry.written = None;
                ids.push(id.clone());
            }
        }
        if ids.is_empty() {
            self.settled();
        } else {
            self.task(Doing::Settling, Task::Settle { ids });
        }
    }

    pub(super) fn settled(&mut self) {
        if !self.state.listing {
            self.push();
        } else if self.state.whole {
            self.compare();
        } else {
            self.state.briefs.clear();
            self.open(Reading::Listing, 0);
        }
    }

    fn compare(&mut self) {
        self.state.listing = false;
        self.state.next_listing = self.now.saturating_add(LISTING_MS);
        let briefs: Vec<Brief> = std::mem::take(&mut self.state.briefs);
        // A server that was put back to what it was begins to count from there.
        let last = briefs.iter().map(|brief| brief.lm).max().unwrap_or(0);
        if self.state.ceiling.is_none() {
            self.state.since = self.state.since.min(last);
        }
        let since = self.state.since;
        self.task(Doing::Comparing, Task::Compare { briefs, since });
    }

    pub(super) fn compared(&mut self, lost: Vec<DocumentId>, known: usize, since: Option<u64>) {
        // What can't all be read can't be missed either.
        let lost = if self.state.ceiling.is_some() {
            Vec::new()
        } else {
            lost
        };
        let many = lost.len() > FEW
            || lost.len().saturating_mul(100) > known.saturating_mul(FEW_IN_HUNDRED);
        self.state.asks = many && !lost.is_empty();
        self.state.lost = lost;
        match since.filter(|_| !self.state.whole) {
            Some(since) => {
                self.open(Reading::Missed, since);
            }
            None => self.push(),
        }
    }

    /// The cycle is done.
    pub(super) fn rest(&mut self) {
        let state = &mut *self.state;
        (state.doing, state.deadline) = (Doing::Nothing, None);
        (state.fails, state.trouble) = (0, None);
        state.synced = Some(self.wall);
        state
            .entries
            .retain(|_, entry| entry.due || entry.refused.is_some() || entry.written.is_some());
        let due = !state.asks
            && state
                .entries
                .values()
                .any(|entry| entry.due && entry.refused.is_none());
        if due {
            self.wake_within(super::AFTER_EDIT_MS);
        }
        if self.state.visible {
            self.wake_within(POLL_MS);
        }
    }
}
