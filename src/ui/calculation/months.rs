//! In which months a scenario uses a line.

use leptos::prelude::*;

use crate::domain::{Place, Usage};
use crate::texts::calculation as c;
use crate::ui::field::{Choices, Look, select_field};
use crate::ui::view::{callback, derived};

use super::form::{Change, Form, label, name};

/// The first month.
pub(super) fn first_month(form: Form, once: bool) -> AnyView {
    let (hook, text) = if once {
        ("in", c::IN_MONTH)
    } else {
        ("van", c::FROM)
    };
    let from = move || match form.computed().0 {
        Usage::Computed { from, .. } => from.to_string(),
        Usage::Typed { .. } => String::new(),
    };
    month_field(
        form,
        hook,
        text,
        derived(move || (from(), from())),
        derived(move || months(form)),
        callback(move |text: String| form.change(Change::From(text.parse().ok()?))),
    )
}

/// The last month; by default the horizon's, however long that gets.
pub(super) fn last_month(form: Form) -> AnyView {
    let choice = |to: Option<u8>| match to {
        Some(month) => (month.to_string(), month.to_string()),
        None => (String::new(), c::TO_THE_END.to_owned()),
    };
    let value = derived(move || match form.computed().0 {
        Usage::Computed { to, .. } => choice(to),
        Usage::Typed { .. } => choice(None),
    });
    let choices = derived(move || [choice(None)].into_iter().chain(months(form)).collect());
    // No month is no number.
    let choose = callback(move |text: String| form.change(Change::To(text.parse().ok())));
    month_field(form, "tot", c::TO, value, choices, choose)
}

/// The months of the horizon.
fn months(form: Form) -> Choices {
    let horizon = form
        .context
        .handle
        .read(Place::Horizon, |canvas| canvas.costs.horizon);
    let month = |month: u8| (month.to_string(), month.to_string());
    (1..=horizon).map(month).collect()
}

fn month_field(
    form: Form,
    hook: &str,
    text: &'static str,
    value: Signal<(String, String)>,
    choices: Signal<Choices>,
    choose: Callback<String, Option<String>>,
) -> AnyView {
    select_field(
        &name(form, hook),
        label(text),
        choices,
        value,
        choose,
        form.context.locked.into(),
        Look::Above,
    )
}

/// The month in which a total is spent.
pub(super) fn spent_in(form: Form) -> AnyView {
    let month = move || form.month().unwrap_or(1).to_string();
    month_field(
        form,
        "maand",
        c::IN_MONTH,
        derived(move || (month(), month())),
        derived(move || months(form)),
        callback(move |text: String| form.put_month(Some(text.parse().ok()?))),
    )
}
