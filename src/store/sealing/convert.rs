//! Rewrites every record in the form of now.

use crate::crypto::{KeyRing, RingState};
use crate::store::backend::codec::Codec;
use crate::store::backend::port::{Change, RecordKey, SyncPort, Table};
use crate::store::backend::record::name;
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::keys::ring_key;
use crate::store::transaction::snapshot::{Reads, Snapshot};

/// The number of records that one transaction rewrites.
const BATCH: usize = 16;

/// The tables of the journal that hold records.
pub(super) const JOURNALED: [Table; 3] = [Table::Canvas, Table::Broken, Table::Meta];

/// How far a conversion is: records looked at, and records in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The records of the archive that have the new form.
    pub done: usize,
    /// The records of the archive.
    pub all: usize,
}

impl Store {
    /// Rewrites every record that doesn't have the form of the ring's state yet, and ends that state.
    /// Does nothing if there is none under way. After a failure or a crash it goes on from where it was;
    /// nothing is ever in neither form. Returns the ring that remains; `None` if all is plain again.
    ///
    /// # Errors
    ///
    /// If storage fails; [`StoreError::Fenced`] if another page leads, and [`StoreError::Locked`] if the
    /// key isn't at hand.
    pub async fn convert(
        &self,
        mut report: impl FnMut(Progress),
    ) -> Result<Option<KeyRing>, StoreError> {
        let Some(ring) = self.key_ring().await? else {
            return Ok(None);
        };
        if ring.state() == RingState::Sealed {
            return Ok(Some(ring));
        }
        if self.unlocked().is_none() {
            return Err(StoreError::Locked);
        }
        // What only the journal has goes to the archive first, so that little is left to convert there.
        self.replay().await;
        let keys = self.archived_keys().await?;
        let all = keys.len();
        report(Progress { done: 0, all });
        for (batch, chunk) in keys.chunks(BATCH).enumerate() {
            self.convert_records(chunk).await?;
            let done = batch * BATCH + chunk.len();
            report(Progress { done, all });
        }
        self.convert_journal()?;
        self.end_turn(ring.state()).await
    }

    /// Every record of the archive but the ring. What is written from now on has the new form.
    pub(super) async fn archived_keys(&self) -> Result<Vec<RecordKey>, StoreError> {
        let mut all = Vec::new();
        for table in Table::ARCHIVED {
            let keys = self.archive().keys(table, "").await?;
            all.extend(keys.into_iter().map(|key| (table, key)));
        }
        all.retain(|at| *at != ring_key());
        Ok(all)
    }

    async fn convert_records(&self, records: &[RecordKey]) -> Result<(), StoreError> {
        let reads = Reads::epoch();
        let mut keys = reads.keys();
        let fences = keys.len();
        keys.extend_from_slice(records);
        let body = move |mut found: Vec<Option<Vec<u8>>>| {
            let records_found = found.split_off(fences);
            let codec = self.codec();
            self.fence(&Snapshot::of(&*codec, reads, found)?)?;
            let pairs = records.iter().zip(records_found);
            let changes = pairs.filter_map(|((table, key), stored)| {
                let converted = converted(&*codec, &name(*table, key), &stored?)?;
                Some(Change::put(*table, key.clone(), converted))
            });
            Ok(changes.collect())
        };
        let done = self.archive().update(keys, Box::new(body)).await;
        if let Err(error) = &done {
            self.handle_transaction_error(error);
        }
        done
    }

    /// Rewrites the journal and the namespace's settings, one record after the other.
    fn convert_journal(&self) -> Result<(), StoreError> {
        if let Some(journal) = self.before() {
            for table in JOURNALED {
                self.convert_table(&**journal, table)?;
            }
        }
        self.convert_table(self.namespace_settings(), Table::Setting)
    }

    fn convert_table(&self, port: &dyn SyncPort, table: Table) -> Result<(), StoreError> {
        let codec = self.codec();
        for key in port.keys(table, "")? {
            if (table, key.clone()) == ring_key() {
                continue;
            }
            let stored = port.get(table, &key)?;
            let converted =
                stored.and_then(|stored| converted(&*codec, &name(table, &key), &stored));
            if let Some(converted) = converted {
                port.put(table, &key, Some(&converted))?;
            }
        }
        Ok(())
    }
}

/// A record in the form of now; `None` if it has that, or can't be opened: it stays as it is.
fn converted(codec: &dyn Codec, name: &str, stored: &[u8]) -> Option<Vec<u8>> {
    if codec.is_current(stored) {
        return None;
    }
    Some(codec.seal(name, codec.open(name, stored).ok()?))
}
