//! The versions of one place that are in conflict, side by side in the place itself, until one is picked.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::{Canvas, Place, Side, choose, joined, undecided, versions};
use crate::session::{Late, Part};
use crate::texts::conflict as c;
use crate::ui::canvas::excerpt::excerpt;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::late::late;
use crate::ui::view::{derived, dynamic, handler, memo};

use super::focus::field;

/// The open conflicts of a place, to choose from; nothing if there are none.
pub(crate) fn conflicts(place: Place) -> AnyView {
    let context = CanvasContext::here();
    let open = memo(move |_| {
        context
            .handle
            .read(Place::Conflicts, |canvas| open_at(canvas, place))
    });
    dynamic(move || {
        let open = open.get();
        (!open.is_empty())
            .then(|| late(&CONFLICTS, move |conflicts| conflicts(place, open.clone())))
    })
    .into_any()
}

/// Whether a place has open conflicts; a view that calls this follows it.
pub(crate) fn has_conflicts(place: Place) -> bool {
    let open = |canvas: &Canvas| !open_at(canvas, place).is_empty();
    CanvasContext::here().handle.read(Place::Conflicts, open)
}

/// The conflicts of a place, by their pointers.
static CONFLICTS: Late<fn(Place, Vec<String>) -> AnyView> = Late::new(Part::Sync);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    CONFLICTS.give(|place, pointers| {
        let each = pointers.into_iter().map(|pointer| conflict(place, pointer));
        view! { <div class="conflicts">{each.collect_view()}</div> }.into_any()
    });
}

/// The pointers of the open conflicts of a place. Those without a place of their own are in the header.
fn open_at(canvas: &Canvas, place: Place) -> Vec<String> {
    let shown_at = |pointer: &str| match Place::of_pointer(pointer, canvas) {
        Place::Horizon | Place::Entry(..) | Place::Entries(_) | Place::Single(_) => Place::Header,
        other => other,
    };
    let open = undecided(canvas).into_iter();
    open.filter(|pointer| shown_at(pointer) == place)
        .map(str::to_owned)
        .collect()
}

/// The versions of one place.
fn conflict(place: Place, pointer: String) -> AnyView {
    let context = CanvasContext::here();
    let name = context.handle.peek(|canvas| match place {
        Place::Header => c::place(&pointer, canvas),
        _ => c::field(&pointer),
    });
    let path = StoredValue::new(pointer);
    let label = name.clone();
    // What stands there may be typed on meanwhile.
    let sides = move || {
        context.handle.read(place, |_| ());
        let read = |canvas: &Canvas| path.with_value(|path| versions(canvas, path));
        context.handle.read(Place::Conflicts, read)
    };
    let body = move || {
        let sides = sides();
        let all = path.with_value(|path| joined(path, &sides));
        let word = if sides.len() > 2 {
            c::KEEP_ALL
        } else {
            c::KEEP_BOTH
        };
        let all = all.map(|all| view! { <div class="conflict__all">{pick(place, path, word, String::new(), Some(all))}</div> });
        let title = c::heading(&name, sides.len());
        let labels = path.with_value(|path| c::labels(path, &sides));
        let sides = labels.into_iter().zip(sides);
        let sides = sides.map(|(label, side)| version(place, path, label, side));
        view! {
            <p class="conflict__title">{title}</p>
            <ul class="conflict__versions" role="list">{sides.collect_view()}</ul>
            {all}
        }
    };
    view! { <div class="conflict" role="group" aria-label=label>{dynamic(body)}</div> }.into_any()
}

fn version(place: Place, path: StoredValue<String>, label: &'static str, side: Side) -> AnyView {
    let context = CanvasContext::here();
    let environment = context.handle.environment();
    let offset = side
        .signature
        .at
        .map_or(0, |at| environment.offset_minutes(at));
    let library = WorkspaceHandle::here().get();
    let me = library.author().get_untracked().id;
    let text = library
        .own()
        .with_untracked(|own| path.with_value(|path| c::value(path, &side, &own.names)));
    let about = [": ", &excerpt(&text)].concat();
    view! {
        <li class="conflict__version">
            <p class="conflict__label"><strong>{label}</strong>" "{c::signature(&side, &me, offset)}</p>
            <p class="conflict__text">{text}</p>
            {pick(place, path, c::KEEP, about, side.value)}
        </li>
    }
    .into_any()
}

/// The button that makes a value the one version.
fn pick(
    place: Place,
    path: StoredValue<String>,
    word: &'static str,
    about: String,
    value: Option<Value>,
) -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let press = move |_| {
        let value = value.clone();
        let command = context
            .handle
            .peek(|canvas| path.with_value(|path| choose(canvas, path, value)));
        context.handle.edit(command);
        context.handle.commit_typing();
        context.announce.run(c::CHOSEN.to_owned());
        focus_soon(app.root, field(place));
    };
    view! {
        <Button kind=ButtonKind::Secondary label=[word, &about].concat() disabled=derived(move || context.locked.get())
            on_press=handler(press)>
            {word}
        </Button>
    }
    .into_any()
}
