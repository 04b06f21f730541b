//! The price list, searched as one types.

use leptos::prelude::*;

use crate::domain::prices::{Origin, PriceItem, PriceList, Proposal, search, suggest};
use crate::domain::{Command, ItemId, Scenario};
use crate::session::{EditError, shipped_prices};
use crate::texts::{calculation as c, codes, explain, prices as p};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{derived, dynamic, handler, memo};

use super::form::refusal;

/// Hits that show at once; a longer word finds fewer.
const MOST: usize = 20;
/// Hits that fit the line's description, above the list before anything is typed.
const FITTING: usize = 5;

/// The button that shows the list, and the list. It is open on a line of which nothing is filled in yet.
pub(super) fn picker(id: ItemId) -> AnyView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let is_blank = context.handle.peek(|canvas| {
        let line = canvas.costs.lines.get(&id)?;
        let mut usages = Scenario::ALL.into_iter().map(|it| line.usage(it));
        Some(line.price.is_none() && usages.all(|it| it.is_none()))
    });
    let open = RwSignal::new(is_blank == Some(true) && !context.locked.get_untracked());
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
        <Button kind=ButtonKind::SecondaryText class="picker__button" hidden=derived(move || context.locked.get()) expanded=open controls=controls
            on_press=handler(toggle)>{icon(Icon::Search)}<span>{derived(move || text().to_owned())}</span></Button>
        <div class="picker" id=list hidden=derived(move || !open.get())>
            {dynamic(move || open.get().then(|| hits(id, search.clone(), open)))}
        </div>
    }
    .into_any()
}

/// The search field with what it finds; before anything is typed, what fits the line.
fn hits(id: ItemId, search_id: String, open: RwSignal<bool>) -> AnyView {
    let context = CanvasContext::here();
    let query = RwSignal::new(String::new());
    let about = context.handle.peek(|canvas| {
        let line = canvas.costs.lines.get(&id);
        line.map(|line| line.description.clone())
            .unwrap_or_default()
    });
    let about = StoredValue::new(about);
    let refused = RwSignal::new(None);
    let show = move |item: &PriceItem| hit(id, item, open, refused);
    let setup = ElementContext::here().setup;
    let given = memo(move |_| {
        setup.with(|setup| Some(p::read_list(setup.price_list.as_ref()?.as_bytes()).list))
    });
    let rows = move || {
        with_lists(given, |lists| {
            let lists = || lists.iter().copied();
            let fitting = if query.with(String::is_empty) {
                about.with_value(|about| suggest(lists(), about, FITTING))
            } else {
                Vec::new()
            };
            let found = query.with(|query| search(lists(), query, MOST));
            let rows = |items: Vec<_>| items.into_iter().map(show).collect::<Vec<_>>();
            (rows(fitting), rows(found))
        })
    };
    let hint = format!("{search_id}-hint");
    view! {
        <label class="utrecht-form-label" for=search_id.clone()>{p::SEARCH}</label>
        <p class="utrecht-form-field-description" id=hint.clone()>{p::SEARCH_HINT}</p>
        <input class="utrecht-textbox utrecht-textbox--html-input" type="search" id=search_id autocomplete="off"
            enterkeyhint="search" aria-describedby=hint data-own-undo=""
            prop:value=derived(move || query.get()) on:input=handler(move |event| query.set(event_target_value(&event))) />
        {refusal(refused)}
        {dynamic(move || match rows() {
            (_, all) if all.is_empty() => nothing_found(open),
            (fitting, all) if fitting.is_empty() => list(all),
            (fitting, all) => view! {
                <h5 class="picker__title">{p::FITTING}</h5>
                {list(fitting)}
                <h5 class="picker__title">{p::ALL_PRICES}</h5>
                {list(all)}
            }.into_any(),
        })}
    }
    .into_any()
}

/// Calls `read` with the price lists that apply here, the municipality's own first: `given` by the host
/// page, or loaded on this device. A view that calls this follows them.
fn with_lists<T>(given: Memo<Option<PriceList>>, read: impl FnOnce(&[&PriceList]) -> T) -> T {
    let library = WorkspaceHandle::here();
    library.get().own().with(|own| {
        given.with(|given| {
            let own_list = given.as_ref().or(own.prices.as_ref());
            let shipped = Some(shipped_prices()).filter(|_| !own.alone || own_list.is_none());
            let lists: Vec<&PriceList> = own_list.into_iter().chain(shipped).collect();
            read(&lists)
        })
    })
}

fn list(rows: Vec<AnyView>) -> AnyView {
    view! { <ul class="picker__hits" role="list">{rows}</ul> }.into_any()
}

/// The way on where the list has no price: one's own.
fn nothing_found(open: RwSignal<bool>) -> AnyView {
    let app = ElementContext::here();
    let price = format!("#{}", app.id("berekening-prijs"));
    let own = move |_| {
        open.set(false);
        focus_soon(app.root, price.clone());
    };
    view! {
        <p class="picker__none" role="status">{p::NOTHING_FOUND}</p>
        <Button kind=ButtonKind::SecondaryText class="picker__own" on_press=handler(own)>{p::OWN_PRICE}</Button>
    }
    .into_any()
}

/// One price. What is for comparison only can be read and not taken over.
fn hit(
    id: ItemId,
    item: &PriceItem,
    open: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
) -> AnyView {
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
    let (app, context, library) = (
        ElementContext::here(),
        CanvasContext::here(),
        WorkspaceHandle::here(),
    );
    let proposal = Proposal::of(item);
    let take = move |_| {
        let own = library.get().own().get_untracked();
        let name = |code: &str| codes::payer_name(code, "", &own.names);
        let edits = context.handle.peek(|canvas| {
            let line = canvas.costs.lines.get(&id)?;
            Some(proposal.clone().edits(line, name))
        });
        let edits = edits.unwrap_or_default().into_iter();
        let edits = edits.map(|edit| Command::Line(id, edit));
        if let Err(EditError::Rejected(why)) =
            context.handle.dispatch(Command::Batch(edits.collect()))
        {
            refused.set(Some(explain::rejected(why).to_owned()));
            return;
        }
        refused.set(None);
        open.set(false);
        // On to how many of it.
        focus_soon(app.root, ".usage input".to_owned());
    };
    view! {
        <li>
            <button type="button" class="hit" on:click=handler(take)>
                <span class="visually-hidden">{c::TAKE_OVER}": "</span>
                {content}
            </button>
        </li>
    }
    .into_any()
}
