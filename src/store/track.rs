//! What sync knows of a canvas, stored beside it.

use serde::{Deserialize, Serialize};

use super::core::Store;
use super::envelope::Envelope;
use super::port::{At, Change, Table};
use super::record::Record;
use crate::domain::{Canvas, DocumentId, Extra, canonical, read_document};

/// Where it says how far sync has read; no document can have this id.
const CURSOR: &str = "@";

/// The version of a record that is none of ours at all.
pub const UNREADABLE: u32 = u32::MAX;

/// What is known of one canvas on the server.
///
/// The document that the server and this device last agreed on, the *base*, is stored only while
/// the canvas differs from it: whether there is something to send follows from the documents and
/// is never a flag that could be lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// The server's number of the base; none where the server is not known to have the canvas.
    #[serde(rename = "lm", default, skip_serializing_if = "Option::is_none")]
    pub lm: Option<u64>,
    /// The base's revision; none for a canvas that was never on a server.
    #[serde(rename = "rev", default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<String>,
    /// What came before that revision, newest first.
    #[serde(rename = "revs", default, skip_serializing_if = "Vec::is_empty")]
    pub revs: Vec<String>,
    /// How many revisions, counted from the newest, this device wrote in a row.
    #[serde(rename = "eigen", default)]
    pub own: usize,
    /// The base's text while the canvas differs from it.
    #[serde(rename = "basis", default, skip_serializing_if = "Option::is_none")]
    pub(super) base: Option<String>,
    /// The base's checksum; none where nobody knows what the base was.
    #[serde(rename = "som", default, skip_serializing_if = "Option::is_none")]
    pub(super) sum: Option<u32>,
    /// A write that was begun and of which the outcome is not known.
    #[serde(rename = "wacht", default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// Older documents that a write that got lost may go back to, newest first.
    #[serde(rename = "eerder", default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// The server says that someone removed it for good.
    #[serde(rename = "weg", default, skip_serializing_if = "is_false")]
    pub gone: bool,
    /// Someone here removed it for good, and the server has to hear that.
    #[serde(rename = "wissen", default, skip_serializing_if = "is_false")]
    pub erase: bool,
    /// It is not on the server and has to come there.
    #[serde(rename = "maken", default, skip_serializing_if = "is_false")]
    pub make: bool,
    /// The server has an older version than the base.
    #[serde(rename = "achter", default, skip_serializing_if = "is_false")]
    pub behind: bool,
    /// The server has it in a version that this one can't read: which ([`UNREADABLE`] for none of
    /// ours), and at what number. It is neither merged nor written over.
    #[serde(rename = "nieuwer", default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<(u32, u64)>,
    /// The number of the server that all this is of.
    #[serde(rename = "server", default)]
    pub server: u32,
    /// Fields of the record that this version doesn't know.
    #[serde(rename = "rest", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A write that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Its revision.
    pub rev: String,
    /// The server's number that it was based on; none where it makes the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lm: Option<u64>,
    /// Its exact body; empty once the canvas is removed for good.
    pub body: String,
}

/// A document as it was at an older revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The revision.
    pub rev: String,
    /// The document's text.
    pub doc: String,
}

