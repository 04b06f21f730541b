//! The key ring's record, and each change of it.

use std::cell::Cell;
use std::rc::Rc;

use super::stray::WORK;
use crate::crypto::{KeyRing, KeyRingError, RingState};
use crate::store::backend::codec::Plain;
use crate::store::backend::sealing_codec::{SealingCodec, Unlocked};
use crate::store::core::Store;
use crate::store::error::StoreError;
use crate::store::transaction::change_set::ChangeSet;
use crate::store::transaction::keys::{epoch_key, ring_key};
use crate::store::transaction::snapshot::{Reads, Snapshot};

/// Held while the key ring is being changed.
struct Turn<'a>(&'a Cell<bool>);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl Store {
    /// The key ring; `None` if nothing is sealed. The archive's, or the journal's copy if the archive has
    /// none, as after the browser has deleted it, or none that can be read.
    ///
    /// # Errors
    ///
    /// If the archive can't be read; [`StoreError::TooNew`] if a newer version wrote the ring, and
    /// [`StoreError::Damaged`] if it can't be read.
    pub async fn key_ring(&self) -> Result<Option<KeyRing>, StoreError> {
        let (table, key) = ring_key();
        let stored = self.archive().get(table, &key).await?;
        let ring = match stored.as_deref().map(decode).transpose() {
            Ok(None) => self.ring_copy()?.map(|copy| decode(&copy)).transpose()?,
            Err(StoreError::Damaged) => Some(self.readable_copy().ok_or(StoreError::Damaged)?),
            stored => stored?,
        };
        Ok(ring.filter(seals))
    }

    /// The journal's copy of the key ring.
    fn ring_copy(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let (table, key) = ring_key();
        match self.before() {
            Some(journal) => journal.get(table, &key),
            None => Ok(None),
        }
    }

    /// The journal's copy of the key ring, if it seals and can be read.
    fn readable_copy(&self) -> Option<KeyRing> {
        let copy = self.ring_copy().ok()??;
        decode(&copy).ok().filter(seals)
    }

    /// Reads and writes sealed records from now on, by the key that a slot of this ring has opened.
    /// Called before anything else is asked of a namespace that has a key ring. Nothing else is read, so that an
    /// archive that can't be read whole is unlocked all the same: the claim reads it.
    ///
    /// # Errors
    ///
    /// If the archive can't be read; [`StoreError::Locked`] if this isn't the key.
    pub async fn unlock(&self, ring: &KeyRing, unlocked: Unlocked) -> Result<(), StoreError> {
        self.use_codec(&unlocked, ring.state());
        self.hold_key(unlocked, WORK);
        let fits = self.check_key().await;
        if fits.is_err() {
            self.forget_key();
        }
        fits
    }

    /// Forgets the key: from now on this page reads no sealed record and writes nothing. What is on
    /// screen has to be saved first.
    pub fn forget_key(&self) {
        self.release();
        self.forget_codec();
    }

    /// Begins to seal the namespace, whose records are plain. [`convert`](Self::convert) does the rest.
    /// Each slot of the ring must have been seen to open to this key: there is no way back without one.
    ///
    /// # Errors
    ///
    /// If the archive can't be written, and nothing has changed then; [`StoreError::Outdated`] if there
    /// is a key ring, or is about to be one, and [`StoreError::Denied`] without a secure context.
    pub async fn begin_sealing(
        &self,
        ring: &KeyRing,
        unlocked: Unlocked,
    ) -> Result<(), StoreError> {
        if !self.is_guarded() {
            return Err(StoreError::Denied);
        }
        // Another key's codec would read and write nothing of what is sealed already.
        if self.unlocked().is_some() {
            return Err(StoreError::Outdated);
        }
        let turn = self.begin_turn()?;
        // Until the ring is stored, what is saved meanwhile stays plain; from its commit on the epoch is
        // sealed, and has to be read.
        self.use_codec(&unlocked, RingState::Opening);
        let begun = self.change_ring(None, ring.clone(), &unlocked).await;
        if begun.is_err() {
            self.set_codec(Rc::new(Plain));
            return begun;
        }
        self.use_codec(&unlocked, RingState::Sealing);
        self.hold_key(unlocked, WORK);
        drop(turn);
        self.mend_ring().await;
        Ok(())
    }

    /// Begins to store the namespace's records in the clear again. [`convert`](Self::convert) does the
    /// rest.
    ///
    /// # Errors
    ///
    /// If the archive can't be written, and nothing has changed then; [`StoreError::Outdated`] if all
    /// is not sealed yet, or if another page has changed the ring.
    pub async fn begin_opening(&self, ring: &KeyRing) -> Result<(), StoreError> {
        if ring.state() != RingState::Sealed {
            return Err(StoreError::Outdated);
        }
        self.turn(ring, ring.clone().in_state(RingState::Opening))
            .await
    }

    /// Stores a ring with other slots for the same key, as for another passphrase. No record changes.
    ///
    /// # Errors
    ///
    /// If the archive can't be written, and the old ring is there then; [`StoreError::Outdated`] if
    /// `old` isn't the stored one, or while it is being changed.
    pub async fn replace_ring(&self, old: &KeyRing, new: KeyRing) -> Result<(), StoreError> {
        if new.state() != old.state() || new.seq() <= old.seq() {
            return Err(StoreError::Outdated);
        }
        self.turn(old, new).await
    }

