//! A box of text.

use leptos::prelude::*;

use crate::domain::{Command, Place, TextBox};
use crate::texts::{hints, names};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::field::{AreaField, Look};
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{callback, derived};

use super::changed::Changed;
use super::conflicts::conflicts;

/// One of the five boxes of text, with what to ask the family.
#[component]
pub(crate) fn TextBoxPanel(place: TextBox) -> impl IntoView {
    let context = CanvasContext::here();
    let heading = ElementContext::here().id(&format!("kop-{}", place.wire()));
    let labelled = heading.clone();
    let value = derived(move || {
        context
            .handle
            .read(Place::Text(place), |canvas| canvas.text(place).text.clone())
    });
    let on_input = callback(move |text| {
        // A text is never refused; where nothing may be edited the field is read-only.
        context.handle.edit(Command::Text(place, text));
    });
    // On a phone what to ask gives way to what was written when the page opened.
    let is_filled = context
        .handle
        .peek(|canvas| !canvas.text(place).text.is_empty());
    let star = place == TextBox::Perspective;
    view! {
        <section
            class=["block block--text block--", place.wire()].concat()
            class:block--filled=is_filled
            part=if star { "block block-perspectief" } else { "block" }
            data-block=place.wire()
            aria-labelledby=labelled
        >
            <h3 class="block__title" id=heading>
                {star.then(|| icon(Icon::Star))}
                {names::text_box(place)}
            </h3>
            {conflicts(Place::Text(place))}
            <AreaField
                name=place.wire().to_owned()
                label=names::text_box(place)
                look=Look::Hidden
                hint=hints::text_box(place)
                value
                on_input
                locked=context.locked
            />
            <Changed place=Place::Text(place) />
        </section>
    }
    .into_any()
}
