//! What the parts of the overview share, and what its buttons do.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::sort::sort_by;
use crate::domain::team::Team;
use crate::domain::{DocumentId, Place, Timestamp};
use crate::session::{ImportPlan, Late, Part, Role};
use crate::store::{StoreError, Summary};
use crate::texts::{date, overview as t, storage};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::page::Page;
use crate::ui::view::{Alive, memo, spawn_guarded};

use super::card::{Card, Cards, cards, plain};
use super::left::{OverviewState, Tab};
use super::order::Order;

/// Exports one canvas, or all, and says how it went.
pub(super) static EXPORT: Late<fn(OverviewController, Option<DocumentId>)> = Late::new(Part::Files);

/// The state that the parts of the overview share.
#[derive(Clone, Copy)]
pub(super) struct OverviewController {
    /// Whether the overview still shows.
    pub alive: Alive,
    pub app: ElementContext,
    pub library: WorkspaceHandle,
    /// All canvases, those in the bin and the unreadable among them.
    pub cards: Memo<Cards>,
    /// The canvases in the list, filtered and in order.
    pub visible: Memo<Vec<DocumentId>>,
    /// The canvases in the bin, the last removed first.
    pub bin: Memo<Vec<DocumentId>>,
    /// The number of canvases outside the bin.
    pub count: Memo<usize>,
    /// Whether nothing may be changed here.
    pub locked: Memo<bool>,
    /// Whether this page leads the namespace.
    pub role: ReadSignal<Role>,
    /// The text in the search field.
    pub query: RwSignal<String>,
    pub order: RwSignal<Order>,
    /// What shows.
    pub tab: RwSignal<Tab>,
    /// What the store knows of each canvas.
    pub summaries: ReadSignal<Vec<Summary>>,
    /// An import that waits for a choice.
    pub import_conflict: RwSignal<Option<ImportPlan>>,
    /// Where the focus goes once the list shows; empty when it stays where it is.
    first_focus: StoredValue<String>,
}

/// The heading of the list, where the focus goes when there is nowhere better.
pub(super) const HEADING: &str = "[data-hook=\"list-heading\"]";

impl OverviewController {
    pub(super) fn new() -> Self {
        let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
        let workspace = library.get();
        let namespace = &workspace.namespace().namespace;
        let left = left_state(app, namespace);
        let summaries: ReadSignal<Vec<Summary>> = workspace.library().summaries().into();
        let role: ReadSignal<Role> = workspace.role().into();
        let (query, order) = (RwSignal::new(left.query), RwSignal::new(left.order));
        let tab = RwSignal::new(left.tab);
        keep_on_cleanup(app, namespace.clone(), query, order, tab);
        let cards = memo(move |old: Option<&Cards>| summaries.with(|all| cards(all, old)));
        Self {
            alive: Alive::here(),
            app,
            library,
            cards,
            visible: memo(move |_| visible(&cards.get(), &query.get(), order.get())),
            bin: memo(move |_| bin(&cards.get())),
            count: memo(move |_| {
                cards.with(|cards| cards.values().filter(|card| !card.is_removed()).count())
            }),
            locked: memo(move |_| {
                role.get() != Role::Leader || app.setup.with(|setup| setup.readonly)
            }),
            role,
            query,
            order,
            tab,
            summaries,
            import_conflict: RwSignal::new(None),
            first_focus: StoredValue::new(left.focus),
        }
    }

    /// The overview of the running view.
    #[expect(clippy::expect_used, reason = "provided by the overview")]
    pub(super) fn here() -> Self {
        use_context().expect("its parts run inside the overview")
    }

    /// What the team has set.
    pub(super) fn team(self) -> ReadSignal<Team> {
        self.library.get().municipal_settings().team().into()
    }

    /// Whether these are the worked examples.
    pub(super) fn is_examples(self) -> bool {
        self.library.get().namespace().is_examples()
    }

