//! What stands in every closed line: made once for a list, and copied for each of its lines.

use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::domain::Scenario;
use crate::texts::{calculation as c, labels as t, names};
use crate::ui::canvas::items::HANDLE;
use crate::ui::components::ButtonKind;
use crate::ui::icon::{Icon, icon};

/// The content of a line's `li`, without what differs from line to line.
pub(super) struct LineTemplate(Option<DocumentFragment>);

/// The elements of one line that differ from those of another.
pub(super) struct LineElements {
    pub(super) handle: HtmlElement,
    pub(super) description: HtmlTextAreaElement,
    /// Has the description's text, and so makes the box as high as that is.
    pub(super) mirror: Element,
    /// In the order of [`Scenario::ALL`].
    pub(super) amounts: Vec<HtmlInputElement>,
    pub(super) calculate: Element,
    pub(super) menu: Element,
}

impl LineTemplate {
    pub(super) fn new() -> Self {
        let fragment = || {
            let page = web_sys::window()?.document()?;
            let fragment = page.create_document_fragment();
            // Nothing in it follows anything, so the views may go.
            for element in line().into_any().build().elements() {
                fragment.append_child(&element).ok()?;
            }
            Some(fragment)
        };
        Self(fragment())
    }

    /// Puts a copy in front of what is in a line. `None` only where the browser makes no elements.
    pub(super) fn copy_into(&self, line: &Element) -> Option<LineElements> {
        let copy = self.0.as_ref()?.clone_node_with_deep(true).ok()?;
        line.insert_before(&copy, line.first_child().as_ref())
            .ok()?;
        let handle = line.first_element_child()?;
        let field = handle.next_element_sibling()?;
        let description = field.first_element_child()?;
        let mut last = field;
        let mut amounts = Vec::with_capacity(Scenario::ALL.len());
        for _ in Scenario::ALL {
            last = last.next_element_sibling()?;
            amounts.push(last.last_element_child()?.dyn_into().ok()?);
        }
        let calculate = last.next_element_sibling()?;
        Some(LineElements {
            handle: handle.dyn_into().ok()?,
            mirror: description.next_element_sibling()?,
            description: description.dyn_into().ok()?,
            amounts,
            menu: calculate.next_element_sibling()?,
            calculate,
        })
    }
}

fn line() -> impl IntoView {
    view! {
        <span class=HANDLE aria-hidden="true"></span>
        <div class="field grow">
            <textarea class="utrecht-textarea utrecht-textarea--html-textarea grow__input" rows="1" autocomplete="off"
                aria-label=t::DESCRIPTION></textarea>
            <div class="grow__mirror" aria-hidden="true"></div>
        </div>
        {Scenario::ALL.map(|scenario| view! {
            <div class="line__amount">
                <span class="line__scenario" aria-hidden="true">{names::scenario(scenario)}</span>
                <input class="utrecht-textbox utrecht-textbox--html-input utrecht-textbox--numeric money__input"
                    type="text" inputmode="decimal" autocomplete="off" data-scenario=scenario.wire() />
            </div>
        }).into_iter().collect_view()}
        <button type="button" class=ButtonKind::Text.class("line__calculate") title=c::CALCULATION aria-haspopup="dialog">
            {icon(Icon::Sum)}<span class="line__calculate-word">{c::CALCULATION}</span>
        </button>
        <button type="button" class=ButtonKind::Icon.class("") title=t::MORE aria-expanded="false"></button>
    }
}
