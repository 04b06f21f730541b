//! The price list, searched as one types.

use leptos::prelude::*;

use crate::domain::prices::{Origin, PriceItem, PriceList, Proposal, search};
use crate::domain::{Command, ItemId};
use crate::texts::{calculation as c, kinds, prices as p};
use crate::ui::context::{App, Library, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};

/// Hits that show at once; a longer word finds fewer.
const MOST: usize = 20;

/// The button that shows the list, and the list.
pub(super) fn picker(id: ItemId) -> AnyView {
    let (app, sheet) = (App::here(), Sheet::here());
    let open = RwSignal::new(false);
    let [list, search] = ["prijslijst", "prijslijst-zoek"].map(|name| app.id(name));
    let controls = list.clone();
    let field = format!("#{search}");
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            focus_soon(app.root, field.clone());
        }
    };
    let text = move || {
        if open.get() {
            c::CLOSE_LIST
        } else {
            c::CHOOSE_PRICE
        }
    };
    view! {
        <button type="button" class="utrecht-button utrecht-button--secondary-action text-button picker__button"
            hidden=move || sheet.locked.get() aria-expanded=move || open.get().to_string() aria-controls=controls
            on:click=toggle>{icon(Icon::Search)}<span>{text}</span></button>
        <div class="picker" id=list hidden=move || !open.get()>
            {move || open.get().then(|| hits(id, search.clone(), open))}
        </div>
    }
    .into_any()
}

/// The search field with what it finds.
fn hits(id: ItemId, search_id: String, open: RwSignal<bool>) -> AnyView {
    let library = Library::here();
    let query = RwSignal::new(String::new());
    let setup = App::here().setup;
    let rows = move || {
        let own = library.get().own.clone();
        own.with(|own| {
            setup.with(|setup| {
                let given = setup.price_list.as_ref();
                let own_lists = given.or(own.prices.as_ref());
                let shipped =
                    Some(PriceList::shipped()).filter(|_| !own.alone || own_lists.is_none());
                let lists = own_lists.into_iter().chain(shipped);
                let found = query.with(|query| search(lists, query, MOST));
                found
                    .into_iter()
                    .map(|item| hit(id, item, open))
                    .collect::<Vec<_>>()
            })
        })
    };
    let hint = format!("{search_id}-hint");
    view! {
        <label class="utrecht-form-label" for=search_id.clone()>{p::SEARCH}</label>
        <p class="utrecht-form-field-description" id=hint.clone()>{p::SEARCH_HINT}</p>
        <input class="utrecht-textbox utrecht-textbox--html-input" type="search" id=search_id autocomplete="off"
            enterkeyhint="search" aria-describedby=hint
            prop:value=move || query.get() on:input=move |event| query.set(event_target_value(&event)) />
        {move || {
            let rows = rows();
            if rows.is_empty() {
                view! { <p class="picker__none" role="status">{p::NOTHING_FOUND}</p> }.into_any()
            } else {
                view! { <ul class="picker__hits" role="list">{rows}</ul> }.into_any()
            }
        }}
    }
    .into_any()
}

/// One price. What is for comparison only can be read and not taken over.
fn hit(id: ItemId, item: &PriceItem, open: RwSignal<bool>) -> AnyView {
    let details = [
        item.code.as_str(),
        item.source.as_str(),
        if item.origin == Origin::Own {
            p::OWN_LIST
        } else {
            ""
        },
    ];
    let details: Vec<&str> = details
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let content = view! {
        <span class="hit__name">{item.description.clone()}</span>
        <span class="hit__price" translate="no">{p::item(item)}</span>
        <span class="hit__source">{details.join(" · ")}</span>
    };
    if item.is_comparison() {
        return view! {
            <li class="hit hit--comparison">
                {content}
                <span class="hit__warning">{p::COMPARISON}</span>
            </li>
        }
        .into_any();
    }
    let (app, sheet, library) = (App::here(), Sheet::here(), Library::here());
    let proposal = Proposal::of(item);
    let take = move |_| {
        let own = library.get().own.get_untracked();
        let name = |code: &str| kinds::payer_name(code, "", &own.names);
        let edits = sheet.session.peek(|canvas| {
            let line = canvas.costs.lines.get(&id)?;
            Some(proposal.clone().edits(line, name))
        });
        let edits = edits.unwrap_or_default().into_iter();
        let edits = edits.map(|edit| Command::Line(id, edit));
        sheet.session.edit(Command::Batch(edits.collect()));
        open.set(false);
        // On to how many of it.
        focus_soon(app.root, ".usage input".to_owned());
    };
    view! {
        <li>
            <button type="button" class="hit" on:click=take>
                <span class="visually-hidden">{c::TAKE_OVER}": "</span>
                {content}
            </button>
        </li>
    }
    .into_any()
}
