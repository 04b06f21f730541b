//! Opens the store of a namespace with whatever storage the browser allows. Never fails.

use std::rc::Rc;

use futures_util::future::{join, join4};

use super::backend::archive::Archive;
use super::backend::browser::is_secure;
use super::backend::codec::Plain;
use super::backend::journal::Journal;
use super::backend::memory::Memory;
use super::backend::port::{Port, SyncPort, SyncPortAdapter, Table};
use super::backend::record::{self, StoredRecord};
use super::core::Store;
use super::error::StoreError;
use super::leader::channel::Channel;
use super::namespace::{Kind, Namespace, ROOT};
use super::notice::Notice;
use super::parts::{JournalMode, Parts};
use super::transaction::keys::{epoch_key, ring_key, tombstone_id};
use crate::crypto::KeyRing;
use crate::domain::DocumentId;

/// An opened store with its notices.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Notices for the user about the storage that was found.
    pub notices: Vec<Notice>,
    /// Whether the namespace is sealed: nothing of it has been read, and [`unlock`](Store::unlock) comes first.
    pub locked: bool,
}

impl Store {
    /// Opens a namespace. Nothing is written before [`claim`](Self::claim), as another page may
    /// lead, and no sequence number is known before it; [`load`](Self::load) and [`list`](Self::list) already include entries that only the
    /// journal has.
    pub async fn open(namespace: Namespace) -> Opened {
        match namespace.kind {
            Kind::Memory => Opened {
                store: Self::assemble(memory())
                    .await
                    .unwrap_or_else(|_| Self::of(memory())),
                notices: Vec::new(),
                locked: false,
            },
            Kind::Browser => open_browser(&namespace.name()).await,
        }
    }

    /// Whether a namespace seems to be sealed, as far as the journal tells: known at once, and not for sure.
    #[must_use]
    pub fn seems_sealed(namespace: &Namespace) -> bool {
        namespace.kind == Kind::Browser && has_ring(&Journal::reader(&namespace.name()))
    }

    /// A store of a namespace that is sealed: [`unlock`](Self::unlock) it first.
    #[must_use]
    pub fn locked(parts: Parts) -> Self {
        Self::of(parts)
    }

    /// A store of given parts, for tests and simulations.
    ///
    /// # Errors
    ///
    /// If the archive can't be read; [`StoreError::Locked`] if the namespace is sealed.
    pub async fn assemble(parts: Parts) -> Result<Self, StoreError> {
        let store = Self::of(parts);
        store.survey().await?;
        Ok(store)
    }

    /// Whether the namespace is sealed. Cheap, and asked before anything else: the ring itself is read by
    /// [`key_ring`](Self::key_ring). Where the archive can't be read, the journal's copy says it: what is sealed
    /// stays locked, whatever fails.
    ///
    /// # Errors
    ///
    /// If the archive can't be read, and the journal has no copy.
    pub async fn is_sealed(&self) -> Result<bool, StoreError> {
        let (table, key) = ring_key();
        let stored = self.archive().get(table, &key).await;
        match (stored, self.before()) {
            (Ok(Some(stored)), _) => Ok(!KeyRing::is_off(&stored)),
            (_, Some(journal)) if has_ring(&**journal) => Ok(true),
            (stored, _) => stored.map(|_| false),
        }
    }

    /// Reads the sequence number of every canvas, so that no number is assigned twice.
    pub(super) async fn survey(&self) -> Result<(), StoreError> {
        let archive = self.archive();
        // Asked for at once: each answer that is waited for delays the start.
        let (readable, listed, bookkeeping, keys) = join4(
            self.check_key(),
            archive.all(Table::List),
            archive.all(Table::Meta),
            archive.keys(Table::Canvas, ""),
        )
        .await;
        readable?;
        let listed = listed?;
        let mut known: Vec<(DocumentId, u64)> = Vec::new();
        for (key, sealed) in bookkeeping? {
            let number = record::number(&*self.codec(), &key, &sealed);
            known.extend(tombstone_id(&key).zip(number));
        }
        for key in keys? {
            let Ok(id) = key.parse::<DocumentId>() else {
                continue;
            };
            let summary = listed.iter().find(|(its, _)| *its == key);
            let envelope =
                summary.and_then(|(_, sealed)| self.unseal(Table::List, &key, sealed).ok());
            if let Some(envelope) = envelope {
                known.push((id, envelope.seq));
                continue;
            }
            let sealed = archive.get(Table::Canvas, &key).await?;
            if let StoredRecord::Good(envelope) = self.record(&id, sealed.as_deref()) {
                known.push((id, envelope.seq));
            }
        }
        for (id, seq) in known {
            self.count(&id, |counts| counts.raise_archived(seq));
        }
        self.set_surveyed();
        Ok(())
    }

    /// Fails with [`StoreError::Locked`] if the archive is sealed by another key than this store has: nothing of
    /// it can be read, and all would pass for damaged.
    pub(super) async fn check_key(&self) -> Result<(), StoreError> {
        let (table, key) = epoch_key();
        if let Some(stored) = self.archive().get(table, &key).await? {
            record::epoch(&*self.codec(), &stored)?;
        }
        Ok(())
    }
}

