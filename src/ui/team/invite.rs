//! A team key on screen: a new one that is printed and of which one group is asked back, or the current one for a
//! colleague.

use leptos::prelude::*;

use crate::crypto::{TEAM_GROUPS, TeamKey, team_groups, team_link};
use crate::session::team::{TeamError, TeamState};
use crate::texts::{labels, team_key as t};
use crate::ui::components::ButtonKind;
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::lock::PrintedSheet;
use crate::ui::view::{callback, derived, dynamic, on_window, spawn_guarded};

use super::qr::qr;
use super::steps::{Section, Step, team_error};

/// A key that shows, once it is there.
#[derive(Clone, Copy)]
struct Shown {
    section: Section,
    key: RwSignal<Option<TeamKey>, LocalStorage>,
    /// Which group is asked, from 0.
    asked: StoredValue<usize>,
    typed: RwSignal<String>,
    error: RwSignal<String>,
    printing: StoredValue<Option<PrintedSheet>, LocalStorage>,
}

/// A new key: the team's first, or the next.
pub(super) fn new_key(section: Section) -> AnyView {
    let workspace = section.library.get();
    let shown = Shown::of(section, async move { workspace.new_team_key().await });
    let is_first = section.state.get_untracked() == TeamState::Plain;
    let (start, done) = if is_first {
        (t::START, t::BUSY)
    } else {
        (t::START_NEXT, t::NEXT_DONE)
    };
    let use_it = move || {
        if let Some(key) = shown.checked() {
            let workspace = section.library.get();
            section.work(done, async move { workspace.use_team_key(key).await });
        }
    };
    view! {
        <p tabindex="-1" data-hook="step">{if is_first { t::FIRST } else { t::NEXT }}</p>
        {is_first.then(|| view! { <p>{t::COLLEAGUES}</p> })}
        {shown.code(false)}
        {shown.ask()}
        <div class="settings__buttons">
            {section.button(ButtonKind::Primary, start, use_it)}
            {section.button(ButtonKind::Secondary, labels::CANCEL, move || section.go(Step::Nothing))}
        </div>
    }
    .into_any()
}

/// The current key, for a colleague.
pub(super) fn show_key(section: Section) -> AnyView {
    let workspace = section.library.get();
    let work = async move { workspace.team_key().await.ok_or(TeamError::NotSealed) };
    let shown = Shown::of(section, work);
    let url = section.library.get().sync().url();
    let url = url.map(|(url, _)| url).unwrap_or_default();
    view! {
        <p tabindex="-1" data-hook="step">{t::CODE_HOW}</p>
        {shown.code(true)}
        <dl class="sync__facts"><dt>{t::ADDRESS}</dt><dd class="team-address">{url}</dd></dl>
        <div class="settings__buttons">
            {section.button(ButtonKind::Primary, labels::CLOSE, move || section.go(Step::Nothing))}
        </div>
    }
    .into_any()
}

impl Shown {
    fn of(
        section: Section,
        key: impl Future<Output = Result<TeamKey, TeamError>> + 'static,
    ) -> Self {
        let random = usize::from(section.library.get().random_u16());
        let shown = Self {
            section,
            key: RwSignal::new_local(None),
            asked: StoredValue::new(random % TEAM_GROUPS),
            typed: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
            printing: StoredValue::new_local(None),
        };
        on_window("afterprint", move || shown.stop_printing());
        on_cleanup(move || shown.stop_printing());
        spawn_guarded(section.alive, key, move |key| match key {
            Ok(key) => drop(shown.key.try_set(Some(key))),
            Err(error) => section.message.set(team_error(&error)),
        });
        shown
    }

    /// The code: in groups, as a QR code for a device beside it, and to be printed.
    fn code(self, with_qr: bool) -> AnyView {
        let code = move || {
            self.key.with(|key| {
                let key = key.as_ref()?;
                let url = self.section.library.get().sync().url();
                let link = url.map(|(url, _)| team_link(key, &url));
                let drawn = link.filter(|_| with_qr).map(|link| qr(&link));
                let groups = team_groups(key).join(" ");
                Some(view! { {drawn} <p class="lock-code" data-hook="team-code">{groups}</p> })
            })
        };
        view! {
            {dynamic(code)}
            <div class="settings__buttons">
                {self.section.button(ButtonKind::SecondaryText, t::PRINT, move || self.print())}
            </div>
        }
        .into_any()
    }

    /// One group, asked back.
    fn ask(self) -> AnyView {
        let error = move || self.error.with(|it| (!it.is_empty()).then(|| it.clone()));
        let typed = callback(move |text| {
            self.typed.set(text);
            self.error.set(String::new());
        });
        let label = derived(move || t::type_group(self.asked.get_value() + 1));
        view! {
            <TextField name="teamgroep".to_owned() label value=self.typed error=derived(error) locked=false on_input=typed />
        }
        .into_any()
    }

    /// The key, if the group was typed right; else a message is in the field.
    fn checked(self) -> Option<TeamKey> {
        let key = self.key.get_untracked()?;
        let typed = self.typed.get_untracked();
        let typed = typed
            .trim()
            .to_ascii_uppercase()
            .replace('O', "0")
            .replace(['I', 'L'], "1");
        if team_groups(&key).get(self.asked.get_value()) == Some(&typed) {
            return Some(key);
        }
        self.error.set(t::GROUP_WRONG.to_owned());
        focus_soon(
            self.section.app.root,
            ["#", &self.section.app.id("teamgroep")].concat(),
        );
        None
    }

    fn print(self) {
        let app = self.section.app;
        let (Some(key), Some(root)) = (self.key.get_untracked(), app.root.get_untracked()) else {
            return;
        };
        self.stop_printing();
        let texts = [t::PRINT_FOR, crate::texts::lock::PRINT_KEEP, t::PRINT_HOW];
        let sheet = PrintedSheet::of(
            &root.into(),
            app.number,
            (t::PRINT_TITLE, t::PRINT_OF),
            &team_groups(&key),
            &texts,
        );
        self.printing.set_value(sheet);
        if let Some(window) = web_sys::window() {
            // A page that may not print leaves the code on screen, to be copied out.
            window.print().ok();
        }
    }

    fn stop_printing(self) {
        drop(self.printing.try_update_value(Option::take));
    }
}
