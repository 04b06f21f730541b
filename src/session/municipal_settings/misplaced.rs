//! A canvas under the team's id, of before that id was the team's.

use serde_json::{Map, Value};

use crate::domain::team::TEAM_ID;
use crate::domain::{Canvas, DocumentId, from_value};
use crate::store::StoreError;

use super::super::open_canvases::OpenResult;
use super::MunicipalSettings;

impl MunicipalSettings {
    /// Whether a canvas stands where the team's document belongs: an older version of the app let a host page give
    /// it that id.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the archive can't be read.
    pub async fn has_misplaced(&self) -> Result<bool, StoreError> {
        Ok(self.misplaced().await?.is_some())
    }

    /// Keeps that canvas under an id of its own, and makes room for the team's document. Returns its new id;
    /// `None` if there is no such canvas.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if it can't be stored; it then stays where it is.
    pub async fn move_misplaced(&self) -> Result<Option<DocumentId>, StoreError> {
        let Some(canvas) = self.misplaced().await? else {
            return Ok(None);
        };
        self.open.keep(&canvas).await?;
        // Only once it is kept elsewhere.
        let old: DocumentId = TEAM_ID.parse().map_err(|_| StoreError::Damaged)?;
        self.services.store().delete(&old).await?;
        self.services.stored(&old);
        Ok(Some(canvas.id))
    }

    /// That canvas, with an id that is free.
    async fn misplaced(&self) -> Result<Option<Canvas>, StoreError> {
        let id: DocumentId = TEAM_ID.parse().map_err(|_| StoreError::Damaged)?;
        let opened = self.open.open(&id).await?;
        let (OpenResult::Damaged { raw } | OpenResult::Unreadable { raw }) = opened else {
            return Ok(None);
        };
        let Some(mut fields) = document_in(&raw) else {
            return Ok(None);
        };
        let free = self.services.environment().document_id();
        let Some(free) = free.filter(|_| !fields.contains_key("soort")) else {
            return Ok(None);
        };
        fields.insert("id".to_owned(), Value::String(free.to_string()));
        Ok(from_value(Value::Object(fields)).ok())
    }
}

/// The document in a stored text, which may have its envelope around it.
fn document_in(raw: &str) -> Option<Map<String, Value>> {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(raw) else {
        return None;
    };
    match fields.remove("doc") {
        Some(Value::Object(document)) => Some(document),
        Some(_) => None,
        None => Some(fields),
    }
}
