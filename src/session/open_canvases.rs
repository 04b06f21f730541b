//! The canvases that are open on this page; the elements that show one share it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::GetUntracked;

use crate::domain::team::TEAM_ID;
use crate::domain::{Canvas, DocumentId, SortedMap, canonical, limits};
use crate::store::{FROM_JOURNAL, LiveCanvases, Loaded, Notice, StoreError};
use crate::sync::reconcile::refusal_of;

use super::environment::LocalFuture;
use super::open_canvas::OpenCanvas;
use super::open_canvas::replace::Source;
use super::services::Services;

/// The outcome of opening a document.
pub enum OpenResult {
    /// It is open.
    Open(Rc<OpenCanvas>),
    /// It has the format of a newer version of the app; only its text can be exported.
    TooNew {
        /// The stored text.
        raw: String,
    },
    /// It has more items than [`limits::ITEMS`]; it stays stored and its text can be exported.
    TooLarge {
        /// The document as canonical JSON.
        raw: String,
        /// The number of actions, lines, persons, grades and conflicts.
        items: usize,
    },
    /// Only the server has it, in a form that this version can't read; its text can be exported.
    Unreadable {
        /// The server's text.
        raw: String,
    },
    /// The stored text can't be parsed; it was set aside and can be exported.
    Damaged {
        /// The stored text.
        raw: String,
    },
    /// There is no such document on this device.
    Absent,
}

/// The open canvases of a namespace. A canvas is open for as long as there is an `Rc` of it.
pub(super) struct OpenCanvases {
    services: Rc<Services>,
    open: RefCell<SortedMap<DocumentId, Weak<OpenCanvas>>>,
}

impl OpenCanvases {
    pub(super) fn new(services: Rc<Services>) -> Self {
        Self {
            services,
            open: RefCell::default(),
        }
    }

    /// The canvas, if it is open.
    pub(super) fn get(&self, id: &DocumentId) -> Option<Rc<OpenCanvas>> {
        self.open.borrow().get(id).and_then(Weak::upgrade)
    }

    /// All open canvases.
    pub(super) fn all(&self) -> Vec<Rc<OpenCanvas>> {
        self.open
            .borrow()
            .values()
            .filter_map(Weak::upgrade)
            .collect()
    }

