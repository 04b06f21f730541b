//! Users: they type, save, use the bin, and switch to another tab.

use std::collections::BTreeSet;

use maatwerk::domain::{Canvas, DocumentId, canonical, read_document};
use maatwerk::store::{StoreError, Ticket};
use maatwerk::sync::machine::Event;

use super::oracle::{Sure, tokens};
use super::user;
use super::world::{World, WorldEvent};
use crate::store::now;

impl World {
    pub(super) fn moves(&mut self, device: usize) {
        if self.ended {
            return;
        }
        let pace = self.config.pace * 1_000;
        let next = self.rng.range(pace / 3, pace * 2);
        self.after(next, WorldEvent::Move(device));
        if self.devices[device].page.is_none() {
            return;
        }
        if self.mishap(device) {
            return;
        }
        let (take_over, nights) = (self.config.take_over, self.config.nights);
        if self.config.tabs > 1 && self.rng.chance(take_over) {
            let asked = self.rng.chance(600);
            return self.take_over(device, asked);
        }
        if nights && self.rng.chance(10) {
            let hours = self.rng.range(1, 24);
            self.feed(device, Event::Visible(false));
            self.after(hours * 3_600_000, WorldEvent::Online(device));
        } else if self.rng.chance(30) {
            self.feed(device, Event::Visible(true));
        }
        self.edit(device);
        // Typing continues for a while.
        if self.rng.chance(100) {
            for _ in 0..self.rng.range(2, 12) {
                self.edit(device);
            }
        }
    }

    /// Another tab takes over; `asked` is whether the first one can flush.
    pub(super) fn take_over(&mut self, device: usize, asked: bool) {
        if asked {
            self.flush(device);
            self.devices[device].page = None;
            // Edits that couldn't be saved are lost with the page, unless the journal has them.
        } else {
            self.trace(|| format!("d{device} is taken over unasked"));
            let old = self.devices[device].page.take();
            self.devices[device].ghost = old;
        }
        self.open(device);
    }

    /// Saves all open canvases to the archive.
    pub(super) fn flush(&mut self, device: usize) {
        self.finish(device);
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let (serial, ids): (u64, Vec<DocumentId>) =
            (page.serial, page.unsaved.keys().cloned().collect());
        for id in ids {
            if let Some((ticket, edits, text)) = self.journal(device, serial, &id) {
                self.commit(device, serial, ticket, edits, &text);
            }
        }
    }

    pub(super) fn edit(&mut self, device: usize) {
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let ids = page.ids();
        let often = if self.config.docs > 4 { 500 } else { 100 };
        let makes = ids.is_empty() || (ids.len() < self.config.docs && self.rng.chance(often));
        if self.devices[device].disk.dead.get() {
            return;
        }
        let id = if makes {
            self.made += 1;
            let id: DocumentId = format!("doc-{}", self.made).parse().unwrap();
            if self.made > u64::try_from(self.config.docs).unwrap() + 1 {
                return;
            }
            let canvas = Canvas::new(id.clone());
            let page = self.devices[device].page.as_ref().unwrap();
            page.screen.open.borrow_mut().insert(id.clone(), canvas);
            id
        } else {
            self.rng.pick(&ids).unwrap().clone()
        };
        self.finish_unless_open(device, &id);
        self.edit_canvas(device, &id);
    }

    /// Edits a canvas at random, or moves it to the bin, or out of it.
    pub(super) fn edit_canvas(&mut self, device: usize, id: &DocumentId) {
        let wall = self.wall(device);
        let stamp = user::stamp(device, wall);
        if self.devices[device].page.is_none() || self.devices[device].disk.dead.get() {
            return;
        }
        let page = self.devices[device].page.as_ref().unwrap();
        if page.refuses(id) {
            return;
        }
        let Some(canvas) = page.canvas(id) else {
            return;
        };
        let before = canonical(&canvas);
        let mut after = canvas;
        if after.removed.is_some() {
            // A canvas in the bin can only be restored, or deleted for good.
            match self.rng.range(0, 5) {
                0 | 1 => user::bin(&mut after, false, &stamp),
                2 => return self.erase(device, id, &before),
                _ => return,
            }
        } else if self.rng.chance(30) {
            user::bin(&mut after, true, &stamp);
        } else {
            let token = self.oracle.token();
            if !user::edit(&mut after, &mut self.rng, token, &stamp) {
                return;
            }
        }
        let close = self.rng.chance(200);
        self.change(device, &before, after);
        if close && let Some(page) = &self.devices[device].page {
            page.close(id);
        }
    }

    /// Shows an edited canvas, which is saved a moment later.
    pub(super) fn change(&mut self, device: usize, before: &str, after: Canvas) {
        let id = after.id.clone();
        let text = canonical(&after);
        let number = self.oracle.edit(device, id.as_str(), before, &text);
        let was = read_document(before).ok();
        let stood = was.as_ref().map(standing).unwrap_or_default();
        let in_bin = was.as_ref().is_some_and(|was| was.removed.is_some());
        let bins = after.removed.as_ref().filter(|_| !in_bin);
        if let Some(by) = bins.and_then(|removed| removed.by.as_ref()) {
            self.oracle.binned.insert((id.to_string(), by.id.clone()));
        }
        let open = was.map(|was| was.conflicts).unwrap_or_default();
        let stands = standing(&after);
        self.oracle.drop_items(before, &text);
        // A word that is overwritten counts as removed, even if a conflict still has it.
        self.oracle.edits[number]
            .removes
            .extend(stood.difference(&stands).copied());
        for (_, chosen) in open
            .iter()
            .filter(|(id, _)| !after.conflicts.contains_key(id))
        {
            // A choice repeats the chosen version and rejects the other wherever it still exists.
            let versions = tokens(&canonical(chosen));
            let down = versions.difference(&stands).copied();
            self.oracle.edits[number].removes.extend(down);
            self.oracle.chosen.extend(versions);
        }
        let done = self.oracle.edits[number].clone();
        self.trace(|| {
            let bin = after.removed.is_some();
            format!(
                "d{device} edits {id}: adds {:?}, takes away {:?}, bin {bin}",
                done.adds, done.removes
            )
        });
        let wait = self.rng.range(50, 600);
        let Some(page) = &mut self.devices[device].page else {
            return;
        };
        page.screen.open.borrow_mut().insert(id.clone(), after);
        page.unsaved.entry(id.clone()).or_default().push(number);
        let serial = page.serial;
        self.after(wait, WorldEvent::Save(device, serial, id));
    }

