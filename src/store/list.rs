//! The overview: summaries of all canvases, without reading the canvases themselves.

use super::backend::envelope::Envelope;
use super::backend::port::Table;
use super::backend::record::StoredRecord;
use super::core::Store;
use super::error::StoreError;
use super::load::Loaded;
use super::summary::{Problem, Summary};
use super::transaction::change_set::ChangeSet;
use super::transaction::snapshot::{Reads, Snapshot};
use crate::domain::{DocumentId, SortedMap, read_document};

/// Summaries by id, each with the sequence number of the save that it is of.
type Summaries = SortedMap<DocumentId, (u64, Summary)>;

impl Store {
    /// The summaries of all canvases, including those in the bin and those that can't be read,
    /// sorted by id.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn list(&self) -> Result<Vec<Summary>, StoreError> {
        let archive = self.archive();
        // The journal first: an entry that is removed meanwhile is in the archive by then.
        let entries = self.entries();
        let (mut summaries, mut again) = (Summaries::new(), Vec::new());
        let listed = match archive.all(Table::List).await {
            Err(_) if self.is_blind() => return Ok(self.only_entries(entries)),
            listed => listed?,
        };
        for id in self.ids(Table::Canvas).await? {
            // Sorted by key, as the port guarantees.
            let at = listed.binary_search_by(|(key, _)| key.as_str().cmp(id.as_str()));
            let sealed = at.ok().and_then(|at| listed.get(at));
            let (seq, summary) = match sealed.and_then(|(_, sealed)| self.summary(&id, sealed)) {
                Some(found) => found,
                None => self.summarise(&id, &mut again).await?,
            };
            summaries.insert(id, (seq, summary));
        }
        for (id, entry) in entries {
            self.count_in(&mut summaries, id, entry);
        }
        for id in self.ids(Table::Broken).await? {
            let damaged = Summary::troubled(id.clone(), Some(Problem::Damaged));
            summaries.entry(id).or_insert((0, damaged));
        }
        for unread in self.unread_summaries().await? {
            let id = unread.id.clone();
            summaries.entry(id).or_insert((0, unread));
        }
        self.list_again(again).await;
        let numbered = summaries.into_values();
        Ok(numbered
            .map(|(seq, summary)| Summary { seq, ..summary })
            .collect())
    }

    /// The summaries of the journal's entries alone, while the archive can't be read.
    fn only_entries(&self, entries: Vec<(DocumentId, StoredRecord)>) -> Vec<Summary> {
        let mut summaries = Summaries::new();
        for (id, entry) in entries {
            self.count_in(&mut summaries, id, entry);
        }
        summaries.into_values().map(|(_, it)| it).collect()
    }

    /// The ids of the canvases with a record in `table`, including the journal's broken records.
    async fn ids(&self, table: Table) -> Result<Vec<DocumentId>, StoreError> {
        let mut keys = self.archive().keys(table, "").await?;
        if let (Table::Broken, Some(journal)) = (table, self.before()) {
            keys.extend(journal.keys(table, "").unwrap_or_default());
        }
        let id = |key: &String| key.split('/').next().and_then(|id| id.parse().ok());
        Ok(keys.iter().filter_map(id).collect())
    }

    /// The journal's entries, which may not be archived yet.
    fn entries(&self) -> Vec<(DocumentId, StoredRecord)> {
        let keys = self.before().map(|journal| journal.keys(Table::Canvas, ""));
        let keys = keys.and_then(Result::ok).unwrap_or_default();
        let ids = keys.iter().filter_map(|key| key.parse().ok());
        ids.map(|id: DocumentId| (id.clone(), self.entry(&id)))
            .collect()
    }

    /// Replaces a canvas's summary by that of its journal entry if the entry is newer than the
    /// archive.
    fn count_in(&self, summaries: &mut Summaries, id: DocumentId, entry: StoredRecord) {
        let here = summaries.get(&id);
        match entry {
            StoredRecord::Good(envelope) => {
                let newer = match &here {
                    Some((
                        _,
                        Summary {
                            problem: Some(problem),
                            ..
                        },
                    )) => *problem == Problem::Damaged,
                    Some((seq, _)) => envelope.seq > *seq,
                    None => envelope.seq > self.counts(&id).archived(),
                };
                if let (true, Ok(canvas)) = (newer, read_document(&envelope.doc)) {
                    summaries.insert(id, (envelope.seq, Summary::of(&canvas)));
                }
            }
            StoredRecord::TooNew { found, .. } => {
                let problem = Some(Problem::TooNew { found });
                let troubled = (0, Summary::troubled(id.clone(), problem));
                summaries.entry(id).or_insert(troubled).1.problem = problem;
            }
            StoredRecord::Damaged { .. } | StoredRecord::Absent => {}
        }
    }

    fn summary(&self, id: &DocumentId, sealed: &[u8]) -> Option<(u64, Summary)> {
        let envelope = self.unseal(Table::List, id.as_str(), sealed).ok()?;
        let summary = Summary::decode(id.clone(), &envelope.doc).ok()?;
        Some((envelope.seq, summary))
    }

    /// Rebuilds a summary that is missing or of another version, and adds it to `again` to be
    /// stored.
    async fn summarise(
        &self,
        id: &DocumentId,
        again: &mut Vec<(DocumentId, Envelope)>,
    ) -> Result<(u64, Summary), StoreError> {
        let trouble = |problem| Summary::troubled(id.clone(), Some(problem));
        let sealed = self.archive().get(Table::Canvas, id.as_str()).await?;
        Ok(match self.record(id, sealed.as_deref()) {
            StoredRecord::Good(envelope) => match read_document(&envelope.doc) {
                Ok(canvas) => {
                    let summary = Summary::of(&canvas);
                    let (seq, doc) = (envelope.seq, summary.encode());
                    again.push((id.clone(), Envelope { seq, doc }));
                    (seq, summary)
                }
                Err(_) => (envelope.seq, trouble(Problem::Damaged)),
            },
            StoredRecord::TooNew { found, .. } => (0, trouble(Problem::TooNew { found })),
            StoredRecord::Damaged { .. } | StoredRecord::Absent => (0, trouble(Problem::Damaged)),
        })
    }

    /// Stores rebuilt summaries, except of canvases that were saved since.
    async fn list_again(&self, again: Vec<(DocumentId, Envelope)>) {
        if again.is_empty() || !self.may_write() {
            return;
        }
        let ids = again.iter().map(|(id, _)| id);
        let reads = ids.fold(Reads::epoch(), Reads::document);
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            for (id, summary) in &again {
                match &found.canvas(id).document {
                    StoredRecord::Good(record) if record.seq == summary.seq => {
                        changes.put_summary(id, summary);
                    }
                    _ => {}
                }
            }
            Ok(())
        };
        // A failure only means that the overview opens more slowly next time.
        self.update(reads, decide).await.ok();
    }

    /// The text of every canvas for an export, including those that are too new and records that
    /// were set aside. Each is paired with its origin, such as `canvas/<id>`.
    ///
    /// # Errors
    ///
    /// If the archive can't be read.
    pub async fn raw_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut texts = Vec::new();
        for summary in self.list().await? {
            let id = summary.id;
            let unread = self.unread_text(&id).await?.map(|(_, text)| text);
            if let Some(text) = &unread {
                texts.push((format!("server/{id}"), text.clone()));
            }
            match self.load(&id).await? {
                Loaded::Ready(canvas) => {
                    texts.push((format!("canvas/{id}"), crate::domain::canonical(&*canvas)));
                }
                Loaded::TooNew { raw, .. } if unread.as_ref() != Some(&raw) => {
                    texts.push((format!("canvas/{id}"), raw));
                }
                // Exported above as the server's record, or below as a broken record.
                Loaded::TooNew { .. }
                | Loaded::Unreadable { .. }
                | Loaded::Damaged { .. }
                | Loaded::Absent => {}
            }
        }
        let broken = self.archive().all(Table::Broken).await?;
        let journal = self.before().map(|journal| {
            let keys = journal.keys(Table::Broken, "").unwrap_or_default();
            let get = |key: String| {
                let bytes = journal.get(Table::Broken, &key).ok().flatten()?;
                Some((key, bytes))
            };
            keys.into_iter().filter_map(get).collect::<Vec<_>>()
        });
        for (key, bytes) in broken.into_iter().chain(journal.into_iter().flatten()) {
            let text = self.broken_text(&key, bytes);
            texts.push((format!("{}/{key}", Table::Broken.wire()), text));
        }
        Ok(texts)
    }
}
