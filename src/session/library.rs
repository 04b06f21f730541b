//! The canvases of a namespace: the list, the bin, copies and versions.

pub(super) mod bin;
pub(super) mod export;
pub(super) mod figures;
pub(super) mod import;

use std::rc::Rc;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};

use crate::domain::team::TEAM_ID;
use crate::domain::{Canvas, Command, DocumentId, Signature, SortedMap};
use crate::store::{Notice, PUT_BACK, SavedVersion, StoreError, Summary};

use self::bin::Bin;
use super::municipal_settings::MunicipalSettings;
use super::open_canvases::OpenCanvases;
use super::parts::Part;
use super::services::Services;
use super::sync::equip::FORGET_ERASED;

/// The canvases of a namespace, open or not.
pub struct Library {
    services: Rc<Services>,
    open: Rc<OpenCanvases>,
    summaries: ArcRwSignal<Vec<Summary>>,
    bin: Bin,
    municipal: Rc<MunicipalSettings>,
}

/// The list.
impl Library {
    pub(super) fn new(
        services: Rc<Services>,
        open: Rc<OpenCanvases>,
        municipal: Rc<MunicipalSettings>,
    ) -> Self {
        Self {
            bin: Bin::new(Rc::clone(&services)),
            services,
            open,
            summaries: ArcRwSignal::new(Vec::new()),
            municipal,
        }
    }

    /// The summaries of all canvases, as of the last [`refresh`](Self::refresh).
    #[must_use]
    pub fn summaries(&self) -> ArcReadSignal<Vec<Summary>> {
        self.summaries.read_only()
    }

    /// Reads the list of canvases again. Returns whether it could be read; if not, a notice says
    /// so.
    pub async fn refresh(&self) -> bool {
        match self.services.store().list().await {
            Ok(mut list) => {
                // What a team shares is no canvas, unless it can't be read.
                list.retain(|it| it.id.as_str() != TEAM_ID || it.problem.is_some());
                self.summaries.set(list);
                self.municipal.refresh().await;
                if let Some(delegate) = self.services.delegate() {
                    delegate.listed();
                }
                true
            }
            Err(error) => {
                self.services.notice(Notice::NoArchive(error));
                false
            }
        }
    }

    /// Reads the list and every open canvas again, as another page may have written them.
    pub(super) async fn read_again(&self) {
        self.open.read_again().await;
        self.services.show_store_notices();
        self.refresh().await;
    }

    /// Days until each canvas in the bin is deleted for good, as of the last
    /// [`sweep_bin`](Self::sweep_bin); `None` for a canvas that isn't deleted automatically.
    #[must_use]
    pub fn bin_days(&self) -> ArcReadSignal<SortedMap<DocumentId, Option<i64>>> {
        self.bin.days_left()
    }

    /// Sweeps the bin: announces deletions due within a week, and deletes canvases that were
    /// announced a week ago and have been in the bin for thirty days. A deletion that fails is
    /// retried at the next start.
    pub async fn sweep_bin(&self) {
        if self.bin.sweep().await {
            self.refresh().await;
        }
    }

    /// Removes what is still stored of people who were erased: where a page was closed before it had done so, and
    /// after a save that has erased somebody.
    pub(super) async fn forget_erased(&self) {
        let store = self.services.store();
        let left = store.erasures().await;
        if left.is_ok_and(|left| left.is_empty()) || !store.may_write() {
            return;
        }
        if FORGET_ERASED.get().is_none() {
            Part::Engine.load().await;
        }
        if let Some(forget) = FORGET_ERASED.get() {
            forget(store).await;
        }
    }

    /// Copies of the canvases that are open on this page, including unsaved edits.
    #[must_use]
    pub fn open_canvases(&self) -> Vec<Canvas> {
        let open = self.open.all();
        open.iter().map(|it| it.snapshot()).collect()
    }
}

/// One canvas.
impl Library {
    /// Stores a copy of a canvas under a new id, with `suffix` after its case number. Returns that
    /// id, or `None` if the canvas can't be read.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the canvas can't be read or stored.
    pub async fn duplicate(
        &self,
        id: &DocumentId,
        suffix: &str,
    ) -> Result<Option<DocumentId>, StoreError> {
        let Some(mut copy) = self.open.snapshot(id).await? else {
            return Ok(None);
        };
        let Some(new_id) = self.services.environment().document_id() else {
            return Ok(None);
        };
        copy.id = new_id.clone();
        copy.case_number = format!("{}{suffix}", copy.case_number).trim().to_owned();
        let signature = Signature::from(self.services.stamp());
        (copy.created, copy.changed, copy.removed) =
            (Some(signature.clone()), Some(signature), None);
        self.open.keep(&copy).await?;
        self.refresh().await;
        Ok(Some(new_id))
    }

