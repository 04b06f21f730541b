//! The status: what is true about saving, and why nothing can be edited.

use crate::ui::view::{Show, then};
use leptos::prelude::*;

use crate::session::{ReadOnly, SaveStatus};
use crate::sync::status::{Report, Status};
use crate::texts::{labels as t, storage};
use crate::ui::context::{Library, Sheet};

/// How saving stands; says "Opgeslagen" only when the archive has it.
#[component]
pub(crate) fn SaveState() -> impl IntoView {
    let sheet = Sheet::here();
    let status = sheet.session.status;
    let report: RwSignal<Option<Report>> = Library::here().get().sync.report.clone().into();
    // Nothing says that the server has it.
    let only_here = move || {
        report.with(|report| match report {
            None => true,
            Some(report) if report.status == Status::LocalOnly => true,
            Some(report) => sheet.session.peek(|canvas| {
                let refused = report.refused.iter().any(|(id, _)| *id == canvas.id);
                refused || report.lost.contains(&canvas.id)
            }),
        })
    };
    let text = move || match status.get() {
        SaveStatus::Untouched => t::UNTOUCHED.to_owned(),
        SaveStatus::Saving => t::SAVING.to_owned(),
        SaveStatus::Saved if only_here() => [t::SAVED, ", ", t::ONLY_HERE].concat(),
        SaveStatus::Saved => t::SAVED.to_owned(),
        SaveStatus::NotKept => t::NOT_KEPT.to_owned(),
        SaveStatus::Failed(error) => format!("{}: {}", t::NOT_SAVED, storage::store_error(&error)),
    };
    let failed = move || status.with(|status| matches!(status, SaveStatus::Failed(_)));
    view! {
        <p class="save-state" class:save-state--failed=failed role="status">{text}</p>
    }
}

/// Why nothing can be edited, and what to do about it.
#[component]
pub(crate) fn ReadOnlyNotice() -> impl IntoView {
    let sheet = Sheet::here();
    let library = Library::here();
    let take_over = move |_| library.get().take_over();
    let put_back = move |_| sheet.session.restore();
    move || {
        sheet.read_only.get().map(|why| {
            let (text, action) = match why {
                ReadOnly::Host => (t::READ_ONLY_HOST, None),
                ReadOnly::Follower => (t::READ_ONLY_FOLLOWER, Some(true)),
                ReadOnly::Removed => (t::READ_ONLY_REMOVED, Some(false)),
            };
            view! {
                <div class="utrecht-alert utrecht-alert--info notice" role="status">
                    <p class="notice__text">{text}</p>
                    {action.map(|over| if over {
                        view! {
                            <button type="button" class="utrecht-button utrecht-button--primary-action" on:click=take_over>
                                {t::TAKE_OVER}
                            </button>
                        }.into_any()
                    } else {
                        view! {
                            <button type="button" class="utrecht-button utrecht-button--primary-action" on:click=put_back>
                                {t::PUT_BACK}
                            </button>
                        }.into_any()
                    })}
                </div>
            }
        })
    }
}

/// Says once that a step back was let go.
#[component]
pub(crate) fn SkippedNotice() -> impl IntoView {
    let sheet = Sheet::here();
    let seen = RwSignal::new(sheet.session.skipped.get_untracked());
    let shows = move || sheet.session.skipped.get() > seen.get();
    view! {
        <Show when=shows>
            <div class="utrecht-alert utrecht-alert--info notice" role="status">
                <p class="notice__text">{t::STEP_SKIPPED}</p>
                <button type="button" class="utrecht-button utrecht-button--secondary-action"
                    on:click=then(move |_| seen.set(sheet.session.skipped.get_untracked()))>{t::CLOSE}</button>
            </div>
        </Show>
    }
}
