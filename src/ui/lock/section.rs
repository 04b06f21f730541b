//! What the settings have of it: the state, the minutes, other secrets, and switching it off.

use std::rc::Rc;

use leptos::prelude::*;

use crate::crypto::{SlotKind, web};
use crate::session::Workspace;
use crate::session::vault::{SealError, idle_minutes, set_idle_minutes};
use crate::texts::{labels, lock as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::view::{Alive, callback, derived, dynamic, effect, handler, spawn_guarded};

use super::add_passkey::{add_passkey, can_be_added};
use super::choice::Choice;
use super::code::CodeStep;
use super::explain::seal_error;
use super::offer::open_secure;
use super::secret_field::SecretField;
use super::secure::Bar;
use super::style::with_style;

/// What is being changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Changing {
    Nothing,
    Passphrase,
    Sheet,
    Passkey,
    Off,
}

#[derive(Clone, Copy)]
struct Section {
    app: ElementContext,
    library: WorkspaceHandle,
    alive: Alive,
    changing: RwSignal<Changing>,
    busy: RwSignal<bool>,
    message: RwSignal<&'static str>,
    kinds: RwSignal<Vec<SlotKind>>,
    /// Whether a passkey can be added here.
    can_add_passkey: RwSignal<bool>,
    bar: Bar,
}

/// The section.
pub(super) fn section() -> AnyView {
    with_style();
    let library = WorkspaceHandle::here();
    let section = Section {
        app: ElementContext::here(),
        library,
        alive: Alive::here(),
        changing: RwSignal::new(Changing::Nothing),
        busy: RwSignal::new(false),
        message: RwSignal::new(""),
        kinds: RwSignal::new(Vec::new()),
        can_add_passkey: can_be_added(),
        bar: Bar::new(),
    };
    let sealed: ReadSignal<bool> = library.get().is_sealed().into();
    effect(move || {
        if sealed.get() {
            section.look();
        }
    });
    view! {
        <section class="lock-section">
            <h4 class="settings__heading">{t::SETTINGS}</h4>
            {dynamic(move || if sealed.get() { on(section) } else { off(section) })}
            <p role="status" class="settings__told">{derived(move || section.message.get())}</p>
        </section>
    }
    .into_any()
}

fn off(section: Section) -> AnyView {
    let press = move |_| open_secure(section.app);
    view! {
        <p>{t::STATE_OFF}</p>
        <Button kind=ButtonKind::SecondaryText opens_dialog=true on_press=handler(press)>{t::SECURE}</Button>
    }
    .into_any()
}

fn on(section: Section) -> AnyView {
    let by_passphrase = move || {
        section
            .kinds
            .with(|all| all.contains(&SlotKind::Passphrase))
    };
    view! {
        <p>{derived(move || if by_passphrase() { t::STATE_ON } else { t::STATE_HOST })}</p>
        {minutes(section)}
        <div class="lock-changing">{dynamic(move || match section.changing.get() {
            Changing::Nothing if by_passphrase() => choices(section),
            Changing::Nothing => ().into_any(),
            Changing::Passphrase => passphrase(section),
            Changing::Sheet => sheet(section),
            Changing::Passkey => passkey(section),
            Changing::Off => switch_off(section),
        })}</div>
    }
    .into_any()
}

fn minutes(section: Section) -> AnyView {
    let text = RwSignal::new(idle_minutes(&section.library.get()).to_string());
    let wrong = RwSignal::new(false);
    let typed = callback(move |typed: String| {
        let minutes = typed.trim().parse().ok().filter(|it| (1..=60).contains(it));
        wrong.set(minutes.is_none());
        if let Some(minutes) = minutes {
            set_idle_minutes(&section.library.get(), minutes);
        }
        text.set(typed);
    });
    let error = derived(move || wrong.get().then(|| t::MINUTES_WRONG.to_owned()));
    view! {
        <TextField name="vergrendel-na".to_owned() label=t::MINUTES hint=t::MINUTES_HINT value=text error locked=false on_input=typed />
    }
    .into_any()
}

