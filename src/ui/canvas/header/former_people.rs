//! People who are only in earlier versions any more, to be erased from there too.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{Canvas, ItemId};
use crate::store::SavedVersion;
use crate::texts::{grades as g, versions as t};
use crate::ui::canvas::grades::{Tell, erase_person};
use crate::ui::context::CanvasContext;
use crate::ui::view::{derived, dynamic};

/// A selector for the button that closes the list of versions.
const CLOSE: &str = "[data-hook=\"versions-close\"]";

/// The people who were removed from the canvas and are still in one of its versions, each with a button that erases
/// them; nothing if there are none, or if the canvas is read-only. `tell` is told how that went.
pub(super) fn former_people(
    versions: RwSignal<Vec<SavedVersion>>,
    tell: impl Fn(&'static str) + Copy + Send + Sync + 'static,
) -> AnyView {
    let context = CanvasContext::here();
    dynamic(move || {
        let found = versions.with(|versions| context.handle.peek(|now| only_in(versions, now)));
        (!found.is_empty() && !context.locked.get()).then(|| {
            let people = found
                .into_iter()
                .map(|(id, role)| person(id, role, Rc::new(move |text, _| tell(text))));
            view! {
                <h4 class="versions__heading">{t::FORMER}</h4>
                <p class="versions__hint">{t::FORMER_HINT}</p>
                <ul class="versions__list" role="list">{people.collect::<Vec<_>>()}</ul>
            }
        })
    })
    .into_any()
}

fn person(id: ItemId, role: String, tell: Tell) -> AnyView {
    let shown = g::role(&role);
    let name = derived(move || role.clone());
    let erase = erase_person(id, name, |_, _| CLOSE.to_owned(), tell);
    view! { <li class="versions__item"><p class="versions__when">{shown}</p>{erase}</li> }
        .into_any()
}

/// Who is in a version and no longer in the canvas, by the role of the newest version that has them.
fn only_in(versions: &[SavedVersion], now: &Canvas) -> Vec<(ItemId, String)> {
    let mut found: Vec<(ItemId, String)> = Vec::new();
    for SavedVersion { canvas, .. } in versions {
        for (id, person) in canvas.satisfaction.people_in_order() {
            let is_known = now.satisfaction.people.contains_key(&id);
            if !is_known && found.iter().all(|(known, _)| *known != id) {
                found.push((id, person.role.clone()));
            }
        }
    }
    found
}
