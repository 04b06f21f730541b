//! The dialog that seals what this device stores: a passphrase, the recovery sheet, and then how far it is.

use leptos::prelude::*;
use std::rc::Rc;
use zeroize::Zeroizing;

use crate::crypto::RecoveryCode;
use crate::session::Workspace;
use crate::session::vault::{NewRing, SealError};
use crate::store::Progress;
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind, DialogHandle, TitledDialog};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::view::{Alive, Show, callback, derived, dynamic, handler, spawn_guarded};

use super::add_passkey::{add_passkey, can_be_added};
use super::choice::Choice;
use super::code::CodeStep;
use super::explain::seal_error;
use super::secret_field::SecretField;
use super::style::with_style;

/// Where the user is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Choose,
    Sheet,
    Busy,
    Done,
    /// The secrets are in force, and storage refuses what is left to be rewritten.
    Stopped,
    Passkey,
}

#[derive(Clone, Copy)]
struct Wizard {
    app: ElementContext,
    library: WorkspaceHandle,
    alive: Alive,
    at: RwSignal<At>,
    choice: Choice,
    code: CodeStep,
    again: SecretField,
    passphrase: StoredValue<Option<Zeroizing<String>>>,
    message: RwSignal<&'static str>,
    /// Whether a passkey can be added here.
    can_add_passkey: RwSignal<bool>,
    bar: Bar,
}

/// The dialog.
pub(super) fn secure(open: RwSignal<bool>) -> AnyView {
    with_style();
    let app = ElementContext::here();
    let wizard = Wizard {
        app,
        library: WorkspaceHandle::here(),
        alive: Alive::here(),
        at: RwSignal::new(At::Choose),
        choice: Choice::new(),
        code: CodeStep::new(),
        again: SecretField::new(),
        passphrase: StoredValue::new(None),
        message: RwSignal::new(""),
        can_add_passkey: can_be_added(),
        bar: Bar::new(),
    };
    let handle = DialogHandle::new();
    let close = callback(move |()| open.set(false));
    view! {
        <TitledDialog handle class="settings" id=app.id("beveiligen") title=t::SECURE on_close=close>
            {dynamic(move || match wizard.at.get() {
                At::Choose => choose(wizard, handle),
                At::Sheet => sheet(wizard),
                At::Busy => busy(wizard, handle),
                At::Done => done(wizard, handle),
                At::Stopped => stopped(handle),
                At::Passkey => passkey(wizard),
            })}
        </TitledDialog>
    }
    .into_any()
}

fn choose(wizard: Wizard, handle: DialogHandle) -> AnyView {
    let next = move |_| {
        if let Some(passphrase) = wizard.choice.passphrase() {
            wizard.passphrase.set_value(Some(passphrase));
            wizard.go(At::Sheet);
        }
    };
    view! {
        <p>{t::OFFER}</p>
        {wizard.choice.view()}
        <details class="lock-scope">
            <summary>{t::SCOPE_TITLE}</summary>
            <p>{t::SCOPE_YES}</p>
            <p>{t::SCOPE_NO}</p>
        </details>
        <div class="settings__buttons">
            <Button kind=ButtonKind::Primary on_press=handler(next)>{t::NEXT}</Button>
            <Button kind=ButtonKind::Secondary on_press=handler(move |_| handle.close())>{labels::CANCEL}</Button>
        </div>
    }
    .into_any()
}

fn sheet(wizard: Wizard) -> AnyView {
    let start = move |_| {
        let chosen = wizard.passphrase.get_value();
        let Some(passphrase) = chosen.filter(|it| wizard.again.repeats(wizard.app, it)) else {
            return;
        };
        if let Some(code) = wizard.code.checked() {
            wizard.seal(passphrase, code);
        }
    };
    view! {
        <h4 class="settings__heading" tabindex="-1" data-hook="sheet">{t::SHEET_TITLE}</h4>
        {wizard.code.view()}
        {wizard.again.again()}
        <p role="alert" class="utrecht-form-field-error-message">{derived(move || wizard.message.get())}</p>
        <div class="settings__buttons">
            <Button kind=ButtonKind::Primary on_press=handler(start)>{t::START}</Button>
            <Button kind=ButtonKind::Secondary on_press=handler(move |_| wizard.go(At::Choose))>{t::BACK}</Button>
        </div>
    }
    .into_any()
}

fn busy(wizard: Wizard, handle: DialogHandle) -> AnyView {
    view! {
        <p tabindex="-1" data-hook="busy">{t::BUSY}</p>
        {wizard.bar.view()}
        <div class="settings__buttons">
            <Button kind=ButtonKind::Secondary on_press=handler(move |_| handle.close())>{labels::CLOSE}</Button>
        </div>
    }
    .into_any()
}

