//! The store: what it is made of, and what all its parts share.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::channel::Channel;
use super::codec::Codec;
use super::envelope::Envelope;
use super::error::StoreError;
use super::notice::Notice;
use super::port::{At, Change, Port, SyncPort, Table};
use super::record::{self, Record};
use crate::domain::DocumentId;

/// Where the epoch stands.
const EPOCH: &str = "epoch";

/// What the key of a canvas that is gone for good begins with.
const GONE: &str = "weg/";

/// How saves are written first.
#[derive(Clone)]
pub enum Journaling {
    /// There is no journal: saves go to the archive alone.
    None,
    /// A journal in front of the archive.
    Before(Rc<dyn SyncPort>),
    /// The journal is all there is: it serves as the archive too.
    Only(Rc<dyn SyncPort>),
}

/// What a store is made of.
pub struct Parts {
    /// The archive: the truth.
    pub archive: Rc<dyn Port>,
    /// The journal.
    pub journal: Journaling,
    /// Keeps the settings of this place.
    pub settings: Rc<dyn SyncPort>,
    /// Keeps the settings of the whole device.
    pub device: Rc<dyn SyncPort>,
    /// What happens to bytes on their way.
    pub codec: Box<dyn Codec>,
    /// Reaches the other pages.
    pub channel: Channel,
    /// Whether only the page that claimed the newest epoch may write.
    pub guarded: bool,
    /// Whether anything outlives the page.
    pub lasting: bool,
}

/// The canvases of one place. A clone is the same store.
#[derive(Clone)]
pub struct Store(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) parts: Parts,
    pub(super) epoch: Cell<Option<u64>>,
    pub(super) counts: RefCell<BTreeMap<DocumentId, Counts>>,
    pub(super) notices: RefCell<Vec<Notice>>,
    /// Versions to keep with the next commit.
    pub(super) asides: RefCell<Vec<Change>>,
}

/// How far the saves of one canvas have come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// The number that the archive had when this page last read or wrote it.
    pub(super) archived: u64,
    /// The highest number that this page has given out.
    pub(super) issued: u64,
}

impl Store {
    /// A store of these parts, which have to be read with `survey` before anything is saved.
    pub(super) fn of(parts: Parts) -> Self {
        Self(Rc::new(Inner {
            parts,
            epoch: Cell::new(None),
            counts: RefCell::default(),
            notices: RefCell::default(),
            asides: RefCell::default(),
        }))
    }

    /// Notices since the last time this was asked, such as of a [`claim`](Self::claim).
    #[must_use]
    pub fn take_notices(&self) -> Vec<Notice> {
        self.0.notices.take()
    }

    /// Whether this page may write: it has claimed the place, or there is nothing to claim.
    #[must_use]
    pub fn may_write(&self) -> bool {
        !self.0.parts.guarded || self.0.epoch.get().is_some()
    }

    /// Gives the claim up: from now on this page only reads.
    pub fn release(&self) {
        self.0.epoch.set(None);
    }

    /// Whether anything outlives the page.
    #[must_use]
    pub fn lasting(&self) -> bool {
        self.0.parts.lasting
    }

    /// The journal in front of the archive.
    pub(super) fn before(&self) -> Option<&Rc<dyn SyncPort>> {
        match &self.0.parts.journal {
            Journaling::Before(journal) => Some(journal),
            Journaling::None | Journaling::Only(_) => None,
        }
    }

    pub(super) fn notice(&self, notice: Notice) {
        let mut notices = self.0.notices.borrow_mut();
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }

    pub(super) fn counts(&self, id: &DocumentId) -> Counts {
        self.0.counts.borrow().get(id).copied().unwrap_or_default()
    }

    pub(super) fn count(&self, id: &DocumentId, change: impl FnOnce(&mut Counts)) {
        change(self.0.counts.borrow_mut().entry(id.clone()).or_default());
    }

    pub(super) fn seal(&self, table: Table, key: &str, envelope: &Envelope) -> Vec<u8> {
        record::seal(&*self.0.parts.codec, table, key, envelope)
    }

    pub(super) fn unseal(
        &self,
        table: Table,
        key: &str,
        sealed: &[u8],
    ) -> Result<Envelope, StoreError> {
        record::unseal(&*self.0.parts.codec, table, key, sealed)
    }

    pub(super) fn record(&self, id: &DocumentId, sealed: Option<&[u8]>) -> Record {
        Record::of(&*self.0.parts.codec, id.as_str(), sealed)
    }

    /// A number of our own bookkeeping; none where it is absent or damaged.
    pub(super) fn number(&self, key: &str, sealed: Option<&[u8]>) -> Option<u64> {
        let envelope = self.unseal(Table::Meta, key, sealed?);
        envelope.ok().map(|envelope| envelope.seq)
    }

    pub(super) fn sealed_number(&self, key: &str, number: u64) -> Vec<u8> {
        let envelope = Envelope {
            seq: number,
            doc: "{}".to_owned(),
        };
        self.seal(Table::Meta, key, &envelope)
    }

    pub(super) fn epoch_of(&self, sealed: Option<&[u8]>) -> u64 {
        self.number(EPOCH, sealed).unwrap_or(0)
    }

    /// Refuses where another page has claimed the place.
    pub(super) fn fence(&self, epoch: Option<&[u8]>) -> Result<(), StoreError> {
        let ours = self.0.epoch.get();
        if !self.0.parts.guarded || ours == Some(self.epoch_of(epoch)) {
            Ok(())
        } else {
            Err(StoreError::Fenced)
        }
    }
}

/// Where the epoch stands.
pub(super) fn epoch_at() -> At {
    (Table::Meta, EPOCH.to_owned())
}

/// Where a canvas stands.
pub(super) fn canvas_at(id: &DocumentId) -> At {
    (Table::Canvas, id.as_str().to_owned())
}

/// Where it says that a canvas is gone, and up to which save.
pub(super) fn gone_at(id: &DocumentId) -> At {
    (Table::Meta, format!("{GONE}{id}"))
}

/// The canvas that such a place is of.
pub(super) fn gone_id(key: &str) -> Option<DocumentId> {
    key.strip_prefix(GONE)?.parse().ok()
}

/// The key under which bytes that cannot be read are set aside: the same bytes only once.
pub(super) fn broken_key(id: &DocumentId, bytes: &[u8]) -> String {
    format!("{id}/{:08x}", crc32fast::hash(bytes))
}
