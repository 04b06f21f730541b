//! What the machine has done in storage: each task is one transaction.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::flaw::{Flaw, planted};
use super::protocol::{Brief, Item};
use super::reconcile::{self, Prepared};
use crate::domain::{Canvas, DocumentId, Timestamp};
use crate::merge::merge;
use crate::store::{Exchange, Live, Store, StoreError, Track};

/// Something to do in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Finds out what there is.
    Survey {
        /// The server's address; another than before makes everything be compared anew.
        url: String,
    },
    /// Takes in what the server says.
    Keep {
        /// The records.
        items: Vec<Item>,
        /// How far this has been read, where that is further than before.
        since: Option<u64>,
        /// The device's clock, to be shown.
        wall: Timestamp,
    },
    /// Compares all that the server has with all that is here.
    Compare {
        /// The server's.
        briefs: Vec<Brief>,
        /// How far has been read; less than before where the server went back.
        since: u64,
    },
    /// Begins to send a canvas.
    Prepare {
        /// Which.
        id: DocumentId,
        /// The revision, if it takes a new one.
        rev: String,
    },
    /// The server took a write.
    Conclude {
        /// Which.
        id: DocumentId,
        /// Its revision.
        rev: String,
        /// The number that it got.
        lm: u64,
    },
    /// The server doesn't have the record.
    Vanish {
        /// Which.
        id: DocumentId,
    },
    /// The server refuses a write.
    Refuse {
        /// Which.
        id: DocumentId,
    },
    /// Nobody can have written over these unseen any more.
    Settle {
        /// Which.
        ids: Vec<DocumentId>,
    },
    /// The person wants these on the server again.
    PutBack {
        /// Which.
        ids: Vec<DocumentId>,
    },
    /// Reads on from here.
    Rewind {
        /// The number.
        since: u64,
    },
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// What there is.
    Surveyed {
        /// How far has been read.
        since: u64,
        /// What may have to be sent.
        due: Vec<DocumentId>,
        /// What was written so shortly ago that it may still be written over unseen.
        unsettled: Vec<DocumentId>,
    },
    /// How the server compares.
    Compared {
        /// Canvases that were on the server and are not in the listing.
        lost: Vec<DocumentId>,
        /// How many canvases should have been there.
        known: usize,
        /// Something is to be read that came after this number.
        since: Option<u64>,
    },
    /// What is to be sent.
    Prepared(Prepared),
    /// Which canvases have something to send now, and which don't.
    Noted(Vec<(DocumentId, bool)>),
}

/// Does a task. Canvases that changed are announced to the other pages.
///
/// # Errors
///
/// When storage fails; nothing was changed then.
pub async fn perform(store: &Store, live: &dyn Live, task: Task) -> Result<Done, StoreError> {
    match task {
        Task::Survey { url } => survey(store, url).await,
        Task::Keep { items, since, wall } => keep(store, live, items, since, wall).await,
        Task::Compare { briefs, since } => compare(store, briefs, since).await,
        Task::Prepare { id, rev } => {
            let mut prepared = Prepared::Nothing;
            let mut decide = |exchange: &mut Exchange| {
                let server = exchange.cursor.server;
                for held in &mut exchange.held {
                    reconcile::move_to(held, server);
                    prepared = reconcile::prepare(held, &rev, server);
                }
            };
            store.exchange(vec![id], None, &mut decide).await?;
            Ok(Done::Prepared(prepared))
        }
        Task::Conclude { id, rev, lm } => {
            let change = |held: &mut _| reconcile::conclude(held, &rev, lm);
            note(store, vec![id], &change).await
        }
        Task::Vanish { id } => note(store, vec![id], &reconcile::vanish).await,
        Task::Refuse { id } => note(store, vec![id], &reconcile::refuse).await,
        Task::Settle { ids } => note(store, ids, &reconcile::settle).await,
        Task::PutBack { ids } => note(store, ids, &reconcile::put_back).await,
        Task::Rewind { since } => {
            let mut rewind = |exchange: &mut Exchange| exchange.cursor.since = since;
            store.exchange(Vec::new(), None, &mut rewind).await?;
            Ok(Done::Noted(Vec::new()))
        }
    }
}

/// Changes what is known of canvases.
async fn note(
    store: &Store,
    ids: Vec<DocumentId>,
    change: &dyn Fn(&mut crate::store::Held),
) -> Result<Done, StoreError> {
    let due = RefCell::new(Vec::new());
    let mut decide = |exchange: &mut Exchange| {
        for held in &mut exchange.held {
            change(held);
            due.borrow_mut()
                .push((held.id.clone(), reconcile::is_due(held)));
        }
    };
    store.exchange(ids, None, &mut decide).await?;
    Ok(Done::Noted(due.take()))
}

