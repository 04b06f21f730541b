//! The fields of an entry, each by how it is filled in.

use leptos::prelude::*;

use crate::domain::method::{Entry, EntryEdit};
use crate::domain::{Date, Money};
use crate::texts::method_fields::{EntryField, FieldKind};
use crate::texts::{codes, method as t};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::field::{
    AreaField, Choices, DateField, Draft, FieldOptions, FocusGuard, FormField, Look, TextField,
    described_by, is_long, money_field, select_field_of, start_of, typed_field, warnings_of,
};
use crate::ui::markup::element;
use crate::ui::view::{callback, derived, handler, memo};

/// The entry that a form fills in.
#[derive(Clone, Copy)]
pub(super) struct Filled {
    /// Begins the ids of its fields.
    pub(super) name: StoredValue<String>,
    /// The entry as it is; without fields where there is none yet.
    pub(super) entry: Signal<Entry>,
    /// What the fields are of, in their names for screen readers; `None` for an entry by itself.
    pub(super) about: Option<Signal<String>>,
    /// Sets a field.
    pub(super) edit: Callback<EntryEdit>,
}

impl Filled {
    fn text(self, name: &'static str) -> Signal<String> {
        derived(move || self.entry.with(|entry| entry.text(name).to_owned()))
    }
}

/// The fields of an entry.
pub(super) fn fields(filled: Filled, fields: &'static [EntryField]) -> AnyView {
    let all = fields.iter().map(|it| field(filled, *it));
    element("div", "method__fields", all.collect())
}

fn field(filled: Filled, field: EntryField) -> AnyView {
    let context = CanvasContext::here();
    let EntryField { name, label, kind } = field;
    let id = [&filled.name.get_value(), "-", name].concat();
    let typed = callback(move |text: String| filled.edit.run(EntryEdit::text(name, &text)));
    let (value, locked) = (filled.text(name), context.locked);
    match kind {
        FieldKind::Line => text_field(filled, id, label, value, typed),
        FieldKind::Usual(usual) => suggested(filled, &id, field, usual),
        FieldKind::Area => {
            let about = filled.about;
            view! { <AreaField name=id label about value on_input=typed locked /> }.into_any()
        }
        FieldKind::Date => {
            let value = derived(move || filled.entry.with(|entry| entry.date(name)));
            let put = callback(move |day: Option<Date>| {
                filled.edit.run(EntryEdit::date(name, day));
            });
            match filled.about {
                Some(about) => {
                    view! { <DateField name=id label about value on_date=put locked /> }.into_any()
                }
                None => view! { <DateField name=id label value on_date=put locked /> }.into_any(),
            }
        }
        FieldKind::Flag => flag(filled, id, name, label),
        FieldKind::Choice(choices) => {
            let choices = choices.iter();
            let choices = choices.map(|(value, name)| ((*value).to_owned(), (*name).to_owned()));
            select(filled, &id, field, choices.collect())
        }
        FieldKind::Amount => amount(filled, &id, name, label),
        FieldKind::Year => year(filled, &id, name, label),
        FieldKind::LifeDomain => {
            let own = WorkspaceHandle::here().get().own().get_untracked();
            let domains = codes::life_domains(&own.names).into_iter();
            let choices = domains.map(|domain| (domain.code, domain.name));
            select(filled, &id, field, choices.collect())
        }
    }
}

fn text_field(
    filled: Filled,
    id: String,
    label: &'static str,
    value: Signal<String>,
    typed: Callback<String>,
) -> AnyView {
    let locked = CanvasContext::here().locked;
    match filled.about {
        Some(about) => {
            view! { <TextField name=id label about value on_input=typed locked /> }.into_any()
        }
        None => view! { <TextField name=id label value on_input=typed locked /> }.into_any(),
    }
}

