//! What one scenario uses: how many, how often, in which months; or a typed total.

use leptos::prelude::*;

use crate::domain::{Count, ItemId, LineEdit, Per, Place, Scenario, Usage};
use crate::texts::{analysis::calculation, calculation as c, names};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_soon;
use crate::ui::field::{
    Choices, Closing, FieldOptions, Look, chance_field, count_field, money_field, select_field,
};
use crate::ui::view::{callback, derived, dynamic, handler, memo};

use super::form::{Change, Form, label, name, put, refusal};
use super::months::{first_month, last_month, spent_in};

/// A scenario's part of the sheet.
pub(super) fn usage(id: ItemId, scenario: Scenario) -> AnyView {
    let form = Form::new(CanvasContext::here(), id, scenario);
    let sentence = move || {
        form.context.handle.read(Place::Line(id), |canvas| {
            let line = canvas.costs.lines.get(&id)?;
            Some(calculation(line, scenario, canvas.costs.horizon))
        })
    };
    // A field that is typed in has to stay where it is.
    let is_total = memo(move |_| form.is_total());
    let closing = Closing::new();
    let fields = move || {
        closing.provide();
        if is_total.get() {
            total(form)
        } else {
            computed(form)
        }
    };
    view! {
        <fieldset class=format!("usage usage--{}", scenario.wire())>
            <legend class="usage__title">{names::scenario(scenario)}</legend>
            {dynamic(fields)}
            <p class="usage__sentence" translate="no">{derived(sentence)}</p>
            <div class="usage__actions">{switch(form, closing)}{once_button(form)}{chance_button(form)}{copies(form)}</div>
        </fieldset>
    }
    .into_any()
}

fn total(form: Form) -> AnyView {
    let options = FieldOptions {
        look: Look::Above,
        ..FieldOptions::default()
    };
    let amount = money_field(
        &name(form, "totaal"),
        label(c::TOTAL),
        derived(move || form.amount()),
        callback(move |amount| form.put_total(amount)),
        form.context.locked.into(),
        options,
    );
    let once = memo(move |_| form.month().is_some());
    view! {
        <div class="usage__fields">
            {amount}
            {dynamic(move || once.get().then(|| spent_in(form)))}
        </div>
    }
    .into_any()
}

fn computed(form: Form) -> AnyView {
    let once = memo(move |_| matches!(form.computed().0, Usage::Computed { per: Per::Once, .. }));
    let asked = memo(move |_| form.asks_chance.get() || has_chance(form));
    view! {
        <div class="usage__fields">
            {how_many(form)}
            {how_often(form)}
            {dynamic(move || first_month(form, once.get()))}
            {dynamic(move || (!once.get()).then(|| last_month(form)))}
            {dynamic(move || asked.get().then(|| chance(form)))}
        </div>
    }
    .into_any()
}

fn how_many(form: Form) -> AnyView {
    let value = derived(move || match form.usage() {
        Some(Usage::Computed { count, .. }) => Some(count),
        _ => None,
    });
    let take = callback(move |count: Option<Count>| match count {
        Some(count) => form.change(Change::Count(count)),
        None => {
            form.no_count();
            None
        }
    });
    count_field(
        &name(form, "aantal"),
        label(c::COUNT),
        value,
        take,
        form.context.locked.into(),
        FieldOptions::default(),
    )
}

fn how_often(form: Form) -> AnyView {
    let choices: Choices = Per::KNOWN
        .iter()
        .map(|per| (per.wire().to_owned(), c::per(per)))
        .collect();
    let value = derived(move || match form.computed().0 {
        Usage::Computed { per, .. } => (per.wire().to_owned(), c::per(&per)),
        Usage::Typed { .. } => Default::default(),
    });
    let choose = callback(move |wire: String| form.change(Change::Per(Per::from_wire(&wire))));
    select_field(
        &name(form, "per"),
        label(c::PER),
        Signal::stored(choices),
        value,
        choose,
        form.context.locked.into(),
        Look::Above,
    )
}

