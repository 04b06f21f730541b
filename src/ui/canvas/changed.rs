//! Who changed something last.

use leptos::prelude::*;

use crate::domain::{Author, Canvas, Place, Timestamp};
use crate::texts::{date, labels as t};
use crate::ui::context::Sheet;

/// "laatst gewijzigd door … op …", where a name is known.
#[component]
pub(crate) fn Changed(place: Place) -> impl IntoView {
    let sheet = Sheet::here();
    let line = Memo::new(move |_| {
        let (author, at) = sheet.session.read(place, |canvas| last(canvas, place))?;
        let offset = (sheet.session.environment().offset_minutes)(at);
        let when = date::format_timestamp(at, offset);
        (!author.name.is_empty())
            .then(|| format!("{} {} {} {when}", t::LAST_CHANGED, author.name, t::ON))
    });
    move || {
        line.get()
            .map(|line| view! { <p class="changed">{line}</p> })
    }
}

fn last(canvas: &Canvas, place: Place) -> Option<(Author, Timestamp)> {
    let (by, at) = match place {
        Place::Text(place) => {
            let entry = canvas.text(place);
            (entry.by.clone(), entry.at)
        }
        Place::Action(id) => canvas
            .actions
            .get(&id)
            .map(|item| (item.by.clone(), item.at))?,
        Place::Line(id) => canvas
            .costs
            .lines
            .get(&id)
            .map(|item| (item.by.clone(), item.at))?,
        Place::Grade(id) => canvas
            .satisfaction
            .grades
            .get(&id)
            .map(|item| (item.by.clone(), item.at))?,
        _ => return None,
    };
    by.zip(at)
}
