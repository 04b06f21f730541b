//! The views.

mod setup;

pub use setup::Setup;

use crate::store::writer::PageLocks;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// The whole app of one element.
pub fn app(setup: Signal<Setup>, _locks: Option<PageLocks>, _host: HtmlElement) -> impl IntoView {
    let echo = RwSignal::new(String::new());
    view! {
        <h2 class="utrecht-heading-2">"Maatwerkcanvas"</h2>
        <label class="utrecht-form-label" for="mwc-echo">"Casusnummer"</label>
        <input id="mwc-echo" class="utrecht-textbox" prop:value=move || echo.get()
            on:input=move |event| echo.set(event_target_value(&event)) />
        <output for="mwc-echo">{move || echo.get()}</output>
        <p class="utrecht-paragraph">{move || setup.read().view.clone()}</p>
        <button class="utrecht-button" on:click=move |_| assert_ne!(echo.get_untracked(), "paniek")>"Knop"</button>
    }
}
