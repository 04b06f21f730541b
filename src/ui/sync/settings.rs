//! Where to sync and how to sign in: set by hand, where the host page hasn't set it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::SyncSettings;
use crate::sync::http;
use crate::sync::probe::probe;
use crate::texts::{labels, sync as t};
use crate::ui::dom::focus_soon;
use crate::ui::field::{TextField, Wrap, described_by};
use crate::ui::view::{Show, of, then};

use super::{Desk, Open, button, dialog};

/// What is being filled in.
#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    /// The host page sets the address.
    given: bool,
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
pub(super) fn settings(desk: Desk) -> AnyView {
    let workspace = desk.library.get();
    let set = workspace.sync_settings();
    let url = workspace.sync_url();
    let given = url.as_ref().is_some_and(|(_, given)| *given);
    let url = url.map(|(url, _)| url).unwrap_or_default();
    let fresh = set == SyncSettings::default() && !given;
    let form = Form {
        desk,
        given,
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
        <form class="sync__form" novalidate on:submit=then(submit)>
            <TextField name="sync-adres".to_owned() label=t::URL value=form.url
                hint=if given { t::URL_HOST } else { t::URL_HINT } error=form.url_error locked=given
                on_input=Callback::new(move |text| form.url.set(text)) />
            {tick("sync-naam-nodig", t::PASSWORD_NEEDED, t::PASSWORD_HINT, form.named)}
            <Show when=move || form.named.get()>{credentials(form)}</Show>
            <div class="sync__test">
                {button("secondary-action", t::TEST, move || form.test())}
                <p class="sync__verdict" aria-live="polite">{of(move || form.verdict.get())}</p>
            </div>
            <div class="sync__buttons">
                <button type="submit" class="utrecht-button utrecht-button--primary-action">{t::SAVE}</button>
                {off.then(|| button("secondary-action", t::SWITCH_OFF, move || form.switch_off()))}
                {button("secondary-action", labels::CANCEL, move || desk.show(Open::Nothing))}
            </div>
        </form>
    };
    dialog(desk, t::SETTINGS, "sync-instellingen", body.into_any())
}

fn credentials(form: Form) -> AnyView {
    view! {
        <TextField name="sync-naam".to_owned() label=t::NAME value=form.name error=form.name_error
            locked=false on_input=Callback::new(move |text| form.name.set(text)) />
        {password(form)}
        {tick("sync-onthoud", t::REMEMBER, t::REMEMBER_HINT, form.remember)}
    }
    .into_any()
}

fn password(form: Form) -> AnyView {
    let id = form.desk.app.id("sync-wachtwoord");
    let described = described_by(&id);
    view! {
        <Wrap id=id.clone() label=t::PASSWORD>
            <input class="utrecht-textbox utrecht-textbox--html-input" type="password" id=id
                autocomplete="off" aria-describedby=described
                prop:value=of(move || form.password.get())
                on:input=then(move |event| form.password.set(event_target_value(&event))) />
        </Wrap>
    }
    .into_any()
}

/// Something to switch on or off.
fn tick(name: &str, label: &'static str, hint: &'static str, on: RwSignal<bool>) -> AnyView {
    let id = crate::ui::context::App::here().id(name);
    let hint_id = [&id, "-hint"].concat();
    let (labelled, described) = (id.clone(), hint_id.clone());
    view! {
        <div class="sync__tick">
            <input type="checkbox" class="sync__box" id=id aria-describedby=described
                prop:checked=of(move || on.get())
                on:change=then(move |event| on.set(event_target_checked(&event))) />
            <label class="sync__tick-label" for=labelled>{label}</label>
            <p class="utrecht-form-field-description" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}

impl Form {
    /// What is filled in, if it can be right; else it says what isn't.
    fn read(self) -> Option<SyncSettings> {
        let url = http::base_url(&self.url.get_untracked());
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
            let id = ["#", &self.desk.app.id(first)].concat();
            focus_soon(self.desk.app.root, id);
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
        if self.desk.library.get().set_sync(settings) {
            self.desk.show(Open::Panel);
        } else {
            self.verdict.set(t::NOT_KEPT.to_owned());
        }
    }

    fn switch_off(self) {
        self.desk.library.get().set_sync(SyncSettings::default());
        self.desk.show(Open::Nothing);
    }

    /// Looks whether it works with what is filled in.
    fn test(self) {
        let Some(settings) = self.read() else {
            return;
        };
        self.verdict.set(t::TESTING.to_owned());
        let workspace = self.desk.library.get();
        spawn_local(async move {
            let token = if self.given {
                workspace.host.token().await
            } else {
                None
            };
            let sign_in = match token {
                Some(token) => Some(http::SignIn::bearer(&token)),
                None => settings.sign_in(),
            };
            let now = (workspace.environment.now)().millis();
            let verdict = probe(&settings.url, &sign_in.unwrap_or_default(), now).await;
            // The settings may be closed by now.
            self.verdict.try_set(t::verdict(verdict));
        });
    }
}
