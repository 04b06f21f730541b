//! Opening a namespace that may be locked, and what happens when it locks.

use std::rc::Rc;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::session::{Late, LocalFuture, Locked, Part, Workspace, given_key, times_locked};
use crate::store::leader::Locks;
use crate::store::{Namespace, Store};
use crate::ui::dom::{close_dialogs, leave_field};
use crate::ui::page::Page;

use super::ElementBridge;

/// Asks the host page for its key, and unlocks the element's namespace with it. Resolves to whether that
/// worked.
pub(in crate::ui) static HOST_UNLOCKS: Late<fn(ElementBridge) -> LocalFuture<bool>> =
    Late::new(Part::Lock);

impl ElementBridge {
    /// Loads what unlocks while the archive opens, if the namespace seems to be sealed.
    pub(super) fn load_ahead(self, namespace: &Namespace) {
        if Store::seems_sealed(namespace) {
            spawn_local(async {
                // Who needs it hears what is wrong.
                Part::Lock.load().await;
            });
        }
    }

    /// Opens a namespace and shows it.
    pub(in crate::ui) fn open(self, namespace: Namespace) {
        self.open_by(namespace, true);
    }

    /// The same. `may_ask` says whether the host page may be asked for its key: not once it has given it.
    fn open_by(self, namespace: Namespace, may_ask: bool) {
        let locks = times_locked();
        self.wanted.set_value(Some(namespace.clone()));
        let asked = namespace.clone();
        Workspace::open(
            namespace,
            self.locks.try_get_value().flatten(),
            move |visit| match visit {
                Ok(visit) => spawn_local(async move {
                    if let Some(visit) = self.opened(visit).await {
                        visit.end().await;
                    }
                }),
                Err(Locked) => {
                    let wanted = self.wanted.try_get_value().flatten();
                    if wanted.as_ref() != Some(&asked) {
                        return;
                    }
                    if may_ask && times_locked() == locks {
                        self.meet_lock();
                    } else {
                        self.show_lock();
                    }
                }
            },
        );
    }

    /// Unlocks by the host page's key where that gives one; else the lock screen shows.
    pub(in crate::ui) fn meet_lock(self) {
        let gives_key = self.setup.try_with_untracked(|setup| setup.gives_key);
        if gives_key != Some(true) {
            self.show_lock();
            return;
        }
        spawn_local(async move {
            Part::Lock.load().await;
            let opens = match HOST_UNLOCKS.get() {
                Some(unlock) => unlock(self).await,
                None => false,
            };
            self.key_failed.try_set(!opens);
            if opens {
                self.reopen();
            } else {
                self.error("key");
                self.show_lock();
            }
        });
    }

    /// Goes on with what nobody waits for any more.
    pub(in crate::ui) fn go_on(self, asking: LocalFuture<bool>) {
        spawn_local(async move {
            asking.await;
        });
    }

    /// Asks the host page for its key, by the slot's name; `None` if it gives none.
    pub(in crate::ui) async fn ask_key(self, slot: &str) -> Option<Vec<u8>> {
        let ask = self.key.try_get_value().flatten()?;
        let namespace = self.wanted()?.namespace;
        let promise = ask.call2(&JsValue::NULL, &namespace.as_str().into(), &slot.into());
        let promise: Promise = promise.ok()?.dyn_into().ok()?;
        given_key(JsFuture::from(promise).await.ok()?)
    }

    /// Shows the lock screen, also in the place of another namespace, such as the examples that someone comes back from.
    fn show_lock(self) {
        self.namespace.try_set(None);
        self.current.try_set(None);
        self.leave();
        self.locked.try_set(true);
    }

    /// Takes what shows off the page, as its namespace locks. What is typed counts and is saved; the place stays, so
    /// that whoever unlocks is there again.
    pub(super) fn close(self) {
        let edited = untrack(|| self.edited());
        close_dialogs(self.root);
        leave_field(self.root);
        if let Some(handle) = self.current.try_get_untracked().flatten() {
            handle.commit_typing();
        }
        self.travel.forget();
        if let (Some(id), Some(Page::Canvas(None))) = (edited, self.page.try_get_untracked()) {
            self.page.try_set(Page::Canvas(Some(id)));
        }
        self.namespace.try_set(None);
        self.current.try_set(None);
        self.failed.try_set(None);
        self.key_failed.try_set(false);
        self.locked.try_set(true);
        if let Some(visit) = self.end_visit() {
            spawn_local(visit.end());
        }
    }

    /// The namespace that this element is to show.
    pub(in crate::ui) fn wanted(self) -> Option<Namespace> {
        self.wanted.try_get_value().flatten()
    }

    /// Opens its namespace anew, as it has just been unlocked, or isn't sealed any more. Found locked all the same, it
    /// shows the lock screen: another key from the host page would do no more.
    pub(in crate::ui) fn reopen(self) {
        if let Some(namespace) = self.wanted() {
            self.open_by(namespace, false);
        }
    }

    /// Opens its namespace, of which nothing is left on this device: at the overview, but for an element of a host page,
    /// which stays where its attributes want it.
    pub(in crate::ui) fn start_empty(self) {
        if self.setup.with_untracked(|setup| setup.standalone) {
            self.page.set(Page::Overview);
        }
        self.reopen();
    }

    /// The locks of the page.
    pub(in crate::ui) fn page_locks(self) -> Option<Rc<dyn Locks>> {
        let locks = self.locks.try_get_value().flatten()?;
        Some(Rc::new(locks))
    }

    /// Whether its namespace is locked.
    #[must_use]
    pub fn is_locked(self) -> bool {
        self.locked.try_get_untracked() == Some(true)
    }
}