fn chance(form: Form) -> AnyView {
    let value = derived(move || match form.computed().0 {
        Usage::Computed { chance, .. } => chance,
        Usage::Typed { .. } => None,
    });
    let take = callback(move |chance: Option<Count>| {
        // An empty field is certain, and stays: taking it away has its own button.
        form.asks_chance.set(true);
        form.change(Change::Chance(chance))
    });
    let back = callback(move |chance| form.chance_back(chance));
    let options = FieldOptions {
        hint: c::CHANCE_HINT,
        ..FieldOptions::default()
    };
    chance_field(
        &name(form, "kans"),
        label(c::CHANCE),
        value,
        take,
        back,
        form.context.locked.into(),
        options,
    )
}

/// Spends a typed total at once, or spreads it over the period again.
fn once_button(form: Form) -> AnyView {
    let once = move || form.month().is_some();
    let press = move |_| {
        let month = (!untrack(once)).then_some(1);
        form.put_month(month);
    };
    let text = move || if once() { c::EVENLY } else { c::AT_ONCE };
    let hidden = move || !form.is_total() || form.amount().is_none() || form.context.locked.get();
    view! {
        <Button kind=ButtonKind::Text hidden=hidden on_press=handler(press)>{text}<span class="visually-hidden">", "{names::scenario(form.scenario)}</span></Button>
    }
    .into_any()
}

/// A chance only where it is asked for, and only with what threatens.
fn chance_button(form: Form) -> Option<AnyView> {
    if form.scenario != Scenario::Looming {
        return None;
    }
    let app = ElementContext::here();
    let field = format!("#{}", app.id(&name(form, "kans")));
    let chance = move || form.asks_chance.get() || has_chance(form);
    let press = move |_| {
        let has = untrack(chance);
        form.asks_chance.set(!has);
        if has {
            form.change(Change::Chance(None));
        } else {
            focus_soon(app.root, field.clone());
        }
    };
    let text = move || {
        if chance() {
            c::REMOVE_CHANCE
        } else {
            c::ADD_CHANCE
        }
    };
    let hidden = move || form.is_total() || form.context.locked.get();
    Some(
        view! {
            <Button kind=ButtonKind::Text hidden=hidden on_press=handler(press)>{text}</Button>
        }
        .into_any(),
    )
}

/// From a total to a computed one and back; nothing changes until something is typed. Not over what is no amount
/// or count.
fn switch(form: Form, fields: Closing) -> AnyView {
    let app = ElementContext::here();
    let text = move || {
        if form.is_total() {
            c::COMPUTE
        } else {
            c::TYPE_TOTAL
        }
    };
    let press = move |_| {
        if fields.may_close(app) {
            let total = untrack(|| form.is_total());
            form.total.set(Some(!total));
        }
    };
    view! {
        <Button kind=ButtonKind::Text hidden=derived(move || form.context.locked.get())
            on_press=handler(press)>{text}<span class="visually-hidden">", "{names::scenario(form.scenario)}</span></Button>
    }
    .into_any()
}

/// Copies this use to the other scenarios.
fn copies(form: Form) -> AnyView {
    let others = Scenario::ALL
        .into_iter()
        .filter(|other| *other != form.scenario);
    let empty = move || form.usage().is_none() || form.context.locked.get();
    let refused = RwSignal::new(None);
    let button = |to: Scenario| {
        let press = move |_| {
            let mut usage = untrack(|| form.usage());
            // A chance belongs to what threatens.
            if let Some(Usage::Computed { chance, .. }) = &mut usage
                && to != Scenario::Looming
            {
                *chance = None;
            }
            let error = put(form.context, form.id, LineEdit::Usage(to, usage));
            if error.is_none() {
                form.context.announce.run(c::copied(form.scenario, to));
            }
            refused.set(error);
        };
        view! {
            <Button kind=ButtonKind::Text label=c::copy(form.scenario, to) on_press=handler(press)>{names::scenario(to)}</Button>
        }
        .into_any()
    };
    view! {
        <div class="usage__copy" hidden=empty>
            <span class="usage__copy-to" aria-hidden="true">{c::COPY_TO}</span>
            {others.map(button).collect::<Vec<_>>()}
            {refusal(refused)}
        </div>
    }
    .into_any()
}

fn has_chance(form: Form) -> bool {
    matches!(
        form.computed().0,
        Usage::Computed {
            chance: Some(_),
            ..
        }
    )
}