    /// Deletes a canvas for good.
    pub(super) fn erase(&mut self, device: usize, id: &DocumentId, text: &str) {
        let number = self.oracle.edit(device, id.as_str(), text, "");
        self.oracle.edits[number].erases = true;
        let Some(page) = &self.devices[device].page else {
            return;
        };
        let store = page.store.clone();
        let deletion = store.delete(id);
        self.finish(device);
        let deleted = now(deletion);
        let Some(page) = &mut self.devices[device].page else {
            return;
        };
        if deleted.is_ok() {
            page.screen.open.borrow_mut().remove(id);
            // Whoever deletes it has seen the last edits.
            let seen = page.unsaved.remove(id).unwrap_or_default();
            for number in seen.into_iter().chain([number]) {
                self.oracle.edits[number].sure = Sure::Saved;
            }
            self.oracle.erased.insert(id.to_string());
            self.trace(|| format!("d{device} removes {id} for good"));
            self.feed(device, Event::Edited(id.clone()));
        } else if deleted == Err(StoreError::Superseded) {
            // What came in has to be seen first.
            self.oracle.edits[number].sure = Sure::Lost;
        } else {
            self.oracle.edits[number].sure = Sure::Maybe;
            self.oracle.erased.insert(id.to_string());
        }
    }

    pub(super) fn journal(
        &mut self,
        device: usize,
        serial: u64,
        id: &DocumentId,
    ) -> Option<(Ticket, Vec<usize>, String)> {
        let page = self.page(device, serial)?;
        let edits = page.unsaved.get(id).cloned()?;
        let canvas = page.screen.open.borrow().get(id).cloned()?;
        let ticket = page.store.journal(&canvas);
        let journaled = ticket.failure.is_none();
        for number in &edits {
            let edit = &mut self.oracle.edits[*number];
            if journaled && edit.sure == Sure::Typed {
                edit.sure = Sure::Maybe;
            }
        }
        Some((ticket, edits, canonical(&canvas)))
    }

    pub(super) fn save(&mut self, device: usize, serial: u64, id: &DocumentId) {
        if let Some((ticket, edits, text)) = self.journal(device, serial, id) {
            let at = self.rng.range(1, 60);
            self.after(
                at,
                WorldEvent::Commit(device, serial, Box::new(ticket), edits, text),
            );
        }
    }

    pub(super) fn commit(
        &mut self,
        device: usize,
        serial: u64,
        ticket: Ticket,
        edits: Vec<usize>,
        text: &str,
    ) {
        if self.page(device, serial).is_none() {
            return;
        }
        if let Some(until) = self.stores_until(device, serial) {
            // A transaction waits for the one before it.
            let ticket = Box::new(ticket);
            let commit = WorldEvent::Commit(device, serial, ticket, edits, text.to_owned());
            return self.after(until - self.now, commit);
        }
        let full = self.config.full;
        if !self.ended && self.rng.chance(full) {
            self.plan(device, |plan, at| plan.fails = Some(at));
        }
        let page = self.page(device, serial).unwrap();
        let (store, id) = (page.store.clone(), ticket.id().clone());
        let outcome = now(store.commit(ticket));
        self.unplan(device);
        self.trace(|| format!("d{device} saves {id}: {outcome:?}"));
        match outcome {
            Ok(()) => {
                for number in &edits {
                    self.oracle.edits[*number].sure = Sure::Saved;
                }
                let page = self.page(device, serial).unwrap();
                if let Some(unsaved) = page.unsaved.get_mut(&id) {
                    unsaved.retain(|number| !edits.contains(number));
                    if unsaved.is_empty() {
                        page.unsaved.remove(&id);
                    }
                }
                if self.devices[device]
                    .page
                    .as_ref()
                    .is_some_and(|page| page.serial == serial)
                {
                    self.feed(device, Event::Edited(id));
                }
            }
            Err(StoreError::Fenced) => {
                // Its edits remain in its journal, or the session keeps them as a version.
                if self.devices[device]
                    .ghost
                    .as_ref()
                    .is_some_and(|page| page.serial == serial)
                {
                    self.devices[device].ghost = None;
                }
            }
            Err(StoreError::Superseded) => self.save(device, serial, &id),
            Err(_) => self.after(5_000, WorldEvent::Save(device, serial, id)),
        }
    }
}

/// The words in a canvas, except those in its conflicts.
pub(super) fn standing(canvas: &Canvas) -> BTreeSet<u32> {
    let mut canvas = canvas.clone();
    canvas.conflicts.clear();
    tokens(&canonical(&canvas))
}
