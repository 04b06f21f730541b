//! Making a team key, joining by a code, and what else is done with the keys of a team.

use std::rc::Rc;

use leptos::prelude::GetUntracked;

use crate::crypto::{Invitation, TeamKey, TeamRing};
use crate::domain::DocumentId;
use crate::session::services::Role;
use crate::session::sync::equip::{REMOVE_SEALED, TAKE_OVER};
use crate::session::vault;
use crate::session::workspace::Workspace;
use crate::store::{StoreError, Team};

use super::equip::{host_key, with_host};

/// Whether and how a team is encrypted, as this device knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TeamState {
    /// It isn't read yet.
    #[default]
    Unknown,
    /// What the team exchanges is readable on the server.
    Plain,
    /// It is sealed, and this device doesn't have the current key.
    NoKey,
    /// It is sealed.
    Sealed {
        /// The current key's name.
        kid: String,
        /// How many keys there were.
        keys: usize,
        /// Whether the key is stored on this device; else the host page gives it.
        stored: bool,
        /// Whether what older keys have sealed is sealed anew.
        reseals: bool,
    },
}

/// Why nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamError {
    /// The browser gives no random numbers.
    NoCrypto,
    /// What this device stores isn't sealed: a team key on it would be readable.
    NotSealed,
    /// The host page gives no key.
    NoHostKey,
    /// The team is encrypted, as far as this device knows.
    Encrypted,
    /// Another page writes, or storage refuses.
    Storage(StoreError),
}

impl Workspace {
    /// Whether and how the team is encrypted.
    pub async fn team_state(&self) -> TeamState {
        match self.store().team().await {
            Ok(team) => state(&team),
            Err(_) => TeamState::Unknown,
        }
    }

