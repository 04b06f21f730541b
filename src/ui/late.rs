//! Views and button actions whose code is in a part that is loaded on demand.

use std::rc::Rc;

use leptos::prelude::*;

use crate::session::{Late, Part};
use crate::texts::labels as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::view::{Alive, Source, dynamic, handler, spawn_guarded};

/// The load state of the part that a view waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LoadState {
    Loading,
    Failed,
    Loaded,
}

/// Shows a view of a part in its own place. While the part loads it says so; if loading fails it shows a
/// message with a button to try again.
pub(crate) fn late<F: Copy + Send + Sync + 'static>(
    late: &'static Late<F>,
    show: impl Fn(F) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    when_loaded(late.part(), Box::new(move || late.get().map(&show)))
}

/// A view that is there once its part has loaded.
type LateView = Box<dyn Source<Option<AnyView>> + Send + Sync>;

fn when_loaded(part: Part, view: LateView) -> AnyView {
    view.value().unwrap_or_else(|| wait(part, view))
}

fn wait(part: Part, view: LateView) -> AnyView {
    let (alive, state) = (Alive::here(), RwSignal::new(LoadState::Loading));
    let load = move || {
        state.set(LoadState::Loading);
        spawn_guarded(alive, part.load(), move |there| {
            state.set(if there {
                LoadState::Loaded
            } else {
                LoadState::Failed
            });
        });
    };
    load();
    let body = move || match state.get() {
        LoadState::Loading => loading(),
        LoadState::Failed => missing(Box::new(load), None),
        LoadState::Loaded => view.value().into_any(),
    };
    dynamic(body).into_any()
}

/// The handler of a button in a notice.
type OnPress = Box<dyn Fn()>;

fn loading() -> AnyView {
    view! { <p class="loading" role="status">{t::LOADING}</p> }.into_any()
}

/// The notice that a part could not be loaded.
fn missing(again: OnPress, close: Option<OnPress>) -> AnyView {
    view! {
        <div class="utrecht-alert utrecht-alert--warning notice" role="alert">
            <p class="notice__text">{t::PART_MISSING}</p>
            <Button kind=ButtonKind::Primary on_press=handler(move |_| again())>{t::RETRY}</Button>
            {close.map(|close| view! {
                <Button kind=ButtonKind::Secondary on_press=handler(move |_| close())>{t::CLOSE}</Button>
            })}
        </div>
    }
    .into_any()
}

/// What a button does once its part has loaded.
type OnLoaded = Rc<dyn Fn()>;

/// What a pressed button waits for.
#[derive(Clone, Default)]
enum Pending {
    #[default]
    Nothing,
    Loading,
    /// The part could not be loaded; with what to run when it can.
    Failed(Part, OnLoaded),
}

/// Loads parts for the buttons of one element, and shows progress and failure.
#[derive(Clone, Copy)]
pub(crate) struct PartLoader {
    alive: Alive,
    pending: RwSignal<Pending, LocalStorage>,
    /// Goes up when another page shows: the buttons of an earlier page no longer count.
    page: StoredValue<u32>,
}

impl PartLoader {
    /// For the element of the running view.
    pub(crate) fn new() -> Self {
        Self {
            alive: Alive::here(),
            pending: RwSignal::new_local(Pending::Nothing),
            page: StoredValue::new(0),
        }
    }

    /// Calls `on_loaded` once a part is loaded: at once if it is, and never if it can't be loaded or
    /// another page shows by then.
    pub(crate) fn with_part(self, part: Part, on_loaded: impl Fn() + 'static) {
        if part.is_there() {
            return on_loaded();
        }
        self.load(part, Rc::new(on_loaded));
    }

    fn load(self, part: Part, on_loaded: OnLoaded) {
        self.pending.set(Pending::Loading);
        let page = self.page.get_value();
        spawn_guarded(self.alive, part.load(), move |is_loaded| {
            if page != self.page.get_value() {
                return;
            }
            if is_loaded {
                self.pending.set(Pending::Nothing);
                on_loaded();
            } else {
                self.pending.set(Pending::Failed(part, on_loaded));
            }
        });
    }

    /// Called when another page shows: cancels what the previous one waits for.
    pub(crate) fn forget(self) {
        self.page
            .try_update_value(|page| *page = page.wrapping_add(1));
        self.pending.try_set(Pending::Nothing);
    }

    /// Shows that a part is loading, or that loading failed with buttons to retry and close; visible at
    /// any scroll position.
    pub(crate) fn notice(self) -> AnyView {
        let body = move || match self.pending.get() {
            Pending::Nothing => ().into_any(),
            Pending::Loading => view! { <div class="waiting">{loading()}</div> }.into_any(),
            Pending::Failed(part, on_loaded) => {
                let again = Box::new(move || self.load(part, Rc::clone(&on_loaded)));
                let close: OnPress = Box::new(move || self.pending.set(Pending::Nothing));
                view! { <div class="waiting">{missing(again, Some(close))}</div> }.into_any()
            }
        };
        dynamic(body).into_any()
    }
}
