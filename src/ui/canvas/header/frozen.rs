//! "Vastgelegde versies": giving the plan of now a name, and what has changed since.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::sort::sort_by;
use crate::domain::{Canvas, Command, Core, FrozenPlan, Place, PlanHash, Signature, Totals};
use crate::session::EditError;
use crate::texts::{explain, labels, sentences, versions as t};
use crate::ui::components::{Button, ButtonKind, SubmitButton};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::view::{callback, derived, dynamic, handler, memo};

use super::comparison::comparison;
use super::signed::signed;

/// A frozen plan in the list.
#[derive(Clone, PartialEq)]
struct Entry {
    hash: PlanHash,
    name: String,
    signature: Signature,
    saving: String,
}

/// The frozen plans, the last one first.
fn entries(canvas: &Canvas) -> Vec<Entry> {
    let mut all: Vec<Entry> = canvas
        .frozen
        .iter()
        .map(|(hash, plan)| entry(*hash, plan))
        .collect();
    sort_by(&mut all, &|one, other| {
        other.signature.at.cmp(&one.signature.at)
    });
    all
}

fn entry(hash: PlanHash, plan: &FrozenPlan) -> Entry {
    let saving = sentences::saving(&Totals::of(&plan.core.costs));
    Entry {
        hash,
        name: plan.name.clone(),
        signature: plan.signature.clone(),
        saving: [labels::SAVING_AMOUNT, ": ", &saving].concat(),
    }
}

/// The part of the dialog.
pub(super) fn frozen_plans() -> AnyView {
    let context = CanvasContext::here();
    let all = memo(move |_| context.handle.read(Place::FrozenPlans, entries));
    // The page behind the dialog can be changed by another device.
    let now = memo(move |_| {
        let hash = context
            .handle
            .read_all(|canvas| PlanHash::of(&Core::of(canvas)));
        all.with(|all| {
            all.iter()
                .find(|it| it.hash == hash)
                .map(|it| it.name.clone())
        })
    });
    let told = RwSignal::new("");
    let form = move || match now.get() {
        Some(name) => view! { <p>{t::frozen_as(&name)}</p> }.into_any(),
        None if context.locked.get() => ().into_any(),
        None => freeze_form(context, told),
    };
    view! {
        <section class="versions__part">
            <h4 class="versions__heading" tabindex="-1" data-hook="frozen">{t::FROZEN}</h4>
            <p class="versions__hint">{t::FROZEN_HINT}</p>
            {dynamic(form)}
            <p role="status">{derived(move || told.get())}</p>
            <ul class="versions__list" role="list">
                {dynamic(move || all.get().into_iter().map(|it| row(context, it)).collect::<Vec<_>>())}
            </ul>
        </section>
    }
    .into_any()
}

fn freeze_form(context: CanvasContext, told: RwSignal<&'static str>) -> AnyView {
    let app = ElementContext::here();
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<&str>);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let refused = freeze(context, &name.get_untracked());
        error.set(refused);
        let next = match refused {
            Some(_) => {
                told.set("");
                ["#", &app.id("versienaam")].concat()
            }
            None => {
                told.set(t::FROZEN_DONE);
                "[data-hook=\"frozen\"]".to_owned()
            }
        };
        focus_soon(app.root, next);
    };
    let error = derived(move || error.get().map(str::to_owned));
    view! {
        <form class="versions__freeze" novalidate on:submit=handler(save)>
            <TextField name="versienaam".to_owned() label=t::FREEZE_NAME value=name error locked=false
                on_input=callback(move |text| name.set(text)) />
            <SubmitButton text=t::FREEZE />
        </form>
    }
    .into_any()
}

/// Freezes the plan of now under a name. Returns why that isn't done.
fn freeze(context: CanvasContext, name: &str) -> Option<&'static str> {
    let name = name.trim();
    if name.is_empty() {
        return Some(t::FREEZE_MISSING);
    }
    let plan = |canvas: &Canvas| FrozenPlan::of(canvas, name.to_owned());
    let (hash, plan) = context.handle.peek(plan);
    let put = Command::PutFrozenPlan(hash, Some(Box::new(plan)));
    match context.handle.dispatch(put) {
        Err(EditError::Rejected(why)) => Some(explain::rejected(why)),
        // Where nothing can be changed there is no form.
        Ok(()) | Err(EditError::ReadOnly(_)) => None,
    }
}

/// One frozen plan: its name, who froze it when, its saving, and what has changed since.
fn row(context: CanvasContext, entry: Entry) -> AnyView {
    let Entry {
        hash,
        name,
        signature,
        saving,
    } = entry;
    let app = ElementContext::here();
    let open = RwSignal::new(false);
    let about = [": ", &name].concat();
    let when = [&signed(&context, Some(&signature)), " · ", &saving].concat();
    let remove = move |_| {
        context.handle.edit(Command::PutFrozenPlan(hash, None));
        focus_soon(app.root, "[data-hook=\"frozen\"]".to_owned());
    };
    let (compare, removes) = ([t::COMPARE, &about].concat(), [t::REMOVE, &about].concat());
    view! {
        <li class="versions__item">
            <p class="versions__when">{name}</p>
            <p>{when}</p>
            <div class="sync__buttons">
                <Button kind=ButtonKind::Secondary label=compare on_press=handler(move |_| open.update(|open| *open = !*open))>
                    {t::COMPARE}
                </Button>
                {dynamic(move || (!context.locked.get()).then(|| view! {
                    <Button kind=ButtonKind::Subtle label=removes.clone() on_press=handler(remove)>{t::REMOVE}</Button>
                }))}
            </div>
            {dynamic(move || open.get().then(|| comparison(context, hash)))}
        </li>
    }
    .into_any()
}
