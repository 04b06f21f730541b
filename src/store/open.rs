//! Opens the store of a namespace with whatever storage the browser allows. Never fails.

use std::rc::Rc;

use super::backend::archive::Archive;
use super::backend::browser::is_secure;
use super::backend::codec::Plain;
use super::backend::journal::Journal;
use super::backend::memory::Memory;
use super::backend::port::{Port, SyncPort, SyncPortAdapter, Table};
use super::backend::record::{self, StoredRecord};
use super::core::{JournalMode, Parts, Store};
use super::error::StoreError;
use super::leader::channel::Channel;
use super::namespace::{Kind, Namespace, ROOT};
use super::notice::Notice;
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
    /// lead; [`load`](Self::load) and [`list`](Self::list) already include entries that only the
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
        let stored = self.0.parts.archive.get(table, &key).await;
        match (stored, self.before()) {
            (Ok(Some(stored)), _) => Ok(!KeyRing::is_off(&stored)),
            (_, Some(journal)) if has_ring(&**journal) => Ok(true),
            (stored, _) => stored.map(|_| false),
        }
    }

    /// Reads the sequence number of every canvas, so that no number is assigned twice.
    pub(super) async fn survey(&self) -> Result<(), StoreError> {
        let archive = &self.0.parts.archive;
        let (table, key) = epoch_key();
        if let Some(stored) = archive.get(table, &key).await? {
            // Without the key nothing of it can be read, and all would pass for damaged.
            record::epoch(&*self.codec(), &stored)?;
        }
        let listed = archive.all(Table::List).await?;
        let mut known: Vec<(DocumentId, u64)> = Vec::new();
        for (key, sealed) in archive.all(Table::Meta).await? {
            let number = record::number(&*self.codec(), &key, &sealed);
            known.extend(tombstone_id(&key).zip(number));
        }
        for key in archive.keys(Table::Canvas, "").await? {
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
        Ok(())
    }
}

async fn open_browser(name: &str) -> Opened {
    let mut notices = Vec::new();
    if !is_secure() {
        notices.push(Notice::Insecure);
    }
    let journal: Result<Rc<dyn SyncPort>, StoreError> = match Journal::open(name) {
        Ok((journal, full)) => {
            notices.extend(full.then_some(Notice::JournalFull));
            Ok(Rc::new(journal))
        }
        Err(error) => Err(error),
    };
    let sealed_copy = journal.as_ref().is_ok_and(|journal| has_ring(&**journal));
    let archived = match Archive::open(name).await {
        Ok(archive) => {
            let too_new = archive.too_new();
            notices.extend(too_new.map(|found| Notice::ArchiveTooNew { found }));
            let store = Store::of(parts(name, Some(Rc::new(archive)), journal.as_ref().ok()));
            match opened(&store).await {
                Ok(false) => Ok(store),
                Ok(true) | Err(StoreError::Locked) => return locked(store, notices),
                Err(error) => Err(error),
            }
        }
        // What is sealed is opened with its key or not at all, and never anew beside it.
        Err(_) if sealed_copy => {
            let archive: Rc<dyn Port> = Rc::new(Archive::unopened(name));
            let store = Store::of(parts(name, Some(archive), journal.as_ref().ok()));
            return locked(store, notices);
        }
        Err(error) => Err(error),
    };
    let archived = match (archived, &journal) {
        // The archive exists but can't be read now: the disk is full, or another program has it
        // locked.
        (Err(error), Ok(_)) if error != StoreError::Denied => {
            notices.push(Notice::NoArchive(error));
            let archive: Rc<dyn Port> = Rc::new(Archive::unopened(name));
            let store = Store::of(parts(name, Some(archive), journal.as_ref().ok()));
            store.set_blind();
            Ok(store)
        }
        (archived, _) => archived,
    };
    let store = match (archived, &journal) {
        (Ok(store), Ok(_)) => store,
        (Ok(store), Err(error)) => {
            notices.push(Notice::NoJournal(error.clone()));
            store
        }
        (Err(error), Ok(journal)) => {
            notices.push(Notice::NoArchive(error));
            let parts = parts(name, None, Some(journal));
            let store = Store::of(parts);
            store.survey().await.ok();
            store
        }
        (Err(_), Err(_)) => {
            notices.push(Notice::NothingKept);
            Store::of(memory())
        }
    };
    Opened {
        store,
        notices,
        locked: false,
    }
}

/// Reads what a store needs to know of its archive. Returns whether it is sealed: then nothing was read.
async fn opened(store: &Store) -> Result<bool, StoreError> {
    let sealed = store.is_sealed().await?;
    if !sealed {
        store.survey().await?;
    }
    Ok(sealed)
}

fn locked(store: Store, notices: Vec<Notice>) -> Opened {
    Opened {
        store,
        notices,
        locked: true,
    }
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
