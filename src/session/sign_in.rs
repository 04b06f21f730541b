//! Where to sync, and how to sign in there: from the host page, or as set on this device.

use serde::{Deserialize, Serialize};

use crate::store::Store;
use crate::sync::http::{self, SignIn};

use super::workspace::Workspace;

const SETTING: &str = "sync";

/// What is set on this device. The password is kept only where that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncSettings {
    /// The server's address; empty for none.
    #[serde(default)]
    pub url: String,
    /// Whether a name and a password are needed.
    #[serde(default)]
    pub password_needed: bool,
    /// The name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The password.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub password: String,
    /// Whether name and password outlive the page.
    #[serde(default)]
    pub remember: bool,
}

impl SyncSettings {
    pub(super) fn read(store: &Store) -> Self {
        let text = store.setting(SETTING).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Keeps what may be kept; `false` when the browser keeps no settings.
    fn keep(&self, store: &Store) -> bool {
        let mut kept = self.clone();
        if !kept.remember {
            (kept.name, kept.password) = (String::new(), String::new());
        }
        let text = serde_json::to_string(&kept).unwrap_or_default();
        let nothing = kept == Self::default();
        store
            .set_setting(SETTING, Some(text.as_str()).filter(|_| !nothing))
            .is_ok()
    }

    /// How to sign in with these; nothing where the person has yet to say.
    #[must_use]
    pub fn sign_in(&self) -> Option<SignIn> {
        if !self.password_needed {
            return Some(SignIn::Cookie);
        }
        (!self.name.is_empty()).then(|| SignIn::basic(&self.name, &self.password))
    }
}

impl Workspace {
    /// Where the canvases are synced, and whether the host page says so.
    #[must_use]
    pub fn sync_url(&self) -> Option<(String, bool)> {
        let given = self.sync.host_url.borrow().clone()?;
        if let Some(url) = given {
            return Some((url, true));
        }
        let own = self.sync.settings.borrow().url.clone();
        (!own.is_empty()).then_some((own, false))
    }

    /// What is set on this device.
    #[must_use]
    pub fn sync_settings(&self) -> SyncSettings {
        self.sync.settings.borrow().clone()
    }

    /// Takes over what someone has set, and syncs by it; `false` when the browser won't keep it.
    pub fn set_sync(&self, settings: SyncSettings) -> bool {
        let kept = settings.keep(&self.store);
        self.sync.settings.replace(settings);
        self.sync_changed();
        kept
    }

    /// How to sign in at the address that is synced with: a password goes only to the address that
    /// it was given for, the host page's token only to the host page's address.
    pub(super) async fn sign_in(&self) -> Option<SignIn> {
        let (url, from_host) = self.sync_url()?;
        let settings = self.sync_settings();
        if from_host {
            if let Some(token) = self.host.token().await {
                return Some(SignIn::bearer(&token));
            }
            if settings.url != url {
                return Some(SignIn::Nobody);
            }
        }
        settings.sign_in()
    }

    /// An element on the page names the address to sync with, or none; whether it can be used.
    pub fn host_url(&self, url: Option<&str>) -> bool {
        let named = url.filter(|url| !url.trim().is_empty());
        let url = named.and_then(http::base_url);
        let good = url.is_some() || named.is_none();
        let other = self.sync.host_url.replace(Some(url.clone())) != Some(url);
        if other {
            self.sync_changed();
        }
        good
    }

    /// The same for an element that joins: where it names no address, the one before it counts.
    pub fn join_host_url(&self, url: Option<&str>) -> bool {
        let told = self.sync.host_url.borrow().is_some();
        (told && url.is_none()) || self.host_url(url)
    }
}
