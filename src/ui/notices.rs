//! The store's notices: storage denied, storage full, a record set aside.

use crate::ui::view::{dynamic, handler};
use leptos::prelude::*;

use crate::store::Notice;
use crate::texts::{labels as t, storage};
use crate::ui::components::{Button, ButtonKind};

use super::context::{ElementContext, WorkspaceHandle};
use super::dom::focus_soon;

/// The notices of the namespace, each until it is closed.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let library = WorkspaceHandle::here();
    let notices: ReadSignal<Vec<Notice>> = library.get().notices().into();
    let app = ElementContext::here();
    let close = move |index: usize| {
        // The button goes: on to the next notice, or to what comes after the notices.
        let next = ".notice button, [data-hook=\"list-heading\"], .header input";
        focus_soon(app.root, next.to_owned());
        library.get().dismiss_notice(index);
    };
    dynamic(move || {
        let all = notices.get().into_iter().enumerate();
        all.map(|(index, notice)| {
            view! {
                <div class="utrecht-alert utrecht-alert--warning notice" role="status">
                    <p class="notice__text">{storage::notice(&notice)}</p>
                    {passes(&notice).then(|| view! {
                        <Button kind=ButtonKind::Primary on_press=handler(move |_| library.get().retry_storage())>{t::RETRY}</Button>
                    })}
                    <Button kind=ButtonKind::Secondary on_press=handler(move |_| close(index))>{t::CLOSE}</Button>
                </div>
            }
        })
        .collect_view()
    })
}

/// Whether a notice gets a button to try again.
fn passes(notice: &Notice) -> bool {
    matches!(notice, Notice::NoArchive(error) if error.may_pass())
}
