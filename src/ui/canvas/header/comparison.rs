//! Two plans beside each other: what was there, and what it has become.

use leptos::prelude::*;

use crate::domain::{Canvas, Change, Core, PlanHash, Side, Signature, changes};
use crate::texts::{conflict, versions as t};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::view::{dynamic, handler, memo};

/// A difference in words.
#[derive(Clone, PartialEq)]
struct Difference {
    place: String,
    before: String,
    after: String,
}

/// What has changed between a frozen plan and the plan of now, or another frozen one.
pub(in crate::ui::canvas) fn comparison(context: CanvasContext, hash: PlanHash) -> AnyView {
    let id = ElementContext::here().id(&["vergelijk-", &hash.to_string()].concat());
    let own = WorkspaceHandle::here().get().own();
    let other = RwSignal::new(None::<PlanHash>);
    let found = memo(move |_| {
        let own = own.with(|own| own.names.clone());
        context.handle.read_all(|canvas| {
            let before = &canvas.frozen.get(&hash)?.core;
            let after = match other.get() {
                None => Core::of(canvas),
                Some(other) => canvas.frozen.get(&other)?.core.clone(),
            };
            let named = [&after, before].map(|core| with(canvas, core));
            let all = changes(before, &after).into_iter();
            let words = all.map(|change| said(&change, named.each_ref(), &own));
            Some(words.collect::<Vec<_>>())
        })
    });
    let choices = context.handle.peek(|canvas| {
        let others = canvas.frozen.iter().filter(|(other, _)| **other != hash);
        others
            .map(|(other, plan)| (*other, plan.name.clone()))
            .collect::<Vec<_>>()
    });
    let choose = move |event| other.set(event_target_value(&event).parse().ok());
    let select = (!choices.is_empty()).then(|| {
        view! {
            <label class="utrecht-form-label" for=id.clone()>{t::COMPARE_WITH}</label>
            <select class="utrecht-textbox utrecht-textbox--html-input select" id=id on:change=handler(choose)>
                <option value="">{t::AS_NOW}</option>
                {choices.into_iter().map(|(hash, name)| view! { <option value=hash.to_string()>{name}</option> }).collect::<Vec<_>>()}
            </select>
        }
    });
    view! {
        <div class="comparison">
            {select}
            {dynamic(move || found.get().map(list))}
        </div>
    }
    .into_any()
}

/// A canvas that names the items of a plan.
fn with(canvas: &Canvas, core: &Core) -> Canvas {
    let mut named = Canvas::new(canvas.id.clone());
    named.actions.clone_from(&core.actions);
    named.costs.clone_from(&core.costs);
    named
}

/// A difference in words; an item is named as it is after, or else as it was before.
fn said(
    change: &Change,
    [after, before]: [&Canvas; 2],
    own: &crate::domain::OwnNames,
) -> Difference {
    let named = if change.after.is_some() {
        after
    } else {
        before
    };
    let value = |value: &Option<serde_json::Value>| {
        let side = Side {
            value: value.clone(),
            signature: Signature::default(),
        };
        conflict::value(&change.place, &side, own)
    };
    Difference {
        place: conflict::place(&change.place, named),
        before: value(&change.before),
        after: value(&change.after),
    }
}

fn list(all: Vec<Difference>) -> AnyView {
    if all.is_empty() {
        return view! { <p role="status">{t::SAME}</p> }.into_any();
    }
    let count = t::differences(all.len());
    view! {
        <p class="comparison__count" role="status">{count}</p>
        <ul class="comparison__list" role="list">
            {all.into_iter().map(difference).collect::<Vec<_>>()}
        </ul>
    }
    .into_any()
}

/// One difference, with what changed in a text marked.
fn difference(
    Difference {
        place,
        before,
        after,
    }: Difference,
) -> AnyView {
    let (head, old, new, tail) = t::changed_part(&before, &after);
    let [head, old, new, tail] = [head, old, new, tail].map(str::to_owned);
    view! {
        <li class="comparison__item">
            <p class="comparison__place">{place}</p>
            <dl class="comparison__sides">
                <div><dt>{t::WAS}</dt><dd>{head.clone()}<del>{old}</del>{tail.clone()}</dd></div>
                <div><dt>{t::IS}</dt><dd>{head}<ins>{new}</ins>{tail}</dd></div>
            </dl>
        </li>
    }
    .into_any()
}
