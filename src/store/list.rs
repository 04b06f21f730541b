//! The overview: what each canvas comes down to, without opening them all.

use std::collections::BTreeMap;

use super::core::{Store, canvas_at, epoch_at};
use super::envelope::Envelope;
use super::error::StoreError;
use super::load::Loaded;
use super::port::{At, Change, Table};
use super::record::Record;
use super::summary::{Problem, Summary};
use crate::domain::{DocumentId, read_document};

/// Summaries with the number of the save that each is of.
type Summaries = BTreeMap<DocumentId, (u64, Summary)>;

impl Store {
    /// Every canvas here, also in the bin and also those that cannot be read, by id.
    ///
    /// # Errors
    ///
    /// When the archive cannot be asked.
    pub async fn list(&self) -> Result<Vec<Summary>, StoreError> {
        let archive = &self.0.parts.archive;
        // The journal first: an entry that goes meanwhile is in the archive by then.
        let entries = self.entries();
        let listed = archive.all(Table::List).await?;
        let (mut summaries, mut again) = (Summaries::new(), Vec::new());
        for id in self.ids(Table::Canvas).await? {
            // In order of their keys, as the port promises.
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
        self.list_again(again).await;
        Ok(summaries
            .into_values()
            .map(|(_, summary)| summary)
            .collect())
    }

    /// The canvases that a table has anything of, the journal's included.
    async fn ids(&self, table: Table) -> Result<Vec<DocumentId>, StoreError> {
        let mut keys = self.0.parts.archive.keys(table, "").await?;
        if let (Table::Broken, Some(journal)) = (table, self.before()) {
            keys.extend(journal.keys(table, "").unwrap_or_default());
        }
        let id = |key: &String| key.split('/').next().and_then(|id| id.parse().ok());
        Ok(keys.iter().filter_map(id).collect())
    }

    /// What only the journal may have.
    fn entries(&self) -> Vec<(DocumentId, Record)> {
        let keys = self.before().map(|journal| journal.keys(Table::Canvas, ""));
        let keys = keys.and_then(Result::ok).unwrap_or_default();
        let ids = keys.iter().filter_map(|key| key.parse().ok());
        ids.map(|id: DocumentId| (id.clone(), self.entry(&id)))
            .collect()
    }

    /// Puts an entry of the journal in the overview where it is newer than the archive.
    fn count_in(&self, summaries: &mut Summaries, id: DocumentId, entry: Record) {
        let here = summaries.get(&id);
        match entry {
            Record::Good(envelope) => {
                let newer = match &here {
                    Some((
                        _,
                        Summary {
                            problem: Some(problem),
                            ..
                        },
                    )) => *problem == Problem::Damaged,
                    Some((seq, _)) => envelope.seq > *seq,
                    None => envelope.seq > self.counts(&id).archived,
                };
                if let (true, Ok(canvas)) = (newer, read_document(&envelope.doc)) {
                    summaries.insert(id, (envelope.seq, Summary::of(&canvas)));
                }
            }
            Record::TooNew { found, .. } => {
                let problem = Some(Problem::TooNew { found });
                let troubled = (0, Summary::troubled(id.clone(), problem));
                summaries.entry(id).or_insert(troubled).1.problem = problem;
            }
            Record::Damaged { .. } | Record::Absent => {}
        }
    }

    fn summary(&self, id: &DocumentId, sealed: &[u8]) -> Option<(u64, Summary)> {
        let envelope = self.unseal(Table::List, id.as_str(), sealed).ok()?;
        let summary = Summary::decode(id.clone(), &envelope.doc).ok()?;
        Some((envelope.seq, summary))
    }

    /// Makes a summary that is missing or of another version.
    async fn summarise(
        &self,
        id: &DocumentId,
        again: &mut Vec<(DocumentId, Envelope)>,
    ) -> Result<(u64, Summary), StoreError> {
        let trouble = |problem| Summary::troubled(id.clone(), Some(problem));
        let sealed = self.0.parts.archive.get(Table::Canvas, id.as_str()).await?;
        Ok(match self.record(id, sealed.as_deref()) {
            Record::Good(envelope) => match read_document(&envelope.doc) {
                Ok(canvas) => {
                    let summary = Summary::of(&canvas);
                    let (seq, doc) = (envelope.seq, summary.encode());
                    again.push((id.clone(), Envelope { seq, doc }));
                    (seq, summary)
                }
                Err(_) => (envelope.seq, trouble(Problem::Damaged)),
            },
            Record::TooNew { found, .. } => (0, trouble(Problem::TooNew { found })),
            Record::Damaged { .. } | Record::Absent => (0, trouble(Problem::Damaged)),
        })
    }

    /// Stores summaries that were made again, where the canvas has not been saved since.
    async fn list_again(&self, again: Vec<(DocumentId, Envelope)>) {
        if again.is_empty() || !self.may_write() {
            return;
        }
        let mut reads: Vec<At> = vec![epoch_at()];
        reads.extend(again.iter().map(|(id, _)| canvas_at(id)));
        let decide = |found: Vec<Option<Vec<u8>>>| {
            let mut found = found.into_iter();
            self.fence(found.next().flatten().as_deref())?;
            let same =
                |((id, summary), stored): ((DocumentId, Envelope), Option<Vec<u8>>)| match self
                    .record(&id, stored.as_deref())
                {
                    Record::Good(record) if record.seq == summary.seq => {
                        let sealed = self.seal(Table::List, id.as_str(), &summary);
                        Some(Change::put(Table::List, id.as_str(), sealed))
                    }
                    _ => None,
                };
            Ok(again.into_iter().zip(found).filter_map(same).collect())
        };
        // The overview is right without this; it only opens slower the next time.
        self.0
            .parts
            .archive
            .update(reads, Box::new(decide))
            .await
            .ok();
    }

    /// The text of every canvas, for an export that is always possible: also of those that are too
    /// new, and of records that were set aside. With each goes its place, such as `canvas/<id>`.
    ///
    /// # Errors
    ///
    /// When the archive cannot be asked.
    pub async fn raw_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut texts = Vec::new();
        for summary in self.list().await? {
            let id = summary.id;
            match self.load(&id).await? {
                Loaded::Ready(canvas) => {
                    texts.push((format!("canvas/{id}"), crate::domain::canonical(&*canvas)));
                }
                Loaded::TooNew { raw, .. } => texts.push((format!("canvas/{id}"), raw)),
                // It is among those set aside, below.
                Loaded::Damaged { .. } | Loaded::Absent => {}
            }
        }
        let broken = self.0.parts.archive.all(Table::Broken).await?;
        let journal = self.before().map(|journal| {
            let keys = journal.keys(Table::Broken, "").unwrap_or_default();
            let get = |key: String| {
                let bytes = journal.get(Table::Broken, &key).ok().flatten()?;
                Some((key, bytes))
            };
            keys.into_iter().filter_map(get).collect::<Vec<_>>()
        });
        for (key, bytes) in broken.into_iter().chain(journal.into_iter().flatten()) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            texts.push((format!("{}/{key}", Table::Broken.wire()), text));
        }
        Ok(texts)
    }
}
