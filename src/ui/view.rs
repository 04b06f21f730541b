//! Views of few types.
//!
//! Leptos makes code of its own for every closure in a view, some two kilobytes each. What these
//! functions wrap goes through one type per kind instead; the closure itself is all that is added.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// An attribute's or a text's value that follows what it reads.
pub(crate) fn of<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    Signal::derive(value)
}

/// A part of a view that is made anew when what it reads changes.
pub(crate) fn dynamic<V: IntoView + 'static>(
    view: impl Fn() -> V + Send + 'static,
) -> SharedReactiveFunction<AnyView> {
    Arc::new(Mutex::new(move || view().into_any()))
}

/// What an event does.
pub(crate) fn then<E: 'static>(run: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(run)
}

/// Shows its children while a condition holds.
#[component]
pub(crate) fn Show(
    /// Whether the children show.
    #[prop(into)]
    when: Signal<bool>,
    /// Shows meanwhile.
    #[prop(optional, into)]
    fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    dynamic(move || {
        if when.get() {
            children()
        } else {
            fallback.run()
        }
    })
    .into_any()
}

/// One item of a [`For`]: its key and how it is shown.
type Item = (String, Arc<dyn Fn() -> AnyView + Send + Sync>);

/// Shows a view for each item; an item that only moves keeps its view.
#[component]
pub(crate) fn For<T: Clone + Send + Sync + 'static, V: IntoView + 'static>(
    /// The items.
    #[prop(into)]
    each: Signal<Vec<T>>,
    /// What tells an item from the others.
    key: fn(&T) -> String,
    /// An item's view.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView {
    let children = Arc::new(children);
    list(Box::new(move || {
        let item = |item: T| -> Item {
            let children = Arc::clone(&children);
            (
                key(&item),
                Arc::new(move || children(item.clone()).into_any()),
            )
        };
        each.get().into_iter().map(item).collect()
    }))
}

fn list(each: Box<dyn Fn() -> Vec<Item> + Send + Sync>) -> AnyView {
    view! {
        <leptos::prelude::For each=each key=|item: &Item| item.0.clone() children=|item: Item| (item.1)() />
    }
    .into_any()
}
