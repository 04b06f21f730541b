//! Computes what a report may tell, whenever its period or the list of canvases changes.

use leptos::prelude::*;

use crate::domain::DocumentId;
use crate::domain::results::council::{CouncilFigures, Draft, Release, Threshold};
use crate::domain::results::{CaseFigures, Period};
use crate::session::{FiguresProgress, TakesFigures};
use crate::ui::view::{effect, spawn_guarded};

use super::controller::CouncilController;

/// Takes the figures of the cases of a period.
struct Gathering {
    controller: CouncilController,
    number: u32,
    period: Period,
    figures: CouncilFigures,
}

impl TakesFigures for Gathering {
    fn take(&mut self, id: &DocumentId, figures: &CaseFigures) {
        if self.period.has(figures.day) {
            self.figures.add(id, figures);
        }
    }

    fn tell(&mut self, _: FiguresProgress) -> bool {
        self.controller.pass.try_get_value() == Some(self.number)
    }
}

/// Computes the draft now, and whenever what it is made from changes.
pub(super) fn follow(controller: CouncilController) {
    effect(move || {
        controller.results.overview.summaries.track();
        let period = controller.period.get();
        let Some(released) = controller.released.get() else {
            return;
        };
        compute(
            controller,
            period,
            released.into_iter().map(|(_, it)| it).collect(),
        );
    });
}

fn compute(controller: CouncilController, period: Period, earlier: Vec<Release>) {
    let overview = controller.results.overview;
    let number = controller.pass.get_value().wrapping_add(1);
    controller.pass.set_value(number);
    let threshold = overview.team().with_untracked(|team| team.council);
    let workspace = overview.library.get();
    let work = async move {
        let mut gathering = Gathering {
            controller,
            number,
            period,
            figures: CouncilFigures::default(),
        };
        let ended = workspace.library().figures(&mut gathering).await;
        ended.map(|is_whole| is_whole.then_some(gathering.figures))
    };
    spawn_guarded(overview.alive, work, move |found| match found {
        Ok(Some(figures)) => {
            let threshold = Threshold::new(threshold).unwrap_or_default();
            let draft = Draft::of(figures, period, threshold, &earlier);
            controller.draft.try_set(Some(draft));
        }
        Ok(None) => {}
        Err(error) => overview.fail_with(&error),
    });
}
