//! Dates, with the device's own calendar.

use crate::ui::view::{of, then};
use leptos::prelude::*;

use crate::domain::Date;
use crate::texts::explain;

use super::hold::Hold;
use super::wrap::{Look, Wrap, described_by};
use crate::ui::context::App;
use crate::ui::dom::after_press;

/// A day.
#[component]
pub(crate) fn DateField(
    name: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<Date>>,
    #[prop(into)] on_date: Callback<Option<Date>>,
    #[prop(into)] locked: Signal<bool>,
    #[prop(optional)] look: Look,
) -> impl IntoView {
    let id = App::here().id(&name);
    let described = described_by(&id);
    let wrong = RwSignal::new(false);
    let error = Signal::derive(move || wrong.get().then(|| explain::date_error().to_owned()));
    let input = NodeRef::<leptos::html::Input>::new();
    // The calendar reports every year on the way (0002, 0020, 0202): only what is left there can be wrong.
    let read = move || {
        let input = input.get_untracked()?;
        let text = input.value();
        let date = text.parse::<Date>().ok();
        let unreadable = input.validity().bad_input() || (date.is_none() && !text.is_empty());
        Some(if unreadable { Err(()) } else { Ok(date) })
    };
    let hold = Hold::new();
    let on_change = move |_| {
        if let Some(Ok(date)) = read() {
            wrong.set(false);
            hold.typed(written(date), &|text| on_date.run(text.parse().ok()));
        }
    };
    let tell = move || {
        // The field may be gone by now.
        if wrong.try_get_untracked().is_some() {
            wrong.set(read() == Some(Err(())));
        }
    };
    let on_leave = move |_| {
        // What can't be read stays, whatever came in meanwhile.
        if read() != Some(Err(())) {
            hold.leave();
        }
        after_press(tell);
    };
    view! {
        <Wrap id=id.clone() label look error>
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                class:utrecht-textbox--invalid=of(move || wrong.get())
                type="date"
                min="1900-01-01"
                max="2199-12-31"
                id=id
                node_ref=input
                aria-describedby=described
                aria-invalid=of(move || wrong.get().then_some("true"))
                readonly=of(move || locked.get())
                prop:value=of(move || hold.show(written(value.get())))
                on:focus=then(move |_| hold.enter())
                on:change=on_change
                on:blur=on_leave
            />
        </Wrap>
    }
}

/// A day as the browser's own field takes it.
fn written(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
