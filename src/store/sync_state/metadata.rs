//! The sync metadata of a canvas, stored beside it.

use std::rc::Rc;

use crate::domain::wire::{read_text, wire_object};
use crate::domain::{Canvas, DocumentId, Extra, canonical, read_document};
use crate::store::backend::codec::Codec;
use crate::store::backend::crc32::crc32;
use crate::store::backend::port::Table;
use crate::store::backend::record::unseal;
use crate::store::transaction::keys::cursor_key;

/// The version reported for a record that isn't in any known format.
pub const UNREADABLE: u32 = u32::MAX;

/// The version reported for a record in a known format that is beyond a limit.
pub const BEYOND_LIMITS: u32 = UNREADABLE - 1;

/// The version reported for a record that is sealed by a team key that this device doesn't have.
pub const AWAITS_KEY: u32 = UNREADABLE - 2;

/// The version reported for a record that names a key of the team and was not sealed by it, or not for its place.
pub const FORGED: u32 = UNREADABLE - 3;

/// The version reported for a record that is in the clear though the team is encrypted.
pub const IN_THE_CLEAR: u32 = UNREADABLE - 4;

/// The version reported for a sealed record that this device never had, on a team that it knows to exchange its
/// canvases in the clear.
pub const FOREIGN: u32 = UNREADABLE - 5;

/// The first of the numbers that are reasons; all below are the versions of newer apps.
pub const FIRST_REASON: u32 = FOREIGN;

wire_object! {
    /// What is known of one canvas on the server.
    ///
    /// The document that the server and this device last agreed on, the *base*, is stored only while
    /// the canvas differs from it: whether there is something to send follows from the documents, and
    /// is never a flag that could be lost.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct SyncMetadata {
        /// The `last_modified` of the base; `None` if the server is not known to have the canvas.
        pub last_modified: Option<u64> = "lm",
        /// The base's revision; `None` for a canvas that was never on a server.
        pub rev: Option<String> = "rev",
        /// The ancestors of that revision, newest first.
        pub revs: Vec<String> = "revs",
        /// The number of revisions in a row, counted from the newest, that this device wrote.
        pub own: usize = "eigen" or 0,
        /// The base's text while the canvas differs from it.
        pub(in crate::store) base: Option<String> = "basis",
        /// The base's checksum; `None` if the base is unknown.
        pub(in crate::store) sum: Option<u32> = "som",
        /// The pending write: stored before it is sent, with an outcome that is not known yet.
        pub pending: Option<Pending> = "wacht",
        /// Older documents, as merge ancestors in case a write is lost, newest first.
        pub kept: Vec<Kept> = "eerder",
        /// The server has a tombstone for this record.
        pub tombstone: bool = "weg",
        /// It was removed for good here, and the DELETE is not sent yet.
        pub erase: bool = "wissen",
        /// It is not on the server and has to be created there.
        pub make: bool = "maken",
        /// The server has an older version than the base.
        pub behind: bool = "achter",
        /// The server has a record that this version can't read: its format ([`UNREADABLE`] if unknown,
        /// [`BEYOND_LIMITS`] if it is beyond a limit) and its `last_modified`. It is neither merged nor overwritten.
        pub newer: Option<(u32, u64)> = "nieuwer",
        /// The version of the app that could not read it.
        pub reader: String = "lezer",
        /// The [`Cursor::server`] that this metadata belongs to.
        pub server: u32 = "server" or 0,
        /// The name of the team key that the server's version is sealed by; `None` if it is in the clear.
        pub kid: Option<String> = "kid",
        /// Fields of the record that this version doesn't know.
        pub extra: Extra = "rest",
    }
}

wire_object! {
    /// A write that was stored to be sent, and may have been.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Pending {
        /// Its revision.
        pub rev: String = "rev" always,
        /// The `last_modified` that it is based on; `None` if it creates the record.
        pub last_modified: Option<u64> = "lm",
        /// Its exact body; empty after the canvas was removed for good.
        pub body: String = "body" always,
        /// The name of the team key that sealed it; `None` if it is in the clear.
        pub kid: Option<String> = "kid",
        /// The ancestors and the document's text, where the body is sealed.
        pub revs: Vec<String> = "revs",
        /// As above.
        pub doc: String = "doc",
    }
}

wire_object! {
    /// A document at an older revision.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Kept {
        /// The revision.
        pub rev: String = "rev" always,
        /// The document's text.
        pub doc: String = "doc" always,
    }
}

wire_object! {
    /// How far sync has read, and from which server.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Cursor {
        /// The server's address.
        pub url: String = "url" always,
        /// The number of the current server, counted over the servers that this namespace was synced
        /// with.
        pub server: u32 = "server",
        /// Everything up to this `last_modified` has been read.
        pub since: u64 = "since",
        /// The server's time: the highest `last_modified` seen that is a plausible time, in
        /// milliseconds since 1970.
        pub time: u64 = "tijd" or 0,
        /// The team keys by which everything was read, as [`Team::readable`](crate::store::Team::readable) names
        /// them.
        pub team: String = "team",
        /// The last full listing has shown that the team exchanges its canvases in the clear: the server had some
        /// that are so, and none that is sealed but those that are [`FOREIGN`].
        pub clear: bool = "leesbaar",
    }
}

