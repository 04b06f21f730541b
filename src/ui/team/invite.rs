//! A team key on screen: a new one that is printed and of which one group is asked back, or the current one for a
//! colleague.

use leptos::prelude::*;

use crate::crypto::{TEAM_GROUPS, TeamKey, team_groups, team_link};
use crate::session::team::{TeamError, TeamState};
use crate::texts::{labels, team_key as t};
use crate::ui::components::ButtonKind;
use crate::ui::lock::{CheckTexts, CodeCheck, SheetTexts};
use crate::ui::view::{dynamic, spawn_guarded};

use super::qr::qr;
use super::steps::{Section, Step, team_error};

/// A key that shows, once it is there.
#[derive(Clone, Copy)]
struct Shown {
    section: Section,
    key: RwSignal<Option<TeamKey>, LocalStorage>,
    check: CodeCheck,
}

const CHECK: CheckTexts = CheckTexts {
    name: "teamgroep",
    label: t::type_group,
    wrong: t::GROUP_WRONG,
};

const SHEET: SheetTexts = SheetTexts {
    title: t::PRINT_TITLE,
    owner: t::PRINT_OF,
    paragraphs: [t::PRINT_FOR, crate::texts::lock::PRINT_KEEP, t::PRINT_HOW],
};

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
        {shown.check.field()}
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
            check: CodeCheck::new(CHECK, random % TEAM_GROUPS),
        };
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

    /// The key, if the group was typed right; else a message is in the field.
    fn checked(self) -> Option<TeamKey> {
        let key = self.key.get_untracked()?;
        self.check.is_right(&team_groups(&key)).then_some(key)
    }

    fn print(self) {
        if let Some(key) = self.key.get_untracked() {
            self.check.print(&team_groups(&key), &SHEET);
        }
    }
}
