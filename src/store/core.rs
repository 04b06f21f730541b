//! The store: its parts, and the state that its operations share.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::pin::Pin;
use std::rc::Rc;

use super::backend::codec::Codec;
use super::backend::envelope::Envelope;
use super::backend::port::{Port, SyncPort, Table};
use super::backend::record::{self, StoredRecord};
use super::backend::sealing_codec::Unlocked;
use super::counts::Counts;
use super::error::StoreError;
use super::history::version::PendingVersion;
use super::leader::channel::Channel;
use super::notice::Notice;
use super::outage::Outage;
use super::parts::{JournalMode, Parts};
use super::team::TeamTools;
use super::transaction::change_set::ChangeSet;
use super::transaction::snapshot::{Reads, Snapshot};
use crate::domain::{DocumentId, SortedMap};

/// What a namespace that is sealed asks for beside the usual. Given by what unlocks it, so that a page without
/// anything sealed doesn't load it.
#[derive(Clone, Copy)]
pub(super) struct SealedWork {
    /// Called by each claim, before the journal is replayed.
    pub(super) claimed: for<'a> fn(&'a Store) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
    /// Called for an entry of the journal that can't be read. Returns whether it was a plain one, which
    /// is kept then.
    pub(super) keep_stray: KeepStray,
}

type KeepStray = for<'a> fn(
    &'a Store,
    &'a dyn SyncPort,
    &'a DocumentId,
    &'a [u8],
) -> Pin<Box<dyn Future<Output = bool> + 'a>>;

/// The canvases of one namespace. A clone refers to the same store.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    parts: Parts,
    /// Transforms records on their way to and from storage.
    codec: RefCell<Rc<dyn Codec>>,
    /// The key of what is sealed; `None` if nothing is, or while it is locked.
    unlocked: RefCell<Option<Unlocked>>,
    sealed: Cell<Option<SealedWork>>,
    /// Whether the key ring is being changed.
    turns: Cell<bool>,
    /// What seals for a team that is encrypted; `None` until it is loaded.
    team: RefCell<Option<Rc<TeamTools>>>,
    epoch: Cell<Option<u64>>,
    /// Whether the sequence numbers in the archive are known.
    surveyed: Cell<bool>,
    counts: RefCell<SortedMap<DocumentId, Counts>>,
    notices: RefCell<Vec<Notice>>,
    outage: RefCell<Outage>,
    /// Versions to add to the history with the next commit.
    asides: RefCell<Vec<PendingVersion>>,
    /// Whether a save of this page has erased people, and the rest has yet to follow.
    erasing: Cell<bool>,
}

impl Store {
    /// A store of these parts. Call `survey` before anything is saved.
    pub(super) fn of(parts: Parts) -> Self {
        Self(Rc::new(Inner {
            codec: RefCell::new(Rc::clone(&parts.codec)),
            unlocked: RefCell::default(),
            sealed: Cell::new(None),
            turns: Cell::new(false),
            team: RefCell::default(),
            parts,
            epoch: Cell::new(None),
            surveyed: Cell::new(false),
            counts: RefCell::default(),
            notices: RefCell::default(),
            outage: RefCell::default(),
            asides: RefCell::default(),
            erasing: Cell::new(false),
        }))
    }

    /// The archive, which is authoritative.
    pub(super) fn archive(&self) -> &Rc<dyn Port> {
        &self.0.parts.archive
    }

    /// The journal and its role.
    pub(super) fn journal_mode(&self) -> &JournalMode {
        &self.0.parts.journal
    }

    /// Storage for the settings of this namespace.
    pub(super) fn namespace_settings(&self) -> &dyn SyncPort {
        &*self.0.parts.settings
    }

    /// Storage for the settings of the device, shared by all namespaces.
    pub(super) fn device_settings(&self) -> &dyn SyncPort {
        &*self.0.parts.device
    }

    /// The channel to the other pages of this namespace.
    #[must_use]
    pub fn channel(&self) -> &Channel {
        &self.0.parts.channel
    }

    /// Whether writes are fenced by the epoch; see [`Parts::guarded`].
    pub(super) fn is_guarded(&self) -> bool {
        self.0.parts.guarded
    }

    /// The epoch of this page's claim; `None` if it has none.
    pub(super) fn epoch(&self) -> Option<u64> {
        self.0.epoch.get()
    }

    /// Notes the epoch that this page has claimed.
    pub(super) fn hold_epoch(&self, epoch: u64) {
        self.0.epoch.set(Some(epoch));
    }

    /// Whether the sequence numbers in the archive are known.
    pub(super) fn is_surveyed(&self) -> bool {
        self.0.surveyed.get()
    }

    pub(super) fn set_surveyed(&self) {
        self.0.surveyed.set(true);
    }

