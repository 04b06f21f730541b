//! A list of items that is drawn as it is needed: the first ones at once, the rest after the first
//! frame, and of a long list only what comes near the view.
//!
//! An item that isn't drawn yet is there as its text, so that the page keeps its length, and the
//! browser's search and a screen reader find it. [`ask_to_draw`] has it drawn; the functions of
//! `ui::dom` that put the focus on an item call that by themselves.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::ui::dom::ask_to_draw;
use crate::ui::view::{Alive, For, derived, dynamic, handler, later, memo, next_frame};

/// Up to this number of items, all are in one group.
const FEW: usize = 40;
/// The size of a group in a longer list. The browser skips groups that are far out of sight, so a
/// keystroke costs the same at a thousand items as at ten.
const GROUP: usize = 5;
/// The number of items that are drawn before the page first shows.
const FIRST: usize = 20;
/// Up to this number of items, all are drawn soon after that; in a longer list, those near the view.
const ALL: usize = 100;
/// How far outside the view a group is drawn, so that it is there before it can be seen.
const NEAR: &str = "800px 0px";
/// The number of letters of an item's text that are there until it is drawn.
const TEXT: usize = 80;

fn group_size(count: usize) -> usize {
    if count > FEW { GROUP } else { FEW }
}

/// The places of a group's items in a list of `count`.
fn places(group: usize, count: usize) -> Range<usize> {
    let size = group_size(count);
    let start = group.saturating_mul(size).min(count);
    start..start.saturating_add(size).min(count)
}

/// The items of one list; goes inside the `ul`.
#[component]
pub(crate) fn DeferredList(
    /// The number of items.
    count: Memo<usize>,
    /// The ids of the items at these places; a view that calls this follows the list.
    ids: impl Fn(Range<usize>) -> Vec<String> + Send + Sync + 'static,
    /// The text that stands in for an item until it is drawn.
    text: impl Fn(&str) -> String + Send + Sync + 'static,
    /// Draws an item: an `li` with its id as `data-item` or `data-canvas` somewhere in it.
    row: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let source = Contents {
        ids: Box::new(ids),
        text: Box::new(text),
        row: Box::new(row),
    };
    let list = List {
        count,
        source: StoredValue::new(Arc::new(source)),
        queue: StoredValue::new(Vec::new()),
        watcher: StoredValue::new_local(Watcher::new()),
        alive: Alive::here(),
    };
    let groups = memo(move |_| {
        let count = count.get();
        let numbers = 0..count.div_ceil(group_size(count));
        // A list that grows over the limit is divided anew.
        numbers
            .map(|number| (number, count > FEW))
            .collect::<Vec<_>>()
    });
    view! {
        <For each=derived(move || groups.get()) key=|(group, many)| format!("{group}-{many}") let:group>
            {list.group(group)}
        </For>
    }
    .into_any()
}

/// What a list is of.
struct Contents {
    ids: Box<dyn Fn(Range<usize>) -> Vec<String> + Send + Sync>,
    text: Box<dyn Fn(&str) -> String + Send + Sync>,
    row: Box<dyn Fn(String) -> AnyView + Send + Sync>,
}

/// A list while it is shown.
#[derive(Clone, Copy)]
struct List {
    count: Memo<usize>,
    source: StoredValue<Arc<Contents>>,
    /// The groups that are drawn soon: of each, how many of its items are.
    queue: StoredValue<Vec<RwSignal<usize>>>,
    watcher: StoredValue<Watcher, LocalStorage>,
    alive: Alive,
}

impl List {
    /// Draws the next group that waits for its turn, and leaves the browser a frame before the one after.
    fn draw_next(self) {
        let next = self.queue.try_update_value(|queue| {
            let next = queue.pop();
            (next, queue.is_empty())
        });
        let Some((Some(drawn), last)) = next else {
            return;
        };
        drawn.try_set(usize::MAX);
        if !last {
            self.draw_soon();
        }
    }

