//! Removes what is still stored of people whose grades were erased for good: from earlier versions, from what sync
//! keeps, and from what could not be read.
//!
//! The document says by its own who was erased. A note beside it says that the rest has yet to follow: it is written
//! before the first save of such a document, or with it, and goes in the transaction that has removed everything, so
//! that a crash between them loses nothing. Every save writes it that says so of somebody of whom the archive doesn't.

use super::backend::port::Table;
use super::core::Store;
use super::error::StoreError;
use super::history::version::SavedVersion;
use super::parts::JournalMode;
use super::sync_state::metadata::{Kept, SyncMetadata};
use super::transaction::change_set::ChangeSet;
use super::transaction::keys::{ERASING, canvas_key};
use super::transaction::snapshot::{Reads, Snapshot};
use crate::domain::{Canvas, DocumentId, ItemId, canonical, from_value, read_document};

/// The most older documents that sync keeps of a canvas.
const MAX_KEPT: usize = 4;

/// A version that mentions somebody, by its key; what is left of it, with its sequence number, if it can be read.
type Mention = (String, Option<(SavedVersion, u64)>);

impl Store {
    /// Notes that somebody is about to be erased for good from a canvas. [`forget_traces`](Self::forget_traces) has to
    /// follow once that is saved, here or at a later start.
    ///
    /// # Errors
    ///
    /// If the archive can't be written, or another page leads.
    pub async fn begin_erasing(&self, id: &DocumentId) -> Result<(), StoreError> {
        self.claim_again().await?;
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            changes.put_erasing(id);
            Ok(())
        };
        let noted = self.update(Reads::epoch(), decide).await;
        if let Err(error) = &noted {
            self.handle_transaction_error(error);
        }
        noted
    }

    /// The canvases of which something may still be stored of people who were erased.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn erasures(&self) -> Result<Vec<DocumentId>, StoreError> {
        let keys = self.archive().keys(Table::Meta, ERASING).await?;
        let ids = keys.iter().filter_map(|key| key.strip_prefix(ERASING));
        Ok(ids.filter_map(|id| id.parse().ok()).collect())
    }

    /// Removes what is stored of the people whom a canvas says to have been erased, apart from the document itself:
    /// from its versions, the documents that sync keeps, and its figures. What could not be read of the canvas goes
    /// as a whole, as nobody can tell whom it is about. Text that the server alone has stays until it can be read.
    ///
    /// # Errors
    ///
    /// If storage can't be read or written, or another page leads. The archive is unchanged then, and the note stays.
    pub async fn forget_traces(&self, id: &DocumentId) -> Result<(), StoreError> {
        self.claim_again().await?;
        let Some(people) = self.erased_from(id).await? else {
            return Ok(());
        };
        let mut versions = self.mentions(id, &people).await?;
        let prefix = [id.as_str(), "/"].concat();
        let mut broken = self.archive().keys(Table::Broken, &prefix).await?;
        // Before the note goes.
        if let JournalMode::WriteAhead(journal) = self.journal_mode() {
            for key in journal.keys(Table::Broken, &prefix)? {
                journal.put(Table::Broken, &key, None)?;
            }
        }
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            for (key, left) in versions.drain(..) {
                changes.delete_version(key);
                if let Some((version, seq)) = left {
                    changes.put_version(&version.canvas, &version.why, seq);
                }
            }
            for key in broken.drain(..) {
                changes.delete_broken(key);
            }
            if let Some(metadata) = &found.canvas(id).metadata {
                let mut left = metadata.clone();
                left.forget(&people);
                if left != *metadata {
                    changes.put_metadata(id, &left);
                }
            }
            changes.delete_figures(id);
            // Somebody else may have been erased meanwhile, of whom nothing was looked for.
            let is_known = |now: Canvas| now.erased_people().all(|it| people.contains(&it));
            if found.canvas(id).document.canvas().is_none_or(is_known) {
                changes.delete_erasing(id);
            }
            Ok(())
        };
        let removed = self.update(Reads::epoch().canvas(id), decide).await;
        if let Err(error) = &removed {
            self.handle_transaction_error(error);
        }
        removed
    }

    /// Who was erased from a canvas, as its document says, and nobody if it can't be read; `None` if that is not saved
    /// yet.
    async fn erased_from(&self, id: &DocumentId) -> Result<Option<Vec<ItemId>>, StoreError> {
        let (table, key) = canvas_key(id);
        let stored = self.archive().get(table, &key).await?;
        let envelope = stored.and_then(|stored| self.unseal(table, &key, &stored).ok());
        let canvas = envelope.and_then(|envelope| read_document(&envelope.doc).ok());
        let people: Vec<ItemId> = canvas.iter().flat_map(Canvas::erased_people).collect();
        Ok((canvas.is_none() || !people.is_empty()).then_some(people))
    }

    /// The versions of a canvas that mention somebody. One that can't be read is left out as a whole.
    async fn mentions(
        &self,
        id: &DocumentId,
        people: &[ItemId],
    ) -> Result<Vec<Mention>, StoreError> {
        let archive = self.archive();
        let mut found = Vec::new();
        for key in archive
            .keys(Table::History, &[id.as_str(), "/"].concat())
            .await?
        {
            let Some(stored) = archive.get(Table::History, &key).await? else {
                continue;
            };
            let envelope = self.unseal(Table::History, &key, &stored).ok();
            let version = envelope.and_then(|it| Some((SavedVersion::decode(&it.doc)?, it.seq)));
            match version {
                None => found.push((key, None)),
                Some((mut version, seq)) => {
                    if version.canvas.forget(people.iter().copied()) {
                        found.push((key, Some((version, seq))));
                    }
                }
            }
        }
        Ok(found)
    }
}

impl SyncMetadata {
    /// Takes people out of the documents that are kept. A pending write that has them is given up, and what is left of
    /// its document is kept by its revision, in case the server has it.
    pub(in crate::store) fn forget(&mut self, people: &[ItemId]) {
        if let Some(base) = self.base.as_deref().and_then(|text| without(text, people)) {
            self.put_base(base);
        }
        for kept in &mut self.kept {
            if let Some(doc) = without(&kept.doc, people) {
                kept.doc = doc;
            }
        }
        let doc = self.pending.as_ref().and_then(|pending| {
            if pending.kid.is_some() {
                return without(&pending.doc, people);
            }
            let mut body: serde_json::Value = serde_json::from_str(&pending.body).ok()?;
            let doc = body.get_mut("data")?.get_mut("doc")?.take();
            left(from_value(doc).ok()?, people)
        });
        if let Some(doc) = doc
            && let Some(pending) = self.pending.take()
        {
            let rev = pending.rev;
            self.kept.insert(0, Kept { rev, doc });
            self.kept.truncate(MAX_KEPT);
        }
    }
}

/// A document's text without these people; `None` if it has nothing of them, or can't be read.
fn without(text: &str, people: &[ItemId]) -> Option<String> {
    left(read_document(text).ok()?, people)
}

fn left(mut canvas: Canvas, people: &[ItemId]) -> Option<String> {
    canvas
        .forget(people.iter().copied())
        .then(|| canonical(&canvas))
}
