//! Streams the figures of all canvases for the results of a team.

use crate::domain::DocumentId;
use crate::domain::results::CaseFigures;
use crate::store::{StoreError, Summary};

use super::Library;

/// The number of canvases that are read at a time.
const BATCH: usize = 64;

/// How far a pass over all canvases is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FiguresProgress {
    /// The canvases that were looked at.
    pub done: usize,
    /// The canvases outside the bin.
    pub all: usize,
}

/// What takes the figures of a pass.
pub trait TakesFigures {
    /// Takes the figures of a canvas.
    fn take(&mut self, id: &DocumentId, figures: &CaseFigures);

    /// Called after each batch. Returns `false` to end the pass.
    fn tell(&mut self, progress: FiguresProgress) -> bool;
}

impl Library {
    /// Gives the figures of each canvas in the list that can be read and isn't in the bin, in the order of their ids. One
    /// batch is in memory at a time. Returns whether it came to the end.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn figures(&self, to: &mut dyn TakesFigures) -> Result<bool, StoreError> {
        use leptos::prelude::WithUntracked;
        let canvases: Vec<(DocumentId, u64)> = self.summaries.with_untracked(|all| {
            let counted = all.iter().filter(|it| counts(it));
            counted.map(|it| (it.id.clone(), it.seq)).collect()
        });
        let all = canvases.len();
        let mut done = 0_usize;
        if !to.tell(FiguresProgress { done, all }) {
            return Ok(false);
        }
        for batch in canvases.chunks(BATCH) {
            for (id, figures) in self.services.store().figures(batch).await? {
                to.take(&id, &figures);
            }
            done = done.saturating_add(batch.len());
            if !to.tell(FiguresProgress { done, all }) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether a canvas counts: it isn't in the bin, and can be read.
#[must_use]
pub fn counts(summary: &Summary) -> bool {
    summary.removed.is_none() && summary.problem.is_none()
}