    /// A copy of a canvas, open or stored; `None` if it doesn't exist or can't be read.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub(super) async fn snapshot(&self, id: &DocumentId) -> Result<Option<Canvas>, StoreError> {
        if let Some(open_canvas) = self.get(id) {
            return Ok(Some(open_canvas.snapshot()));
        }
        Ok(match self.services.store().load(id).await? {
            Loaded::Ready(canvas) => Some(*canvas),
            Loaded::TooNew { .. }
            | Loaded::Unreadable { .. }
            | Loaded::Damaged { .. }
            | Loaded::Absent => None,
        })
    }

    /// Stores a canvas through the journal and the archive.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if it can't be stored.
    pub(super) async fn keep(&self, canvas: &Canvas) -> Result<(), StoreError> {
        let store = self.services.store();
        let mut result = store.commit(store.journal(canvas)).await;
        while result == Err(StoreError::Superseded)
            && let Some(open_canvas) = self.get(&canvas.id)
        {
            // It shows by now what sync has stored meanwhile.
            result = store.commit(store.journal(&open_canvas.snapshot())).await;
        }
        result?;
        self.services.stored(&canvas.id);
        Ok(())
    }

    /// Opens a document, or returns the canvas that is open already.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub(super) async fn open(&self, id: &DocumentId) -> Result<OpenResult, StoreError> {
        if let Some(open_canvas) = self.get(id) {
            return Ok(OpenResult::Open(open_canvas));
        }
        // Where the canvas comes from the journal alone, the archive doesn't tell of the server's version.
        let (loaded, unread) = self.services.store().load_with_unread(id).await?;
        if let Some(found) = unread {
            self.services.add_unread(id.clone(), refusal_of(found));
        }
        self.services.show_store_notices();
        Ok(match loaded {
            Loaded::Ready(canvas) if canvas.item_count() > limits::ITEMS => OpenResult::TooLarge {
                raw: canonical(&*canvas),
                items: canvas.item_count(),
            },
            Loaded::Ready(canvas) => OpenResult::Open(self.show(*canvas, true)),
            Loaded::TooNew { raw, .. } => OpenResult::TooNew { raw },
            Loaded::Unreadable { raw } => OpenResult::Unreadable { raw },
            Loaded::Damaged { raw } => OpenResult::Damaged { raw },
            Loaded::Absent => OpenResult::Absent,
        })
    }

    /// Creates an empty canvas with today's date, which is stored at its first edit. Without an id it is
    /// one that the user has asked for, and is led by that user. The team's id makes what the team shares. `None` if no id could be made.
    pub(super) fn create(&self, id: Option<DocumentId>) -> Option<Rc<OpenCanvas>> {
        let environment = self.services.environment();
        let lead = id.is_none().then(|| self.services.author());
        let id = id.or_else(|| environment.document_id())?;
        if id.as_str() == TEAM_ID {
            return Some(self.show(Canvas::new_team(id), false));
        }
        let mut canvas = Canvas::new(id);
        canvas.date = Some(environment.today());
        canvas.lead = lead.map_or_else(String::new, |lead| lead.get_untracked().name);
        canvas.created = Some(self.services.stamp().into());
        Some(self.show(canvas, false))
    }

    /// Opens this canvas, or returns the one that was opened in the meantime.
    fn show(&self, canvas: Canvas, stored: bool) -> Rc<OpenCanvas> {
        if let Some(open_canvas) = self.get(&canvas.id) {
            return open_canvas;
        }
        let open_canvas = OpenCanvas::new(Rc::clone(&self.services), canvas, stored);
        let mut open = self.open.borrow_mut();
        open.retain(|_, open_canvas| open_canvas.strong_count() > 0);
        open.insert(open_canvas.id(), Rc::downgrade(&open_canvas));
        open_canvas
    }

    /// Called when another page has announced a save: reloads the canvas, unless it has unsaved
    /// edits.
    pub(super) async fn written_elsewhere(&self, id: &DocumentId) {
        let Some(open_canvas) = self.get(id) else {
            return;
        };
        if open_canvas.is_dirty() {
            return;
        }
        if let Ok(Loaded::Ready(canvas)) = self.services.store().load(id).await {
            open_canvas.replace(*canvas, Source::Remote);
        }
    }

    /// Reloads every open canvas, as another page may have written it. Unsaved edits are kept among
    /// the canvas's versions, with a notice.
    pub(super) async fn read_again(&self) {
        let store = self.services.store();
        for open_canvas in self.all() {
            let Ok(Loaded::Ready(canvas)) = store.load(&open_canvas.id()).await else {
                continue;
            };
            let mut mine = open_canvas.snapshot();
            let erases = mine.erases(Some(&canvas));
            mine.forget_erased(Some(&canvas));
            if open_canvas.is_dirty() && mine != *canvas {
                // If this fails too, the save status has shown so since the edits were made.
                drop(store.keep_version(&mine, FROM_JOURNAL).await);
                let id = open_canvas.id();
                self.services.notice(Notice::KeptAside { id });
            }
            open_canvas.reload(*canvas);
            if erases {
                // Who was erased here stays so, and the archive has yet to know.
                open_canvas.save_again();
            }
        }
    }

    /// Flushes every open canvas; see [`OpenCanvas::flush`].
    pub(super) fn flush(&self) {
        for open_canvas in self.all() {
            open_canvas.flush();
        }
    }

    /// Saves every open canvas and waits for the archive. Resolves to whether it accepted all.
    pub(super) fn save_all(&self) -> LocalFuture<bool> {
        let open = self.all();
        Box::pin(async move {
            let mut all = true;
            for open_canvas in open {
                all &= open_canvas.save_all().await;
            }
            all
        })
    }

    /// Saves every open canvas again; see [`OpenCanvas::save_again`].
    pub(super) fn save_again(&self) {
        for open_canvas in self.all() {
            open_canvas.save_again();
        }
    }
}

/// Sync's access to the open canvases.
impl LiveCanvases for OpenCanvases {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        self.get(id)?.current()
    }

    fn adopt(&self, canvas: &Canvas) {
        if let Some(open_canvas) = self.get(&canvas.id) {
            open_canvas.adopt(canvas.clone());
        }
    }
}