    pub(super) fn outage_state(&self) -> Ref<'_, Outage> {
        self.0.outage.borrow()
    }

    pub(super) fn outage_mut(&self) -> RefMut<'_, Outage> {
        self.0.outage.borrow_mut()
    }

    /// The key of what is sealed; `None` if nothing is, or while it is locked.
    pub(super) fn unlocked(&self) -> Option<Unlocked> {
        self.0.unlocked.borrow().clone()
    }

    /// What a sealed namespace asks for; `None` if nothing is sealed, or while it is locked.
    pub(super) fn sealed_work(&self) -> Option<SealedWork> {
        self.0.sealed.get()
    }

    /// Whether the key ring is being changed: one change at a time.
    pub(super) fn turns(&self) -> &Cell<bool> {
        &self.0.turns
    }

    /// Notes that this page holds the key of what is sealed.
    pub(super) fn hold_key(&self, unlocked: Unlocked, work: SealedWork) {
        *self.0.unlocked.borrow_mut() = Some(unlocked);
        self.0.sealed.set(Some(work));
    }

    /// Drops the key of what is sealed, and its memory with the last copy.
    pub(super) fn drop_key(&self) {
        self.0.sealed.set(None);
        drop(self.0.unlocked.borrow_mut().take());
        drop(self.0.team.take());
    }

    /// What seals for a team that is encrypted; `None` until it is loaded.
    pub(super) fn team_tools(&self) -> Option<Rc<TeamTools>> {
        self.0.team.borrow().clone()
    }

    /// Notes what seals for a team that is encrypted.
    pub(super) fn hold_team_tools(&self, tools: Rc<TeamTools>) {
        self.0.team.replace(Some(tools));
    }

    /// Takes the notices since the last call, such as those of a [`claim`](Self::claim).
    #[must_use]
    pub fn take_notices(&self) -> Vec<Notice> {
        self.0.notices.take()
    }

    /// Whether this page may write: it has claimed the namespace, or will do so once an outage
    /// ends, or writes are not fenced.
    #[must_use]
    pub fn may_write(&self) -> bool {
        !self.0.parts.guarded
            || self.0.epoch.get().is_some()
            || self.0.outage.borrow().why().is_some()
    }

    /// Gives up the claim: from now on this page only reads.
    pub fn release(&self) {
        self.0.epoch.set(None);
        self.0.outage.borrow_mut().dismiss();
    }

    /// Whether records outlive the page.
    #[must_use]
    pub fn persistent(&self) -> bool {
        self.0.parts.persistent
    }

    /// The journal in front of the archive; `None` if there is none or it serves as the archive.
    pub(super) fn before(&self) -> Option<&Rc<dyn SyncPort>> {
        match &self.0.parts.journal {
            JournalMode::WriteAhead(journal) => Some(journal),
            JournalMode::None | JournalMode::Primary(_) => None,
        }
    }

    pub(super) fn set_erasing(&self) {
        self.0.erasing.set(true);
    }

    /// Whether a save has erased people since the last call: what else is stored of them has to follow.
    #[must_use]
    pub fn take_erasing(&self) -> bool {
        self.0.erasing.take()
    }

    pub(crate) fn notice(&self, notice: Notice) {
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
        record::seal(&*self.codec(), table, key, envelope)
    }

    pub(super) fn unseal(
        &self,
        table: Table,
        key: &str,
        sealed: &[u8],
    ) -> Result<Envelope, StoreError> {
        record::unseal(&*self.codec(), table, key, sealed)
    }

    pub(super) fn record(&self, id: &DocumentId, sealed: Option<&[u8]>) -> StoredRecord {
        StoredRecord::of(&*self.codec(), id.as_str(), sealed)
    }

    /// The codec of this store's records.
    pub(super) fn codec(&self) -> Rc<dyn Codec> {
        Rc::clone(&self.0.codec.borrow())
    }

    pub(super) fn set_codec(&self, codec: Rc<dyn Codec>) {
        *self.0.codec.borrow_mut() = codec;
    }

    /// Adds a version to the history with the next commit.
    pub(super) fn keep_with_next_commit(&self, version: PendingVersion) {
        self.0.asides.borrow_mut().push(version);
    }

    /// Takes the versions that are due with the next commit.
    pub(super) fn take_kept_versions(&self) -> Vec<PendingVersion> {
        self.0.asides.take()
    }

    /// Runs one transaction of the archive: reads, lets `decide` add changes, and writes all of
    /// them, or none if it fails. No other page writes in between. The transaction isn't fenced by
    /// itself: a `decide` that writes calls [`fence`](Self::fence).
    ///
    /// # Errors
    ///
    /// Those of `decide`, and those of the archive; nothing is written then.
    pub(super) async fn update<'a>(
        &'a self,
        reads: Reads,
        decide: impl FnOnce(&Snapshot, &mut ChangeSet<'_>) -> Result<(), StoreError> + 'a,
    ) -> Result<(), StoreError> {
        let keys = reads.keys();
        let body = move |found: Vec<Option<Vec<u8>>>| {
            let codec = self.codec();
            let snapshot = Snapshot::of(&*codec, reads, found)?;
            let mut changes = ChangeSet::new(&*codec);
            decide(&snapshot, &mut changes)?;
            Ok(changes.into_changes())
        };
        self.0.parts.archive.update(keys, Box::new(body)).await
    }

    /// Fails if another page has claimed the namespace, or if the epoch of this page's claim is
    /// gone.
    pub(super) fn fence(&self, found: &Snapshot) -> Result<(), StoreError> {
        let ours = self.0.epoch.get();
        if !self.0.parts.guarded || ours == Some(found.epoch.unwrap_or(0)) {
            Ok(())
        } else if ours.is_some() && found.epoch.is_none() {
            Err(StoreError::Erased)
        } else {
            let outage = self.0.outage.borrow().why().cloned();
            Err(outage.unwrap_or(StoreError::Fenced))
        }
    }
}
