//! Sealing an open namespace, opening it for good, and other secrets for its key.

use std::rc::Rc;

use crate::crypto::{KeyRing, RecoveryCode, RingState, Slot, SlotKind, TeamRing};
use crate::session::keys;
use crate::session::services::Role;
use crate::session::workspace::Workspace;
use crate::store::{Message, Progress, StoreError};

use leptos::prelude::GetUntracked;

use super::new_ring::{NewRing, SealError, passphrase_slot, recovery_code, recovery_slot};
use super::{fresh, unlocking, watch};

impl Workspace {
    /// Seals all that is stored, in place. The namespace stays open, and can be used meanwhile. After a crash
    /// [`resume_sealing`](Self::resume_sealing) goes on.
    ///
    /// # Errors
    ///
    /// If another page writes or storage refuses, and nothing has changed then; [`StoreError::Outdated`] if it is
    /// sealed, or is being sealed. [`SealError::Stopped`] once the ring is in force.
    pub async fn seal(
        self: &Rc<Self>,
        new: &NewRing,
        report: impl FnMut(Progress),
    ) -> Result<(), SealError> {
        self.refuse_follower()?;
        self.save_all().await;
        let begun = self.store().begin_sealing(new.ring(), new.unlocked()).await;
        begun.map_err(SealError::Storage)?;
        let of = self.namespace().clone();
        watch::hold(self.environment(), self.store(), of, new.unlocked());
        self.set_sealed(true);
        self.store().channel().post(&Message::Rekeyed);
        self.begin_converting(report).await
    }

    /// Stores everything in the clear again. Goes on with it, if it was begun.
    ///
    /// # Errors
    ///
    /// As [`seal`](Self::seal).
    pub async fn unseal(self: &Rc<Self>, report: impl FnMut(Progress)) -> Result<(), SealError> {
        self.refuse_follower()?;
        let team = self.store().team().await.map_err(SealError::Storage)?;
        if team.ring().is_some_and(TeamRing::stores_any) {
            return Err(SealError::HasTeamKey);
        }
        self.save_all().await;
        let ring = self.ring().await?;
        if ring.state() == RingState::Opening {
            return self.convert(report).await;
        }
        let begun = self.store().begin_opening(&ring).await;
        begun.map_err(SealError::Storage)?;
        self.store().channel().post(&Message::Rekeyed);
        self.begin_converting(report).await
    }

    /// Goes on with what a crash has ended. Returns whether nothing of it is left: not while another page writes.
    ///
    /// # Errors
    ///
    /// As [`seal`](Self::seal).
    pub async fn resume_sealing(
        self: &Rc<Self>,
        report: impl FnMut(Progress),
    ) -> Result<bool, SealError> {
        if self.refuse_follower().is_err() {
            return Ok(false);
        }
        self.convert(report).await.map(|()| true)
    }

    /// Waits until all is sealed, where storage had stopped it. Resolves to whether it is: not if the page locks first.
    pub async fn sealing_ended(self: &Rc<Self>) -> bool {
        while keys::key_of(self.namespace()).is_some() {
            if self.ring().await.map(|ring| ring.state()) == Ok(RingState::Sealed) {
                return true;
            }
            self.environment().sleep(unlocking::AGAIN).await;
        }
        false
    }

    /// The kinds of secrets that open the namespace.
    ///
    /// # Errors
    ///
    /// If the key ring can't be read.
    pub async fn secrets(&self) -> Result<Vec<SlotKind>, SealError> {
        let ring = self.ring().await?;
        Ok(ring.slots().iter().filter_map(Slot::kind).collect())
    }

    /// Sets another passphrase, which wraps the same key anew: no record changes. The old one opens nothing any
    /// more.
    ///
    /// # Errors
    ///
    /// [`SealError`]; the old one is in force then.
    pub async fn change_passphrase(&self, passphrase: &str) -> Result<(), SealError> {
        let key = self.key()?;
        let slot = passphrase_slot(self.environment(), passphrase, &key).await?;
        self.replace(SlotKind::Passphrase, slot).await
    }

    /// Sets another recovery code. The sheet with the old one opens nothing any more.
    ///
    /// # Errors
    ///
    /// [`SealError`]; the old one is in force then.
    pub async fn change_recovery_code(&self, code: &RecoveryCode) -> Result<(), SealError> {
        let key = self.key()?;
        let slot = recovery_slot(self.environment(), code, &key)?;
        self.replace(SlotKind::Recovery, slot).await
    }

    /// A new recovery code, which opens nothing yet; `None` if the browser gives no random numbers.
    #[must_use]
    pub fn new_recovery_code(&self) -> Option<RecoveryCode> {
        let environment = self.environment();
        fresh::is_random(environment).then(|| recovery_code(environment))
    }

    /// 16 random bits.
    #[must_use]
    pub fn random_u16(&self) -> u16 {
        let [.., a, b] = self.environment().random().to_be_bytes();
        u16::from_be_bytes([a, b])
    }

    /// The name of a slot for the host page.
    #[must_use]
    pub fn new_host_slot(&self) -> String {
        fresh::slot_id(self.environment())
    }

    pub(super) async fn replace(&self, kind: SlotKind, slot: Slot) -> Result<(), SealError> {
        self.refuse_follower()?;
        let ring = self.ring().await?;
        let old = ring.slots_of(kind).next().map(|slot| slot.id().to_owned());
        let new = match old {
            Some(old) => ring.clone().replacing(&old, slot)?,
            None => ring.clone().with(slot),
        };
        let replaced = self.store().replace_ring(&ring, new).await;
        replaced.map_err(SealError::Storage)
    }

    /// Converts; where storage refuses it, the page tries again until it is done.
    async fn begin_converting(
        self: &Rc<Self>,
        report: impl FnMut(Progress),
    ) -> Result<(), SealError> {
        let converted = self.convert(report).await;
        if converted.is_err() {
            let (environment, namespace) = (self.environment(), self.namespace().clone());
            environment.spawn(unlocking::resume(environment, namespace));
        }
        converted
    }

    async fn convert(self: &Rc<Self>, report: impl FnMut(Progress)) -> Result<(), SealError> {
        let left = self.store().convert(report).await;
        let left = left.map_err(SealError::Stopped)?;
        if left.is_none() {
            keys::forget(self.namespace());
            self.set_sealed(false);
            self.store().channel().post(&Message::Rekeyed);
        }
        Ok(())
    }

    pub(super) async fn ring(&self) -> Result<KeyRing, SealError> {
        let ring = self.store().key_ring().await;
        let ring = ring.map_err(SealError::Storage)?;
        ring.ok_or(SealError::Storage(StoreError::Outdated))
    }

    pub(super) fn key(&self) -> Result<crate::crypto::DeviceKey, SealError> {
        let held = keys::key_of(self.namespace());
        let held = held.ok_or(SealError::Storage(StoreError::Locked))?;
        Ok(held.key)
    }

    pub(super) fn refuse_follower(&self) -> Result<(), SealError> {
        match self.role().get_untracked() {
            Role::Leader => Ok(()),
            Role::Follower | Role::TakingOver | Role::TooNew => {
                Err(SealError::Storage(StoreError::Fenced))
            }
        }
    }
}
