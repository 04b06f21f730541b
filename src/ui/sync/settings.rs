//! Where to sync and how to sign in: set by hand, where the host page hasn't set it.

use leptos::prelude::*;

use crate::session::SyncSettings;
use crate::texts::{labels, sync as t};
use crate::ui::components::{ButtonKind, DialogHandle, SubmitButton};
use crate::ui::dom::focus_soon;
use crate::ui::field::{FormField, TextField, described_by};
use crate::ui::team::team_section;
use crate::ui::view::{Alive, Show, callback, derived, handler, spawn_guarded};

use super::dialog::{button, dialog};
use super::{Open, SyncController};

/// The form while it is filled in.
#[derive(Clone, Copy)]
struct Form {
    alive: Alive,
    controller: SyncController,
    url: RwSignal<String>,
    named: RwSignal<bool>,
    name: RwSignal<String>,
    password: RwSignal<String>,
    remember: RwSignal<bool>,
    url_error: RwSignal<Option<String>>,
    name_error: RwSignal<Option<String>>,
    verdict: RwSignal<String>,
}

/// The settings.
pub(super) fn settings(controller: SyncController) -> AnyView {
    let handle = DialogHandle::new();
    let workspace = controller.library.get();
    let set = workspace.sync().settings();
    let url = workspace.sync().url();
    let given = url.as_ref().is_some_and(|(_, given)| *given);
    let url = url.map(|(url, _)| url).unwrap_or_default();
    let fresh = set == SyncSettings::default() && !given;
    let form = Form {
        alive: Alive::here(),
        controller,
        url: RwSignal::new(url),
        // What most servers want.
        named: RwSignal::new(set.password_needed || fresh),
        name: RwSignal::new(set.name),
        password: RwSignal::new(set.password),
        remember: RwSignal::new(set.remember),
        url_error: RwSignal::new(None),
        name_error: RwSignal::new(None),
        verdict: RwSignal::new(String::new()),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    let off = !fresh && !given;
    let body = view! {
        <form class="sync__form" novalidate on:submit=handler(submit)>
            <TextField name="sync-adres".to_owned() label=t::URL value=form.url
                hint=if given { t::URL_HOST } else { t::URL_HINT } error=form.url_error locked=given
                on_input=callback(move |text| form.url.set(text)) />
            {tick("sync-naam-nodig", t::PASSWORD_NEEDED, t::PASSWORD_HINT, form.named)}
            <Show when=derived(move || form.named.get())>{credentials(form)}</Show>
            <div class="sync__test">
                {button(ButtonKind::Secondary, t::TEST, move || form.test())}
                <p class="sync__verdict" aria-live="polite">{derived(move || form.verdict.get())}</p>
            </div>
            <div class="sync__buttons">
                <SubmitButton text=t::SAVE />
                {off.then(|| button(ButtonKind::Secondary, t::SWITCH_OFF, move || form.switch_off()))}
                {button(ButtonKind::Secondary, labels::CANCEL, move || handle.close())}
            </div>
        </form>
        {team_section()}
    };
    dialog(
        controller,
        handle,
        t::SETTINGS,
        "sync-instellingen",
        body.into_any(),
    )
}

fn credentials(form: Form) -> AnyView {
    view! {
        <TextField name="sync-naam".to_owned() label=t::NAME value=form.name error=form.name_error
            locked=false on_input=callback(move |text| form.name.set(text)) />
        {password(form)}
        {tick("sync-onthoud", t::REMEMBER, t::REMEMBER_HINT, form.remember)}
    }
    .into_any()
}

fn password(form: Form) -> AnyView {
    let id = form.controller.app.id("sync-wachtwoord");
    let described = described_by(&id);
    view! {
        <FormField id=id.clone() label=t::PASSWORD>
            <input class="utrecht-textbox utrecht-textbox--html-input" type="password" id=id
                autocomplete="off" aria-describedby=described
                prop:value=derived(move || form.password.get())
                on:input=handler(move |event| form.password.set(event_target_value(&event))) />
        </FormField>
    }
    .into_any()
}

/// Something to switch on or off.
fn tick(name: &str, label: &'static str, hint: &'static str, on: RwSignal<bool>) -> AnyView {
    let id = crate::ui::context::ElementContext::here().id(name);
    let hint_id = [&id, "-hint"].concat();
    let (labelled, described) = (id.clone(), hint_id.clone());
    view! {
        <div class="sync__tick">
            <input type="checkbox" class="sync__box" id=id aria-describedby=described
                prop:checked=derived(move || on.get())
                on:change=handler(move |event| on.set(event_target_checked(&event))) />
            <label class="sync__tick-label" for=labelled>{label}</label>
            <p class="utrecht-form-field-description" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}

impl Form {
    /// The settings as filled in; `None` if they can't be right, and then the fields show why.
    fn read(self) -> Option<SyncSettings> {
        let workspace = self.controller.library.get();
        let url = workspace.sync().base_url(&self.url.get_untracked());
        let named = self.named.get_untracked();
        let name = self.name.with_untracked(|name| name.trim().to_owned());
        let nameless = named && name.is_empty();
        let wrong = url.is_none().then(|| t::URL_WRONG.to_owned());
        self.url_error.set(wrong);
        let missing = nameless.then(|| t::NAME_MISSING.to_owned());
        self.name_error.set(missing);
        let first = if url.is_none() {
            "sync-adres"
        } else {
            "sync-naam"
        };
        if url.is_none() || nameless {
            self.verdict.set(String::new());
            let id = ["#", &self.controller.app.id(first)].concat();
            focus_soon(self.controller.app.root, id);
            return None;
        }
        let (name, password) = if named {
            (name, self.password.get_untracked())
        } else {
            (String::new(), String::new())
        };
        Some(SyncSettings {
            url: url?,
            password_needed: named,
            name,
            password,
            remember: named && self.remember.get_untracked(),
        })
    }

    fn save(self) {
        let Some(settings) = self.read() else {
            return;
        };
        if self.controller.library.get().sync().set_settings(settings) {
            self.controller.show(Open::Panel);
        } else {
            self.verdict.set(t::NOT_KEPT.to_owned());
        }
    }

    fn switch_off(self) {
        self.controller
            .library
            .get()
            .sync()
            .set_settings(SyncSettings::default());
        self.controller.show(Open::Nothing);
    }

    /// Looks whether it works with what is filled in.
    fn test(self) {
        let Some(settings) = self.read() else {
            return;
        };
        self.verdict.set(t::TESTING.to_owned());
        let workspace = self.controller.library.get();
        let work = async move { workspace.sync().probe(&settings).await };
        spawn_guarded(self.alive, work, move |verdict| {
            self.verdict.set(t::verdict(verdict));
        });
    }
}