    /// A canvas; a view that calls this follows it.
    pub(super) fn card(self, id: &DocumentId) -> Option<Arc<Card>> {
        self.cards.with(|cards| cards.get(id).cloned())
    }

    /// What a canvas in the list is found by in the page while its row isn't drawn; empty if it isn't
    /// there.
    pub(super) fn text(self, id: &str) -> String {
        let card = id
            .parse()
            .ok()
            .and_then(|id| self.cards.with_untracked(|cards| cards.get(&id).cloned()));
        card.map(|card| card.line()).unwrap_or_default()
    }

    /// A canvas's name in the list; empty if it isn't there.
    pub(super) fn name(self, id: &DocumentId) -> String {
        self.cards
            .with_untracked(|cards| cards.get(id).map(|card| card.name()))
            .unwrap_or_default()
    }

    /// A point in time as this device's clock shows it.
    pub(super) fn moment(self, at: Timestamp) -> String {
        date::format_timestamp(at, self.library.get().environment().offset_minutes(at))
    }

    /// Shows and announces that something was done.
    pub(super) fn tell(self, text: String) {
        self.app.toaster.tell(text);
    }

    /// Shows and announces that something failed.
    pub(super) fn tell_error(self, text: String) {
        self.app.toaster.fail(text);
    }

    pub(super) fn fail_with(self, error: &StoreError) {
        self.tell_error(storage::store_error(error).to_string());
    }

    /// Puts the focus on the first match, once the list has been drawn.
    pub(super) fn focus(self, selector: impl Into<String>) {
        focus_soon(self.app.root, selector.into());
    }

    /// Remembers the list as it is, and where to put the focus when it shows again.
    pub(super) fn leave(self, focus: String) {
        let left = OverviewState {
            query: self.query.get_untracked(),
            order: self.order.get_untracked(),
            tab: self.tab.get_untracked(),
            focus,
        };
        let workspace = self.library.get();
        self.app.left.keep(&workspace.namespace().namespace, left);
    }

    /// As [`OverviewController::leave`], for another namespace: the list there starts from its defaults.
    pub(super) fn leave_for(self, namespace: &str) {
        let left = OverviewState {
            focus: HEADING.to_owned(),
            ..OverviewState::of(namespace)
        };
        self.app.left.keep(namespace, left);
    }

    /// The list shows: says why, if something else was asked for, and puts the focus back where it was.
    pub(super) fn arrive(self) {
        if let Some(why) = self.app.bridge.take_why() {
            self.tell_error(why.to_owned());
        }
        let focus = self
            .first_focus
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        let arrived = self.app.has_arrived();
        if !focus.is_empty() {
            self.focus(focus);
        } else if arrived {
            self.focus(HEADING);
        }
    }

    /// Opens a canvas; a new one where there is no id.
    pub(super) fn open(self, id: Option<DocumentId>) {
        self.leave(id.as_ref().map_or_else(|| HEADING.to_owned(), entry));
        self.app.go(Page::Canvas(id));
    }

    /// Opens a canvas at a place.
    pub(super) fn open_at(self, id: DocumentId, place: Place) {
        let part = match place {
            Place::Entry(..) => Part::Method,
            Place::Person(_) => Part::Grades,
            _ => Part::Canvas,
        };
        let app = self.app;
        app.with_part(part, move || {
            self.leave(HEADING.to_owned());
            app.go_to_place(id.clone(), place);
        });
    }

    /// Copies a canvas and puts the focus on the copy.
    pub(super) fn duplicate(self, id: DocumentId) {
        let (workspace, name) = (self.library.get(), self.name(&id));
        let work = async move { workspace.library().duplicate(&id, t::COPY_SUFFIX).await };
        spawn_guarded(self.alive, work, move |done| match done {
            Ok(Some(copy)) => {
                self.tell(t::copied(&name));
                self.focus(entry(&copy));
            }
            Ok(None) => self.tell_error(t::UNREADABLE.to_owned()),
            Err(error) => self.fail_with(&error),
        });
    }