/// How far sync has read, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The server's address.
    pub url: String,
    /// Counts the servers that this place has been synced with.
    pub server: u32,
    /// Everything up to this number of the server's has been read.
    pub since: u64,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Track {
    /// Whether there may be something to send; [`Store::exchange`] tells for sure.
    #[must_use]
    pub fn may_be_due(&self) -> bool {
        let edited = self.base.is_some() || self.sum.is_none() || self.rev.is_none();
        self.newer.is_none()
            && (self.pending.is_some() || self.erase || self.make || self.behind || edited)
    }

    /// Whether the server had the canvas, as far as is known.
    #[must_use]
    pub fn is_on_server(&self) -> bool {
        self.rev.is_some() && !self.gone && !self.erase && !self.make
    }

    /// What stays when the canvas is removed for good here: nothing of what it said.
    pub(super) fn erased(mut self) -> Option<Self> {
        if self.gone || (self.rev.is_none() && self.pending.is_none()) {
            return None;
        }
        if let Some(pending) = &mut self.pending {
            pending.body.clear();
        }
        (self.base, self.sum, self.erase) = (None, None, true);
        (self.kept, self.extra) = (Vec::new(), Extra::new());
        Some(self)
    }

    /// The base, given the archive's document.
    pub(super) fn base_of(&self, archived: Option<(&str, &Canvas)>) -> Option<Canvas> {
        match (&self.base, archived) {
            (Some(base), _) => read_document(base).ok(),
            (None, Some((text, canvas))) if self.sum == Some(sum(text)) => Some(canvas.clone()),
            (None, _) => None,
        }
    }

    /// Notes the base beside what the archive will have.
    pub(super) fn set_base(&mut self, base: Option<&Canvas>, archived: Option<&Canvas>) {
        let text = base.map(canonical);
        self.sum = text.as_deref().map(sum);
        self.base = text.filter(|_| archived != base);
    }

    /// Notes that the archive will have the server's document as it is, which can't be read here.
    pub(super) fn set_text(&mut self, text: &str) {
        (self.base, self.sum) = (None, Some(sum(text)));
    }

    /// Notes that the archive's document becomes another one; whether that changed anything here.
    fn follow(&mut self, old: Option<&str>, new: &str) -> bool {
        match &self.base {
            Some(base) if base == new => self.base = None,
            Some(_) => return false,
            None if self.sum.is_none() || self.sum == Some(sum(new)) => return false,
            None => match old {
                Some(old) if self.sum == Some(sum(old)) => self.base = Some(old.to_owned()),
                _ => self.sum = None,
            },
        }
        true
    }
}

/// A document's checksum.
fn sum(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
}

/// Where it stands what sync knows of a canvas.
pub(super) fn track_at(id: &DocumentId) -> At {
    (Table::Sync, id.as_str().to_owned())
}

/// Where the cursor stands.
pub(super) fn cursor_at() -> At {
    (Table::Sync, CURSOR.to_owned())
}

impl Store {
    /// What sync knows of a canvas; nothing where that is absent or damaged.
    pub(super) fn track(&self, id: &DocumentId, sealed: Option<&[u8]>) -> Option<Track> {
        let envelope = self.unseal(Table::Sync, id.as_str(), sealed?).ok()?;
        serde_json::from_str(&envelope.doc).ok()
    }

    pub(super) fn put_track(&self, id: &DocumentId, track: Option<&Track>) -> Change {
        let sealed = track.map(|track| self.sealed_sync(id.as_str(), canonical(track)));
        Change {
            at: track_at(id),
            value: sealed,
        }
    }

    pub(super) fn cursor(&self, sealed: Option<&[u8]>) -> Cursor {
        let envelope = sealed.and_then(|sealed| self.unseal(Table::Sync, CURSOR, sealed).ok());
        let cursor = envelope.and_then(|envelope| serde_json::from_str(&envelope.doc).ok());
        cursor.unwrap_or_default()
    }

    pub(super) fn put_cursor(&self, cursor: &Cursor) -> Change {
        let sealed = self.sealed_sync(CURSOR, canonical(cursor));
        Change {
            at: cursor_at(),
            value: Some(sealed),
        }
    }

    fn sealed_sync(&self, key: &str, doc: String) -> Vec<u8> {
        self.seal(Table::Sync, key, &Envelope { seq: 0, doc })
    }

    /// What goes with writing `doc` over the archive's record: sync has to know what both sides had.
    pub(super) fn followed(
        &self,
        id: &DocumentId,
        track: Option<&[u8]>,
        stored: &Record,
        doc: &str,
    ) -> Option<Change> {
        let mut track = self.track(id, track)?;
        if track.erase {
            // It begins anew: what the server has of it is then merged as of someone else.
            return Some(self.put_track(id, None));
        }
        let old = match stored {
            Record::Good(envelope) => Some(envelope.doc.as_str()),
            Record::Absent | Record::TooNew { .. } | Record::Damaged { .. } => None,
        };
        track
            .follow(old, doc)
            .then(|| self.put_track(id, Some(&track)))
    }
}
