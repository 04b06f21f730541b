//! The whole canvas on one screen, as on paper: to read at the table and by projector.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::Place;
use crate::session::{Late, Part};
use crate::texts::{labels, reading as t, sentences};
use crate::ui::agenda::turn_in_bar;
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::icon::Icon;
use crate::ui::location::{CanvasView, Location};
use crate::ui::markup::element;
use crate::ui::overview::LISTED;
use crate::ui::view::{Alive, derived, dynamic, memo, next_frame, on_window, spawn_guarded};

use super::print::whole;
use super::screen::{Choice, NEXT, PREVIOUS, leave, screen, title};

/// The view.
pub(super) static READING: Late<fn() -> AnyView> = Late::new(Part::Views);

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/reading.css"));
const LINES: &str = "lines";
const PRINT: &str = "print";
/// How often the range of sizes is halved in search of the largest that fits.
const ROUNDS: u32 = 7;

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    READING.give(reading);
}

fn reading() -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let lines = RwSignal::new(false);
    let listed = listed(app, context);
    let near = move || Neighbours::of(context, &listed.get());
    let library = WorkspaceHandle::here();
    let act = move |name: &str| {
        match name {
            LINES => lines.set(!lines.get_untracked()),
            PREVIOUS => turn(app, library, untrack(near).before),
            NEXT => turn(app, library, untrack(near).after),
            PRINT => app.print(),
            _ => return false,
        }
        true
    };
    on_window("resize", move || fit(app));
    let alive = Alive::here();
    let paper = move || {
        let own = library.get().own().get_untracked().names;
        let class = if lines.get() {
            "print print--a3 print--lines"
        } else {
            "print print--a3"
        };
        // Once it shows, and before it is drawn.
        next_frame(alive, move || fit(app));
        let whole = context.handle.read_all(|canvas| whole(canvas, &own, None));
        element("div", class, vec![whole])
    };
    let content = vec![bar(context, listed, lines), dynamic(paper).into_any()];
    screen("reading", STYLE, content, Rc::new(act))
}

/// The ids of the canvases that the overview lists, in its order, with blanks between them; empty until
/// they are known.
fn listed(app: ElementContext, context: CanvasContext) -> Memo<String> {
    let library = WorkspaceHandle::here();
    let is_known = RwSignal::new(false);
    let workspace = library.get();
    let id = context.handle.peek(|canvas| canvas.id.clone());
    let work = async move {
        let is_loaded = Part::Overview.load().await;
        // After a reload nobody has read it; and who made this canvas hasn't since.
        let summaries = workspace.library().summaries();
        let is_listed = summaries.with_untracked(|all| all.iter().any(|it| it.id == id));
        if is_loaded && !is_listed {
            workspace.library().refresh().await;
        }
        is_loaded
    };
    // Nobody waits for it, so a part that can't be loaded needs no message.
    spawn_guarded(Alive::here(), work, move |is_loaded| {
        is_known.set(is_loaded);
    });
    memo(move |_| {
        // First what it follows: the list itself comes with the part.
        let is_known = is_known.get();
        let list = LISTED.get().filter(|_| is_known);
        let listed = list.map(|list| list(app, &library.get()));
        listed.unwrap_or_default()
    })
}

/// Shows another canvas of the list, as the user asks.
fn turn(app: ElementContext, library: WorkspaceHandle, to: Option<String>) {
    if to.is_some() {
        app.go_to(&Location {
            namespace: Some(library.get().namespace().namespace.clone()),
            document_id: to,
            view: CanvasView::Reading.name().to_owned(),
        });
    }
}

/// What stands above the paper.
fn bar(context: CanvasContext, listed: Memo<String>, lines: RwSignal<bool>) -> AnyView {
    let near = move || Neighbours::of(context, &listed.get());
    let turn = |act, shape, text, inactive| {
        let choice = Choice {
            word: "visually-hidden",
            inactive,
            ..Choice::new(act, Some(shape), text)
        };
        choice.view()
    };
    let words = move || {
        if lines.get() {
            t::HIDE_LINES
        } else {
            t::SHOW_LINES
        }
    };
    let lines = Choice {
        text: derived(move || words().to_owned()),
        ..Choice::new(LINES, Some(Icon::List), "")
    };
    let print = Choice {
        word: "screen__word",
        ..Choice::new(PRINT, Some(Icon::Print), labels::PRINT)
    };
    let name = move || context.handle.read(Place::Header, sentences::title);
    let position = derived(move || near().position).into_any();
    let parts = vec![
        leave(),
        title(derived(name), Signal::stored(false)),
        turn(
            PREVIOUS,
            Icon::Back,
            t::PREVIOUS,
            derived(move || near().before.is_none()),
        ),
        element("p", "screen__position", vec![position]),
        turn(
            NEXT,
            Icon::Right,
            t::NEXT,
            derived(move || near().after.is_none()),
        ),
        dynamic(move || turn_of(context, &listed.get())).into_any(),
        lines.view(),
        print.view(),
    ];
    element("div", "screen__bar", parts)
}

/// The half hour of a case, where the list is the agenda of a table.
fn turn_of(context: CanvasContext, listed: &str) -> Option<AnyView> {
    let app = ElementContext::here();
    let id = context.handle.peek(|canvas| canvas.id.clone());
    let is_agenda = !listed.is_empty() && app.table.cases() == listed;
    is_agenda.then(|| turn_in_bar(Signal::stored(Some(id))))
}

/// Where a canvas is in the list.
#[derive(Default)]
struct Neighbours {
    /// Which one it is, in words; empty if it isn't in the list.
    position: String,
    before: Option<String>,
    after: Option<String>,
}

impl Neighbours {
    fn of(context: CanvasContext, listed: &str) -> Self {
        let all: Vec<&str> = listed.split_whitespace().collect();
        let shown = context.handle.peek(|canvas| canvas.id.to_string());
        let Some(at) = all.iter().position(|id| *id == shown) else {
            return Self::default();
        };
        let rank = at.saturating_add(1);
        let id = |at: usize| all.get(at).map(|id| (*id).to_owned());
        Self {
            position: t::position(rank, all.len()),
            before: at.checked_sub(1).and_then(id),
            after: id(rank),
        }
    }
}

/// Sets the size of the paper, in percents of the real one: the largest at which all of it can be seen. What
/// can't be read then, at arm's length on a tablet and from five metres on a wall, is larger, and scrolls.
fn fit(app: ElementContext) {
    let root = app.root.try_get_untracked().flatten();
    let found = root.and_then(|app| app.query_selector(".screen > .print").ok().flatten());
    let Some(paper) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let Some((frame, dialog)) = paper
        .parent_element()
        .and_then(|it| Some((it.clone(), it.parent_element()?)))
    else {
        return;
    };
    let width = dialog.client_width();
    let (mut fits, mut most) = ((width / 13).max(110), (width / 6).max(130));
    let scrolls = (width / 10).max(120);
    let style = paper.style();
    let is_room = |percent: i32| {
        // A browser that can't zoom shows it as on paper.
        drop(style.set_property("zoom", &[&percent.to_string(), "%"].concat()));
        frame.get_bounding_client_rect().height() <= dialog.get_bounding_client_rect().height()
    };
    if is_room(most) {
        return;
    }
    if !is_room(fits) {
        is_room(scrolls);
        return;
    }
    for _ in 0..ROUNDS {
        let middle = fits.midpoint(most);
        if is_room(middle) {
            fits = middle;
        } else {
            most = middle;
        }
    }
    is_room(fits);
}