    /// Has archive and journal hold the same ring, in case one of them is lost, and the journal's epoch
    /// in the form of now. Called after each change of the ring, and by a claim. If it fails, the next
    /// claim does it.
    pub(in crate::store) async fn mend_ring(&self) {
        let (table, key) = ring_key();
        let Some(journal) = self.before().cloned() else {
            return;
        };
        let Ok(stored) = self.archive().get(table, &key).await else {
            return;
        };
        let Ok(copy) = journal.get(table, &key) else {
            return;
        };
        let is_damaged = |ring: &Vec<u8>| matches!(decode(ring), Err(StoreError::Damaged));
        match (stored.filter(|ring| !is_damaged(ring)), copy) {
            (Some(stored), copy) if copy.as_ref() != Some(&stored) => {
                journal.put(table, &key, Some(&stored)).ok();
            }
            // The archive was deleted and begun anew, or its ring can't be read any more.
            (None, Some(copy)) if !is_damaged(&copy) => self.put_ring_back(copy).await,
            _ => {}
        }
        let (table, key) = epoch_key();
        if let (Ok(Some(_)), Some(epoch)) = (journal.get(table, &key), self.epoch()) {
            self.fence_journal(epoch);
        }
    }

    async fn put_ring_back(&self, copy: Vec<u8>) {
        let decide = |found: &Snapshot, changes: &mut ChangeSet<'_>| {
            self.fence(found)?;
            changes.put_ring(copy);
            Ok(())
        };
        self.update(Reads::epoch(), decide).await.ok();
    }

    /// Ends sealing or opening, as `state` says: all records have the new form. Returns the ring that remains, which
    /// may have got other slots meanwhile.
    pub(super) async fn end_turn(&self, state: RingState) -> Result<Option<KeyRing>, StoreError> {
        let ring = self.key_ring().await?;
        match (state, ring) {
            (RingState::Opening, Some(ring)) if ring.state() == state => {
                self.turn(&ring, ring.clone().off()).await?;
                self.forget_codec();
                Ok(None)
            }
            (RingState::Sealing, Some(ring)) if ring.state() == state => {
                let sealed = ring.clone().in_state(RingState::Sealed);
                self.turn(&ring, sealed.clone()).await?;
                Ok(Some(sealed))
            }
            // Ended already.
            (RingState::Opening, None) => Ok(None),
            (RingState::Sealing, Some(ring)) if ring.state() == RingState::Sealed => Ok(Some(ring)),
            _ => Err(StoreError::Outdated),
        }
    }

    fn begin_turn(&self) -> Result<Turn<'_>, StoreError> {
        match self.turns().replace(true) {
            true => Err(StoreError::Outdated),
            false => Ok(Turn(self.turns())),
        }
    }

    /// Replaces the ring by one in the same or in another state, and the codec with it.
    async fn turn(&self, old: &KeyRing, new: KeyRing) -> Result<(), StoreError> {
        let unlocked = self.unlocked().ok_or(StoreError::Locked)?;
        let turn = self.begin_turn()?;
        let before = self.codec();
        let state = new.state();
        // Both forms are read until the transaction has ended, in whichever way.
        if (old.state(), state) == (RingState::Sealed, RingState::Opening) {
            self.use_codec(&unlocked, RingState::Sealing);
        }
        let turned = self.change_ring(Some(old), new, &unlocked).await;
        match &turned {
            // Locked meanwhile: the key doesn't come back.
            _ if self.unlocked().is_none() => {}
            Ok(()) => self.use_codec(&unlocked, state),
            Err(_) => self.set_codec(before),
        }
        drop(turn);
        turned?;
        self.mend_ring().await;
        Ok(())
    }

    /// Writes the ring, and the epoch in the form of its state. Fails if the stored ring isn't `old`.
    async fn change_ring(
        &self,
        old: Option<&KeyRing>,
        new: KeyRing,
        unlocked: &Unlocked,
    ) -> Result<(), StoreError> {
        let reads = Reads::epoch();
        let mut keys = reads.keys();
        keys.push(ring_key());
        let form = SealingCodec::new(unlocked.clone(), new.state());
        let body = move |mut found: Vec<Option<Vec<u8>>>| {
            let stored = found.pop().flatten();
            let stored = match stored.as_deref().map(decode).transpose() {
                // `old` is the journal's copy.
                Err(StoreError::Damaged) if old.is_some() => None,
                stored => stored?,
            };
            let snapshot = Snapshot::of(&*self.codec(), reads, found)?;
            self.fence(&snapshot)?;
            let new = match (&stored, old) {
                (Some(stored), Some(old)) if stored == old => new,
                // Switched on again, or the archive was deleted.
                (Some(stored), None) if stored.state() == RingState::Off => new.after(stored),
                (None, _) => new,
                (Some(_), _) => return Err(StoreError::Outdated),
            };
            let mut changes = ChangeSet::new(&form);
            changes.put_epoch(snapshot.epoch.unwrap_or(0));
            changes.put_ring(new.encode());
            Ok(changes.into_changes())
        };
        let changed = self.archive().update(keys, Box::new(body)).await;
        if let Err(error) = &changed {
            self.handle_transaction_error(error);
        }
        changed
    }

    fn use_codec(&self, unlocked: &Unlocked, state: RingState) {
        self.set_codec(Rc::new(SealingCodec::new(unlocked.clone(), state)));
    }

    /// Reads and writes plain records from now on.
    fn forget_codec(&self) {
        self.set_codec(Rc::new(Plain));
        self.drop_key();
    }
}

/// Whether there is anything that it seals.
fn seals(ring: &KeyRing) -> bool {
    ring.state() != RingState::Off
}

pub(super) fn decode(stored: &[u8]) -> Result<KeyRing, StoreError> {
    KeyRing::decode(stored).map_err(|error| match error {
        KeyRingError::TooNew(found) => StoreError::TooNew { found },
        KeyRingError::Damaged | KeyRingError::Incomplete => StoreError::Damaged,
    })
}
