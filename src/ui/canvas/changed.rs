//! Who changed something last.

use leptos::prelude::*;

use crate::domain::Place;
use crate::texts::{date, labels as t};
use crate::ui::context::Sheet;

/// "laatst gewijzigd door … op …", where a name is known.
#[component]
pub(crate) fn Changed(place: Place) -> impl IntoView {
    let sheet = Sheet::here();
    let line = Memo::new(move |_| {
        let (author, at) = sheet.session.read(place, |canvas| {
            let (by, at) = canvas.signed(place);
            by.zip(at)
        })?;
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
