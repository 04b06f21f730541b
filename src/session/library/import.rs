//! Imports canvases from a file.

use crate::domain::{Canvas, DocumentError, SortedSet, read_export};
use crate::merge::merge;
use crate::session::open_canvas::replace::Source;
use crate::store::{FROM_FILE, StoreError};

use super::Library;

/// A canvas of an import file, compared with the stored one of the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planned {
    /// No canvas has its id, or it is what the team shares, put together with what is here.
    New(Canvas),
    /// An equal canvas is stored already.
    Same,
    /// Another version is stored, or the file has a second one: the user has to choose.
    Conflict(Canvas),
}

/// The canvases of an import file, before anything is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// The file's canvases, in its order.
    pub canvases: Vec<Planned>,
}

impl ImportPlan {
    /// The number of [`Planned::Conflict`]s.
    #[must_use]
    pub fn clashes(&self) -> usize {
        self.canvases
            .iter()
            .filter(|planned| matches!(planned, Planned::Conflict(_)))
            .count()
    }
}

/// What to do with a [`Planned::Conflict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportChoice {
    /// The file's version replaces the stored one, which is kept among the versions.
    Replace,
    /// The file's version is stored as another canvas, under a new id.
    KeepBoth,
}

impl Library {
    /// Parses an import file and compares its canvases with those stored; changes nothing.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] if the file is invalid. A store that can't be read counts as empty.
    pub async fn plan_import(&self, text: &str) -> Result<ImportPlan, DocumentError> {
        let mut plan = ImportPlan::default();
        let mut seen = SortedSet::new();
        for canvas in read_export(text)? {
            let here = self.open.snapshot(&canvas.id).await.ok().flatten();
            // A file may hold two versions of one canvas: neither may silently overwrite the other.
            let again = !seen.insert(canvas.id.clone());
            plan.canvases.push(match here {
                None if !again => Planned::New(canvas),
                Some(here) if here == canvas => Planned::Same,
                // Two teams' settings are put together; where they differ, someone has to choose.
                Some(here) if canvas.is_team() => Planned::New(merge(None, &here, &canvas)),
                _ => Planned::Conflict(canvas),
            });
        }
        Ok(plan)
    }

    /// Carries out an import. Returns the number of canvases that were stored.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if one can't be stored; those before it are.
    pub async fn import(
        &self,
        plan: ImportPlan,
        choice: ImportChoice,
    ) -> Result<usize, StoreError> {
        if let (true, Some(why)) = (
            self.services.store().is_blind(),
            self.services.store().outage(),
        ) {
            // The archive can't be read, so canvases with the same ids would be overwritten unseen.
            return Err(why);
        }
        let mut count = 0_usize;
        for planned in plan.canvases {
            match (planned, choice) {
                (Planned::Same, _) => continue,
                (Planned::New(canvas), _) => {
                    if let Some(open_canvas) = self.open.get(&canvas.id) {
                        open_canvas.replace(canvas.clone(), Source::User);
                    }
                    self.open.keep(&canvas).await?;
                }
                (Planned::Conflict(mut canvas), choice) => {
                    let here = self.open.snapshot(&canvas.id).await?;
                    // Who was erased here for good comes back by no file, under no id.
                    canvas.forget_erased(here.as_ref());
                    match choice {
                        ImportChoice::Replace => self.put(canvas, here).await?,
                        ImportChoice::KeepBoth => {
                            let Some(id) = self.services.environment().document_id() else {
                                continue;
                            };
                            canvas.id = id;
                            self.open.keep(&canvas).await?;
                        }
                    }
                }
            }
            count = count.saturating_add(1);
        }
        self.refresh().await;
        Ok(count)
    }

    /// Replaces the canvas with the same id, `old`, which is kept among the versions.
    async fn put(&self, canvas: Canvas, old: Option<Canvas>) -> Result<(), StoreError> {
        self.refuse_unread(&canvas.id).await?;
        if let Some(mut old) = old {
            old.forget_erased(Some(&canvas));
            self.services.store().keep_version(&old, FROM_FILE).await?;
        }
        if let Some(open_canvas) = self.open.get(&canvas.id) {
            open_canvas.replace(canvas.clone(), Source::User);
        }
        self.open.keep(&canvas).await
    }

    /// Stores these canvases unchanged, except those whose id exists already.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if one can't be stored.
    pub async fn seed(&self, canvases: Vec<Canvas>) -> Result<(), StoreError> {
        for canvas in canvases {
            if self.open.snapshot(&canvas.id).await?.is_none() {
                self.open.keep(&canvas).await?;
            }
        }
        self.refresh().await;
        Ok(())
    }
}
