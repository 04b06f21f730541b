//! The collection of canvases: duplicate, remove, restore, import and export.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::{
    Canvas, Command, DocumentError, DocumentId, Export, Signature, canonical, read_export,
};
use crate::store::{Loaded, StoreError, Version};

use super::shared::{Shared, Source};
use super::workspace::Workspace;

/// Days that the bin keeps a canvas.
pub(crate) const BIN_DAYS: i32 = 30;

/// Why the history keeps a version that a file has replaced.
const FROM_FILE: &str = "import";
/// Why it keeps one that an earlier version has replaced.
const PUT_BACK: &str = "teruggezet";

/// A canvas of an import file, and how it meets what is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planned {
    /// There is none with its id.
    New(Canvas),
    /// The same is here already.
    Same,
    /// Another version of it is here: the person has to choose.
    Clash(Canvas),
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// The file's canvases.
    pub canvases: Vec<Planned>,
}

impl ImportPlan {
    /// How many canvases meet another version of themselves.
    #[must_use]
    pub fn clashes(&self) -> usize {
        self.canvases
            .iter()
            .filter(|planned| matches!(planned, Planned::Clash(_)))
            .count()
    }
}

/// What to do with a canvas that is here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportChoice {
    /// The file's version takes its place; the old one is kept in the history.
    Replace,
    /// The file's version comes beside it, with an id of its own.
    KeepBoth,
}

impl Workspace {
    /// A canvas as it is now: the open one, or the stored one.
    async fn current(self: &Rc<Self>, id: &DocumentId) -> Result<Option<Canvas>, StoreError> {
        if let Some(shared) = self.opened(id) {
            return Ok(Some(shared.snapshot()));
        }
        Ok(match self.store.load(id).await? {
            Loaded::Ready(canvas) => Some(*canvas),
            Loaded::TooNew { .. } | Loaded::Damaged { .. } | Loaded::Absent => None,
        })
    }

    /// Stores a canvas through the journal and the archive.
    async fn keep(self: &Rc<Self>, canvas: &Canvas) -> Result<(), StoreError> {
        self.store.commit(self.store.journal(canvas)).await?;
        self.stored(&canvas.id);
        Ok(())
    }

    /// Makes a copy with an id of its own; gives that id.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when it can't be read or stored.
    pub async fn duplicate(
        self: &Rc<Self>,
        id: &DocumentId,
        suffix: &str,
    ) -> Result<Option<DocumentId>, StoreError> {
        let Some(mut copy) = self.current(id).await? else {
            return Ok(None);
        };
        let Some(new_id) = self.environment.document_id() else {
            return Ok(None);
        };
        copy.id = new_id.clone();
        copy.case_number = format!("{}{suffix}", copy.case_number).trim().to_owned();
        let signature = Signature::from(self.stamp());
        (copy.created, copy.changed, copy.removed) =
            (Some(signature.clone()), Some(signature), None);
        self.keep(&copy).await?;
        self.refresh().await;
        Ok(Some(new_id))
    }

    /// Moves a canvas to the bin, or back.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when it can't be read or stored.
    pub async fn set_removed(
        self: &Rc<Self>,
        id: &DocumentId,
        removed: bool,
    ) -> Result<(), StoreError> {
        if let Some(shared) = self.opened(id)
            && shared.apply(Command::Removed(removed)).is_ok()
        {
            shared.flush();
        }
        if let Some(mut canvas) = self.current(id).await?
            && crate::domain::apply(&mut canvas, Command::Removed(removed), &self.stamp()).is_ok()
        {
            self.keep(&canvas).await?;
        }
        self.refresh().await;
        Ok(())
    }

    /// Deletes a canvas for good.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the archive refuses.
    pub async fn delete(self: &Rc<Self>, id: &DocumentId) -> Result<(), StoreError> {
        self.store.delete(id).await?;
        self.stored(id);
        self.refresh().await;
        Ok(())
    }

    /// Deletes what has been in the bin for over thirty days.
    pub async fn empty_bin(self: &Rc<Self>) {
        if !self.may_write() {
            return;
        }
        let Ok(list) = self.store.list().await else {
            return;
        };
        let now = (self.environment.now)().millis();
        for summary in list {
            let age = summary
                .removed
                .and_then(|stamp| stamp.at)
                .map(|at| now.saturating_sub(at.millis()) / 86_400_000);
            if age.is_some_and(|days| days >= i64::from(BIN_DAYS)) {
                // What can't be deleted today is tried again at the next start.
                if self.store.delete(&summary.id).await.is_ok() {
                    self.edited(&summary.id);
                }
            }
        }
    }

