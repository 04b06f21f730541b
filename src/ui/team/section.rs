//! What the settings of sync have of a team's keys: the state, and what can be done.

use leptos::prelude::*;

use crate::session::team::TeamState;
use crate::texts::{labels, lock, team_key as t};
use crate::ui::components::ButtonKind;
use crate::ui::lock::{open_secure, with_lock_style};
use crate::ui::view::{derived, dynamic, effect};

use super::invite::{new_key, show_key};
use super::join::join;
use super::steps::{Section, Step};

/// The section.
pub(super) fn section() -> AnyView {
    with_lock_style();
    let section = Section::new();
    let sealed: ReadSignal<bool> = section.library.get().is_sealed().into();
    let report: ReadSignal<_> = section.library.get().sync().report().into();
    effect(move || {
        // What a colleague has changed shows with the next report.
        report.with(|_| ());
        sealed.track();
        section.read();
    });
    view! {
        <section class="lock-section team-section">
            <h4 class="settings__heading">{t::TITLE}</h4>
            {dynamic(move || match section.step.get() {
                Step::Nothing => first(section, sealed.get()),
                Step::New => new_key(section),
                Step::Show => show_key(section),
                Step::Join => join(section),
                Step::Forget => forget(section),
            })}
            <p role="status" class="settings__told">{derived(move || section.message.get())}</p>
        </section>
    }
    .into_any()
}

fn first(section: Section, sealed: bool) -> AnyView {
    match section.state.get() {
        TeamState::Unknown => ().into_any(),
        TeamState::Plain if section.library.get().sync().url().is_none() => {
            plain(section, sealed, t::NO_SERVER)
        }
        TeamState::Plain => plain(section, sealed, t::PLAIN),
        TeamState::NoKey => plain(section, sealed, t::NO_KEY),
        TeamState::Sealed {
            kid,
            keys,
            stored,
            reseals,
        } => encrypted(section, t::which(&kid, keys), stored, keys > 1 && !reseals),
    }
}

/// What can be done while this device has no key: make one, or type a colleague's.
fn plain(section: Section, sealed: bool, state: &'static str) -> AnyView {
    let is_plain = state == t::PLAIN;
    let by_host = section.app.setup.with(|setup| setup.gives_key);
    let choices = if is_plain && by_host {
        let encrypt = move || {
            let workspace = section.library.get();
            section.work(t::BUSY, async move { workspace.use_host_team_key().await });
        };
        vec![section.button(ButtonKind::SecondaryText, t::ENCRYPT, encrypt)]
    } else if !sealed {
        let secure = move || open_secure(section.app);
        vec![
            view! { <p>{t::NEEDS_DEVICE}</p> }.into_any(),
            section.button(ButtonKind::SecondaryText, lock::SECURE, secure),
        ]
    } else {
        let encrypt = is_plain.then(|| go(section, t::ENCRYPT, Step::New));
        let join = go(section, t::JOIN, Step::Join);
        encrypt.into_iter().chain([join]).collect()
    };
    view! {
        <p>{state}</p>
        <div class="settings__buttons">{choices}</div>
    }
    .into_any()
}

fn encrypted(section: Section, which: String, stored: bool, older: bool) -> AnyView {
    let reseal = move || {
        let workspace = section.library.get();
        section.work(t::RESEALED, async move { workspace.reseal_all().await });
    };
    let choices = stored.then(|| {
        vec![
            go(section, t::SHOW_CODE, Step::Show),
            go(section, t::NEW_KEY, Step::New),
            go(section, t::JOIN, Step::Join),
            go(section, t::FORGET, Step::Forget),
        ]
    });
    view! {
        <p>{t::SEALED}</p>
        <p>{if stored { which } else { t::HOST.to_owned() }}</p>
        {section.progress()}
        {older.then(|| view! {
            <p>{t::RESEAL_WHY}</p>
            <div class="settings__buttons">{section.button(ButtonKind::Secondary, t::RESEAL, reseal)}</div>
        })}
        <div class="settings__buttons">{choices}</div>
    }
    .into_any()
}

fn go(section: Section, text: &'static str, step: Step) -> AnyView {
    section.button(ButtonKind::SecondaryText, text, move || section.go(step))
}

fn forget(section: Section) -> AnyView {
    let forget = move || {
        let workspace = section.library.get();
        section.work(
            t::FORGOTTEN,
            async move { workspace.forget_team_keys().await },
        );
    };
    view! {
        <p tabindex="-1" data-hook="step">{t::FORGET_WHY}</p>
        <div class="settings__buttons">
            {section.button(ButtonKind::Primary, t::FORGET, forget)}
            {section.button(ButtonKind::Secondary, labels::CANCEL, move || section.go(Step::Nothing))}
        </div>
    }
    .into_any()
}