impl Cursor {
    /// Reads the cursor's record; the start if it is absent or damaged.
    pub(in crate::store) fn decode(codec: &dyn Codec, sealed: Option<&[u8]>) -> Self {
        let (table, key) = cursor_key();
        let envelope = sealed.and_then(|sealed| unseal(codec, table, &key, sealed).ok());
        let cursor = envelope.and_then(|envelope| read_text(&envelope.doc));
        cursor.unwrap_or_default()
    }
}

impl SyncMetadata {
    /// Reads a canvas's metadata record; `None` if it is absent or damaged.
    pub(in crate::store) fn decode(
        codec: &dyn Codec,
        id: &DocumentId,
        sealed: Option<&[u8]>,
    ) -> Option<Self> {
        let envelope = unseal(codec, Table::Sync, id.as_str(), sealed?).ok()?;
        read_text(&envelope.doc)
    }

    /// Whether there may be something to send. A cheap estimate: only `is_due` within [a
    /// transaction](crate::store::Store::transaction) is exact.
    #[must_use]
    pub fn may_be_due(&self) -> bool {
        let edited = self.base.is_some() || self.sum.is_none() || self.rev.is_none();
        self.newer.is_none()
            && (self.pending.is_some() || self.erase || self.make || self.behind || edited)
    }

    /// Whether the server is known to have had the canvas.
    #[must_use]
    pub fn is_on_server(&self) -> bool {
        self.rev.is_some() && !self.tombstone && !self.erase && !self.make
    }

    /// The metadata that remains after a removal for good, without any text of the canvas; `None`
    /// if there is nothing to send.
    pub(in crate::store) fn erased(mut self) -> Option<Self> {
        if self.tombstone || (self.rev.is_none() && self.pending.is_none()) {
            return None;
        }
        if let Some(pending) = &mut self.pending {
            pending.body.clear();
            pending.doc.clear();
        }
        // The checksum is kept: it reveals a document that was changed under its revision.
        (self.base, self.erase) = (None, true);
        (self.kept, self.extra) = (Vec::new(), Extra::new());
        Some(self)
    }

    /// Notes that the server has the write that was pending when the canvas was removed for good. Its document is not
    /// kept, so its checksum is unknown.
    pub fn accept_erased(&mut self, rev: String) {
        (self.rev, self.sum) = (Some(rev), None);
        (self.tombstone, self.make, self.behind) = (false, false, false);
    }

    /// Whether the base equals a canvas; true if the base is unknown.
    #[must_use]
    pub fn says(&self, canvas: &Canvas) -> bool {
        self.sum
            .is_none_or(|known| known == sum(&canonical(canvas)))
    }

    /// Whether the base is known and equals a canvas.
    #[must_use]
    pub fn is_of(&self, canvas: &Canvas) -> bool {
        self.sum.is_some() && self.says(canvas)
    }

    /// The base; if it isn't stored, the archive's document if its checksum is the base's.
    pub(in crate::store) fn base_of(
        &self,
        archived: Option<(&str, &Rc<Canvas>)>,
    ) -> Option<Rc<Canvas>> {
        match (&self.base, archived) {
            (Some(base), _) => read_document(base).ok().map(Rc::new),
            (None, Some((text, canvas))) if self.sum == Some(sum(text)) => Some(Rc::clone(canvas)),
            (None, _) => None,
        }
    }

    /// Stores the base, given the document that the archive will have, and `doc`, its text if that
    /// is known. The base's text is kept only if they differ.
    pub(in crate::store) fn set_base(
        &mut self,
        base: Option<&Rc<Canvas>>,
        archived: Option<&Rc<Canvas>>,
        doc: Option<&str>,
    ) {
        let is_archived = archived == base;
        if let (true, Some(doc)) = (is_archived, doc) {
            (self.sum, self.base) = (Some(sum(doc)), None);
            return;
        }
        let text = base.map(|base| canonical(&**base));
        self.sum = text.as_deref().map(sum);
        self.base = text.filter(|_| !is_archived);
    }

    /// Replaces the text of the base.
    pub(in crate::store) fn put_base(&mut self, text: String) {
        (self.sum, self.base) = (Some(sum(&text)), Some(text));
    }

    /// Whether the archive's text is the server's record, which older versions stored when they
    /// could not read it.
    pub(in crate::store) fn is_of_server(&self, text: &str) -> bool {
        self.base.is_none() && self.rev.is_none() && self.sum == Some(sum(text))
    }

    /// Updates the base for a save that replaces the archive's document `old` by `new`. Returns
    /// whether the metadata changed.
    pub(in crate::store) fn follow(&mut self, old: Option<&str>, new: &str) -> bool {
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
    crc32(text.as_bytes())
}
