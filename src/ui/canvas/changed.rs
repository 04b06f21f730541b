//! By whom and when something was changed last.

use leptos::prelude::*;

use crate::domain::Place;
use crate::texts::{date, labels as t};
use crate::ui::context::CanvasContext;
use crate::ui::view::{dynamic, memo};

/// "laatst gewijzigd door … op …", where a name is known.
#[component]
pub(crate) fn Changed(place: Place) -> impl IntoView {
    let context = CanvasContext::here();
    let line = memo(move |_| {
        let (author, at) = context.handle.read(place, |canvas| {
            let signature = canvas.signature(place)?;
            signature.by.clone().zip(signature.at)
        })?;
        let offset = context.handle.environment().offset_minutes(at);
        let when = date::format_timestamp(at, offset);
        (!author.name.is_empty()).then(|| {
            let by = [t::LAST_CHANGED, " ", &author.name, " "].concat();
            (by, [t::ON, " ", &when].concat())
        })
    });
    dynamic(move || {
        line.get().map(|(by, on)| {
            // A date isn't broken off within.
            view! { <p class="changed">{by}<span class="changed__when">{on}</span></p> }
        })
    })
}
