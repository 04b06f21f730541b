//! The state of pulling: how far the machine has read, and what it is reading.

use super::limits::Limits;
use crate::domain::{DocumentId, SortedSet};
use crate::store::mutation;
use crate::sync::protocol::{FIRST_PAGE, Item, LISTING, PAGE, Page, RawPage, RecordHeader};
use crate::sync::status::SyncError;

/// How far in milliseconds a pull begins before the cursor, for writes that become visible late.
const OVERLAP_MS: u64 = 60_000;

/// How long in milliseconds pulling pauses after a limit was reached.
const PAUSE_MS: u64 = 900_000;

/// The kind of pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sync::machine) enum Reading {
    /// New records.
    New,
    /// The headers of all records.
    Listing,
    /// Records that a listing showed to be missing here.
    Missed,
}

/// A rewind of the cursor after the server refused a number that it gave itself.
#[derive(Clone, Copy, Debug)]
pub(in crate::sync::machine) struct Rewind {
    /// Whether everything is read again, not only what follows `since`.
    pub(in crate::sync::machine) whole: bool,
    pub(in crate::sync::machine) since: u64,
}

/// The state of pulling.
#[derive(Clone, Debug)]
pub(in crate::sync::machine) struct Pull {
    limits: Limits,
    /// The local metadata has been surveyed. Nothing is requested before that.
    surveyed: bool,
    /// The cursor: everything up to this `last_modified` is applied.
    since: u64,
    /// When the cursor last moved.
    advanced: u64,
    /// The next pull begins [`OVERLAP_MS`] before the cursor.
    overlap: bool,
    /// The `last_modified` that the server refuses as `_since`: nothing after it can be read.
    ceiling: Option<u64>,
    /// Pulling is paused until this time, with the reason.
    paused: Option<(u64, SyncError)>,
    /// When this cycle began.
    started: u64,
    reading: Reading,
    /// The number after which this pull began.
    opened: u64,
    /// The last number that the server accepted as `_since`.
    accepted: u64,
    /// The number of records read in this pull.
    rows: usize,
    /// This pull reads everything, and so serves as the listing.
    whole: bool,
    /// The headers of the listing so far.
    headers: Vec<RecordHeader>,
    /// The number of records received in this cycle.
    received: usize,
    /// The number of the server's canvases with metadata here.
    known: usize,
    /// Canvases whose document changed on the server under the same revision.
    rewritten: SortedSet<DocumentId>,
}

impl Pull {
    /// The state before anything was read.
    pub(in crate::sync::machine) fn new(limits: Limits) -> Self {
        Self {
            limits,
            surveyed: false,
            since: 0,
            advanced: 0,
            overlap: true,
            ceiling: None,
            paused: None,
            started: 0,
            reading: Reading::New,
            opened: 0,
            accepted: 0,
            rows: 0,
            whole: false,
            headers: Vec::new(),
            received: 0,
            known: 0,
            rewritten: SortedSet::new(),
        }
    }

    pub(in crate::sync::machine) fn since(&self) -> u64 {
        self.since
    }

    pub(in crate::sync::machine) fn started(&self) -> u64 {
        self.started
    }

    pub(in crate::sync::machine) fn reading(&self) -> Reading {
        self.reading
    }

    pub(in crate::sync::machine) fn received(&self) -> usize {
        self.received
    }

    pub(in crate::sync::machine) fn rewritten(&self) -> Vec<DocumentId> {
        self.rewritten.iter().cloned().collect()
    }

    /// Whether the server refuses a number that it gave itself, so that not everything can be read.
    pub(in crate::sync::machine) fn has_ceiling(&self) -> bool {
        self.ceiling.is_some()
    }

    /// Whether this pull reads everything, and so serves as the listing.
    pub(in crate::sync::machine) fn is_whole(&self) -> bool {
        self.whole
    }

