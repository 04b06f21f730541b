//! The host page's document: taken over where it is shown, or put in its place where it isn't.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::domain::{Canvas, DocumentError, DocumentId, canonical, receive_document};
use crate::session::{OpenCanvas, ReadOnly, Workspace};
use crate::store::Namespace;
use crate::ui::page::Page;

use super::ElementBridge;

/// Why the host page's document was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no document; with the place that is wrong, as a path of wire names.
    Invalid(String),
    /// Another document is shown here.
    OtherId,
    /// Another page writes in this namespace.
    ReadOnly,
    /// What is stored by this name can't be opened, with why as a code.
    Failed(&'static str),
}

impl ElementBridge {
    /// The document that is open, or about to be.
    #[must_use]
    pub fn value(self) -> Option<String> {
        let text = |canvas: &Canvas| canonical(canvas);
        let incoming = self.incoming.with_value(|it| it.as_deref().map(text));
        let open = || self.current.get_untracked().map(|handle| handle.peek(text));
        incoming.or_else(open)
    }

    /// Replaces the document that is shown by the host page's. Returns true if it has been replaced, and
    /// false if it will be as soon as that document has opened.
    ///
    /// # Errors
    ///
    /// [`Refused`]; nothing has changed then.
    pub fn set_value(self, text: &str) -> Result<bool, Refused> {
        let canvas = receive_document(text).map_err(|error| Refused::Invalid(path(error)))?;
        if let Some(handle) = self.current.get_untracked() {
            if handle.peek(|shown| shown.id != canvas.id) {
                return Err(Refused::OtherId);
            }
            let taken = handle.with(|open_canvas| open_canvas.accept(canvas));
            return taken.map(|()| true).map_err(denied);
        }
        match self.page.get_untracked() {
            Page::InvalidId => return Err(Refused::OtherId),
            Page::Canvas(Some(id)) if id != canvas.id => return Err(Refused::OtherId),
            _ => {}
        }
        let page = Page::Canvas(Some(canvas.id.clone()));
        let failed = self.failed.get_untracked();
        if let Some(code) = failed.filter(|_| page == self.page.get_untracked()) {
            return Err(Refused::Failed(code));
        }
        self.incoming.set_value(Some(Box::new(canvas)));
        self.show(page);
        Ok(false)
    }

    /// Puts the host page's document in the place of the stored one, which has just opened. One for another
    /// canvas waits: what was opened before may show for a moment after the host page has set it.
    pub(in crate::ui) fn hand_over(self, opened: &Rc<OpenCanvas>) {
        let incoming = self.take_incoming(&opened.id());
        if incoming.is_some_and(|incoming| opened.accept(*incoming).is_err()) {
            self.error("readonly");
        }
    }

    /// Gives the host page's document up, as the stored one can't be shown. The host page gets an event about
    /// that from elsewhere.
    pub(in crate::ui) fn give_up(self, id: &DocumentId) {
        drop(self.take_incoming(id));
    }

    /// Takes the host page's document if it is that of an id.
    fn take_incoming(self, id: &DocumentId) -> Option<Box<Canvas>> {
        let take = |it: &mut Option<Box<Canvas>>| it.take_if(|it| it.id == *id);
        self.incoming.try_update_value(take).flatten()
    }

    /// Puts the host page's document in its place without showing it, where something else is
    /// wanted by now.
    pub(super) fn deliver_unless(self, page: &Page, namespace: Namespace) {
        let stays = |it: &Canvas| *page == Page::Canvas(Some(it.id.clone()));
        let Some(canvas) = self
            .incoming
            .try_update_value(|it| it.take_if(|it| !stays(it)))
            .flatten()
        else {
            return;
        };
        Workspace::open(namespace, self.locks.get_value(), move |visit| {
            let Ok(visit) = visit else {
                return self.error_of(Some(&canvas.id), "locked");
            };
            spawn_local(async move {
                let id = canvas.id.clone();
                if let Err(code) = visit.take_in(*canvas).await {
                    self.error_of(Some(&id), code);
                }
                visit.end().await;
            });
        });
    }
}

fn denied(_: ReadOnly) -> Refused {
    Refused::ReadOnly
}

fn path(error: DocumentError) -> String {
    match error {
        DocumentError::Invalid { path, .. } => path,
        DocumentError::Duplicate { path, .. } | DocumentError::TooDeep { path } => path,
        DocumentError::TooNew { .. } | DocumentError::NotACanvas => "formaat".to_owned(),
        DocumentError::NotJson { .. }
        | DocumentError::NotUtf8 { .. }
        | DocumentError::TooLarge { .. }
        | DocumentError::TooManyItems { .. } => String::new(),
    }
}
