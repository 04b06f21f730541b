//! Values derived from an open canvas: the amounts of its lines, the totals, and the findings.

use std::cell::{Cell, RefCell};

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};

use super::parts::{Late, Part};
use crate::domain::{Canvas, Date, Finding, ItemId, LineAmounts, SortedMap, Totals};

/// Finds what is missing or odd on a canvas.
static TO_DO: Late<fn(&Canvas, Date) -> Vec<Finding>> = Late::new(Part::Findings);

/// Gives what is late here; called by the part.
pub(super) fn give_findings() {
    TO_DO.give(crate::domain::to_do);
}

/// The derived values of one canvas, updated line by line.
#[derive(Default)]
pub(super) struct Derived {
    amounts: RefCell<SortedMap<ItemId, LineAmounts>>,
    totals: Cell<Totals>,
    findings: ArcRwSignal<Option<Vec<Finding>>>,
}

impl Derived {
    /// The totals per scenario, as of the last [`sum`](Self::sum).
    pub(super) fn totals(&self) -> Totals {
        self.totals.get()
    }

    /// The findings, as of the last [`find`](Self::find); `None` before [`Part::Findings`] has loaded.
    pub(super) fn findings(&self) -> ArcReadSignal<Option<Vec<Finding>>> {
        self.findings.read_only()
    }

    /// Recomputes the amounts of every line. Call [`sum`](Self::sum) after it.
    pub(super) fn recompute(&self, canvas: &Canvas) {
        let mut amounts = self.amounts.borrow_mut();
        amounts.clear();
        for (id, line) in &canvas.costs.lines {
            amounts.insert(*id, LineAmounts::of(line, canvas.costs.horizon));
        }
    }

    /// Recomputes the amounts of one line, which may have been removed. Call [`sum`](Self::sum)
    /// after it.
    pub(super) fn recompute_line(&self, canvas: &Canvas, id: ItemId) {
        let mut amounts = self.amounts.borrow_mut();
        match canvas.costs.lines.get(&id) {
            Some(line) => amounts.insert(id, LineAmounts::of(line, canvas.costs.horizon)),
            None => amounts.remove(&id),
        };
    }

    /// Recomputes the totals from the amounts. Returns whether they changed.
    pub(super) fn sum(&self) -> bool {
        let totals = Totals::sum(self.amounts.borrow().values().copied());
        self.totals.replace(totals) != totals
    }

    /// Recomputes the findings, once [`Part::Findings`] has loaded.
    pub(super) fn find(&self, canvas: &Canvas, today: Date) {
        let Some(to_do) = TO_DO.get() else {
            return;
        };
        // Set even if the findings are equal: a finding names its item by a text that may have
        // changed.
        self.findings.set(Some(to_do(canvas, today)));
    }
}