    /// A new key for the team, with the number after that of the current one. It is stored nowhere yet.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn new_team_key(&self) -> Result<TeamKey, TeamError> {
        self.refuse_plain()?;
        let team = self.store().team().await.map_err(TeamError::Storage)?;
        let number = team.ring().map_or(0, TeamRing::number);
        let bytes = vault::random_key(self.environment()).ok_or(TeamError::NoCrypto)?;
        Ok(TeamKey::new(number.saturating_add(1), bytes))
    }

    /// The current key, to be shown to a colleague; `None` if this device doesn't store it.
    pub async fn team_key(&self) -> Option<TeamKey> {
        let team = self.store().team().await.ok()?;
        let ring = team.ring()?;
        ring.key(ring.current_kid()).cloned()
    }

    /// Stores a key. What is sent from then on is sealed by it, if it is the newest; what the server has in the
    /// clear is sealed in its place, and what an older key has sealed stays until [`reseal_all`](Self::reseal_all).
    /// Each step is a transaction of its own, so that a crash between them loses nothing: at the next start sync
    /// goes on.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn use_team_key(self: &Rc<Self>, key: TeamKey) -> Result<(), TeamError> {
        self.refuse_plain()?;
        self.save_all().await;
        self.change_team(|team| {
            Some(match team.ring() {
                Some(ring) => ring.clone().with(key).resealing(false),
                None => TeamRing::new(key),
            })
        })
        .await
    }

    /// Joins a team by the code that a colleague has shown: its key, and its server where none is set yet.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn join_team(self: &Rc<Self>, invitation: Invitation) -> Result<(), TeamError> {
        self.use_team_key(invitation.key).await?;
        if let (Some(url), None) = (invitation.url, self.sync().url())
            && let Some(url) = self.sync().base_url(&url)
        {
            let mut settings = self.sync().settings();
            settings.url = url;
            self.sync().set_settings(settings);
        }
        Ok(())
    }

    /// Encrypts what the team exchanges by the host page's key, which is never stored.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn use_host_team_key(self: &Rc<Self>) -> Result<(), TeamError> {
        let namespace = self.namespace().namespace.as_str().to_owned();
        let given = self.host().team_key(&namespace, None).await;
        let key = given.as_deref().and_then(|it| host_key(it));
        let key = key.ok_or(TeamError::NoHostKey)?;
        // A page that knows no keys of a team gives another for each name: colleagues would never get this one.
        let again = self.host().team_key(&namespace, Some(key.kid())).await;
        if again.as_deref().and_then(|it| host_key(it)).as_ref() != Some(&key) {
            return Err(TeamError::NoHostKey);
        }
        self.save_all().await;
        self.change_team(|team| Some(with_host(team.ring(), &key)))
            .await
    }

    /// Has everything that an older key has sealed sealed anew. Sync does it, and goes on after a crash.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn reseal_all(self: &Rc<Self>) -> Result<(), TeamError> {
        self.change_team(|team| Some(team.ring()?.clone().resealing(true)))
            .await
    }

    /// Removes the team's keys from this device. Its canvases stay, and nothing is exchanged until someone types
    /// the code again.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn forget_team_keys(self: &Rc<Self>) -> Result<(), TeamError> {
        self.save_all().await;
        self.change_team(|team| Some(team.ring()?.clone().forgotten()))
            .await
    }

    /// Takes over what was set aside for being in the clear, and sends it sealed.
    ///
    /// # Errors
    ///
    /// [`TeamError`].
    pub async fn take_over_clear(self: &Rc<Self>, id: &DocumentId) -> Result<(), TeamError> {
        self.refuse_other_page()?;
        self.save_all().await;
        // What was set aside came by what syncs, so that is there.
        let take_over = TAKE_OVER.get();
        let take_over = take_over.ok_or(TeamError::Storage(StoreError::Closed))?;
        let taken = take_over(self.store(), self.live(), id).await;
        taken.map_err(TeamError::Storage)?;
        self.library().refresh().await;
        self.sync().restart();
        Ok(())
    }

    /// Has a record that is sealed by a key that isn't here removed from the server; the canvas that is here is sent
    /// in its place.
    ///
    /// # Errors
    ///
    /// [`TeamError::Encrypted`] if the team is encrypted, or everything else on the server is sealed too;
    /// [`TeamError::Storage`].
    pub async fn remove_sealed(self: &Rc<Self>, id: &DocumentId) -> Result<(), TeamError> {
        self.refuse_other_page()?;
        // What is unread came by what syncs, so that is there.
        let remove = REMOVE_SEALED.get();
        let remove = remove.ok_or(TeamError::Storage(StoreError::Closed))?;
        let removed = remove(self.store(), id).await;
        if !removed.map_err(TeamError::Storage)? {
            return Err(TeamError::Encrypted);
        }
        self.sync().restart();
        Ok(())
    }

    async fn change_team(
        self: &Rc<Self>,
        change: impl FnOnce(&Team) -> Option<TeamRing>,
    ) -> Result<(), TeamError> {
        self.refuse_other_page()?;
        let changed = self.store().change_team(change).await;
        changed.map_err(TeamError::Storage)?;
        self.sync().restart();
        Ok(())
    }

    /// A team key is only stored where the device's own key seals it.
    fn refuse_plain(&self) -> Result<(), TeamError> {
        if self.is_sealed().get_untracked() {
            Ok(())
        } else {
            Err(TeamError::NotSealed)
        }
    }

    fn refuse_other_page(&self) -> Result<(), TeamError> {
        match self.role().get_untracked() {
            Role::Leader => Ok(()),
            Role::Follower | Role::TakingOver | Role::TooNew => {
                Err(TeamError::Storage(StoreError::Fenced))
            }
        }
    }
}

fn state(team: &Team) -> TeamState {
    match team.ring() {
        _ if !team.is_encrypted() => TeamState::Plain,
        Some(ring) if team.has_key() || ring.key(ring.current_kid()).is_some() => {
            TeamState::Sealed {
                kid: ring.current_kid().to_owned(),
                keys: ring.kids().count(),
                stored: ring.key(ring.current_kid()).is_some(),
                reseals: ring.reseals(),
            }
        }
        _ => TeamState::NoKey,
    }
}