    pub(in crate::sync::machine) fn is_surveyed(&self) -> bool {
        self.surveyed
    }

    /// Resets the state at a start: the local metadata has to be surveyed.
    pub(in crate::sync::machine) fn start(&mut self, now: u64) {
        (self.ceiling, self.overlap, self.paused) = (None, true, None);
        (self.advanced, self.surveyed) = (now, false);
    }

    /// Takes the result of the survey: the cursor, and the number of known canvases.
    pub(in crate::sync::machine) fn survey(&mut self, since: u64, known: usize) {
        (self.since, self.surveyed, self.known) = (since, true, known);
    }

    /// Clears the ceiling, to try again beyond it.
    pub(in crate::sync::machine) fn lift_ceiling(&mut self) {
        self.ceiling = None;
    }

    /// Ends a pause early.
    pub(in crate::sync::machine) fn end_pause(&mut self) {
        self.paused = None;
    }

    /// Until when pulling is paused, and why; `None` if it isn't.
    pub(in crate::sync::machine) fn paused(&self) -> Option<&(u64, SyncError)> {
        self.paused.as_ref()
    }

    /// Begins a cycle. Ends a pause whose time is over.
    pub(in crate::sync::machine) fn begin_cycle(&mut self, now: u64) {
        (self.started, self.received) = (now, 0);
        self.headers.clear();
        self.paused.take_if(|(until, _)| *until <= now);
    }

    /// Begins a pull of what is new. Returns the number after which it begins.
    pub(in crate::sync::machine) fn open_new(&mut self) -> u64 {
        let since = if mutation::overlaps(self.overlap) {
            self.since.saturating_sub(OVERLAP_MS)
        } else {
            self.since
        };
        // A pull from 0 reads everything, and so serves as the listing.
        self.whole = since == 0;
        self.open(Reading::New, since);
        since
    }

    /// Begins a listing of everything.
    pub(in crate::sync::machine) fn open_listing(&mut self) {
        self.headers.clear();
        self.open(Reading::Listing, 0);
    }

    /// Begins a pull of missing records, after `since`.
    pub(in crate::sync::machine) fn open_missed(&mut self, since: u64) {
        self.open(Reading::Missed, since);
    }

    fn open(&mut self, reading: Reading, since: u64) {
        (self.reading, self.opened, self.rows) = (reading, since, 0);
    }

    /// The page size, and the rest of the query.
    pub(in crate::sync::machine) fn page_query(&self) -> (u32, &'static str) {
        match self.reading {
            Reading::Listing => (LISTING, "&_fields=rev,last_modified,deleted"),
            // The server is asked for the second page the sooner.
            Reading::New | Reading::Missed if self.rows == 0 => (FIRST_PAGE, ""),
            Reading::New | Reading::Missed => (PAGE, ""),
        }
    }

    /// Reads the rows of a page; `None` if it isn't one.
    pub(in crate::sync::machine) fn read(&self, page: &RawPage) -> Option<Page> {
        match self.reading {
            Reading::Listing => page.headers(),
            Reading::New | Reading::Missed => page.records(),
        }
    }

    /// Takes a page that came after `since`, with this number of rows.
    pub(in crate::sync::machine) fn count(&mut self, rows: usize, since: u64) {
        self.accepted = since;
        self.rows = self.rows.saturating_add(rows);
    }

    /// Takes the headers of a page of a listing.
    pub(in crate::sync::machine) fn take_listing(&mut self, headers: Vec<RecordHeader>) {
        self.headers.extend(headers);
    }

    /// Takes the records of a page that ends at `last`. Returns the number to which the cursor moves
    /// once they are applied; `None` if it doesn't move.
    pub(in crate::sync::machine) fn take_records(
        &mut self,
        items: &[Item],
        last: u64,
    ) -> Option<u64> {
        if self.whole {
            self.headers.extend(items.iter().map(Item::brief));
        }
        self.received = self.received.saturating_add(items.len());
        let further = items.iter().map(Item::last_modified).chain([last]);
        let further = further.filter(|number| self.ceiling.is_none_or(|ceiling| *number < ceiling));
        let further = further.max().filter(|number| *number > self.since);
        self.since = mutation::cursor_at_page(self.since, further);
        further
    }