/// One line of text with suggestions: the browser lists those that have what is typed.
fn suggested(
    filled: Filled,
    id: &str,
    field: EntryField,
    usual: &'static [&'static str],
) -> AnyView {
    let EntryField { name, label, .. } = field;
    let id = ElementContext::here().id(id);
    let list = [&id, "-keuzen"].concat();
    let (guard, value) = (FocusGuard::new(), filled.text(name));
    let locked = CanvasContext::here().locked;
    let put = move |text: &str| filled.edit.run(EntryEdit::text(name, text));
    let options = usual
        .iter()
        .map(|text| view! { <option value=*text></option> });
    let options: Vec<AnyView> = options.map(IntoAny::into_any).collect();
    let warnings = memo(move |_| value.with(|text| warnings_of(text)));
    view! {
        <FormField id=id.clone() label about=filled.about warnings=warnings>
            <input class="utrecht-textbox utrecht-textbox--html-input" type="text" id=id.clone() list=list.clone()
                autocomplete="off" aria-describedby=described_by(&id)
                readonly=derived(move || locked.get() || value.with(|text| is_long(text)))
                prop:value=derived(move || guard.show(start_of(value.get())))
                on:focus=handler(move |_| guard.enter())
                on:blur=handler(move |_| guard.leave())
                on:input=handler(move |event| guard.typed(event_target_value(&event), &put)) />
            <datalist id=list>{options}</datalist>
        </FormField>
    }
    .into_any()
}

/// A choice from a list, with nothing chosen first.
fn select(filled: Filled, id: &str, field: EntryField, mut choices: Choices) -> AnyView {
    let EntryField { name, label, .. } = field;
    choices.insert(0, (String::new(), t::CHOOSE.to_owned()));
    let label = Signal::stored(label.to_owned());
    let text = filled.text(name);
    let value = derived(move || (text.get(), text.get()));
    let choose = callback(move |value: String| {
        filled.edit.run(EntryEdit::text(name, &value));
        None
    });
    let locked = CanvasContext::here().locked.into();
    select_field_of(
        id,
        label,
        filled.about,
        Signal::stored(choices),
        value,
        choose,
        locked,
        Look::Above,
    )
}

fn options(filled: Filled) -> FieldOptions {
    FieldOptions {
        about: filled.about,
        ..FieldOptions::default()
    }
}

/// An amount in euros.
fn amount(filled: Filled, id: &str, name: &'static str, label: &'static str) -> AnyView {
    let read = move || filled.entry.with(|entry| entry.text(name).parse::<Money>());
    let value = derived(move || read().ok().map(Money::decimal));
    let put = callback(move |amount: Option<Money>| {
        let text = amount.map(|amount| amount.to_string());
        let edit = EntryEdit::text(name, &text.unwrap_or_default());
        filled.edit.run(edit);
        None
    });
    let (label, locked) = (
        Signal::stored(label.to_owned()),
        CanvasContext::here().locked,
    );
    money_field(id, label, value, put, locked.into(), options(filled))
}

/// A year of four digits.
fn year(filled: Filled, id: &str, name: &'static str, label: &'static str) -> AnyView {
    let put = callback(move |year: Option<String>| {
        let edit = EntryEdit::text(name, &year.unwrap_or_default());
        filled.edit.run(edit);
        None
    });
    let draft = Draft::new(filled.text(name), t::parse_year, |year: String| year, put);
    let (label, locked) = (
        Signal::stored(label.to_owned()),
        CanvasContext::here().locked,
    );
    typed_field(draft, id, label, locked.into(), options(filled))
}

/// A box to tick.
fn flag(filled: Filled, id: String, name: &'static str, label: &'static str) -> AnyView {
    let locked = CanvasContext::here().locked;
    let id = ElementContext::here().id(&id);
    let is_set = derived(move || filled.entry.with(|entry| entry.flag(name)));
    let tick = move |event: leptos::ev::Event| {
        filled
            .edit
            .run(EntryEdit::flag(name, event_target_checked(&event)));
    };
    let about = filled.about.map(|about| {
        view! { <span class="visually-hidden">", "{derived(move || about.get())}</span> }
    });
    view! {
        <div class="method__flag">
            <input type="checkbox" class="method__tick" id=id.clone() prop:checked=is_set disabled=derived(move || locked.get())
                on:change=handler(tick) />
            <label for=id>{label}{about}</label>
        </div>
    }
    .into_any()
}