    /// The export file's text, of one canvas or of all that are not in the bin; and how many of
    /// those can't be read and so are not in it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the archive can't be read.
    pub async fn export(
        self: &Rc<Self>,
        only: Option<&DocumentId>,
    ) -> Result<(String, usize), StoreError> {
        let ids: Vec<DocumentId> = match only {
            Some(id) => vec![id.clone()],
            None => {
                let list = self.store.list().await?;
                list.into_iter()
                    .filter(|summary| summary.removed.is_none())
                    .map(|summary| summary.id)
                    .collect()
            }
        };
        let (mut canvases, mut left_out) = (Vec::new(), 0_usize);
        for id in ids {
            match self.current(&id).await? {
                Some(canvas) => canvases.push(canvas),
                None => left_out = left_out.saturating_add(1),
            }
        }
        Ok((canonical(&Export::new(canvases)), left_out))
    }

    /// Reads an import file and looks how its canvases meet what is here; changes nothing.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] when the file is wrong; a store that can't be read counts as empty.
    pub async fn plan_import(self: &Rc<Self>, text: &str) -> Result<ImportPlan, DocumentError> {
        let mut plan = ImportPlan::default();
        let mut seen = BTreeSet::new();
        for canvas in read_export(text)? {
            let here = self.current(&canvas.id).await.ok().flatten();
            // A file may hold two versions of one canvas: neither may pass unseen over the other.
            let again = !seen.insert(canvas.id.clone());
            plan.canvases.push(match here {
                None if !again => Planned::New(canvas),
                Some(here) if here == canvas => Planned::Same,
                _ => Planned::Clash(canvas),
            });
        }
        Ok(plan)
    }

    /// Carries an import out; gives how many canvases came in.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when one can't be stored; those before it are in.
    pub async fn import(
        self: &Rc<Self>,
        plan: ImportPlan,
        choice: ImportChoice,
    ) -> Result<usize, StoreError> {
        let mut count = 0_usize;
        for planned in plan.canvases {
            match (planned, choice) {
                (Planned::Same, _) => continue,
                (Planned::New(canvas), _) => self.keep(&canvas).await?,
                (Planned::Clash(canvas), ImportChoice::Replace) => self.put(canvas).await?,
                (Planned::Clash(mut canvas), ImportChoice::KeepBoth) => {
                    let Some(id) = self.environment.document_id() else {
                        continue;
                    };
                    canvas.id = id;
                    self.keep(&canvas).await?;
                }
            }
            count = count.saturating_add(1);
        }
        self.refresh().await;
        Ok(count)
    }

    /// Puts a canvas in the place of the one with its id, which goes into the history.
    async fn put(self: &Rc<Self>, canvas: Canvas) -> Result<(), StoreError> {
        if let Some(old) = self.current(&canvas.id).await? {
            self.store.keep_version(&old, FROM_FILE).await?;
        }
        if let Some(shared) = self.opened(&canvas.id) {
            shared.replace(canvas.clone(), Source::User);
        }
        self.keep(&canvas).await
    }

    /// The versions of a canvas that were kept, the last one first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the archive can't be read.
    pub async fn versions(&self, id: &DocumentId) -> Result<Vec<Version>, StoreError> {
        let mut versions = self.store.versions(id).await?;
        versions.reverse();
        Ok(versions)
    }

    /// Puts a kept version back in the open canvas, as one step of the person; what stood there is
    /// kept with the same save. Whether it stands there now: it doesn't where nothing may be edited.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when it can't be stored.
    pub async fn put_back(self: &Rc<Self>, canvas: Canvas) -> Result<bool, StoreError> {
        let Some(shared) = self.opened(&canvas.id) else {
            return Ok(false);
        };
        let old = shared.snapshot();
        if shared.dispatch(Command::Whole(Box::new(canvas))).is_err() {
            return Ok(false);
        }
        self.store.keep_aside(&old, PUT_BACK);
        self.keep(&shared.snapshot()).await?;
        Ok(true)
    }

    /// Puts these canvases in as they are, where none with their id is here.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when one can't be stored.
    pub async fn seed(self: &Rc<Self>, canvases: Vec<Canvas>) -> Result<(), StoreError> {
        for canvas in canvases {
            if self.current(&canvas.id).await?.is_none() {
                self.keep(&canvas).await?;
            }
        }
        self.refresh().await;
        Ok(())
    }

    /// Everything that is stored, readable or not, for an export that always works.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when not even that can be read.
    pub async fn raw_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.store.raw_all().await
    }

    /// The canvases that are open on this page, unsaved edits and all.
    #[must_use]
    pub fn open_canvases(&self) -> Vec<Canvas> {
        self.all_open()
            .iter()
            .map(|shared: &Rc<Shared>| shared.snapshot())
            .collect()
    }
}
