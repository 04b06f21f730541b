//! Two versions of one place, side by side in the place itself, until someone picks one.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::{Canvas, Place, Side, choose, joined, undecided, versions};
use crate::texts::conflict as c;
use crate::ui::context::{App, Library, Sheet};
use crate::ui::dom::focus_soon;

use super::action_row::short;

/// What to choose from in a place; nothing where nobody disagrees.
pub(super) fn conflicts(place: Place) -> AnyView {
    let sheet = Sheet::here();
    let open = Memo::new(move |_| {
        sheet
            .session
            .read(Place::Differences, |canvas| open_at(canvas, place))
    });
    (move || {
        let open = open.get();
        (!open.is_empty()).then(|| {
            let each = open.into_iter().map(|pointer| conflict(place, pointer));
            view! { <div class="conflicts">{each.collect_view()}</div> }
        })
    })
    .into_any()
}

/// The control that gets the focus for what is open in a place.
pub(super) fn selector(place: Place) -> String {
    let within = match place {
        Place::Text(place) => ["[data-block=\"", place.wire(), "\"]"].concat(),
        Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id) => {
            ["[data-item=\"", &id.to_string(), "\"]"].concat()
        }
        _ => ".canvas >".to_owned(),
    };
    within + " .conflicts button"
}

/// The pointers of what is open in a place; at the top of the page stands what has no other place.
fn open_at(canvas: &Canvas, place: Place) -> Vec<String> {
    let shown_at = |pointer: &str| match Place::of_pointer(pointer, canvas) {
        Place::Horizon => Place::Header,
        other => other,
    };
    let open = undecided(canvas).into_iter();
    open.filter(|pointer| shown_at(pointer) == place)
        .map(str::to_owned)
        .collect()
}

/// The versions of one place.
fn conflict(place: Place, pointer: String) -> AnyView {
    let sheet = Sheet::here();
    let name = sheet.session.peek(|canvas| match place {
        Place::Header => c::place(&pointer, canvas),
        _ => c::field(&pointer),
    });
    let path = StoredValue::new(pointer);
    let label = name.clone();
    // What stands there may be typed on meanwhile.
    let sides = move || {
        sheet.session.read(place, |_| ());
        let read = |canvas: &Canvas| path.with_value(|path| versions(canvas, path));
        sheet.session.read(Place::Differences, read)
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
    view! { <div class="conflict" role="group" aria-label=label>{body}</div> }.into_any()
}

fn version(place: Place, path: StoredValue<String>, label: &'static str, side: Side) -> AnyView {
    let sheet = Sheet::here();
    let environment = sheet.session.environment();
    let offset = side.at.map_or(0, environment.offset_minutes);
    let library = Library::here().get();
    let me = library.author.get_untracked().id;
    let text = library
        .own
        .with_untracked(|own| path.with_value(|path| c::value(path, &side, &own.names)));
    let about = [": ", &short(&text)].concat();
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
    let (app, sheet) = (App::here(), Sheet::here());
    let press = move |_| {
        let value = value.clone();
        let command = sheet
            .session
            .peek(|canvas| path.with_value(|path| choose(canvas, path, value)));
        sheet.session.edit(command);
        sheet.session.settle();
        sheet.say.run(c::CHOSEN.to_owned());
        focus_soon(app.root, next(place));
    };
    view! {
        <button type="button" class="utrecht-button utrecht-button--secondary-action"
            aria-label=[word, &about].concat() disabled=move || sheet.locked.get() on:click=press>
            {word}
        </button>
    }
    .into_any()
}

/// Where the focus goes after a choice: the place's field.
fn next(place: Place) -> String {
    match place {
        Place::Text(place) => ["[data-block=\"", place.wire(), "\"] textarea"].concat(),
        Place::Action(id) | Place::Line(id) | Place::Person(id) | Place::Grade(id) => [
            "[data-item=\"",
            &id.to_string(),
            "\"] :is(textarea, input, button)",
        ]
        .concat(),
        _ => ".header input".to_owned(),
    }
}
