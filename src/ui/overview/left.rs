//! The state of an overview that was left, to restore when it shows again.

use leptos::prelude::{StoredValue, UpdateValue};

use crate::texts::examples;

use super::order::Order;

/// What the overview shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    /// The list of canvases.
    #[default]
    Canvases,
    /// What is due on them.
    Week,
    /// The agendas of tables.
    Tables,
    /// What they come to together.
    Results,
    /// What the team shares.
    Team,
}

/// The state of an element's overview when it was left.
#[derive(Clone, Default)]
pub(super) struct OverviewState {
    /// The text in the search field.
    pub query: String,
    pub order: Order,
    pub tab: Tab,
    /// A selector for what gets the focus; empty for none.
    pub focus: String,
}

impl OverviewState {
    /// The state that a namespace's overview starts from.
    pub(super) fn of(namespace: &str) -> Self {
        // The examples have an order of their own, by their number.
        let order = if namespace == examples::NAMESPACE {
            Order::Number
        } else {
            Order::Changed
        };
        Self {
            order,
            ..Self::default()
        }
    }
}

/// The states of one element's overviews, by namespace.
#[derive(Clone, Copy)]
pub(crate) struct OverviewStates(StoredValue<Vec<(String, OverviewState)>>);

impl OverviewStates {
    /// For an element that has left none.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// Keeps the state of a namespace's overview, in place of what was kept of it before.
    pub(super) fn keep(self, namespace: &str, left: OverviewState) {
        // Nothing to keep it for once the element has gone.
        self.0.try_update_value(|all| {
            all.retain(|(name, _)| name != namespace);
            all.push((namespace.to_owned(), left));
        });
    }

    /// As [`keep`](Self::keep), unless something is kept of it already.
    pub(super) fn keep_if_none(self, namespace: &str, left: OverviewState) {
        let kept =
            |all: &mut Vec<(String, OverviewState)>| all.iter().any(|(name, _)| name == namespace);
        if self.0.try_update_value(kept) == Some(false) {
            self.keep(namespace, left);
        }
    }

    /// Takes what was kept of a namespace's overview.
    pub(super) fn take(self, namespace: &str) -> Option<OverviewState> {
        let take = |all: &mut Vec<(String, OverviewState)>| {
            let at = all.iter().position(|(name, _)| name == namespace)?;
            Some(all.swap_remove(at).1)
        };
        self.0.try_update_value(take).flatten()
    }
}