    /// Draws the next group after a frame: that one shows what is there already.
    fn draw_soon(self) {
        next_frame(self.alive, move || {
            later(self.alive, Duration::default(), move || self.draw_next());
        });
    }

    /// One group of items; those that aren't drawn yet are there as their text.
    fn group(self, (number, many): (usize, bool)) -> AnyView {
        let first = match (many, number.saturating_mul(GROUP) < FIRST) {
            (false, _) => FIRST,
            (true, true) => usize::MAX,
            (true, false) => 0,
        };
        let drawn = RwSignal::new(first);
        let node = NodeRef::<html::Form>::new();
        if first < usize::MAX {
            self.wait(drawn, node);
        }
        let source = self.source.get_value();
        let here = {
            let source = Arc::clone(&source);
            move || (source.ids)(places(number, self.count.get()))
        };
        let shown = {
            let here = here.clone();
            move || here().into_iter().take(drawn.get()).collect::<Vec<_>>()
        };
        let waiting = memo(move |_| {
            let drawn = drawn.get();
            here().into_iter().skip(drawn).collect::<Vec<_>>()
        });
        let holds = move || waiting.with(|ids| (!ids.is_empty()).then(|| ids.join(" ")));
        let keep = |event: leptos::ev::SubmitEvent| event.prevent_default();
        let draw = move |_: web_sys::CustomEvent| drawn.set(usize::MAX);
        view! {
            // A form, though nothing is sent: at each key a browser that can fill in forms
            // reads the field's whole form, or without one all fields of the page.
            <form class="items__group" class:items__group--many=many role="presentation" novalidate node_ref=node
                class:items__group--waiting=derived(move || !waiting.read().is_empty()) data-holds=derived(holds)
                on:submit=handler(keep) on:mwc-draw=handler(draw)>
                <For each=shown key=String::clone let:id>
                    {(source.row)(id)}
                </For>
                {dynamic(move || waiting.with(|ids| self.texts(ids)))}
            </form>
        }
        .into_any()
    }

    /// Has a group drawn soon, or in a long list when it comes near.
    fn wait(self, drawn: RwSignal<usize>, node: NodeRef<html::Form>) {
        if self.count.get_untracked() <= ALL {
            // The last one is taken first.
            let waiting = self.queue.try_update_value(|queue| {
                queue.insert(0, drawn);
                queue.len()
            });
            if waiting == Some(1) {
                self.draw_soon();
            }
            return;
        }
        node.on_load(move |group| {
            self.watcher.with_value(|watcher| watcher.watch(&group));
        });
    }

    fn texts(self, ids: &[String]) -> Option<AnyView> {
        if ids.is_empty() {
            return None;
        }
        let source = self.source.get_value();
        let text = |id: &String| (source.text)(id).chars().take(TEXT).collect::<String>();
        let texts: Vec<String> = ids.iter().map(text).collect();
        Some(view! { <li class="items__waiting">{texts.join("\n")}</li> }.into_any())
    }
}

/// Asks groups to be drawn when they come near the view.
struct Watcher {
    observer: Option<IntersectionObserver>,
    _seen: Closure<dyn FnMut(js_sys::Array, IntersectionObserver)>,
}

impl Watcher {
    fn new() -> Self {
        let seen = Closure::new(|entries: js_sys::Array, observer: IntersectionObserver| {
            let entries = entries.iter().map(JsValue::unchecked_into);
            for entry in entries.filter(IntersectionObserverEntry::is_intersecting) {
                observer.unobserve(&entry.target());
                ask_to_draw(&entry.target());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer =
            IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options);
        Self {
            observer: observer.ok(),
            _seen: seen,
        }
    }

    fn watch(&self, group: &web_sys::Element) {
        match &self.observer {
            Some(observer) => observer.observe(group),
            // Better slow than not at all.
            None => ask_to_draw(group),
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