async fn survey(store: &Store, url: String) -> Result<Done, StoreError> {
    let mut since = 0;
    let mut open = |exchange: &mut Exchange| {
        let cursor = &mut exchange.cursor;
        if cursor.url != url {
            (cursor.since, cursor.server) = (0, cursor.server.saturating_add(1));
            cursor.url.clone_from(&url);
        }
        since = cursor.since;
    };
    store.exchange(Vec::new(), None, &mut open).await?;
    let (cursor, tracks, here) = store.tracks().await?;
    let (mut due, mut unsettled) = (Vec::new(), Vec::new());
    for (id, track) in &tracks {
        if track.may_be_due() || track.server != cursor.server {
            due.push(id.clone());
        }
        if !track.kept.is_empty() {
            unsettled.push(id.clone());
        }
    }
    due.extend(here.into_iter().filter(|id| find(&tracks, id).is_none()));
    Ok(Done::Surveyed {
        since,
        due,
        unsettled,
    })
}

async fn keep(
    store: &Store,
    live: &dyn Live,
    items: Vec<Item>,
    since: Option<u64>,
    wall: Timestamp,
) -> Result<Done, StoreError> {
    let ids: Vec<DocumentId> = items.iter().map(|item| item.id().clone()).collect();
    let (mut items, mut due) = (items.into_iter(), Vec::new());
    let mut decide = |exchange: &mut Exchange| {
        let cursor = &mut exchange.cursor;
        cursor.since = since.unwrap_or(cursor.since);
        for (held, item) in exchange.held.iter_mut().zip(items.by_ref()) {
            reconcile::move_to(held, cursor.server);
            reconcile::hear(held, item, cursor.server, wall);
            due.push((held.id.clone(), reconcile::is_due(held)));
        }
    };
    let adopting = Adopting {
        live,
        all: RefCell::default(),
    };
    let live = Some(&adopting as &dyn Live).filter(|_| !planted(Flaw::KeepScreen));
    let written = store.exchange(ids, live, &mut decide).await;
    if written.is_err() {
        adopting.take_back();
    }
    for id in written? {
        store.announce(&id);
    }
    Ok(Done::Noted(due))
}

/// Remembers what an open canvas said before it adopted something.
struct Adopting<'a> {
    live: &'a dyn Live,
    all: RefCell<Vec<(Canvas, Canvas)>>,
}

impl Live for Adopting<'_> {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        self.live.current(id)
    }

    fn adopt(&self, canvas: &Canvas) {
        let before = self.current(&canvas.id);
        let pair = before.map(|before| (before, canvas.clone()));
        self.all.borrow_mut().extend(pair);
        self.live.adopt(canvas);
    }
}

impl Adopting<'_> {
    /// What could not be stored is taken from the screen again, but for what was typed since: what
    /// is on screen and what is known of the server may not drift apart.
    fn take_back(&self) {
        for (before, after) in self.all.take() {
            if let Some(now) = self.current(&before.id) {
                self.live.adopt(&merge(Some(&after), &now, &before));
            }
        }
    }
}

async fn compare(store: &Store, briefs: Vec<Brief>, upto: u64) -> Result<Done, StoreError> {
    let mut rewind = |exchange: &mut Exchange| exchange.cursor.since = upto;
    store.exchange(Vec::new(), None, &mut rewind).await?;
    let (cursor, tracks, here) = store.tracks().await?;
    let (mut lost, mut known, mut since) = (Vec::new(), 0_usize, None);
    let listed: BTreeSet<DocumentId> = briefs.iter().map(|brief| brief.id.clone()).collect();
    let is_here = |id: &DocumentId| here.binary_search(id).is_ok();
    for (id, track) in &tracks {
        // What another server had was never this one's to lose.
        let tracked = track.server == cursor.server
            && track.is_on_server()
            && track.newer.is_none()
            && is_here(id);
        known = known.saturating_add(usize::from(tracked));
        if tracked && !listed.contains(id) {
            lost.push(id.clone());
        }
    }
    for brief in &briefs {
        let track = find(&tracks, &brief.id).filter(|track| track.server == cursor.server);
        let same = match track {
            Some(track) if brief.deleted => !track.is_on_server(),
            Some(track) if track.erase => true,
            Some(track) => match track.newer {
                Some((found, lm)) => reconcile::is_newer(found) && lm == brief.lm,
                None => {
                    let rev = track.rev.is_some() && track.rev == brief.rev;
                    rev && track.lm == Some(brief.lm) && is_here(&brief.id)
                }
            },
            None => brief.deleted,
        };
        if !same {
            let before = brief.lm.saturating_sub(1);
            since = Some(since.map_or(before, |since: u64| since.min(before)));
        }
    }
    if planted(Flaw::AbsenceDeletes) {
        let remove = |held: &mut crate::store::Held| {
            if let Some(canvas) = &mut held.canvas {
                canvas.removed = Some(crate::domain::Signature::default());
            }
        };
        note(store, lost.clone(), &remove).await?;
    }
    Ok(Done::Compared { lost, known, since })
}

/// What is known of a canvas; the list is in order.
fn find<'a>(tracks: &'a [(DocumentId, Track)], id: &DocumentId) -> Option<&'a Track> {
    let at = tracks.binary_search_by(|(its, _)| its.cmp(id)).ok()?;
    tracks.get(at).map(|(_, track)| track)
}
