//! Carries out the storage tasks that the machine asks for. Each runs as one store transaction.

use super::bin;
pub use super::machine::{Done, Task, Written};
use super::protocol::{Item, RecordHeader};
use super::reconcile::{self, Prepared, REWRITTEN};
use super::show::show;
use crate::domain::{DocumentId, SortedSet, Timestamp};
use crate::store::{
    LiveCanvases, Store, StoreError, SyncEntry, SyncMetadata, SyncTransaction, mutation,
};

/// Carries out a storage task. Announces canvases that changed to the other pages.
///
/// # Errors
///
/// If storage fails; nothing is changed then.
pub async fn perform(
    store: &Store,
    live: &dyn LiveCanvases,
    task: Task,
) -> Result<Done, StoreError> {
    match task {
        Task::Survey { url } => survey(store, url).await,
        Task::Keep { items, since, wall } => keep(store, live, items, since, wall).await,
        Task::Compare { briefs, since } => compare(store, briefs, since).await,
        Task::Prepare { id, rev } => {
            let prepared = prepare(store, vec![(id, rev)]).await?.pop();
            Ok(Done::Prepared(
                prepared.map_or(Prepared::Nothing, |(_, it)| it),
            ))
        }
        Task::PrepareAll { all } => prepare(store, all).await.map(Done::PreparedAll),
        Task::AcknowledgeAll { written } => {
            let ids = written.iter().map(|it| it.id.clone()).collect();
            let change = |entry: &mut SyncEntry| {
                if let Some(it) = written.iter().find(|it| it.id == entry.id) {
                    reconcile::acknowledge(entry, &it.rev, it.last_modified);
                }
            };
            note(store, ids, &change).await
        }
        Task::Acknowledge {
            id,
            rev,
            last_modified,
        } => {
            let change = |entry: &mut _| reconcile::acknowledge(entry, &rev, last_modified);
            note(store, vec![id], &change).await
        }
        Task::MarkMissing { id } => note(store, vec![id], &reconcile::mark_missing).await,
        Task::Refuse { id } => note(store, vec![id], &reconcile::refuse).await,
        Task::PruneAncestors { ids } => note(store, ids, &reconcile::prune_ancestors).await,
        Task::PutBack { ids } => note(store, ids, &reconcile::put_back).await,
        Task::Rewind { since } => {
            let mut rewind = |transaction: &mut SyncTransaction| transaction.cursor.since = since;
            store.transaction(Vec::new(), None, &mut rewind).await?;
            Ok(Done::Noted(Vec::new()))
        }
    }
}

/// Prepares a write of each canvas, with its new revision.
async fn prepare(
    store: &Store,
    all: Vec<(DocumentId, String)>,
) -> Result<Vec<(DocumentId, Prepared)>, StoreError> {
    let (ids, mut revs): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let mut prepared = Vec::with_capacity(ids.len());
    let mut decide = |transaction: &mut SyncTransaction| {
        let server = transaction.cursor.server;
        for (entry, rev) in transaction.entries.iter_mut().zip(revs.drain(..)) {
            reconcile::move_to(entry, server);
            prepared.push((entry.id.clone(), reconcile::prepare(entry, &rev, server)));
        }
    };
    store.transaction(ids, None, &mut decide).await?;
    Ok(prepared)
}

/// Changes the sync entries of canvases, and returns whether each is due.
async fn note(
    store: &Store,
    ids: Vec<DocumentId>,
    change: &dyn Fn(&mut SyncEntry),
) -> Result<Done, StoreError> {
    let mut due = Vec::new();
    let mut decide = |transaction: &mut SyncTransaction| {
        for entry in &mut transaction.entries {
            change(entry);
            due.push((entry.id.clone(), reconcile::is_due(entry)));
        }
    };
    store.transaction(ids, None, &mut decide).await?;
    Ok(Done::Noted(due))
}

