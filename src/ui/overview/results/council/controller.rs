//! What the views of the report for the council share.

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::domain::results::Period;
use crate::domain::results::council::{Draft, Release, ReportTexts};
use crate::session::ReportKind;
use crate::texts::council as t;
use crate::ui::view::spawn_guarded;

use super::super::pass::ResultsController;

/// What the views of the report share.
#[derive(Clone, Copy)]
pub(super) struct CouncilController {
    pub results: ResultsController,
    /// The period of the report that is being made.
    pub period: RwSignal<Period>,
    /// Its title.
    pub title: RwSignal<String>,
    /// Its texts.
    pub texts: RwSignal<ReportTexts>,
    /// What may be told of it; `None` while it is computed.
    pub draft: RwSignal<Option<Draft>, LocalStorage>,
    /// The released reports, the latest first; `None` while they are read.
    pub released: RwSignal<Option<Vec<(ItemId, Release)>>, LocalStorage>,
    /// The released report that shows; `None` for the one that is being made.
    pub open: RwSignal<Option<ItemId>>,
    /// The number of the last computation.
    pub pass: StoredValue<u32>,
}

impl CouncilController {
    pub(super) fn new(results: ResultsController) -> Self {
        Self {
            results,
            period: RwSignal::new(Period::default()),
            title: RwSignal::new(t::TITLE_VALUE.to_owned()),
            texts: RwSignal::new(ReportTexts::default()),
            draft: RwSignal::new_local(None),
            released: RwSignal::new_local(None),
            open: RwSignal::new(None),
            pass: StoredValue::new(0),
        }
    }

    /// Reads the released reports again.
    pub(super) fn read_released(self) {
        self.read_released_then(|_| {});
    }

    /// Reads the released reports again, and tells whether there are others than before.
    pub(super) fn read_released_then(self, then: impl FnOnce(bool) + 'static) {
        let overview = self.results.overview;
        let workspace = overview.library.get();
        let work = async move {
            workspace
                .municipal_settings()
                .reports(ReportKind::Own)
                .await
        };
        spawn_guarded(overview.alive, work, move |found| match found {
            Ok(found) => {
                let found = Some(found);
                let are_others = self.released.with_untracked(|before| *before != found);
                if are_others {
                    self.draft.set(None);
                    self.released.set(found);
                }
                then(are_others);
            }
            Err(error) => overview.fail_with(&error),
        });
    }

    /// The report that is being made, with its texts; `None` while it is computed.
    pub(super) fn report(self) -> Option<Release> {
        let report = self.draft.with(|draft| draft.as_ref().map(Draft::report))?;
        Some(self.with_texts(report))
    }

    /// A report with what was typed.
    pub(super) fn with_texts(self, report: Release) -> Release {
        let team = self.results.overview.team();
        let (name, goal) = team.with(|team| (team.name.clone(), team.goal));
        let mut texts = self.texts.get();
        self.draft.with(|draft| {
            let all = draft.iter().flat_map(|it| it.figures().publications());
            let agreed: Vec<&String> = all.map(|(_, text)| text).collect();
            texts.keep_agreed(&agreed);
        });
        Release {
            title: self.title.get(),
            team: name,
            goal,
            texts: Some(texts),
            ..report
        }
    }
}