    /// Stores a new canvas, signed as made now. Its id must not be in use.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if it can't be stored.
    pub async fn add(&self, mut canvas: Canvas) -> Result<(), StoreError> {
        let signature = Signature::from(self.services.stamp());
        (canvas.created, canvas.changed) = (Some(signature.clone()), Some(signature));
        self.open.keep(&canvas).await?;
        self.refresh().await;
        Ok(())
    }

    /// Moves a canvas to the bin, or restores it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the canvas can't be read or stored.
    pub async fn set_removed(&self, id: &DocumentId, removed: bool) -> Result<(), StoreError> {
        self.refuse_unread(id).await?;
        if let Some(open_canvas) = self.open.get(id)
            && open_canvas.apply(Command::Removed(removed)).is_ok()
        {
            open_canvas.flush();
        }
        if let Some(mut canvas) = self.open.snapshot(id).await?
            && crate::domain::apply(
                &mut canvas,
                Command::Removed(removed),
                &self.services.stamp(),
            )
            .is_ok()
        {
            self.open.keep(&canvas).await?;
        }
        // Its period in the bin starts anew.
        self.bin.forget(id);
        self.refresh().await;
        Ok(())
    }

    /// Edits a canvas that shows nowhere, as one that is put in its place at a table; where it is open, that
    /// shows it. Returns whether the edit was taken: the canvas may be gone, or what is edited in it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the canvas can't be read or stored.
    pub async fn edit(&self, id: &DocumentId, command: Command) -> Result<bool, StoreError> {
        self.refuse_unread(id).await?;
        let edited = match self.open.get(id) {
            Some(open) => open.apply(command).is_ok().then(|| open.snapshot()),
            None => {
                let stored = self.open.snapshot(id).await?;
                let stamp = self.services.stamp();
                stored.and_then(|mut canvas| {
                    let applied = crate::domain::apply(&mut canvas, command, &stamp);
                    applied.is_ok().then_some(canvas)
                })
            }
        };
        let Some(canvas) = edited else {
            return Ok(false);
        };
        self.open.keep(&canvas).await?;
        self.refresh().await;
        Ok(true)
    }

    /// Fails if the server has a version of the canvas that this app can't read: an edit would
    /// never be sent.
    async fn refuse_unread(&self, id: &DocumentId) -> Result<(), StoreError> {
        match self.services.store().unread(id).await? {
            Some(found) => Err(StoreError::TooNew { found }),
            None => Ok(()),
        }
    }

    /// Deletes a canvas for good, and leaves a tombstone for sync.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive refuses.
    pub async fn delete(&self, id: &DocumentId) -> Result<(), StoreError> {
        self.services.store().delete(id).await?;
        self.services.stored(id);
        self.refresh().await;
        Ok(())
    }

    /// A copy of a canvas, with its unsaved edits if it is open on this page; `None` if it can't be read.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn snapshot(&self, id: &DocumentId) -> Result<Option<Canvas>, StoreError> {
        self.open.snapshot(id).await
    }

    /// The saved versions of a canvas, newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn versions(&self, id: &DocumentId) -> Result<Vec<SavedVersion>, StoreError> {
        let mut versions = self.services.store().versions(id).await?;
        versions.reverse();
        Ok(versions)
    }

    /// Restores a saved version in the open canvas as one undoable step; the replaced version is
    /// kept by the same save. Returns `false` if the canvas isn't open or is read-only.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if it can't be stored.
    pub async fn put_back(&self, canvas: Canvas) -> Result<bool, StoreError> {
        let Some(open_canvas) = self.open.get(&canvas.id) else {
            return Ok(false);
        };
        let old = open_canvas.snapshot();
        if open_canvas
            .dispatch(Command::ReplaceAll(Box::new(canvas)))
            .is_err()
        {
            return Ok(false);
        }
        self.services.store().keep_aside(&old, PUT_BACK);
        self.open.keep(&open_canvas.snapshot()).await?;
        Ok(true)
    }
}