fn choices(section: Section) -> AnyView {
    let choice = |changing: Changing, text: &'static str| {
        let press = move |_| section.change(changing);
        view! { <Button kind=ButtonKind::SecondaryText on_press=handler(press)>{text}</Button> }
            .into_any()
    };
    let has_passkey = section.kinds.with(|all| all.contains(&SlotKind::Passkey));
    let mut all = vec![
        choice(Changing::Passphrase, t::CHANGE),
        choice(Changing::Sheet, t::NEW_SHEET),
    ];
    if has_passkey {
        let press = move |_| remove_passkeys(section);
        all.push(
            view! { <Button kind=ButtonKind::SecondaryText on_press=handler(press)>{t::REMOVE_PASSKEY}</Button> }
                .into_any(),
        );
    } else if section.can_add_passkey.get() {
        all.push(choice(Changing::Passkey, t::ADD_PASSKEY));
    }
    all.push(choice(Changing::Off, t::SWITCH_OFF));
    view! { <div class="settings__buttons">{all}</div> }.into_any()
}

fn passkey(section: Section) -> AnyView {
    let done = callback(move |()| {
        section.look();
        section.change(Changing::Nothing);
        section.message.set(t::PASSKEY_ADDED);
    });
    let cancel = callback(move |()| section.change(Changing::Nothing));
    add_passkey(done, cancel)
}

fn remove_passkeys(section: Section) {
    let workspace = section.library.get();
    section.work(t::PASSKEY_REMOVED, async move {
        for gone in workspace.remove_passkeys().await? {
            web::forget_passkey(&gone);
        }
        Ok(())
    });
}

fn passphrase(section: Section) -> AnyView {
    let (choice, again) = (Choice::new(), SecretField::new());
    let save = move |_| {
        let chosen = choice.passphrase();
        let Some(passphrase) = chosen.filter(|it| again.repeats(section.app, it)) else {
            return;
        };
        let workspace = section.library.get();
        section.work(t::CHANGED, async move {
            workspace.change_passphrase(&passphrase).await
        });
    };
    view! { {choice.view()} {again.again()} {buttons(section, t::SAVE, save)} }.into_any()
}

fn sheet(section: Section) -> AnyView {
    let code = CodeStep::new();
    let save = move |_| {
        let Some(code) = code.checked() else { return };
        let workspace = section.library.get();
        section.work(t::SHEET_CHANGED, async move {
            workspace.change_recovery_code(&code).await
        });
    };
    view! {
        {code.view()}
        <p>{t::NEW_SHEET_WHY}</p>
        {buttons(section, t::USE_SHEET, save)}
    }
    .into_any()
}

fn switch_off(section: Section) -> AnyView {
    let save = move |_| {
        let (workspace, bar): (Rc<Workspace>, Bar) = (section.library.get(), section.bar);
        section.work(
            "",
            async move { workspace.unseal(move |at| bar.show(at)).await },
        );
    };
    view! {
        <p>{t::SWITCH_OFF_WHY}</p>
        {dynamic(move || section.busy.get().then(|| section.bar.view()))}
        {buttons(section, t::SWITCH_OFF, save)}
    }
    .into_any()
}

fn buttons(
    section: Section,
    text: &'static str,
    save: impl FnMut(leptos::ev::MouseEvent) + 'static,
) -> AnyView {
    let busy = derived(move || section.busy.get());
    view! {
        <div class="settings__buttons">
            <Button kind=ButtonKind::Primary inactive=busy on_press=handler(save)>{text}</Button>
            <Button kind=ButtonKind::Secondary inactive=busy on_press=handler(move |_| section.change(Changing::Nothing))>{labels::CANCEL}</Button>
        </div>
    }
    .into_any()
}

impl Section {
    fn change(self, changing: Changing) {
        self.message.set("");
        self.changing.set(changing);
        focus_soon(
            self.app.root,
            ".lock-changing input, .lock-changing button".to_owned(),
        );
    }

    /// Looks which secrets open the namespace.
    fn look(self) {
        let workspace = self.library.get();
        let work = async move { workspace.secrets().await.unwrap_or_default() };
        spawn_guarded(self.alive, work, move |kinds| self.kinds.set(kinds));
    }

    /// Does something, and says how it went.
    fn work(self, done: &'static str, work: impl Future<Output = Result<(), SealError>> + 'static) {
        self.busy.set(true);
        self.message.set("");
        spawn_guarded(self.alive, work, move |result| {
            self.busy.set(false);
            self.message.set(match &result {
                Ok(()) => done,
                Err(error) => seal_error(error),
            });
            if result.is_ok() {
                self.look();
                self.changing.set(Changing::Nothing);
            }
        });
    }
}
