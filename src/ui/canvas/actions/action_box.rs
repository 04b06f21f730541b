//! A box of actions: who does what.

use leptos::prelude::*;

use crate::domain::ActionBox;
use crate::texts::{hints, labels as t, names};
use crate::ui::canvas::items::{AddItemButton, ItemList, ListController, ReorderableList};
use crate::ui::context::ElementContext;

use super::action_row::ActionRow;

/// One of the three boxes of actions.
#[component]
pub(crate) fn ActionBoxPanel(place: ActionBox) -> impl IntoView {
    let app = ElementContext::here();
    let heading = app.id(&format!("kop-{}", place.wire()));
    let labelled = heading.clone();
    let items = ListController::new(ItemList::Actions(place));
    view! {
        <section class="block block--actions" part="block" data-block=place.wire() aria-labelledby=labelled>
            <h3 class="block__title" id=heading>{names::action_box(place)}</h3>
            <p class="utrecht-form-field-description">{hints::action_box(place)}</p>
            <ReorderableList items row=move |id| view! { <ActionRow items id place /> }.into_any() />
            <AddItemButton items text=t::ADD_ACTION name=format!("{}: {}", t::ADD_ACTION, names::action_box(place)) />
        </section>
    }
    .into_any()
}
