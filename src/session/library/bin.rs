//! The bin: sweeps it and announces the deletions.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set, Update};

use crate::domain::{DocumentId, SortedMap, SortedSet};
use crate::session::services::Services;
use crate::store::Notice;
use crate::sync::bin::{NOTICE_DAYS, sweep};

/// The state of the bin as of this page's last sweep.
pub(super) struct Bin {
    services: Rc<Services>,
    left: ArcRwSignal<SortedMap<DocumentId, Option<i64>>>,
    /// The canvases whose deletion was announced on this page.
    told: RefCell<SortedSet<DocumentId>>,
}

impl Bin {
    pub(super) fn new(services: Rc<Services>) -> Self {
        Self {
            services,
            left: ArcRwSignal::default(),
            told: RefCell::default(),
        }
    }

    /// Days until each canvas is deleted for good; `None` for one that isn't deleted automatically.
    pub(super) fn days_left(&self) -> ArcReadSignal<SortedMap<DocumentId, Option<i64>>> {
        self.left.read_only()
    }

    /// Called when a canvas was moved to the bin or restored: its period starts anew.
    pub(super) fn forget(&self, id: &DocumentId) {
        self.left.update(|left| left.retain(|its, _| its != id));
    }

    /// Sweeps the bin. Returns whether any canvas was deleted for good.
    pub(super) async fn sweep(&self) -> bool {
        let now = self.services.environment().now();
        let Ok(swept) = sweep(self.services.store(), now).await else {
            return false;
        };
        for id in &swept.erased {
            self.services.stored(id);
        }
        let soon: Vec<(DocumentId, i64)> = swept
            .left
            .iter()
            .filter_map(|(id, days)| Some((id.clone(), (*days)?)))
            .filter(|(_, days)| *days <= NOTICE_DAYS)
            .collect();
        self.left.set(swept.left.into_iter().collect());
        self.announce(&soon);
        !swept.erased.is_empty()
    }

    /// Shows a notice of the deletions within a week, once for each canvas.
    fn announce(&self, soon: &[(DocumentId, i64)]) {
        let told = &mut *self.told.borrow_mut();
        let new = soon.iter().any(|(id, _)| !told.contains(id));
        told.extend(soon.iter().map(|(id, _)| id.clone()));
        let Some(days) = soon.iter().map(|(_, days)| *days).min().filter(|_| new) else {
            return;
        };
        let count = soon.len();
        let notice = Notice::BinEnds { count, days };
        let is_bin = |notice: &Notice| matches!(notice, Notice::BinEnds { .. });
        self.services.replace_notices(is_bin, Some(notice));
    }
}
