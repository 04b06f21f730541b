//! Replaces the document by one from elsewhere: load, import, another page, host page or server.

use std::rc::Rc;

use crate::domain::Canvas;
use crate::session::history::History;
use crate::session::services::ReadOnly;
use crate::store::FROM_HOST;

use super::OpenCanvas;

/// Where a replacing document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The user, by an import: saved.
    User,
    /// The host page: saved.
    Host,
    /// Another page or the server: shown but not saved again.
    Remote,
    /// The store, when a document is opened.
    Restore,
}

impl OpenCanvas {
    /// Replaces the document. The only entry for load, import, other pages, host page and server;
    /// `source` decides whether it is saved and whether undo is cleared.
    ///
    /// Who was erased for good stays so, and what could be undone goes where it could bring somebody back.
    pub fn replace(self: &Rc<Self>, mut canvas: Canvas, source: Source) {
        let shown = self.canvas.replace(Canvas::new(canvas.id.clone()));
        if shown.id == canvas.id {
            canvas.forget_erased(Some(&shown));
        }
        let erases = shown.erased_people().ne(canvas.erased_people());
        *self.canvas.borrow_mut() = canvas;
        self.count_change();
        if erases || matches!(source, Source::Restore) {
            *self.history.borrow_mut() = History::default();
        }
        self.recompute();
        self.triggers.notify_all();
        self.show_steps();
        if matches!(source, Source::User | Source::Host) {
            self.changed();
        }
    }

    /// Replaces the document by the host page's version; the old one is kept among the versions by
    /// the same save.
    ///
    /// # Errors
    ///
    /// [`ReadOnly`] if this page isn't the leader, or the server has a version that can't be read.
    /// The `readonly` attribute restricts the user, not the page that sets it.
    pub fn accept(self: &Rc<Self>, canvas: Canvas) -> Result<(), ReadOnly> {
        if let Some(why) = self.services.read_only().or_else(|| self.unread()) {
            return Err(why);
        }
        let mut old = self.snapshot();
        if old == canvas {
            return Ok(());
        }
        old.forget_erased(Some(&canvas));
        if !self.autosave.is_untouched() {
            self.services.store().keep_aside(&old, FROM_HOST);
        }
        self.replace(canvas, Source::Host);
        // Without a pause, so that the archive gets the old version and the new one in one
        // transaction.
        self.flush();
        Ok(())
    }

    /// The document for sync to merge with; `None` if it was never edited, so that the remote
    /// version simply replaces it.
    pub(in crate::session) fn current(&self) -> Option<Canvas> {
        (!self.autosave.is_untouched()).then(|| self.snapshot())
    }

    /// Replaces the document by sync's merge result, which is stored already, apart from edits that
    /// are waiting to be saved.
    pub(in crate::session) fn adopt(self: &Rc<Self>, canvas: Canvas) {
        // Before the replacement, so that a focused field can tell a remote value from its own.
        self.remote.set(self.remote.get().wrapping_add(1));
        self.replace(canvas, Source::Remote);
        self.autosave.adopted();
    }

    /// Replaces the document by the archive's version and cancels the pending save.
    pub(in crate::session) fn reload(self: &Rc<Self>, canvas: Canvas) {
        self.replace(canvas, Source::Remote);
        self.autosave.reloaded();
    }
}
