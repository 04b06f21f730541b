//! What sync does with the store: whatever is decided about canvases and what is known of them on
//! the server is written in one transaction, by the same rules as a save.

use super::core::{Store, broken_key, canvas_at, epoch_at, gone_at};
use super::envelope::Envelope;
use super::error::StoreError;
use super::port::{At, Change, Table};
use super::record::Record;
use super::summary::Summary;
use super::track::{Cursor, Track, cursor_at, track_at};
use super::version;
use crate::domain::{Canvas, DocumentId, canonical, read_document};

/// The canvases that are open on this page, with edits that are not stored yet.
pub trait Live {
    /// The canvas as it is on screen, if it is open.
    fn current(&self, id: &DocumentId) -> Option<Canvas>;

    /// Puts this in the place of what [`current`](Self::current) gave a moment ago. Nothing is
    /// typed in between, and whatever is saved later has to come from this.
    fn adopt(&self, canvas: &Canvas);
}

/// One canvas as sync finds it and leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub id: DocumentId,
    /// The canvas as the person last had it; sync may change it, and never removes it.
    pub canvas: Option<Canvas>,
    /// What the server and this device last agreed on; none where that is not known.
    pub base: Option<Canvas>,
    /// What else is known of it.
    pub track: Option<Track>,
    /// The text of a newer version's document, to show where there is no canvas here.
    pub raw: Option<String>,
    /// Copies to keep among the canvas's versions, with why.
    pub aside: Vec<(Canvas, &'static str)>,
    /// The archive has it in a newer version's format: it may not be touched.
    pub locked: bool,
}

/// What one transaction reads and may change.
#[derive(Debug)]
pub struct Exchange {
    /// How far has been read.
    pub cursor: Cursor,
    /// The canvases that were asked for.
    pub held: Vec<Held>,
}

/// A canvas as it stands in storage.
struct Found {
    before: Held,
    archived: Option<Canvas>,
    aside: Vec<Change>,
    /// An entry of the journal that is newer than the archive.
    entry: Option<Vec<u8>>,
    last: u64,
}

