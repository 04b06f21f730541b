//! The whole canvas on one screen, as on paper: to read at the table and by projector.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::session::{Late, Part};
use crate::texts::{labels, reading as t, sentences};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::icon::Icon;
use crate::ui::location::{CanvasView, Location};
use crate::ui::markup::{element, text};
use crate::ui::overview::LISTED;
use crate::ui::view::{Alive, dynamic, spawn_guarded};

use super::print::whole;
use super::screen::{Choice, NEXT, PREVIOUS, leave, screen, title};

/// The view. It is in the part with what is printed, as it shows that.
pub(super) static READING: Late<fn() -> AnyView> = Late::new(Part::Paper);

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/reading.css"));
const LINES: &str = "lines";
/// How often the range of sizes is halved in search of the largest that fits.
const ROUNDS: u32 = 7;

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    READING.give(reading);
}

fn reading() -> AnyView {
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let lines = RwSignal::new(false);
    let is_there = RwSignal::new(false);
    // Nobody waits for the list, so one that can't be loaded needs no message.
    spawn_guarded(Alive::here(), Part::Overview.load(), move |loaded| {
        is_there.set(loaded);
    });
    let listed = move || {
        let list = LISTED.get().filter(|_| is_there.get());
        list.map(|list| list(app, &library.get()))
            .unwrap_or_default()
    };
    let act = move |name: &str| match name {
        LINES => lines.set(!lines.get_untracked()),
        PREVIOUS | NEXT => {
            let found = untrack(|| neighbours(context, &listed()));
            let [before, after] = found.1;
            let to = if name == NEXT { after } else { before };
            if to.is_some() {
                app.go_to(&Location {
                    namespace: Some(library.get().namespace().namespace.clone()),
                    document_id: to,
                    view: CanvasView::Reading.name().to_owned(),
                });
            }
        }
        _ => app.print(),
    };
    let fit = move || fit(app);
    let resized = window_event_listener_untyped("resize", move |_| fit());
    on_cleanup(move || resized.remove());
    let bar = move || bar(context, &listed(), lines.get());
    let paper = move || {
        let own = library.get().own().get_untracked().names;
        let class = if lines.get() {
            "print print--a3 print--lines"
        } else {
            "print print--a3"
        };
        // Once it shows, and before it is drawn.
        request_animation_frame(fit);
        let whole = context.handle.read_all(|canvas| whole(canvas, &own, false));
        element("div", class, vec![whole])
    };
    let content = vec![dynamic(bar).into_any(), dynamic(paper).into_any()];
    screen("reading", STYLE, true, content, Rc::new(act))
}

/// What stands above the paper.
fn bar(context: CanvasContext, listed: &str, lines: bool) -> AnyView {
    let (position, [before, after]) = neighbours(context, listed);
    let choice = |act: &str, shape, word, text| Choice {
        act: act.to_owned(),
        shape: Some(shape),
        word,
        text,
        ..Choice::default()
    };
    let turn = |act, shape, text, to: Option<String>| {
        let choice = Choice {
            inactive: to.is_none(),
            ..choice(act, shape, "visually-hidden", text)
        };
        choice.view()
    };
    let words = if lines { t::HIDE_LINES } else { t::SHOW_LINES };
    let name = context.handle.read_all(sentences::title);
    let parts = vec![
        leave(),
        title(None, name),
        turn(PREVIOUS, Icon::Back, t::PREVIOUS, before),
        text("p", "screen__position", position),
        turn(NEXT, Icon::Right, t::NEXT, after),
        choice(LINES, Icon::List, "", words).view(),
        choice("print", Icon::Print, "screen__word", labels::PRINT).view(),
    ];
    element("div", "screen__bar", parts)
}

/// Which canvas of the list shows, and the ids of the ones before and after it.
fn neighbours(context: CanvasContext, listed: &str) -> (String, [Option<String>; 2]) {
    let all: Vec<&str> = listed.split_whitespace().collect();
    let shown = context.handle.peek(|canvas| canvas.id.to_string());
    let Some(at) = all.iter().position(|id| *id == shown) else {
        // One that was just made isn't in the list yet.
        return (
            String::new(),
            [None, all.first().map(|id| (*id).to_owned())],
        );
    };
    let rank = at.saturating_add(1);
    let id = |at: usize| all.get(at).map(|id| (*id).to_owned());
    (
        t::position(rank, all.len()),
        [at.checked_sub(1).and_then(id), id(rank)],
    )
}

/// Sets the size of the paper, in percents of the real one: the largest at which all of it can be seen. One
/// with more text scrolls, in letters that can still be read at arm's length on a tablet, and from five
/// metres on a wall.
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
    let style = paper.style();
    let is_room = |percent: i32| {
        // A browser that can't zoom shows it as on paper.
        drop(style.set_property("zoom", &[&percent.to_string(), "%"].concat()));
        frame.get_bounding_client_rect().height() <= dialog.get_bounding_client_rect().height()
    };
    if is_room(most) || !is_room(fits) {
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