    /// Records an applied page: the rewritten canvases in it, and the number of canvases that are
    /// new here.
    pub(in crate::sync::machine) fn kept(&mut self, rewritten: Vec<DocumentId>, fresh: usize) {
        self.rewritten.extend(rewritten);
        self.known = self.known.saturating_add(fresh);
    }

    /// Moves the cursor after a page was applied. `None` leaves it.
    pub(in crate::sync::machine) fn advance(&mut self, further: Option<u64>, now: u64) {
        if let Some(since) = further {
            self.move_to(since, now);
        }
    }

    fn move_to(&mut self, since: u64, now: u64) {
        (self.since, self.advanced, self.overlap) = (since, now, true);
    }

    /// Whether nothing can be read after `last`.
    pub(in crate::sync::machine) fn ends_at(&self, last: u64) -> bool {
        self.ceiling.is_some_and(|ceiling| last >= ceiling)
    }

    /// The limit that this pull has reached, as an error; `None` if it may go on.
    pub(in crate::sync::machine) fn excess(&self) -> Option<SyncError> {
        let lists = self.reading == Reading::Listing;
        // After a ceiling everything has to be read in one pull.
        let most = if lists || self.ceiling.is_some() {
            self.limits.listing
        } else {
            self.limits.pull
        };
        mutation::excess(if self.rows >= most {
            Some(SyncError::Endless(self.rows))
        } else if self.known >= self.limits.canvases && !lists {
            Some(SyncError::TooMany(self.limits.canvases))
        } else {
            None
        })
    }

    /// Pauses pulling for [`PAUSE_MS`].
    pub(in crate::sync::machine) fn pause(&mut self, trouble: SyncError, now: u64) {
        self.whole = false;
        self.headers.clear();
        self.paused = Some((now.saturating_add(PAUSE_MS), trouble));
    }

    /// Handles a 400 on `since`, a number that the server gave itself: some record's
    /// `last_modified` is far in the future, and a server may refuse such a value. Rewinds the
    /// cursor and reads everything once; revisions show what is new. Returns `None` for a listing,
    /// which just ends there.
    pub(in crate::sync::machine) fn poison(&mut self, since: u64, now: u64) -> Option<Rewind> {
        self.ceiling = Some(since);
        if self.reading == Reading::Listing {
            return None;
        }
        let whole = since == self.opened;
        if whole {
            // One pull of everything: the revisions show what is new.
            self.whole = true;
            self.headers.clear();
            self.open(Reading::New, 0);
        }
        // The cursor goes back: a late write before it may not be visible yet.
        let since = if whole { 0 } else { self.accepted };
        self.move_to(since, now);
        Some(Rewind { whole, since })
    }

    /// Handles the end of a pull of what is new.
    pub(in crate::sync::machine) fn read_all_new(&mut self) {
        // Every write from before the cursor last moved is visible by now.
        let quiet = self.started.saturating_sub(self.advanced);
        if quiet > OVERLAP_MS {
            self.overlap = false;
        }
    }

    /// Takes the listing of everything. If the server was restored from a backup, moves the cursor
    /// back to its highest number.
    pub(in crate::sync::machine) fn take_headers(&mut self, now: u64) -> Vec<RecordHeader> {
        let headers: Vec<RecordHeader> = std::mem::take(&mut self.headers);
        // A restored server continues to count from its highest number.
        let last = headers
            .iter()
            .map(|header| header.last_modified)
            .max()
            .unwrap_or(0);
        if self.ceiling.is_none() && last < self.since {
            self.move_to(last, now);
        }
        headers
    }
}
