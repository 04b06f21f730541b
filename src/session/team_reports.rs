//! The reports that a team has released, and those of others that it compares with: in the team's document.

use crate::domain::results::council::{Release, has_room, keep_report, kept_reports};
use crate::domain::team::fields;
use crate::domain::{Canvas, ItemId};
use crate::store::StoreError;

use super::municipal_settings::MunicipalSettings;

/// Where a report is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// Released by this team.
    Own,
    /// Of another team or municipality: its aggregates alone.
    Other,
}

impl ReportKind {
    fn field(self) -> &'static str {
        match self {
            Self::Own => fields::REPORTS,
            Self::Other => fields::COMPARISONS,
        }
    }
}

/// Why a report was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// The team's document would become too large to be synced.
    NoRoom,
    /// Storage refuses.
    Storage(StoreError),
}

impl From<StoreError> for KeepError {
    fn from(error: StoreError) -> Self {
        Self::Storage(error)
    }
}

impl MunicipalSettings {
    /// The reports of a kind, the latest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the team's document can't be read.
    pub async fn reports(&self, kind: ReportKind) -> Result<Vec<(ItemId, Release)>, StoreError> {
        let team = self.snapshot().await?;
        Ok(team
            .map(|team| kept_reports(&team, kind.field()))
            .unwrap_or_default())
    }

    /// Keeps a report under an id, or takes it away (`None`), and stores it.
    ///
    /// # Errors
    ///
    /// [`KeepError`] if there is no room for it, or if it can't be stored; nothing has changed then.
    pub async fn keep_report(
        &self,
        kind: ReportKind,
        id: ItemId,
        report: Option<Release>,
    ) -> Result<(), KeepError> {
        if let (Some(report), Some(team)) = (&report, self.snapshot().await?)
            && !has_room(&team, report)
        {
            return Err(KeepError::NoRoom);
        }
        let edit = move |team: &Canvas| vec![keep_report(team, kind.field(), id, report.as_ref())];
        Ok(self.edit(edit).await?)
    }
}