async fn open_browser(name: &str) -> Opened {
    let mut notices = Vec::new();
    if !is_secure() {
        notices.push(Notice::Insecure);
    }
    let journal = open_journal(name, &mut notices);
    match open_archive(name, journal.as_ref().ok(), &mut notices).await {
        Ok(Archived {
            store,
            locked: true,
        }) => Opened {
            store,
            notices,
            locked: true,
        },
        archived => {
            let store = archived.map(|archived| archived.store);
            let store = without_failed(name, store, journal, &mut notices).await;
            Opened {
                store,
                notices,
                locked: false,
            }
        }
    }
}

fn open_journal(name: &str, notices: &mut Vec<Notice>) -> Result<Rc<dyn SyncPort>, StoreError> {
    let (journal, full) = Journal::open(name)?;
    notices.extend(full.then_some(Notice::JournalFull));
    Ok(Rc::new(journal))
}

/// A store on the archive.
struct Archived {
    store: Store,
    /// It is sealed: nothing was read.
    locked: bool,
}

/// Opens the archive and reads what a store needs to know of it.
async fn open_archive(
    name: &str,
    journal: Option<&Rc<dyn SyncPort>>,
    notices: &mut Vec<Notice>,
) -> Result<Archived, StoreError> {
    match Archive::open(name).await {
        Ok(archive) => {
            let too_new = archive.too_new();
            notices.extend(too_new.map(|found| Notice::ArchiveTooNew { found }));
            let store = Store::of(parts(name, Some(Rc::new(archive)), journal));
            match opened(&store).await {
                Ok(locked) => Ok(Archived { store, locked }),
                Err(StoreError::Locked) => Ok(Archived {
                    store,
                    locked: true,
                }),
                Err(error) => Err(error),
            }
        }
        // What is sealed is opened with its key or not at all, and never anew beside it.
        Err(_) if journal.is_some_and(|journal| has_ring(&**journal)) => Ok(Archived {
            store: unopened(name, journal),
            locked: true,
        }),
        Err(error) => Err(error),
    }
}

/// A store on what could be opened of archive and journal, with a notice of each that could not.
async fn without_failed(
    name: &str,
    archived: Result<Store, StoreError>,
    journal: Result<Rc<dyn SyncPort>, StoreError>,
    notices: &mut Vec<Notice>,
) -> Store {
    match (archived, journal) {
        (Ok(store), Ok(_)) => store,
        (Ok(store), Err(error)) => {
            notices.push(Notice::NoJournal(error));
            store
        }
        (Err(error), Ok(journal)) => {
            let denied = error == StoreError::Denied;
            notices.push(Notice::NoArchive(error));
            if denied {
                let store = Store::of(parts(name, None, Some(&journal)));
                store.survey().await.ok();
                return store;
            }
            // The archive exists but can't be read now: the disk is full, or another program has it
            // locked.
            let store = unopened(name, Some(&journal));
            store.set_blind();
            store
        }
        (Err(_), Err(_)) => {
            notices.push(Notice::NothingKept);
            Store::of(memory())
        }
    }
}

/// A store on an archive that exists and could not be opened.
fn unopened(name: &str, journal: Option<&Rc<dyn SyncPort>>) -> Store {
    let archive: Rc<dyn Port> = Rc::new(Archive::unopened(name));
    Store::of(parts(name, Some(archive), journal))
}

/// Whether the archive is sealed. The sequence numbers in it are read with the claim, as only a page that has
/// claimed the namespace assigns any.
///
/// # Errors
///
/// If the archive can't be read.
async fn opened(store: &Store) -> Result<bool, StoreError> {
    let (sealed, readable) = join(store.is_sealed(), store.check_key()).await;
    let sealed = sealed?;
    if !sealed {
        readable?;
    }
    Ok(sealed)
}

/// Whether the journal has the copy of a key ring that seals something.
fn has_ring(journal: &dyn SyncPort) -> bool {
    let (table, key) = ring_key();
    let copy = journal.get(table, &key).ok().flatten();
    copy.is_some_and(|copy| !KeyRing::is_off(&copy))
}

/// The parts for the storage that the browser allows; with neither archive nor journal, memory.
fn parts(name: &str, archive: Option<Rc<dyn Port>>, journal: Option<&Rc<dyn SyncPort>>) -> Parts {
    let journaling = match (&archive, journal) {
        (_, None) => JournalMode::None,
        (Some(_), Some(journal)) => JournalMode::WriteAhead(journal.clone()),
        (None, Some(journal)) => JournalMode::Primary(journal.clone()),
    };
    let fallback = memory();
    let device = journal.and_then(|_| Journal::open(ROOT).ok());
    Parts {
        archive: match (archive, journal) {
            (Some(archive), _) => archive,
            (None, Some(journal)) => Rc::new(SyncPortAdapter(journal.clone())),
            (None, None) => fallback.archive,
        },
        journal: journaling,
        settings: journal.cloned().unwrap_or(fallback.settings),
        device: device.map_or(fallback.device, |(device, _)| Rc::new(device)),
        codec: Rc::new(Plain),
        channel: Channel::open(name),
        // Without a secure context there are no locks: sequence numbers are compared instead.
        guarded: is_secure(),
        persistent: true,
    }
}

fn memory() -> Parts {
    Parts {
        archive: Rc::new(SyncPortAdapter(Rc::new(Memory::default()))),
        journal: JournalMode::None,
        settings: Rc::new(Memory::default()),
        device: Rc::new(Memory::default()),
        codec: Rc::new(Plain),
        channel: Channel::silent(),
        guarded: false,
        persistent: false,
    }
}
