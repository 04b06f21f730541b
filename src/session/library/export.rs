//! Exports canvases, and raw texts of everything that is stored.

use crate::domain::{Canvas, DocumentId, Export, SortedMap, canonical, read_document, read_export};
use crate::store::StoreError;

use super::Library;

/// An export that was verified by reading it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportFile {
    /// The file's text; parsing it yields exactly the exported canvases.
    pub text: String,
    /// The number of canvases in `text`.
    pub count: usize,
    /// The number of stored canvases that can't be read; they are in neither `text` nor `apart`.
    pub left_out: usize,
    /// Canvases that an import would refuse, such as one that is too large, as id and text; each is
    /// to be saved as a separate file.
    pub apart: Vec<(String, String)>,
}

impl ExportFile {
    /// Serializes canvases and parses the result. A canvas that can't be read back goes to `apart`,
    /// so that it doesn't spoil the export of the others.
    #[must_use]
    pub fn of(canvases: Vec<Canvas>) -> Self {
        let text = canonical(&Export::new(canvases.clone()));
        if reads_back(&text, &canvases) {
            return Self {
                text,
                count: canvases.len(),
                ..Self::default()
            };
        }
        let alone = |canvas: &Canvas| {
            let text = canonical(&Export::new(vec![canvas.clone()]));
            reads_back(&text, std::slice::from_ref(canvas))
        };
        let (good, bad): (Vec<Canvas>, Vec<Canvas>) = canvases.into_iter().partition(alone);
        let apart = bad.iter();
        Self {
            count: good.len(),
            text: canonical(&Export::new(good)),
            left_out: 0,
            apart: apart
                .map(|canvas| (canvas.id.to_string(), canonical(canvas)))
                .collect(),
        }
    }

    /// An export of what can still be got at while storage fails: the `stored` records as key and
    /// text, under the canvases that are `open`, which have edits that storage lacks. What can't be
    /// read, or not be read back, goes to `apart`. With `only`, just that canvas.
    #[must_use]
    pub fn rescued(
        stored: Vec<(String, String)>,
        open: Vec<Canvas>,
        only: Option<&DocumentId>,
    ) -> Self {
        let mut canvases: SortedMap<DocumentId, Canvas> = SortedMap::new();
        let mut broken = Vec::new();
        for (key, text) in stored {
            match read_document(&text) {
                // The server's version of a canvas isn't what is here.
                Ok(canvas) if !key.starts_with("server/") => {
                    drop(canvases.insert(canvas.id.clone(), canvas));
                }
                // Of what can't be read isn't known whose it is.
                _ if only.is_none() => broken.push((key, text)),
                _ => {}
            }
        }
        canvases.extend(open.into_iter().map(|canvas| (canvas.id.clone(), canvas)));
        canvases.retain(|id, _| only.is_none_or(|only| only == id));
        let mut file = Self::of(canvases.into_values().collect());
        file.apart.extend(broken);
        file
    }
}

fn reads_back(text: &str, canvases: &[Canvas]) -> bool {
    read_export(text).is_ok_and(|read| read == canvases)
}

impl Library {
    /// Exports one canvas, or all that aren't in the bin if `only` is `None`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn export(&self, only: Option<&DocumentId>) -> Result<ExportFile, StoreError> {
        let ids: Vec<DocumentId> = match only {
            Some(id) => vec![id.clone()],
            None => {
                let list = self.services.store().list().await?;
                list.into_iter()
                    .filter(|summary| summary.removed.is_none())
                    .map(|summary| summary.id)
                    .collect()
            }
        };
        let (mut canvases, mut left_out) = (Vec::new(), 0_usize);
        for id in ids {
            match self.open.snapshot(&id).await? {
                Some(canvas) => canvases.push(canvas),
                None => left_out = left_out.saturating_add(1),
            }
        }
        Ok(ExportFile {
            left_out,
            ..ExportFile::of(canvases)
        })
    }

    /// Every stored record as key and raw text, readable or not.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the records can't be read at all.
    pub async fn raw_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.services.store().raw_all().await
    }

    /// The text of the server's version that this app can't read; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn unread_text(&self, id: &DocumentId) -> Result<Option<String>, StoreError> {
        let found = self.services.store().unread_text(id).await?;
        Ok(found.map(|(_, text)| text))
    }
}
