//! The canvases whose term is over: to read once more, to give the family, and to remove for good.

use leptos::prelude::*;

use crate::domain::Date;
use crate::store::{PastTerm, past_term};
use crate::texts::{overview, retention as t};
use crate::ui::components::IconButton;
use crate::ui::icon::Icon;
use crate::ui::markup::{element, text};
use crate::ui::view::{callback, derived, dynamic, handler, memo};

use super::bin::DeleteButton;
use super::controller::OverviewController;

/// The list; nothing while no term is over.
pub(super) fn retention(controller: OverviewController, today: Date) -> AnyView {
    let team = controller.team();
    let over = memo(move |_| {
        let terms = team.with(|team| team.terms);
        controller
            .summaries
            .with(|all| past_term(all, &terms, today))
    });
    let list = move || {
        let over = over.get();
        (!over.is_empty()).then(|| {
            let rows = over.into_iter().map(|it| row(controller, it)).collect();
            let parts = vec![
                text("h4", "week__day", t::HEADING),
                text("p", "pane__hint", t::HINT),
                element("ul", "week__items", rows),
            ];
            element("div", "week__group", parts)
        })
    };
    view! { {dynamic(list)} }.into_any()
}

fn row(controller: OverviewController, over: PastTerm) -> AnyView {
    let (id, why) = (over.id, t::why(over.state, over.until));
    let name = controller.name(&id);
    let [opened, reported] = [(); 2].map(|()| StoredValue::new(id.clone()));
    let named = [overview::ACCESS, ": ", &name].concat();
    let key = ["term-", id.as_str()].concat();
    let shown = name.clone();
    view! {
        <li class="week__item week__item--term">
            <button type="button" class="pane__open" data-hook=key
                on:click=handler(move |_| controller.open(Some(opened.get_value())))>
                <span class="week__what">{name}</span>
                <span class="week__facts">{why}</span>
            </button>
            <IconButton icon=Icon::Eye text=overview::ACCESS name=derived(move || named.clone())
                on_press=callback(move |()| controller.access_report(reported.get_value())) />
            {dynamic(move || (!controller.locked.get()).then(|| {
                let shown = shown.clone();
                view! { <DeleteButton id=id.clone() name=derived(move || shown.clone()) /> }
            }))}
        </li>
    }
    .into_any()
}
