//! Views of few types.
//!
//! Leptos makes code of its own for every closure in a view, some two kilobytes each. What these
//! functions wrap goes through one type per kind instead; the closure itself is all that is added.
//!
//! It is also where views are kept from outliving what they read. Leptos disposes of the signals of a
//! part of the page before it takes that part out of the page, and taking a focused field out makes
//! the browser send `blur`: so every handler goes through [`handler`], a listener of the window through
//! [`on_window`], what follows an await through [`spawn_guarded`], and what runs later through [`later`]
//! or [`next_frame`]. The tidy test checks that no view has a way round them.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use wasm_bindgen_futures::spawn_local;

/// Whether the views that were made together with this are still there.
#[derive(Clone, Copy)]
pub(crate) struct Alive(StoredValue<()>);

impl Alive {
    /// For the views that are made now: false as soon as their signals are disposed of.
    pub(crate) fn here() -> Self {
        Self(StoredValue::new(()))
    }

    /// Whether their signals may be read.
    pub(crate) fn get(self) -> bool {
        !self.0.is_disposed()
    }
}

/// What gives a value each time that it is asked. A pointer to a closure as one of these leads to the closure
/// alone; as a `dyn Fn` it brings two functions more, which nobody calls, for a caller that may change or
/// consume it.
pub(crate) trait Source<T> {
    /// The value now.
    fn value(&self) -> T;
}

impl<T, F: Fn() -> T> Source<T> for F {
    fn value(&self) -> T {
        self()
    }
}

/// What computes a memo's next value; see [`Source`] for why.
trait Compute<T> {
    fn next(&self, before: Option<&T>) -> T;
}

impl<T, F: Fn(Option<&T>) -> T> Compute<T> for F {
    fn next(&self, before: Option<&T>) -> T {
        self(before)
    }
}

/// What a callback calls; see [`Source`] for why.
trait Call<I, O> {
    fn call(&self, input: I) -> O;
}

impl<I, O, F: Fn(I) -> O> Call<I, O> for F {
    fn call(&self, input: I) -> O {
        self(input)
    }
}

/// What does something with each event; see [`Source`] for why.
trait Run<E> {
    fn run(&mut self, event: E);
}

impl<E, F: FnMut(E)> Run<E> for F {
    fn run(&mut self, event: E) {
        self(event);
    }
}

/// An attribute's or a text's value that follows what it reads.
pub(crate) fn derived<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    signal(Box::new(value))
}

#[inline(never)]
fn signal<T: Send + Sync + 'static>(source: Box<dyn Source<T> + Send + Sync>) -> Signal<T> {
    Signal::derive(move || source.value())
}

/// A value that is computed when what it reads has changed, from the value before. Of the same value nobody is
/// told.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    computed(Box::new(compute))
}

#[inline(never)]
fn computed<T: PartialEq + Send + Sync + 'static>(
    compute: Box<dyn Compute<T> + Send + Sync>,
) -> Memo<T> {
    Memo::new(move |before| compute.next(before))
}

/// What a view calls with something that happened in it.
pub(crate) fn callback<I: 'static, O: 'static>(
    call: impl Fn(I) -> O + Send + Sync + 'static,
) -> Callback<I, O> {
    called(Box::new(call))
}

#[inline(never)]
fn called<I: 'static, O: 'static>(call: Box<dyn Call<I, O> + Send + Sync>) -> Callback<I, O> {
    Callback::new(move |input| call.call(input))
}

/// Does something with what it reads, now and each time that this changes.
pub(crate) fn effect(mut run: impl FnMut() + 'static) {
    run_each_time(Box::new(move |()| run()));
}

#[inline(never)]
fn run_each_time(mut effect: Box<dyn Run<()>>) {
    Effect::new(move |_: Option<()>| effect.run(()));
}

/// A part of a view that is made anew when what it reads changes.
pub(crate) fn dynamic<V: IntoView + 'static>(
    view: impl Fn() -> V + Send + 'static,
) -> SharedReactiveFunction<AnyView> {
    shared(Box::new(move || view().into_any()))
}

#[inline(never)]
fn shared(view: Box<dyn Source<AnyView> + Send>) -> SharedReactiveFunction<AnyView> {
    Arc::new(Mutex::new(move || view.value()))
}

/// An event handler that does nothing once the views that are made now have been disposed of.
pub(crate) fn handler<E: 'static>(run: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    guarded(Alive::here(), Box::new(run))
}

#[inline(never)]
fn guarded<E: 'static>(alive: Alive, mut handler: Box<dyn Run<E>>) -> Box<dyn FnMut(E)> {
    Box::new(move |event| {
        if alive.get() {
            handler.run(event);
        }
    })
}

/// Runs `work`, which may touch no signal of a view, to its end; then runs `done` with its result if the
/// views are still there.
pub(crate) fn spawn_guarded<T: 'static>(
    alive: Alive,
    work: impl Future<Output = T> + 'static,
    done: impl FnOnce(T) + 'static,
) {
    spawn(alive, Box::pin(work), Box::new(done));
}

fn spawn<T: 'static>(
    alive: Alive,
    work: Pin<Box<dyn Future<Output = T>>>,
    done: Box<dyn FnOnce(T)>,
) {
    spawn_local(async move {
        let outcome = work.await;
        if alive.get() {
            done(outcome);
        }
    });
}

/// Listens to an event of the window until the views that are made now are disposed of.
pub(crate) fn on_window(name: &'static str, run: impl Fn() + 'static) {
    listen(name, Alive::here(), Box::new(run));
}

fn listen(name: &'static str, alive: Alive, run: Box<dyn Fn()>) {
    let listener = window_event_listener_untyped(name, move |_| {
        if alive.get() {
            run();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Runs `run` after a time if the views are still there. Returns the timer, to stop it; `None` if it
/// could not be set.
pub(crate) fn later(
    alive: Alive,
    pause: Duration,
    run: impl FnOnce() + 'static,
) -> Option<TimeoutHandle> {
    set_timeout_with_handle(guarded_once(alive, Box::new(run)), pause).ok()
}

/// Runs `run` before the next frame is drawn if the views are still there.
pub(crate) fn next_frame(alive: Alive, run: impl FnOnce() + 'static) {
    request_animation_frame(guarded_once(alive, Box::new(run)));
}

fn guarded_once(alive: Alive, run: Box<dyn FnOnce()>) -> impl FnOnce() {
    move || {
        if alive.get() {
            run();
        }
    }
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
    let when = memo(move |_| when.get());
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
type Item = (String, Arc<dyn Source<AnyView> + Send + Sync>);

/// Shows a view for each item; an item that only moves keeps its view.
#[component]
pub(crate) fn For<T: Clone + Send + Sync + 'static, V: IntoView + 'static>(
    /// The items.
    #[prop(into)]
    each: Signal<Vec<T>>,
    /// An item's key, unique in the list.
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

fn list(each: Box<dyn Source<Vec<Item>> + Send + Sync>) -> AnyView {
    let each = move || each.value();
    view! {
        <leptos::prelude::For each=each key=|item: &Item| item.0.clone() children=|item: Item| item.1.value() />
    }
    .into_any()
}