    /// Moves a canvas to the bin, with a way back at hand.
    pub(super) fn remove(self, id: DocumentId) {
        let (workspace, name) = (self.library.get(), self.name(&id));
        let its = id.clone();
        let work = async move { workspace.library().set_removed(&its, true).await };
        spawn_guarded(self.alive, work, move |done| match done {
            Ok(()) => {
                let back = move || self.restore(id.clone());
                let text = t::removed(&name);
                self.app.toaster.offer(text, back);
                self.focus("[data-hook=\"take-back\"]");
            }
            Err(error) => self.fail_with(&error),
        });
    }

    /// Takes a canvas out of the bin.
    pub(super) fn restore(self, id: DocumentId) {
        let (workspace, name) = (self.library.get(), self.name(&id));
        let its = id.clone();
        let work = async move { workspace.library().set_removed(&its, false).await };
        spawn_guarded(self.alive, work, move |done| match done {
            Ok(()) => {
                self.tell(t::restored(&name));
                self.focus(entry(&id));
            }
            Err(error) => self.fail_with(&error),
        });
    }

    /// Deletes a canvas for good.
    pub(super) fn delete(self, id: DocumentId) {
        let (workspace, name) = (self.library.get(), self.name(&id));
        let its = id.clone();
        let work = async move { workspace.library().delete(&its).await };
        spawn_guarded(self.alive, work, move |done| match done {
            Ok(()) => {
                self.tell(t::deleted(&name));
                let left = self.bin.try_with_untracked(Vec::is_empty) == Some(false);
                self.focus(if left { "[data-hook=\"bin\"]" } else { HEADING });
            }
            Err(error) => self.fail_with(&error),
        });
    }

    /// Exports one canvas, or all.
    pub(super) fn export(self, only: Option<DocumentId>) {
        self.app.with_part(Part::Files, move || {
            if let Some(export) = EXPORT.get() {
                export(self, only.clone());
            }
        });
    }
}

/// How the list of a namespace was left, with the focus on the canvas that one comes from.
fn left_state(app: ElementContext, namespace: &str) -> OverviewState {
    let left = app.left.take(namespace);
    let mut left = left.unwrap_or_else(|| OverviewState::of(namespace));
    if let Some(id) = app.bridge.take_left().filter(|_| left.focus.is_empty()) {
        left.focus = entry(&id);
    }
    left
}

/// Remembers the list as it is when it goes, unless a button has kept more than this.
fn keep_on_cleanup(
    app: ElementContext,
    namespace: String,
    query: RwSignal<String>,
    order: RwSignal<Order>,
    tab: RwSignal<Tab>,
) {
    let states = app.left;
    on_cleanup(move || {
        let focus = String::new();
        let parts = (
            query.try_get_untracked(),
            order.try_get_untracked(),
            tab.try_get_untracked(),
        );
        if let (Some(query), Some(order), Some(tab)) = parts {
            let left = OverviewState {
                query,
                order,
                tab,
                focus,
            };
            states.keep_if_none(&namespace, left);
        }
    });
}

/// The button that opens a canvas.
fn entry(id: &DocumentId) -> String {
    format!("[data-canvas=\"{id}\"]")
}

pub(super) fn visible(cards: &Cards, query: &str, order: Order) -> Vec<DocumentId> {
    let query = plain(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<_> = cards
        .values()
        .filter(|card| !card.is_removed() && card.has(&words))
        .map(Arc::clone)
        .collect();
    order.sort(&mut found);
    found
        .into_iter()
        .map(|card| card.summary.id.clone())
        .collect()
}

fn bin(cards: &Cards) -> Vec<DocumentId> {
    let mut found: Vec<_> = cards
        .values()
        .filter_map(|card| Some((card.summary.removed.as_ref()?.at, card.summary.id.clone())))
        .collect();
    sort_by(&mut found, &Ord::cmp);
    found.into_iter().rev().map(|(_, id)| id).collect()
}