async fn survey(store: &Store, url: String) -> Result<Done, StoreError> {
    let mut since = 0;
    let mut open = |transaction: &mut SyncTransaction| {
        let cursor = &mut transaction.cursor;
        if cursor.url != url {
            (cursor.since, cursor.time) = (0, 0);
            cursor.server = cursor.server.saturating_add(1);
            cursor.url.clone_from(&url);
        }
        since = cursor.since;
    };
    store.transaction(Vec::new(), None, &mut open).await?;
    let (cursor, tracks, here) = store.tracks().await?;
    let (mut due, mut unsettled, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    for (id, metadata) in &tracks {
        let newer = metadata.newer.filter(|_| metadata.server == cursor.server);
        unread.extend(newer.map(|(found, _)| (id.clone(), reconcile::refusal_of(found))));
        if metadata.may_be_due() || metadata.server != cursor.server {
            due.push(id.clone());
        }
        if !metadata.kept.is_empty() {
            unsettled.push(id.clone());
        }
    }
    due.extend(here.into_iter().filter(|id| find(&tracks, id).is_none()));
    Ok(Done::Surveyed {
        since,
        due,
        unsettled,
        unread,
        known: tracks.len(),
    })
}

async fn keep(
    store: &Store,
    live: &dyn LiveCanvases,
    items: Vec<Item>,
    since: Option<u64>,
    wall: Timestamp,
) -> Result<Done, StoreError> {
    let ids: Vec<DocumentId> = items.iter().map(|item| item.id().clone()).collect();
    let (mut due, mut unread, mut rewritten, mut fresh) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let numbers: Vec<u64> = items.iter().map(Item::last_modified).collect();
    let mut items = items.into_iter();
    let screen = mutation::screen(live);
    let mut decide = |transaction: &mut SyncTransaction| {
        let cursor = &mut transaction.cursor;
        cursor.since = since.unwrap_or(cursor.since);
        cursor.time = bin::heard(cursor.time, numbers.iter().copied(), wall);
        for (entry, item) in transaction.entries.iter_mut().zip(items.by_ref()) {
            let known = entry.metadata.is_some();
            reconcile::move_to(entry, cursor.server);
            reconcile::apply_remote(entry, item, cursor.server, wall);
            fresh += usize::from(!known && entry.metadata.is_some());
            mutation::decided(live, entry);
            let id = &entry.id;
            due.push((id.clone(), reconcile::is_due(entry)));
            unread.push((id.clone(), reconcile::unread(entry)));
            if entry.aside.iter().any(|(_, why)| *why == REWRITTEN) {
                rewritten.push(id.clone());
            }
        }
    };
    let changed = store.transaction(ids, screen, &mut decide).await?;
    // Before anything else is awaited: saves go by what the screen shows.
    if let Some(screen) = screen {
        changed.iter().for_each(|it| show(screen, it));
    }
    for it in &changed {
        store.announce(&it.id);
    }
    for it in changed.iter().filter(|it| it.has_versions) {
        store.thin_versions(&it.id).await;
    }
    Ok(Done::Kept {
        due,
        unread,
        rewritten,
        fresh,
    })
}

async fn compare(
    store: &Store,
    briefs: Vec<RecordHeader>,
    read_until: u64,
) -> Result<Done, StoreError> {
    let mut rewind = |transaction: &mut SyncTransaction| transaction.cursor.since = read_until;
    store.transaction(Vec::new(), None, &mut rewind).await?;
    let (cursor, tracks, here) = store.tracks().await?;
    let (mut lost, mut gone) = (Vec::new(), Vec::new());
    let (mut known, mut since) = (0_usize, None);
    let listed: SortedSet<DocumentId> = briefs.iter().map(|brief| brief.id.clone()).collect();
    let is_here = |id: &DocumentId| here.binary_search(id).is_ok();
    for (id, metadata) in &tracks {
        // Canvases of another server can't be lost by this one.
        let tracked = metadata.server == cursor.server
            && metadata.is_on_server()
            && metadata.newer.is_none()
            && is_here(id);
        known = known.saturating_add(usize::from(tracked));
        if tracked && !listed.contains(id) {
            lost.push(id.clone());
        }
        if metadata.newer.is_some() && !listed.contains(id) {
            gone.push(id.clone());
        }
    }
    if !gone.is_empty() {
        note(store, gone, &reconcile::forget_unread).await?;
    }
    for brief in &briefs {
        let metadata = find(&tracks, &brief.id).filter(|metadata| metadata.server == cursor.server);
        let same = match metadata {
            Some(metadata) if brief.deleted => !metadata.is_on_server(),
            Some(metadata) if metadata.erase => true,
            Some(metadata) if metadata.newer.is_some() => {
                reconcile::stays_unread(metadata, brief.last_modified)
            }
            Some(metadata) => {
                let rev = metadata.rev.is_some() && metadata.rev == brief.rev;
                rev && metadata.last_modified == Some(brief.last_modified) && is_here(&brief.id)
            }
            None => brief.deleted,
        };
        if !same {
            let before = brief.last_modified.saturating_sub(1);
            since = Some(since.map_or(before, |since: u64| since.min(before)));
        }
    }
    if let Some(remove) = mutation::remove_absent() {
        note(store, lost.clone(), &remove).await?;
    }
    Ok(Done::Compared { lost, known, since })
}

/// The metadata of a canvas; `tracks` is sorted by id.
fn find<'a>(tracks: &'a [(DocumentId, SyncMetadata)], id: &DocumentId) -> Option<&'a SyncMetadata> {
    let at = tracks.binary_search_by(|(its, _)| its.cmp(id)).ok()?;
    tracks.get(at).map(|(_, metadata)| metadata)
}
