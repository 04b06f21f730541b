//! Dates: typed as people write them, or picked from a calendar.

use leptos::prelude::*;

use crate::domain::Date;
use crate::texts::calendar as c;
use crate::texts::{date, explain};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::CanvasContext;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{callback, derived, dynamic, handler};

use super::calendar::calendar;
use super::draft::Draft;
use super::form_field::Look;
use super::value::{FieldOptions, typed_input, wrapped};

/// A day.
#[component]
pub(crate) fn DateField(
    name: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<Date>>,
    #[prop(into)] on_date: Callback<Option<Date>>,
    #[prop(into)] locked: Signal<bool>,
    /// What the field is of, in its name for screen readers only.
    #[prop(optional)]
    about: Option<Signal<String>>,
    #[prop(optional)] look: Look,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let written = derived(move || value.get().map(date::format_date).unwrap_or_default());
    let put = callback(move |day: Option<Date>| {
        on_date.try_run(day);
        None
    });
    let environment = CanvasContext::here().handle.environment();
    let parse = move |text: &str| {
        date::parse_date(text, environment.today())
            .map_err(|error| explain::typed_date_error(error).to_owned())
    };
    let draft = Draft::new(written, parse, date::format_date, put);
    let open = RwSignal::new(false);
    // A day that is picked takes the place of what was typed.
    let pick = callback(move |day: Option<Date>| {
        draft.clear();
        on_date.try_run(day);
    });
    let options = FieldOptions {
        look,
        about,
        hint,
        class: "date__input",
        keyboard: Some("text"),
        ..FieldOptions::default()
    };
    let named = derived(move || match about {
        Some(about) => [label.get(), about.get()].join(", "),
        None => label.get(),
    });
    let inner = view! {
        <div class="date">
            {typed_input(draft, &name, locked, options)}
            <Button kind=ButtonKind::Subtle class="date__button" title=c::OPEN opens_dialog=true disabled=derived(move || locked.get())
                on_press=handler(move |_| { open.try_set(true); })>
                {icon(Icon::Calendar)}
                <span class="visually-hidden">{c::OPEN}": "{derived(move || named.get())}</span>
            </Button>
            {dynamic(move || open.get().then(|| calendar(named, value, pick, open, environment.today())))}
        </div>
    };
    wrapped(draft, &name, label, options, inner.into_any())
}
