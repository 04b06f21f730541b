//! Opening a place: with what the browser allows, and never failing.

use std::rc::Rc;

use super::archive::Archive;
use super::browser::is_secure;
use super::channel::Channel;
use super::codec::Plain;
use super::core::{Journaling, Parts, Store, gone_id};
use super::error::StoreError;
use super::journal::Journal;
use super::memory::Memory;
use super::notice::Notice;
use super::place::{Kind, Place, ROOT};
use super::port::{AtOnce, Port, SyncPort, Table};
use super::record::Record;
use crate::domain::DocumentId;

/// A store, and what should be known about it.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

impl Store {
    /// Opens a place. Nothing is written before [`claim`](Self::claim), as another page may be at
    /// work there; [`load`](Self::load) and [`list`](Self::list) already count in what only the
    /// journal has.
    pub async fn open(place: Place) -> Opened {
        match place.kind {
            Kind::Memory => Opened {
                store: Self::assemble(memory())
                    .await
                    .unwrap_or_else(|_| Self::of(memory())),
                notices: Vec::new(),
            },
            Kind::Browser => open_browser(&place.name()).await,
        }
    }

    /// A store of parts chosen by hand, for tests and simulations.
    ///
    /// # Errors
    ///
    /// When the archive cannot be read.
    pub async fn assemble(parts: Parts) -> Result<Self, StoreError> {
        let store = Self::of(parts);
        store.survey().await?;
        Ok(store)
    }

    /// Reads how far the saves of every canvas have come, so that no number is given out twice.
    pub(super) async fn survey(&self) -> Result<(), StoreError> {
        let archive = &self.0.parts.archive;
        let listed = archive.all(Table::List).await?;
        let mut known: Vec<(DocumentId, u64)> = Vec::new();
        for (key, sealed) in archive.all(Table::Meta).await? {
            let number = self.number(&key, Some(&sealed));
            known.extend(gone_id(&key).zip(number));
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
            if let Record::Good(envelope) = self.record(&id, sealed.as_deref()) {
                known.push((id, envelope.seq));
            }
        }
        for (id, seq) in known {
            self.count(&id, |counts| counts.archived = counts.archived.max(seq));
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
    let archived = match Archive::open(name).await {
        Ok(archive) => {
            let too_new = archive.too_new();
            notices.extend(too_new.map(|found| Notice::ArchiveTooNew { found }));
            let parts = parts(name, Some(Rc::new(archive)), journal.as_ref().ok());
            Store::assemble(parts).await
        }
        Err(error) => Err(error),
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
    Opened { store, notices }
}

/// The parts with what the browser gave; with neither, memory.
fn parts(name: &str, archive: Option<Rc<dyn Port>>, journal: Option<&Rc<dyn SyncPort>>) -> Parts {
    let journaling = match (&archive, journal) {
        (_, None) => Journaling::None,
        (Some(_), Some(journal)) => Journaling::Before(journal.clone()),
        (None, Some(journal)) => Journaling::Only(journal.clone()),
    };
    let fallback = memory();
    let device = journal.and_then(|_| Journal::open(ROOT).ok());
    Parts {
        archive: match (archive, journal) {
            (Some(archive), _) => archive,
            (None, Some(journal)) => Rc::new(AtOnce(journal.clone())),
            (None, None) => fallback.archive,
        },
        journal: journaling,
        settings: journal.cloned().unwrap_or(fallback.settings),
        device: device.map_or(fallback.device, |(device, _)| Rc::new(device)),
        codec: Box::new(Plain),
        channel: Channel::open(name),
        // Without a secure context there is no lock to tell who may write: versions have to do.
        guarded: is_secure(),
        lasting: true,
    }
}

fn memory() -> Parts {
    Parts {
        archive: Rc::new(AtOnce(Rc::new(Memory::default()))),
        journal: Journaling::None,
        settings: Rc::new(Memory::default()),
        device: Rc::new(Memory::default()),
        codec: Box::new(Plain),
        channel: Channel::silent(),
        guarded: false,
        lasting: false,
    }
}
