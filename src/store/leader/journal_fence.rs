//! The fence in front of the journal: the epoch, beside its entries.
//!
//! The archive's fence refuses a commit, but a save is in the journal before that. A page that was
//! taken over and doesn't know it yet would write over the leader's entry, with an edit that the
//! leader has never seen. So each claim also writes its epoch here, and a page whose own is lower
//! no longer journals. If the browser has lost that record, a late entry is still only replayed where
//! its number is the highest.

use crate::store::backend::envelope::Envelope;
use crate::store::backend::port::SyncPort;
use crate::store::backend::record;
use crate::store::core::Store;
use crate::store::mutation;
use crate::store::transaction::keys::epoch_key;

impl Store {
    /// Closes the journal to pages with a lower epoch. Called by a claim before it replays.
    pub(in crate::store) fn fence_journal(&self, epoch: u64) {
        let Some(journal) = self.before() else { return };
        let (table, key) = epoch_key();
        let doc = "{}".to_owned();
        let sealed = self.seal(table, &key, &Envelope { seq: epoch, doc });
        if journal.put(table, &key, Some(&sealed)).is_err() {
            // No room. A record of an archive that was erased since would shut this page out.
            journal.put(table, &key, None).ok();
        }
    }

    /// Whether another page has claimed the namespace since this one did, as far as the journal
    /// tells.
    pub(in crate::store) fn is_fenced_in(&self, journal: &dyn SyncPort) -> bool {
        let (table, key) = epoch_key();
        let sealed = journal.get(table, &key).ok().flatten();
        // One that can't be read for want of the key is of a page that sealed the namespace since.
        let read = |sealed: Vec<u8>| record::epoch(&*self.codec(), &sealed).unwrap_or(u64::MAX);
        let epoch = sealed.map(read);
        let ours = self.epoch().filter(|_| self.is_guarded());
        let is_closed = ours.zip(epoch).is_some_and(|(ours, epoch)| epoch > ours);
        mutation::is_closed(is_closed)
    }
}
