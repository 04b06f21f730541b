//! The status: what is true about saving, and why nothing can be edited.

use crate::ui::view::{Show, derived, dynamic, handler};
use leptos::prelude::*;

use crate::domain::Rejected;
use crate::session::{ReadOnly, SaveStatus};
use crate::sync::status::{Report, Status};
use crate::texts::{explain, labels as t, storage};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, WorkspaceHandle};

/// The status of saving; "Opgeslagen" only once the archive has committed.
#[component]
pub(crate) fn SaveState() -> impl IntoView {
    let context = CanvasContext::here();
    let status = context.handle.status();
    let report: ReadSignal<Option<Report>> = WorkspaceHandle::here().get().sync().report().into();
    // Nothing says that the server has it.
    let only_here = move || {
        report.with(|report| match report {
            None => true,
            Some(report) if report.status == Status::LocalOnly => true,
            Some(report) => context.handle.peek(|canvas| {
                let mut stays = report.refused.iter().chain(&report.unread);
                let refused = stays.any(|(id, _)| *id == canvas.id);
                refused || report.lost.contains(&canvas.id)
            }),
        })
    };
    let text = move || match status.get() {
        SaveStatus::Untouched => t::UNTOUCHED.to_owned(),
        SaveStatus::Saving => t::SAVING.to_owned(),
        SaveStatus::Saved if only_here() => [t::SAVED, ", ", t::ONLY_HERE].concat(),
        SaveStatus::Saved => t::SAVED.to_owned(),
        SaveStatus::Journaled => t::JOURNALED.to_owned(),
        SaveStatus::NotKept => t::NOT_KEPT.to_owned(),
        SaveStatus::Failed(error) => format!("{}: {}", t::NOT_SAVED, storage::store_error(&error)),
    };
    let retries = move || {
        status.with(|status| matches!(status, SaveStatus::Failed(error) if error.may_pass()))
    };
    let library = WorkspaceHandle::here();
    let failed = move || status.with(|status| matches!(status, SaveStatus::Failed(_)));
    view! {
        <p class="save-state" class:save-state--failed=derived(failed) role="status">{derived(text)}</p>
        <Show when=retries>
            <Button kind=ButtonKind::Secondary hook="retry"
                on_press=handler(move |_| library.get().retry_storage())>{t::RETRY}</Button>
        </Show>
    }
}

/// The notice why nothing can be edited, and what to do about it.
#[component]
pub(crate) fn ReadOnlyNotice() -> impl IntoView {
    let context = CanvasContext::here();
    let library = WorkspaceHandle::here();
    let take_over = move |_| library.get().take_over();
    let put_back = move |_| context.handle.restore();
    move || {
        context.read_only.get().map(|why| {
            let (text, action) = match why {
                ReadOnly::Host => (t::READ_ONLY_HOST, None),
                ReadOnly::Follower => (t::READ_ONLY_FOLLOWER, Some(true)),
                ReadOnly::TooNew => (t::READ_ONLY_TOO_NEW, None),
                ReadOnly::Newer => (t::READ_ONLY_NEWER, None),
                ReadOnly::Unreadable => (t::READ_ONLY_UNREADABLE, None),
                ReadOnly::Removed => (t::READ_ONLY_REMOVED, Some(false)),
            };
            view! {
                <div class="utrecht-alert utrecht-alert--info notice" role="status">
                    <p class="notice__text">{text}</p>
                    {action.map(|over| if over {
                        view! {
                            <Button kind=ButtonKind::Primary on_press=handler(take_over)>
                                {t::TAKE_OVER}
                            </Button>
                        }.into_any()
                    } else {
                        view! {
                            <Button kind=ButtonKind::Primary on_press=handler(put_back)>
                                {t::PUT_BACK}
                            </Button>
                        }.into_any()
                    })}
                </div>
            }
        })
    }
}

/// The notice that the document has no room for what was just added or typed. Other refusals are shown
/// at their field.
#[component]
pub(crate) fn FullNotice() -> impl IntoView {
    let rejected = CanvasContext::here().handle.rejected();
    let text = move || {
        let rejected = rejected.get();
        let full = matches!(
            rejected,
            Some(Rejected::TooManyItems | Rejected::TooManyFrozenPlans | Rejected::TextTooLong)
        );
        rejected.filter(|_| full).map(explain::rejected)
    };
    view! {
        <div role="alert">
            {dynamic(move || text().map(|text| view! {
                <div class="utrecht-alert utrecht-alert--warning notice"><p class="notice__text">{text}</p></div>
            }))}
        </div>
    }
}

/// The notice, shown once, that an undo step was dropped.
#[component]
pub(crate) fn SkippedNotice() -> impl IntoView {
    let context = CanvasContext::here();
    let seen = RwSignal::new(context.handle.skipped().get_untracked());
    let shows = move || context.handle.skipped().get() > seen.get();
    view! {
        <Show when=shows>
            <div class="utrecht-alert utrecht-alert--info notice" role="status">
                <p class="notice__text">{t::STEP_SKIPPED}</p>
                <Button kind=ButtonKind::Secondary
                    on_press=handler(move |_| seen.set(context.handle.skipped().get_untracked()))>{t::CLOSE}</Button>
            </div>
        </Show>
    }
}
