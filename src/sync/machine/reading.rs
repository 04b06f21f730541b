//! Pulls what is new, and at times a listing of everything.

use super::event::{Reply, Request};
use super::state::in_flight::{PageBody, PageReply, Phase};
use super::state::pull::Reading;
use super::step::{AFTER_EDIT_MS, Run};
use super::task::Task;
use crate::domain::DocumentId;
use crate::sync::protocol::{Found, Item};
use crate::sync::status::SyncError;

/// The interval between cycles in milliseconds while the page is visible.
const POLL_MS: u64 = 60_000;

impl Run<'_> {
    /// Begins a cycle if the machine is idle and not stopped; before `not_before` it schedules one
    /// then.
    pub(super) fn begin(&mut self, not_before: u64) {
        let state = &mut *self.state;
        if !state.in_flight.is_idle() || state.retry.is_stopped() {
            return;
        }
        if self.now < not_before {
            return state.schedule.wake_by(not_before);
        }
        state.schedule.set_wake(None);
        if !state.pull.is_surveyed() {
            let url = state.url.clone();
            return self.task(Phase::Surveying, Task::Survey { url });
        }
        if let Some(ids) = state.push.take_put_back() {
            return self.task(Phase::PuttingBack, Task::PutBack { ids });
        }
        state.schedule.begin_cycle(self.now);
        state.entries.begin_cycle();
        state.push.begin_cycle();
        state.pull.begin_cycle(self.now);
        if state.pull.paused().is_some() {
            // Local edits are pushed nevertheless.
            return self.push();
        }
        let since = state.pull.open_new();
        self.read(since);
    }

    /// Requests the page of records after `since`.
    pub(super) fn read(&mut self, since: u64) {
        let request = self.page_after(since);
        self.send(Phase::Reading(since), request);
    }

    fn page_after(&self, since: u64) -> Request {
        let (limit, fields) = self.state.pull.page_query();
        Request {
            path: "/records".to_owned(),
            query: format!("_since={since}&_sort=last_modified&_limit={limit}{fields}"),
            ..Request::new("GET")
        }
    }

    /// The answer to [`read`](Self::read).
    pub(super) fn page(&mut self, answer: &Reply, since: u64) {
        self.take_page(PageReply::of(answer, since), since);
    }

    /// The answer to a page that was requested ahead. The next one is requested at once, before this one
    /// is read.
    pub(super) fn page_ahead(&mut self, answer: &Reply) {
        let Some(since) = self.state.in_flight.ahead_since(answer.number) else {
            return;
        };
        let reply = PageReply::of(answer, since);
        self.state.in_flight.set_ahead(answer.number, Some(reply));
        self.read_ahead(since);
    }

    /// Reads a page that came in ahead, while the browser stores an earlier one.
    pub(super) fn parse_ahead(&mut self) {
        let (in_flight, pull) = (&mut self.state.in_flight, &self.state.pull);
        if let Some(body) = in_flight.unread_ahead()
            && let PageBody::Raw(page) = body
        {
            *body = PageBody::Read(pull.read(page));
        }
    }

    /// Requests a page ahead while the one up to `last` is applied, if there may be one: the server
    /// prepares it meanwhile.
    fn read_ahead(&mut self, last: u64) {
        let Some(next) = self.state.in_flight.next_ahead(last) else {
            return;
        };
        if !self.state.pull.ends_at(next) && self.state.pull.excess().is_none() {
            let request = self.page_after(next);
            self.send_ahead(next, request);
        }
    }

    fn take_page(&mut self, reply: PageReply, since: u64) {
        let PageReply { status, wait, body } = reply;
        match status {
            200 => {}
            400 if since > 0 => return self.poisoned(since),
            400 => return self.stop(SyncError::Settings(400)),
            status => return self.refused(status, wait),
        }
        let page = match body {
            PageBody::Raw(page) => self.state.pull.read(&page),
            PageBody::Read(page) => page,
        };
        let Some(page) = page else {
            return self.fail(SyncError::Strange, wait);
        };
        let Some(last) = page.last else {
            return self.read_all();
        };
        self.state.pull.count(page.rows, since);
        match page.found {
            Found::Headers(headers) => {
                self.state.pull.take_listing(headers);
                self.kept(last);
            }
            Found::Records(items) => self.apply_page(items, last),
        }
    }

    /// Starts to apply the records of a page that ends at `last`.
    fn apply_page(&mut self, items: Vec<Item>, last: u64) {
        let further = self.state.pull.take_records(&items, last);
        self.read_ahead(last);
        let task = Task::ApplyPage {
            items,
            since: further,
            wall: self.wall,
        };
        self.task(Phase::ApplyingPage(last, further), task);
    }

    /// Goes on with the next page after `last`, unless the end or a limit is reached.
    pub(super) fn kept(&mut self, last: u64) {
        if self.state.pull.ends_at(last) {
            self.state.in_flight.drop_ahead();
            self.read_all();
        } else if let Some(trouble) = self.state.pull.excess() {
            self.state.in_flight.drop_ahead();
            self.pause(trouble);
        } else if let Some(ahead) = self.state.in_flight.take_ahead() {
            match self.state.in_flight.resume(Phase::Reading(last), ahead) {
                None => {}
                Some(Some(reply)) => {
                    if reply.status < 300 {
                        self.state.retry.heed(reply.wait, self.now);
                    }
                    self.take_page(reply, last);
                }
                Some(None) => self.network_failed(),
            }
        } else {
            self.read(last);
        }
    }

    /// Pauses pulling, and goes on to push.
    fn pause(&mut self, trouble: SyncError) {
        if self.state.pull.reading() == Reading::Listing {
            // An incomplete listing can't show what is missing.
            self.state.schedule.listed(self.now);
        }
        self.state.pull.pause(trouble, self.now);
        self.push();
    }

    /// Handles a 400 on a number that the server gave itself: pulls as far as the server allows.
    fn poisoned(&mut self, since: u64) {
        match self.state.pull.poison(since, self.now) {
            Some(rewind) => {
                let since = rewind.since;
                self.task(Phase::Rewinding(rewind.whole), Task::Rewind { since });
            }
            None => self.read_all(),
        }
    }

    /// Handles the end of the current pull or listing.
    pub(super) fn read_all(&mut self) {
        match self.state.pull.reading() {
            Reading::New => {
                self.state.pull.read_all_new();
                self.prune_ancestors();
            }
            Reading::Listing => self.compare(),
            Reading::Missed => self.push(),
        }
    }

    /// Starts [`Task::PruneAncestors`] for canvases written more than ten minutes ago, or goes on
    /// if there are none.
    fn prune_ancestors(&mut self) {
        let started = self.state.pull.started();
        let ids = self.state.entries.take_settled(started);
        if ids.is_empty() {
            self.settled();
        } else {
            self.task(Phase::Settling, Task::PruneAncestors { ids });
        }
    }

    pub(super) fn settled(&mut self) {
        if !self.state.schedule.lists() {
            self.push();
        } else if self.state.pull.is_whole() {
            self.compare();
        } else {
            self.state.pull.open_listing();
            self.read(0);
        }
    }

    fn compare(&mut self) {
        self.state.schedule.listed(self.now);
        let headers = self.state.pull.take_headers(self.now);
        if !self.state.pull.has_ceiling() {
            self.state.entries.forget_unlisted(&headers);
        }
        let since = self.state.pull.since();
        self.task(Phase::Comparing, Task::Compare { headers, since });
    }

    pub(super) fn compared(&mut self, lost: Vec<DocumentId>, known: usize, since: Option<u64>) {
        // An incomplete pull can't show what is missing either.
        let lost = if self.state.pull.has_ceiling() {
            Vec::new()
        } else {
            lost
        };
        self.state.push.set_lost(lost, known);
        match since.filter(|_| !self.state.pull.is_whole()) {
            Some(since) => {
                self.state.pull.open_missed(since);
                self.read(since);
            }
            None => self.push(),
        }
    }

    /// Ends the cycle, and schedules the next.
    pub(super) fn rest(&mut self) {
        let contested = self.state.entries.contested();
        if contested > 0 {
            return self.fail(SyncError::Contested(contested), None);
        }
        let state = &mut *self.state;
        state.in_flight.clear();
        let paused = state.pull.paused().cloned();
        let until = paused.as_ref().map(|(until, _)| *until);
        if paused.is_none() {
            state.schedule.set_synced(self.wall);
        }
        state.retry.succeed(paused.map(|(_, trouble)| trouble));
        state.entries.tidy();
        let may_send = !state.push.is_awaiting_decision() && state.entries.is_any_sendable();
        if may_send && !self.is_held() {
            self.wake_within(AFTER_EDIT_MS);
        }
        if let Some(until) = until {
            self.wake_within(until.saturating_sub(self.now));
        } else if self.state.schedule.is_visible() {
            self.wake_within(POLL_MS);
        }
    }
}