fn done(wizard: Wizard, handle: DialogHandle) -> AnyView {
    let added = move || {
        if wizard.message.with(|it| it.is_empty()) {
            t::DONE
        } else {
            wizard.message.get()
        }
    };
    let offers =
        derived(move || wizard.can_add_passkey.get() && wizard.message.with(|it| it.is_empty()));
    view! {
        <h4 class="settings__heading" tabindex="-1" data-hook="sealed">{t::DONE_TITLE}</h4>
        <p role="status">{derived(added)}</p>
        <Show when=offers>
            <div class="settings__buttons">
                <Button kind=ButtonKind::Secondary on_press=handler(move |_| wizard.go(At::Passkey))>{t::ADD_PASSKEY}</Button>
            </div>
        </Show>
        <div class="settings__buttons">
            <Button kind=ButtonKind::Primary on_press=handler(move |_| handle.close())>{labels::CLOSE}</Button>
        </div>
    }
    .into_any()
}

fn stopped(handle: DialogHandle) -> AnyView {
    view! {
        <h4 class="settings__heading" tabindex="-1" data-hook="sealed">{t::STOPPED_TITLE}</h4>
        <p role="status">{t::STOPPED}</p>
        <div class="settings__buttons">
            <Button kind=ButtonKind::Primary on_press=handler(move |_| handle.close())>{labels::CLOSE}</Button>
        </div>
    }
    .into_any()
}

/// One more way to open it, once it is sealed.
fn passkey(wizard: Wizard) -> AnyView {
    let done = callback(move |()| {
        wizard.go(At::Done);
        wizard.message.set(t::PASSKEY_ADDED);
    });
    add_passkey(done, callback(move |()| wizard.go(At::Done)))
}

impl Wizard {
    /// Goes to a step, which gets the focus.
    fn go(self, at: At) {
        self.message.set("");
        self.at.set(at);
        let first = match at {
            At::Choose => ".lock-choice input",
            At::Sheet => "[data-hook=\"sheet\"]",
            At::Busy => "[data-hook=\"busy\"]",
            At::Done | At::Stopped => "[data-hook=\"sealed\"]",
            At::Passkey => "[data-hook=\"passkey-step\"]",
        };
        focus_soon(self.app.root, first.to_owned());
    }

    fn seal(self, passphrase: Zeroizing<String>, code: RecoveryCode) {
        self.go(At::Busy);
        let (workspace, bar) = (self.library.get(), self.bar);
        let work = async move { seal(&workspace, &passphrase, &code, bar).await };
        spawn_guarded(self.alive, work, move |sealed| match sealed {
            Ok(()) => self.has_sealed(At::Done),
            // These secrets are in force: others would open nothing.
            Err(SealError::Stopped(_)) => {
                self.has_sealed(At::Stopped);
                self.wait();
            }
            Err(error) => {
                self.go(At::Sheet);
                self.message.set(seal_error(&error));
            }
        });
    }

    /// Waits until storage has taken what is left.
    fn wait(self) {
        let workspace = self.library.get();
        let ended = async move { workspace.sealing_ended().await };
        spawn_guarded(self.alive, ended, move |ended| {
            if ended {
                self.go(At::Done);
            }
        });
    }

    fn has_sealed(self, at: At) {
        self.choice.clear();
        self.code.clear();
        self.again.value.set(String::new());
        self.passphrase.set_value(None);
        self.go(at);
    }
}

async fn seal(
    workspace: &Rc<Workspace>,
    passphrase: &str,
    code: &RecoveryCode,
    bar: Bar,
) -> Result<(), SealError> {
    let new = NewRing::of_passphrase(passphrase, code).await?;
    workspace.seal(&new, move |at| bar.show(at)).await
}

/// How far rewriting is.
#[derive(Clone, Copy)]
pub(super) struct Bar(RwSignal<Option<(usize, usize)>>);

impl Bar {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub(super) fn show(self, at: Progress) {
        self.0.try_set(Some((at.done, at.all)));
    }

    pub(super) fn view(self) -> AnyView {
        let bar = move || {
            let Some((done, all)) = self.0.get() else {
                return view! { <p role="status">{t::PREPARING}</p> }.into_any();
            };
            let text = t::progress(done, all);
            view! {
                <progress class="lock-bar" max=all.to_string() value=done.to_string() aria-label=t::PROGRESS></progress>
                <p>{text}</p>
            }
            .into_any()
        };
        dynamic(bar).into_any()
    }
}
