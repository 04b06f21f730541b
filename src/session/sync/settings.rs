//! The server to sync with and how to sign in there: from the host page, or as set on this device.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::session::host::HostPage;
use crate::session::services::Services;
use crate::store::Store;
use crate::sync::http::SignIn;

const SETTING: &str = "sync";

/// The sync settings of this device. Name and password are stored only if `remember` is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncSettings {
    /// The server's address as the user typed it; empty for none.
    #[serde(default)]
    pub url: String,
    /// Whether the server requires a name and a password.
    #[serde(default)]
    pub password_needed: bool,
    /// The name to sign in with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The password to sign in with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub password: String,
    /// Whether name and password are stored on this device.
    #[serde(default)]
    pub remember: bool,
}

impl SyncSettings {
    fn read(store: &Store) -> Self {
        let text = store.setting(SETTING).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Stores the settings, without name and password unless `remember` is set. Returns `false` if
    /// the browser can't store them.
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

    /// The sign-in that these settings describe; `None` if the user has yet to enter a name.
    #[must_use]
    pub fn sign_in(&self) -> Option<SignIn> {
        if !self.password_needed {
            return Some(SignIn::Cookie);
        }
        (!self.name.is_empty()).then(|| SignIn::basic(&self.name, &self.password))
    }
}

/// The server that a namespace is synced with, from the host page or the settings.
pub(super) struct SyncTarget {
    services: Rc<Services>,
    host: Rc<HostPage>,
    settings: RefCell<SyncSettings>,
    /// The host page's address; the outer `None` until an element had the chance to set one.
    host_url: RefCell<Option<Option<String>>>,
}

impl SyncTarget {
    pub(super) fn new(services: Rc<Services>, host: Rc<HostPage>) -> Self {
        Self {
            settings: RefCell::new(SyncSettings::read(services.store())),
            services,
            host,
            host_url: RefCell::default(),
        }
    }

    /// The server's address, and whether the host page set it; `None` if there is none, or while an
    /// element may still set one.
    pub(super) fn url(&self) -> Option<(String, bool)> {
        let given = self.host_url.borrow().clone()?;
        if let Some(url) = given {
            return Some((url, true));
        }
        let own = self.settings.borrow().url.clone();
        (!own.is_empty()).then_some((own, false))
    }

    /// The host page.
    pub(super) fn host(&self) -> &Rc<HostPage> {
        &self.host
    }

    /// The sync settings of this device.
    pub(super) fn settings(&self) -> SyncSettings {
        self.settings.borrow().clone()
    }

    /// Applies the settings that the user entered. Returns `false` if the browser can't store them.
    pub(super) fn set_settings(&self, settings: SyncSettings) -> bool {
        let kept = settings.keep(self.services.store());
        self.settings.replace(settings);
        kept
    }

    /// Whether the host page has had the chance to set an address.
    pub(super) fn is_told(&self) -> bool {
        self.host_url.borrow().is_some()
    }

    /// Sets the host page's address, or that it has none. Returns whether that is a change.
    pub(super) fn set_host_url(&self, url: Option<String>) -> bool {
        self.host_url.replace(Some(url.clone())) != Some(url)
    }

    /// The sign-in for the current address. A password is sent only to the address that it was
    /// entered for, the host page's token only to the host page's address. `None` if the user has
    /// yet to enter a name.
    pub(super) async fn sign_in(&self) -> Option<SignIn> {
        let (url, from_host) = self.url()?;
        let settings = self.settings();
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

    /// The sign-in for the current address with other settings: the host page's token if the address
    /// is the host page's, else what the settings say.
    pub(super) async fn sign_in_with(&self, settings: &SyncSettings) -> SignIn {
        let from_host = self.url().is_some_and(|(_, from_host)| from_host);
        let token = if from_host {
            self.host.token().await
        } else {
            None
        };
        match token {
            Some(token) => SignIn::bearer(&token),
            None => settings.sign_in().unwrap_or_default(),
        }
    }
}
