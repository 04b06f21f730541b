//! What the store has to say: storage denied, full, set aside.

use crate::ui::view::then;
use leptos::prelude::*;

use crate::texts::{labels as t, storage};

use super::context::{App, Library};
use super::dom::focus_soon;

/// The notices of the namespace, each until it is closed.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let notices: RwSignal<Vec<crate::store::Notice>> = Library::here().get().notices.clone().into();
    let app = App::here();
    let close = move |index: usize| {
        // The button goes: on to the next notice, or to what comes after the notices.
        let next = ".notice button, [data-hook=\"list-heading\"], .header input";
        focus_soon(app.root, next.to_owned());
        notices.update(|notices| {
            if index < notices.len() {
                notices.remove(index);
            }
        });
    };
    move || {
        let all = notices.get().into_iter().enumerate();
        all.map(|(index, notice)| {
            view! {
                <div class="utrecht-alert utrecht-alert--warning notice" role="status">
                    <p class="notice__text">{storage::notice(&notice)}</p>
                    <button type="button" class="utrecht-button utrecht-button--secondary-action"
                        on:click=then(move |_| close(index))>{t::CLOSE}</button>
                </div>
            }
        })
        .collect_view()
    }
}
