//! What a host page gives a namespace, and what it may ask of it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Promise};
use leptos::prelude::{ArcRwSignal, GetUntracked};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::domain::{Canvas, canonical};

use super::shared::{ReadOnly, SaveStatus, Shared, Source};
use super::workspace::Workspace;

/// Why the history keeps a version that the host page has replaced.
const FROM_HOST: &str = "portaal";

/// Syncs now; an error is a code for the host page.
pub type SyncNow = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), String>>>>>;

/// The host page's side of a namespace.
#[derive(Default)]
pub struct HostPage {
    token: RefCell<Option<Function>>,
    sync_now: RefCell<Option<SyncNow>>,
    /// How syncing stands, in a word for the host page; `None` where nothing syncs.
    pub sync_state: ArcRwSignal<Option<&'static str>>,
}

impl HostPage {
    /// Takes the function that gives a token: the last element that has one counts.
    pub fn give_token(&self, source: Function) {
        self.token.replace(Some(source));
    }

    /// Asks the host page for a token, each time anew as tokens expire; `None` where it gives none.
    pub async fn token(&self) -> Option<String> {
        let source = self.token.borrow().clone()?;
        let answer = source.call0(&JsValue::NULL).ok()?;
        let promise: Promise = answer.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.as_string()
    }

    /// Lets the host page sync by hand.
    pub fn offer_sync(&self, run: SyncNow) {
        self.sync_now.replace(Some(run));
    }

    /// Syncs now, where the namespace syncs at all.
    ///
    /// # Errors
    ///
    /// A code for the host page.
    pub async fn sync(&self) -> Result<(), String> {
        let run = self.sync_now.borrow().clone();
        match run {
            Some(run) => run().await,
            None => Err("no-sync".to_owned()),
        }
    }
}

impl Shared {
    /// Puts the host page's version in place; the old one goes into the history with the same save.
    ///
    /// # Errors
    ///
    /// [`ReadOnly::Follower`] where another page writes. The `readonly` attribute binds the person,
    /// not the page that sets it.
    pub fn accept(self: &Rc<Self>, canvas: Canvas) -> Result<(), ReadOnly> {
        if !self.workspace.may_write() {
            return Err(ReadOnly::Follower);
        }
        let old = self.snapshot();
        if old == canvas {
            return Ok(());
        }
        if self.status.get_untracked() != SaveStatus::Untouched {
            self.workspace.store.keep_aside(&old, FROM_HOST);
        }
        self.replace(canvas, Source::Host);
        // At once: only the archive has the old version and the new one in one transaction.
        self.flush();
        Ok(())
    }

    /// Whether the last edits are not in the archive: on their way, or refused by it.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.is_dirty() || matches!(self.status.get_untracked(), SaveStatus::Failed(_))
    }
}

impl Workspace {
    /// Saves what can still be saved while the module dies: to the journal, or where nothing is kept
    /// on this device, to whoever `keep` hands it to. What is just being changed is left as it was.
    pub fn rescue(keep: &mut dyn FnMut(String)) {
        for workspace in Self::all_at_once() {
            for shared in workspace.all_open() {
                let Ok(canvas) = shared.canvas.try_borrow() else {
                    continue;
                };
                if workspace.keeps_nothing() {
                    keep(canonical(&*canvas));
                } else if shared.is_unsaved() && workspace.may_write() {
                    drop(workspace.store.journal(&canvas));
                }
            }
        }
    }
}
