//! The events that the host page gets of an element, never with a document's text.

use js_sys::Object;
use leptos::prelude::*;
use rust_decimal::Decimal;
use wasm_bindgen::JsValue;

use crate::domain::{Scenario, Totals};
use crate::session::{CanvasHandle, SaveStatus};

use super::context::ElementContext;
use super::element_bridge::{ElementBridge, place, put};
use super::location::Location;
use super::page::Page;

/// The state that was reported to the host page last.
#[derive(Default)]
struct Told {
    ready: bool,
    failed: Option<&'static str>,
    shown: Option<String>,
    location: Option<Location>,
    revision: u32,
    figures: Option<(Totals, Option<Decimal>)>,
    status: Option<SaveStatus>,
    sync: Option<&'static str>,
    locked: bool,
}

/// Emits the host events: compares the element's state with what was last reported, after the
/// views have run.
pub(super) fn report(app: ElementContext) {
    let bridge = app.bridge;
    Effect::new(move |before: Option<Told>| {
        let now = look(bridge);
        tell(bridge, &before.unwrap_or_default(), &now);
        now
    });
}

fn look(bridge: ElementBridge) -> Told {
    let handle = bridge.current.get();
    let namespace = bridge.namespace.get();
    let failed = match bridge.page.get() {
        Page::InvalidId => Some("invalid-id"),
        _ => bridge.failed.get(),
    };
    let overview = bridge.page.with(|page| *page == Page::Overview) && namespace.is_some();
    let locked = bridge.locked.get();
    Told {
        locked,
        ready: locked || overview || handle.is_some() || failed.is_some(),
        failed,
        shown: handle.map(|handle| handle.peek(|canvas| canvas.id.to_string())),
        location: bridge.location(),
        revision: handle.map_or(0, |handle| handle.revision()),
        figures: handle.map(|handle| (handle.totals(), handle.score().mean)),
        status: handle.map(|handle| handle.status().get()),
        sync: namespace.and_then(|namespace| namespace.sync().code().get()),
    }
}

fn tell(bridge: ElementBridge, before: &Told, now: &Told) {
    if before.shown != now.shown {
        bridge.tell("shown", &bridge.detail());
    }
    if let Some(location) = now.location.as_ref()
        && now.location != before.location
    {
        bridge.tell("place", &place(location));
    }
    if now.locked != before.locked {
        let detail = bridge.detail();
        put(&detail, "locked", &now.locked.into());
        bridge.tell("lock", &detail);
    }
    if now.ready && !before.ready {
        bridge.tell("ready", &bridge.detail());
    }
    if let Some(code) = now.failed.filter(|_| before.failed != now.failed) {
        bridge.error(code);
    }
    if now.shown.is_some() {
        tell_of_canvas(bridge, before, now);
    }
    if now.sync != before.sync
        && let Some(code) = now.sync
    {
        let detail = bridge.detail();
        put(&detail, "state", &code.into());
        bridge.tell("sync", &detail);
    }
}

/// Emits the events of the canvas that is open.
fn tell_of_canvas(bridge: ElementBridge, before: &Told, now: &Told) {
    let same = before.shown == now.shown;
    if now.figures != before.figures || !same {
        bridge.tell("totals", &totals(bridge));
    }
    if same && now.revision != before.revision {
        let detail = bridge.detail();
        let dirty = bridge
            .open_canvas()
            .is_some_and(|open_canvas| open_canvas.is_unsaved());
        put(&detail, "dirty", &dirty.into());
        bridge.tell("change", &detail);
    }
    if same && now.status != before.status {
        match now.status {
            Some(SaveStatus::Saved) if before.status.is_some() => {
                bridge.tell("saved", &bridge.detail());
            }
            Some(SaveStatus::Failed(_)) => bridge.error("save"),
            _ => {}
        }
    }
}

/// The totals of the open canvas, as decimal strings.
fn totals(bridge: ElementBridge) -> Object {
    let detail = bridge.detail();
    if let Some(handle) = bridge.current.get_untracked() {
        fill(&detail, handle);
    }
    detail
}

fn fill(detail: &Object, handle: CanvasHandle) {
    let totals = handle.with(|open_canvas| open_canvas.totals());
    let mean = handle.peek(|canvas| canvas.satisfaction.score().mean);
    for scenario in Scenario::ALL {
        put(detail, scenario.wire(), &text(totals.get(scenario), 2));
    }
    // As on the page: nothing where there is no saving to speak of yet, and no grade.
    let known = |number: Option<Decimal>, decimals| {
        number.map_or(JsValue::NULL, |number| text(number, decimals))
    };
    put(detail, "besparing", &known(totals.saving(), 2));
    put(detail, "cijfer", &known(mean, 1));
}

/// A number as the wire has it.
fn text(mut number: Decimal, decimals: u32) -> JsValue {
    number.rescale(decimals);
    number.to_string().into()
}

impl ElementBridge {
    /// The totals of the open canvas, as the event has them; `None` if no canvas is open.
    #[must_use]
    pub fn totals(self) -> Option<Object> {
        self.current.get_untracked().map(|_| totals(self))
    }
}
