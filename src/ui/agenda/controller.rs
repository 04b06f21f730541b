//! What the parts of the agenda share, and what its buttons do.

use leptos::prelude::*;

use crate::domain::method::{EntryEdit, EntryList};
use crate::domain::{Canvas, Command, Date, DocumentId, ItemId, OrderKey, Place};
use crate::session::Role;
use crate::store::{Agenda, AgendaCase, StoreError, Summary, agendas};
use crate::texts::{agenda as t, storage};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::location::{CanvasView, Location};
use crate::ui::view::{Alive, effect, memo, spawn_guarded};

/// How many minutes a case has.
const TURN: u16 = 30;

/// The state that the parts of the agenda share.
#[derive(Clone, Copy)]
pub(super) struct AgendaController {
    alive: Alive,
    pub app: ElementContext,
    pub library: WorkspaceHandle,
    summaries: ReadSignal<Vec<Summary>>,
    /// The agendas of all tables, by day.
    pub agendas: Memo<Vec<Agenda>>,
    /// The agenda that shows; one without cases where there is none.
    pub shown: Memo<Agenda>,
    /// The keys of its cases, in their order.
    pub keys: Memo<Vec<String>>,
    /// Its canvases, as far as they have been read.
    canvases: RwSignal<Vec<Canvas>>,
    /// Whether the order can't be changed here.
    pub locked: Memo<bool>,
    chosen: RwSignal<String>,
}

/// What an agenda is chosen by.
pub(super) fn name(agenda: &Agenda) -> String {
    [&agenda.on.to_string(), " ", &agenda.table].concat()
}

