//! Carries out the storage tasks that the machine asks for. Each runs as one store transaction.

use std::rc::Rc;

use super::bin;
pub use super::machine::{Done, Task, Written};
use super::protocol::{Item, RecordError, RecordHeader};
use super::reconcile::{self, Prepared, REWRITTEN};
use super::show::show;
use crate::domain::{DocumentId, SortedSet, Timestamp};
use crate::store::{
    AWAITS_KEY, Changed, Cursor, FOREIGN, LiveCanvases, Notice, Store, StoreError, SyncEntry,
    SyncMetadata, SyncOverview, SyncTransaction, Team, mutation,
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
        Task::ApplyPage { items, since, wall } => apply_page(store, live, items, since, wall).await,
        Task::Compare { headers, since } => compare(store, headers, since).await,
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
            update_entries(store, ids, &change).await
        }
        Task::Acknowledge {
            id,
            rev,
            last_modified,
        } => {
            let change = |entry: &mut _| reconcile::acknowledge(entry, &rev, last_modified);
            update_entries(store, vec![id], &change).await
        }
        Task::MarkMissing { id } => update_entries(store, vec![id], &reconcile::mark_missing).await,
        Task::Refuse { id } => update_entries(store, vec![id], &reconcile::refuse).await,
        Task::PruneAncestors { ids } => {
            update_entries(store, ids, &reconcile::prune_ancestors).await
        }
        Task::PutBack { ids } => update_entries(store, ids, &reconcile::put_back).await,
        Task::Rewind { since } => {
            let mut rewind = |transaction: &mut SyncTransaction| transaction.cursor.since = since;
            store.transaction(Vec::new(), None, &mut rewind).await?;
            Ok(Done::Updated(Vec::new()))
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

/// Applies `change` to the sync entry of each canvas in one transaction. Returns, for each, whether it then
/// has something to send.
async fn update_entries(
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
    Ok(Done::Updated(due))
}

/// Reads what there is to sync, and starts anew if the server at `url` is another one than before.
async fn survey(store: &Store, url: String) -> Result<Done, StoreError> {
    let mut since = 0;
    let mut team = Rc::default();
    let mut open = |transaction: &mut SyncTransaction| {
        team = Rc::clone(&transaction.team);
        open_cursor(&mut transaction.cursor, &team, &url);
        since = transaction.cursor.since;
    };
    store.transaction(Vec::new(), None, &mut open).await?;
    forget_erased(store).await;
    let SyncOverview {
        cursor,
        metadata: all,
        archived,
    } = store.sync_overview().await?;
    let (mut due, mut resealed) = (Vec::new(), Vec::new());
    let (mut unsettled, mut unread) = (Vec::new(), Vec::new());
    for (id, metadata) in &all {
        let newer = metadata.newer.filter(|_| metadata.server == cursor.server);
        unread.extend(newer.map(|(found, _)| (id.clone(), reconcile::refusal_of(found))));
        let is_resealed = newer.is_none() && is_resealed(&team, metadata);
        if metadata.may_be_due() || metadata.server != cursor.server || is_resealed {
            due.push(id.clone());
        }
        if is_resealed {
            resealed.push(id.clone());
        }
        if !metadata.kept.is_empty() {
            unsettled.push(id.clone());
        }
    }
    due.extend(archived.into_iter().filter(|id| find(&all, id).is_none()));
    Ok(Done::Surveyed {
        since,
        due,
        resealed,
        unsettled,
        unread,
        known: all.len(),
        is_encrypted: team.is_encrypted(),
    })
}

/// Sets the cursor back to the start where the server at `url` is another one than before, or where the team can read
/// other records than before.
fn open_cursor(cursor: &mut Cursor, team: &Team, url: &str) {
    if cursor.team != team.readable() {
        // What was set aside for want of a key is read again, and so is what is in the clear.
        (cursor.since, cursor.team) = (0, team.readable());
    }
    if cursor.url != url {
        (cursor.since, cursor.time, cursor.clear) = (0, 0, false);
        cursor.server = cursor.server.saturating_add(1);
        url.clone_into(&mut cursor.url);
    }
}

/// Whether the server's version of a canvas may have to be sealed anew.
fn is_resealed(team: &Team, metadata: &SyncMetadata) -> bool {
    metadata.is_on_server() && team.wants_resealed(metadata.kid.as_deref())
}

/// Merges the items of a page with what is stored and on screen, and advances the cursor to `since`, in one
/// transaction; what changed is shown once it has committed. Without `since` the cursor stays.
async fn apply_page(
    store: &Store,
    live: &dyn LiveCanvases,
    items: Vec<Item>,
    since: Option<u64>,
    wall: Timestamp,
) -> Result<Done, StoreError> {
    let ids: Vec<DocumentId> = items.iter().map(|item| item.id().clone()).collect();
    let numbers: Vec<u64> = items.iter().map(Item::last_modified).collect();
    let mut items = items.into_iter();
    let (mut applied, mut binned) = (Applied::default(), false);
    let screen = mutation::screen(live);
    let mut decide = |transaction: &mut SyncTransaction| {
        let cursor = &mut transaction.cursor;
        cursor.since = since.unwrap_or(cursor.since);
        cursor.time = bin::server_time_after(cursor.time, numbers.iter().copied(), wall);
        for (entry, item) in transaction.entries.iter_mut().zip(items.by_ref()) {
            let known = entry.metadata.is_some();
            reconcile::move_to(entry, cursor.server);
            let was_binned = reconcile::is_binned_elsewhere(entry);
            reconcile::apply_remote(entry, item, cursor.server, wall);
            binned |= !was_binned && reconcile::is_binned_elsewhere(entry);
            mutation::decided(live, entry);
            applied.add(entry, known);
        }
    };
    let changed = store.transaction(ids, screen, &mut decide).await?;
    // Before anything else is awaited: saves go by what the screen shows.
    if let Some(screen) = screen {
        changed.iter().for_each(|it| show(screen, it));
    }
    if binned {
        store.notice(Notice::RemovedElsewhere);
    }
    follow_page(store, &changed).await;
    Ok(applied.done())
}

/// Does what follows from canvases that a page changed: tells the other pages, thins versions, and removes what is
/// still stored of people who were erased.
async fn follow_page(store: &Store, changed: &[Changed]) {
    for it in changed {
        store.announce(&it.id);
    }
    for it in changed.iter().filter(|it| it.has_versions) {
        store.thin_versions(&it.id).await;
    }
    let has_erased = |it: &Changed| it.stored.as_ref().is_some_and(|it| it.has_erased());
    if changed.iter().any(has_erased) {
        forget_erased(store).await;
    }
}

/// Removes what is still stored of people who were erased, here or on another device. What fails is done at the next
/// start.
pub async fn forget_erased(store: &Store) {
    for id in store.erasures().await.unwrap_or_default() {
        store.forget_traces(&id).await.ok();
    }
}

/// What the machine is told of a page that was applied, as in [`Done::Kept`].
#[derive(Default)]
struct Applied {
    due: Vec<(DocumentId, bool)>,
    unread: Vec<(DocumentId, Option<RecordError>)>,
    rewritten: Vec<DocumentId>,
    fresh: usize,
}

impl Applied {
    /// Adds a canvas after its record was applied. `known` is whether it had metadata before.
    fn add(&mut self, entry: &SyncEntry, known: bool) {
        let id = &entry.id;
        self.fresh += usize::from(!known && entry.metadata.is_some());
        self.due.push((id.clone(), reconcile::is_due(entry)));
        self.unread.push((id.clone(), reconcile::unread(entry)));
        if entry.aside.iter().any(|(_, why)| *why == REWRITTEN) {
            self.rewritten.push(id.clone());
        }
    }

    fn done(self) -> Done {
        Done::Kept {
            due: self.due,
            unread: self.unread,
            rewritten: self.rewritten,
            fresh: self.fresh,
        }
    }
}

/// Finds what a full listing of the server says of the local canvases: lost there, or to be read again.
/// Sets the cursor back to `read_until`.
async fn compare(
    store: &Store,
    headers: Vec<RecordHeader>,
    read_until: u64,
) -> Result<Done, StoreError> {
    let mut rewind = |transaction: &mut SyncTransaction| transaction.cursor.since = read_until;
    store.transaction(Vec::new(), None, &mut rewind).await?;
    let SyncOverview {
        cursor,
        metadata: all,
        archived,
    } = store.sync_overview().await?;
    let is_here = |id: &DocumentId| archived.binary_search(id).is_ok();
    let is_current = |metadata: &SyncMetadata| metadata.server == cursor.server;
    let listed: SortedSet<DocumentId> = headers.iter().map(|header| header.id.clone()).collect();
    forget_gone(store, &all, &listed).await?;
    // Canvases of another server can't be lost by this one.
    let tracked = all.iter().filter(|(id, it)| {
        is_current(it) && it.is_on_server() && it.newer.is_none() && is_here(id)
    });
    let tracked: Vec<&DocumentId> = tracked.map(|(id, _)| id).collect();
    let lost = tracked.iter().filter(|id| !listed.contains(**id));
    let lost: Vec<DocumentId> = lost.map(|id| (*id).clone()).collect();
    let unread = headers.iter().filter(|header| {
        let metadata = find(&all, &header.id).filter(|metadata| is_current(metadata));
        !is_read(metadata, header, is_here(&header.id))
    });
    let since = unread
        .map(|header| header.last_modified.saturating_sub(1))
        .min();
    note_clear(store, &cursor, &all, (tracked.len(), since.is_none())).await?;
    if let Some(remove) = mutation::remove_absent() {
        update_entries(store, lost.clone(), &remove).await?;
    }
    Ok(Done::Compared {
        known: tracked.len(),
        lost,
        since,
    })
}

/// Notes whether this listing shows that the team exchanges its canvases in the clear, as [`Cursor::clear`] says.
/// `tracked` is how many canvases the server is known to have, and whether all that it has was read.
///
/// [`Cursor::clear`]: crate::store::Cursor::clear
async fn note_clear(
    store: &Store,
    cursor: &Cursor,
    all: &[(DocumentId, SyncMetadata)],
    (tracked, all_read): (usize, bool),
) -> Result<(), StoreError> {
    let is_sealed =
        |it: &SyncMetadata| it.kid.is_some() || matches!(it.newer, Some((AWAITS_KEY | FOREIGN, _)));
    let any_sealed = all
        .iter()
        .any(|(_, it)| it.server == cursor.server && is_sealed(it));
    let clear = tracked > 0 && (cursor.clear || (all_read && !any_sealed));
    if clear == cursor.clear {
        return Ok(());
    }
    let mut note = |transaction: &mut SyncTransaction| transaction.cursor.clear = clear;
    store.transaction(Vec::new(), None, &mut note).await?;
    Ok(())
}

/// Forgets the records that could not be read and that the server no longer lists.
async fn forget_gone(
    store: &Store,
    all: &[(DocumentId, SyncMetadata)],
    listed: &SortedSet<DocumentId>,
) -> Result<(), StoreError> {
    let gone = all
        .iter()
        .filter(|(id, it)| it.newer.is_some() && !listed.contains(id));
    let gone: Vec<DocumentId> = gone.map(|(id, _)| id.clone()).collect();
    if gone.is_empty() {
        return Ok(());
    }
    update_entries(store, gone, &reconcile::forget_unread).await?;
    Ok(())
}

/// Whether what a listing says of a record was read before.
fn is_read(metadata: Option<&SyncMetadata>, header: &RecordHeader, is_here: bool) -> bool {
    match metadata {
        Some(metadata) if header.deleted => !metadata.is_on_server(),
        Some(metadata) if metadata.erase => true,
        Some(metadata) if metadata.newer.is_some() => {
            reconcile::stays_unread(metadata, header.last_modified)
        }
        Some(metadata) => {
            let rev = metadata.rev.is_some() && metadata.rev == header.rev;
            rev && metadata.last_modified == Some(header.last_modified) && is_here
        }
        None => header.deleted,
    }
}

/// The metadata of a canvas; `all` is sorted by id.
fn find<'a>(all: &'a [(DocumentId, SyncMetadata)], id: &DocumentId) -> Option<&'a SyncMetadata> {
    let at = all.binary_search_by(|(its, _)| its.cmp(id)).ok()?;
    all.get(at).map(|(_, metadata)| metadata)
}
