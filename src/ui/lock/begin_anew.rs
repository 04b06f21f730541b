//! Beginning anew where every secret is lost: what goes and what stays, and a word to type before anything is erased.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::crypto::SlotKind;
use crate::session::vault::EraseError;
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind, DialogHandle, TitledDialog};
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::view::{Show, callback, derived, dynamic, handler, spawn_guarded};

use super::explain::erase_error;
use super::screen_state::ScreenState;

/// The question, and what is typed in it.
#[derive(Clone, Copy)]
struct Question {
    screen: ScreenState,
    open: RwSignal<bool>,
    typed: RwSignal<String>,
    error: RwSignal<String>,
    message: RwSignal<&'static str>,
    busy: RwSignal<bool>,
}

/// The button that opens the question, where no host page has the key.
pub(super) fn offer(screen: ScreenState) -> AnyView {
    let question = Question {
        screen,
        open: RwSignal::new(false),
        typed: RwSignal::new(String::new()),
        error: RwSignal::new(String::new()),
        message: RwSignal::new(""),
        busy: RwSignal::new(false),
    };
    let can_be_lost = move || {
        let has_host_key = |all: &Vec<SlotKind>| all.is_empty() || all.contains(&SlotKind::Host);
        let gives_key = screen.app.setup.with(|setup| setup.gives_key);
        !gives_key && (screen.is_lost.get() || !screen.kinds.with(has_host_key))
    };
    view! {
        <Show when=derived(can_be_lost)>
            <Button kind=ButtonKind::Subtle hook="begin-anew" opens_dialog=true
                on_press=handler(move |_| question.ask())>{t::ERASE_OFFER}</Button>
        </Show>
        {dynamic(move || question.open.get().then(|| dialog(question)))}
    }
    .into_any()
}

fn dialog(question: Question) -> AnyView {
    let app = question.screen.app;
    let handle = DialogHandle::new();
    let close = callback(move |()| {
        question.open.set(false);
        focus_soon(app.root, "[data-hook=\"begin-anew\"]".to_owned());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        question.answer();
    };
    let typed = callback(move |text| {
        question.typed.set(text);
        question.error.set(String::new());
    });
    let error = move || {
        question
            .error
            .with(|it| (!it.is_empty()).then(|| it.clone()))
    };
    view! {
        <TitledDialog handle class="settings lock-anew" id=app.id("opnieuw-beginnen") title=t::ERASE_TITLE on_close=close>
            <p>{t::ERASE_SEARCH}</p>
            <p>{t::ERASE_LOST}</p>
            <p>{t::ERASE_STAYS}</p>
            <form novalidate on:submit=handler(submit)>
                <TextField name="wissen".to_owned() label=t::ERASE_TYPE value=question.typed
                    error=derived(error) locked=question.busy on_input=typed />
                <p role="alert" class="utrecht-form-field-error-message settings__told">{derived(move || question.message.get())}</p>
                <p role="status" class="settings__told">{derived(move || if question.busy.get() { t::ERASE_BUSY } else { "" })}</p>
                <div class="settings__buttons">
                    <Button kind=ButtonKind::Primary class="sure__yes" on_press=handler(move |_| question.answer())>{t::ERASE_YES}</Button>
                    <Button kind=ButtonKind::Secondary on_press=handler(move |_| handle.close())>{labels::CANCEL}</Button>
                </div>
            </form>
        </TitledDialog>
    }
    .into_any()
}

impl Question {
    fn ask(self) {
        self.typed.set(String::new());
        self.error.set(String::new());
        self.message.set("");
        self.open.set(true);
    }

    /// Erases, if the word was typed; else the field says so.
    fn answer(self) {
        let app = self.screen.app;
        if self.busy.get_untracked() {
            return;
        }
        let is_sure = |typed: &String| typed.trim().eq_ignore_ascii_case(t::ERASE_WORD);
        if !self.typed.with_untracked(is_sure) {
            self.error.set(t::ERASE_TYPE_WRONG.to_owned());
            focus_soon(app.root, ["#", &app.id("wissen")].concat());
            return;
        }
        let Some(vault) = self.screen.vault.get_value() else {
            return;
        };
        self.busy.set(true);
        self.message.set("");
        let work = async move { vault.begin_anew(app.bridge.page_locks()).await };
        spawn_guarded(self.screen.alive, work, move |erased| {
            self.busy.set(false);
            match erased {
                Ok(()) => {
                    app.asks();
                    app.toaster.tell(t::ERASED.to_owned());
                    app.bridge.start_empty();
                }
                Err(EraseError::NotSealed) => app.bridge.reopen(),
                Err(error) => self.message.set(erase_error(&error)),
            }
        });
    }
}