impl Store {
    /// Reads canvases with what sync knows of them, lets `decide` change both, and writes it all
    /// or nothing. Gives the canvases that changed. While `decide` runs, nobody else writes.
    ///
    /// With `live`, what was typed and isn't in the archive yet counts, and goes to the archive with
    /// what is decided. Without, the canvases are as the archive has them, and may not be changed.
    ///
    /// # Errors
    ///
    /// As [`commit`](Self::commit); nothing was written then, though `live` may have adopted.
    pub async fn exchange(
        &self,
        ids: Vec<DocumentId>,
        live: Option<&dyn Live>,
        decide: &mut dyn FnMut(&mut Exchange),
    ) -> Result<Vec<DocumentId>, StoreError> {
        let mut reads: Vec<At> = vec![epoch_at(), cursor_at()];
        for id in &ids {
            reads.extend([canvas_at(id), gone_at(id), track_at(id)]);
        }
        let (mut written, mut struck) = (Vec::new(), Vec::new());
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let mut found = found.into_iter();
            let mut next = || found.next().flatten();
            self.fence(next().as_deref())?;
            let cursor = self.cursor(next().as_deref());
            let found: Vec<Found> = ids
                .into_iter()
                .map(|id| self.find(id, [next(), next(), next()], live))
                .collect();
            let mut exchange = Exchange {
                cursor: cursor.clone(),
                held: found.iter().map(|found| found.before.clone()).collect(),
            };
            decide(&mut exchange);
            let mut changes = Vec::new();
            if exchange.cursor != cursor {
                changes.push(self.put_cursor(&exchange.cursor));
            }
            for (held, found) in exchange.held.into_iter().zip(found) {
                let (id, entry) = (held.id.clone(), found.entry.clone());
                if let Some(seq) = self.settle(held, found, live, &mut changes) {
                    struck.extend(entry.map(|entry| (id.clone(), entry)));
                    written.push((id, seq));
                }
            }
            Ok(changes)
        };
        let archive = &self.0.parts.archive;
        let committed = archive.update(reads, Box::new(decide)).await;
        if committed == Err(StoreError::Fenced) {
            self.release();
        }
        committed?;
        for (id, seq) in &written {
            self.count(id, |counts| counts.archived = counts.archived.max(*seq));
        }
        for (id, entry) in struck {
            self.strike(&id, &entry);
        }
        Ok(written.into_iter().map(|(id, _)| id).collect())
    }

    /// What stands of a canvas in memory, journal and archive.
    fn find(&self, id: DocumentId, stored: [Option<Vec<u8>>; 3], live: Option<&dyn Live>) -> Found {
        let [stored, gone, track] = stored;
        let record = self.record(&id, stored.as_deref());
        let gone = self.number(&gone_at(&id).1, gone.as_deref()).unwrap_or(0);
        let mut aside = self.aside(&id, &record, stored.as_deref());
        let counts = self.counts(&id);
        let mut last = counts.archived.max(counts.issued).max(gone);
        let archived = match &record {
            Record::Good(envelope) => read_document(&envelope.doc).ok(),
            _ => None,
        };
        let mut text = None;
        if let Record::Good(envelope) = &record {
            last = last.max(envelope.seq);
            text = Some(envelope.doc.as_str()).zip(archived.as_ref());
            if let (None, Some(bytes)) = (text, stored) {
                aside.push(Change::put(Table::Broken, broken_key(&id, &bytes), bytes));
            }
        }
        let track = self.track(&id, track.as_deref());
        let base = track.as_ref().and_then(|track| track.base_of(text));
        // What could not be archived yet counts as typed.
        let (mut entry, mut canvas) = (None, None);
        if let Some(live) = live {
            (entry, canvas) = self.unarchived(&id, &record, gone);
            canvas = live.current(&id).or(canvas);
        }
        let canvas = canvas.or_else(|| archived.clone());
        let locked = matches!(record, Record::TooNew { .. });
        let before = Held {
            id,
            canvas,
            base,
            track,
            raw: None,
            aside: Vec::new(),
            locked,
        };
        Found {
            before,
            archived,
            aside,
            entry,
            last,
        }
    }

    /// The journal's entry where it is newer than the archive, as bytes and as a canvas.
    fn unarchived(
        &self,
        id: &DocumentId,
        archived: &Record,
        gone: u64,
    ) -> (Option<Vec<u8>>, Option<Canvas>) {
        let journal = self.before();
        let entry = journal.and_then(|journal| journal.get(Table::Canvas, id.as_str()).ok());
        let entry = entry.flatten();
        let seq = match archived {
            Record::Good(envelope) => envelope.seq,
            Record::Absent | Record::Damaged { .. } => gone,
            Record::TooNew { .. } => u64::MAX,
        };
        match self.record(id, entry.as_deref()) {
            Record::Good(envelope) if envelope.seq > seq => {
                (entry, read_document(&envelope.doc).ok())
            }
            _ => (None, None),
        }
    }

    /// Writes down what was decided of one canvas; the number of its save, if it changed.
    fn settle(
        &self,
        held: Held,
        found: Found,
        live: Option<&dyn Live>,
        changes: &mut Vec<Change>,
    ) -> Option<u64> {
        let (id, key) = (&held.id, held.id.as_str());
        let before = found.before;
        if before.base.is_some() && held == before && held.canvas == found.archived {
            return None;
        }
        // What is known of the server now goes with this canvas, typed or merged: with whatever the
        // archive has, it would say something else. The screen too has to show it, also where the
        // archive has it already: what it shows now may have been taken back from it.
        let behind = held.canvas != found.archived || held.canvas != before.canvas;
        let other = held.canvas.is_some() && behind;
        let changed = other && held != before && !held.locked;
        let kept = held.aside.iter();
        let seq = found.last.saturating_add(1);
        changes.extend(kept.map(|(canvas, why)| version::change(self, canvas, why, seq)));
        let archived = if changed {
            &held.canvas
        } else {
            &found.archived
        };
        let raw = held.raw.filter(|_| held.canvas.is_none() || held.locked);
        let mut track = held.track;
        if let Some(track) = &mut track {
            match &raw {
                Some(raw) => track.set_text(raw),
                None if held.locked => {}
                None => track.set_base(held.base.as_ref(), archived.as_ref()),
            }
        }
        if track != before.track {
            changes.push(self.put_track(id, track.as_ref()));
        }
        let seal = |table, doc| self.seal(table, key, &Envelope { seq, doc });
        if let Some(raw) = raw {
            changes.push(Change::put(Table::Canvas, key, seal(Table::Canvas, raw)));
            return Some(seq);
        }
        let canvas = held.canvas.filter(|_| changed)?;
        let (record, summary) = (canonical(&canvas), Summary::of(&canvas).encode());
        changes.extend(found.aside);
        changes.push(Change::put(Table::Canvas, key, seal(Table::Canvas, record)));
        changes.push(Change::put(Table::List, key, seal(Table::List, summary)));
        // A save that is still on its way has a lower number, and is contained in this one.
        self.count(id, |counts| counts.issued = counts.issued.max(seq));
        if let Some(live) = live {
            live.adopt(&canvas);
        }
        Some(seq)
    }

    /// How far sync has read, what it knows, and which canvases are here.
    ///
    /// # Errors
    ///
    /// When the archive cannot be read.
    pub async fn tracks(
        &self,
    ) -> Result<(Cursor, Vec<(DocumentId, Track)>, Vec<DocumentId>), StoreError> {
        let archive = &self.0.parts.archive;
        let mut cursor = Cursor::default();
        let mut tracks = Vec::new();
        for (key, sealed) in archive.all(Table::Sync).await? {
            match key.parse::<DocumentId>() {
                Ok(id) => {
                    let track = self.track(&id, Some(&sealed));
                    tracks.extend(track.map(|track| (id, track)));
                }
                Err(_) => cursor = self.cursor(Some(&sealed)),
            }
        }
        let keys = archive.keys(Table::Canvas, "").await?;
        let here = keys.iter().filter_map(|key| key.parse().ok()).collect();
        Ok((cursor, tracks, here))
    }
}