/// What a case is known by in the list. A copy of a canvas has the ids of what it was copied from, so the canvas is
/// in it too.
pub(super) fn key(case: &AgendaCase) -> String {
    // FNV-1a of 128 bits: drags are told by an item's id, and nobody gains by two cases with one.
    let bytes = case.id.as_str().bytes();
    let hash = bytes.fold(case.item.bits(), |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    ItemId::from_bits(hash).to_string()
}

impl AgendaController {
    pub(super) fn new() -> Self {
        let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
        let workspace = library.get();
        let summaries: ReadSignal<Vec<Summary>> = workspace.library().summaries().into();
        let role: ReadSignal<Role> = workspace.role().into();
        let chosen = RwSignal::new(app.table.chosen());
        let today = workspace.environment().today();
        let agendas = memo(move |_| summaries.with(|all| agendas(all)));
        let shown = memo(move |_| {
            let chosen = chosen.get();
            agendas.with(|all| of(all, &chosen, today))
        });
        let controller = Self {
            alive: Alive::here(),
            app,
            library,
            summaries,
            agendas,
            shown,
            keys: memo(move |_| shown.with(|agenda| agenda.cases.iter().map(key).collect())),
            canvases: RwSignal::new(Vec::new()),
            locked: memo(move |_| {
                role.get() != Role::Leader || app.setup.with(|setup| setup.readonly)
            }),
            chosen,
        };
        effect(move || controller.read());
        controller
    }

    /// Reads the canvases of the agenda that shows, again when the list has changed.
    fn read(self) {
        self.summaries.track();
        let ids = self.ids();
        self.app.table.list(ids.join(" "));
        let workspace = self.library.get();
        let work = async move {
            let mut found = Vec::new();
            for id in ids {
                let Ok(id) = id.parse::<DocumentId>() else {
                    continue;
                };
                if let Ok(Some(canvas)) = workspace.library().snapshot(&id).await {
                    found.push(canvas);
                }
            }
            found
        };
        let canvases = self.canvases;
        spawn_guarded(self.alive, work, move |found| canvases.set(found));
    }

    fn ids(self) -> Vec<String> {
        self.shown
            .with(|agenda| agenda.cases.iter().map(|it| it.id.to_string()).collect())
    }

    /// The case with a key, with its place in the order.
    pub(super) fn case(self, wanted: &str) -> Option<(usize, AgendaCase)> {
        self.shown.with(|agenda| {
            let mut cases = agenda.cases.iter().enumerate();
            let found = cases.find(|(_, case)| key(case) == wanted);
            found.map(|(at, case)| (at, case.clone()))
        })
    }

    /// What is known of a canvas without reading it.
    pub(super) fn with_summary<T>(
        self,
        id: &DocumentId,
        read: impl FnOnce(&Summary) -> T,
    ) -> Option<T> {
        self.summaries
            .with(|all| all.iter().find(|it| it.id == *id).map(read))
    }

    /// Reads a canvas of the agenda; `None` while it isn't there.
    pub(super) fn with_canvas<T>(
        self,
        id: &DocumentId,
        read: impl FnOnce(&Canvas) -> T,
    ) -> Option<T> {
        self.canvases
            .with(|all| all.iter().find(|it| it.id == *id).map(read))
    }

    /// When the case at a place begins, in minutes after midnight; `None` where the team hasn't said when its
    /// table does.
    pub(super) fn begins(self, at: usize) -> Option<u16> {
        let day = self.shown.with(|agenda| agenda.on.weekday());
        let team = self.library.get().municipal_settings().team();
        let begins = team.with(|team| {
            let mut times = team.table_times.iter();
            times.find(|(it, _)| *it == day).map(|(_, time)| *time)
        })?;
        let later = u16::try_from(at).ok()?.checked_mul(TURN)?;
        begins.checked_add(later).filter(|time| *time < 24 * 60)
    }

    /// Shows another agenda.
    pub(super) fn choose(self, name: String) {
        self.app.table.choose(name.clone());
        self.chosen.set(name);
    }

    /// Shows the first case on the screen.
    pub(super) fn show_first(self) {
        if let Some(id) = untrack(|| self.ids()).into_iter().next() {
            self.show(id);
        }
    }

    /// Shows a case on the screen; from there one turns to the others.
    pub(super) fn show(self, id: String) {
        let namespace = self.library.get().namespace().namespace.clone();
        self.app.go_to(&Location {
            namespace: Some(namespace),
            document_id: Some(id),
            view: CanvasView::Reading.name().to_owned(),
        });
    }

    /// Opens a case at its registration.
    pub(super) fn open(self, case: &AgendaCase) {
        let place = Place::Entry(EntryList::Registrations, case.item);
        self.app.go_to_place(case.id.clone(), place);
    }
}

/// The order.
impl AgendaController {
    /// Puts a dragged case before another one, or at the end.
    pub(super) fn drop_before(self, moved: &str, before: &str) {
        let (from, to) = untrack(|| {
            let from = self.case(moved).map(|(at, _)| at);
            (from, self.case(before).map(|(at, _)| at))
        });
        let Some(from) = from else { return };
        let to = match to {
            // Taking it out moves up those behind it.
            Some(to) if to > from => to.saturating_sub(1),
            Some(to) => to,
            None => usize::MAX,
        };
        self.put(from, to, "[data-hook=\"open\"]");
    }

    /// Moves the case at a place to another one, and then puts the focus on a control of it.
    pub(super) fn put(self, from: usize, to: usize, control: &'static str) {
        let agenda = self.shown.get_untracked();
        let Some(case) = agenda.cases.get(from) else {
            return;
        };
        let (key, id) = (key(case), case.id.clone());
        let before: Vec<(AgendaCase, Option<OrderKey>)> = agenda
            .moved(from, to)
            .iter()
            .filter_map(|(at, _)| agenda.cases.get(*at))
            .map(|case| (case.clone(), case.order.clone()))
            .collect();
        let after = agenda.moved(from, to).into_iter();
        let after = after.filter_map(|(at, key)| Some((agenda.cases.get(at)?.clone(), Some(key))));
        let count = agenda.cases.len();
        let rank = to.min(count.saturating_sub(1)).saturating_add(1);
        self.keep(after.collect(), move || {
            let name = untrack(|| self.called(&id));
            let back = before.clone();
            let undo = move || self.keep(back.clone(), || {});
            self.app.toaster.offer(t::moved(&name, rank, count), undo);
            let selector = ["[data-item=\"", &key, "\"] ", control].concat();
            focus_soon(self.app.root, selector);
        });
    }

    /// Stores ranks, each in its own canvas.
    fn keep(self, ranks: Vec<(AgendaCase, Option<OrderKey>)>, done: impl FnOnce() + 'static) {
        if ranks.is_empty() {
            return;
        }
        let workspace = self.library.get();
        let work = async move {
            for (case, key) in ranks {
                let edit = EntryEdit::Order(key);
                let edit = Command::Entry(EntryList::Registrations, case.item, edit);
                workspace.library().edit(&case.id, edit).await?;
            }
            Ok::<(), StoreError>(())
        };
        spawn_guarded(self.alive, work, move |kept| match kept {
            Ok(()) => done(),
            Err(error) => {
                let why = storage::store_error(&error).to_string();
                self.app.toaster.fail([t::NOT_MOVED, " ", &why].concat());
            }
        });
    }

    /// What a case is called.
    pub(super) fn called(self, id: &DocumentId) -> String {
        let number = self.with_summary(id, |it| it.case_number.trim().to_owned());
        match number.unwrap_or_default() {
            number if number.is_empty() => t::NO_CASE_NUMBER.to_owned(),
            number => number,
        }
    }
}

/// The agenda that was chosen; else the next one from today on, else the last one.
fn of(all: &[Agenda], chosen: &str, today: Date) -> Agenda {
    let found = all.iter().find(|it| name(it) == chosen);
    let next = || all.iter().find(|it| it.on >= today).or(all.last());
    found.or_else(next).cloned().unwrap_or_else(|| Agenda {
        on: today,
        table: String::new(),
        cases: Vec::new(),
    })
}
