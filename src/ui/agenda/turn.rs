//! The half hour that a case has, counted down.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::{DocumentId, Timestamp};
use crate::texts::agenda as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::icon::{Icon, icon};
use crate::ui::styles::adopt;
use crate::ui::view::{Alive, derived, dynamic, handler, later, memo};

pub(super) const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/agenda.css"));

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(500);
/// When a screen reader hears that it is nearly over, in seconds before the end.
const NEARLY: i64 = 5 * 60;

/// The seconds that a case has left, as they pass; `None` while it isn't its turn.
#[derive(Clone, Copy)]
struct Clock {
    app: ElementContext,
    library: WorkspaceHandle,
    id: Signal<Option<DocumentId>>,
    left: RwSignal<Option<i64>>,
}

impl Clock {
    fn new(app: ElementContext, id: Signal<Option<DocumentId>>) -> Self {
        let clock = Self {
            app,
            library: WorkspaceHandle::here(),
            id,
            left: RwSignal::new(None),
        };
        clock.look();
        tick(Alive::here(), clock);
        clock
    }

    fn now(self) -> Timestamp {
        self.library.get().environment().now()
    }

    /// Looks how much is left.
    fn look(self) {
        let id = self.id.get_untracked();
        let left = id.and_then(|id| self.app.table.left(&id, self.now()));
        if self.left.get_untracked() != left {
            self.left.set(left);
        }
    }

    /// Starts the turn, or ends it.
    fn press(self) {
        match (self.left.get_untracked(), self.id.get_untracked()) {
            (None, Some(id)) => self.app.table.start(id, self.now()),
            _ => self.app.table.stop(),
        }
        self.look();
    }
}

fn tick(alive: Alive, clock: Clock) {
    // Without a timer the clock stands still, and says so by not moving.
    later(alive, TICK, move || {
        clock.look();
        tick(alive, clock);
    });
}

/// The button that starts and ends the turn of a case, with what is left of it.
pub(super) fn turn(
    app: ElementContext,
    id: Signal<Option<DocumentId>>,
    name: Signal<String>,
) -> AnyView {
    let clock = Clock::new(app, id);
    let runs = memo(move |_| clock.left.get().is_some());
    let words = move || if runs.get() { t::STOP } else { t::START };
    let label = derived(move || [words(), ": ", &name.get()].concat());
    view! {
        <Button kind=ButtonKind::Text label on_press=handler(move |_| clock.press())>
            {icon(Icon::Clock)}<span>{derived(words)}</span>
        </Button>
        {shown(clock)}
    }
    .into_any()
}

/// The same above a case on the screen.
pub(crate) fn turn_in_bar(id: Signal<Option<DocumentId>>) -> AnyView {
    let app = ElementContext::here();
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let clock = Clock::new(app, id);
    let runs = memo(move |_| clock.left.get().is_some());
    let words = move || if runs.get() { t::STOP } else { t::START };
    // While it runs the time stands beside it, and the bar has no room for both.
    let class = move || match runs.get() {
        true => "visually-hidden",
        false => "screen__word",
    };
    view! {
        <Button kind=ButtonKind::Text title=t::TURN on_press=handler(move |_| clock.press())>
            {icon(Icon::Clock)}<span class=derived(class)>{derived(words)}</span>
        </Button>
        {shown(clock)}
    }
    .into_any()
}

/// What is left. Read out when it is nearly over and when it is; who sees it, sees every second.
fn shown(clock: Clock) -> AnyView {
    let left = move || clock.left.get();
    let is_over = memo(move |_| left().is_some_and(|left| left <= 0));
    let told = memo(move |_| match left() {
        Some(..=0) => t::TIME_UP,
        Some(..=NEARLY) => t::FIVE_LEFT,
        _ => "",
    });
    let time = move || {
        left().map(|left| {
            view! {
                <span class="turn" class:turn--over=is_over role="timer" aria-live="off" translate="no">{t::left(left)}</span>
            }
        })
    };
    view! {
        {dynamic(time)}
        <span class="visually-hidden" role="status">{derived(move || told.get())}</span>
    }
    .into_any()
}
