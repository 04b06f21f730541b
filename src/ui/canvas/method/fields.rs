//! The fields of an entry, each by how it is filled in.

use leptos::prelude::*;

use crate::domain::Date;
use crate::domain::method::{Entry, EntryEdit};
use crate::texts::method_fields::{EntryField, FieldKind};
use crate::texts::{codes, method as t};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::field::{AreaField, Choices, DateField, Look, TextField, select_field_of};
use crate::ui::markup::element;
use crate::ui::view::{callback, derived, handler};

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
        FieldKind::Area => {
            let about = filled.about;
            view! { <AreaField name=id label about value on_input=typed locked /> }.into_any()
        }
        FieldKind::Date => {
            let value = derived(move || filled.entry.with(|entry| entry.date(name)));
            let put = callback(move |day: Option<Date>| {
                filled.edit.run(EntryEdit::date(name, day));
            });
            view! { <DateField name=id label value on_date=put locked /> }.into_any()
        }
        FieldKind::Flag => flag(filled, id, name, label),
        FieldKind::Choice(choices) => {
            let choices = choices.iter();
            let choices = choices.map(|(value, name)| ((*value).to_owned(), (*name).to_owned()));
            select(filled, &id, field, choices.collect())
        }
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
