//! Tells the host page what happens in an element: as events, never with a family's text.

use js_sys::Object;
use leptos::prelude::*;
use rust_decimal::Decimal;
use wasm_bindgen::JsValue;

use crate::domain::{Scenario, Totals};
use crate::session::{SaveStatus, Session};

use super::context::{App, Page};
use super::outside::{Outside, put};

/// What the host page has been told.
#[derive(Default)]
struct Told {
    ready: bool,
    failed: Option<&'static str>,
    shown: Option<String>,
    revision: u32,
    sums: Option<(Totals, Option<Decimal>)>,
    status: Option<SaveStatus>,
    sync: Option<&'static str>,
}

/// Follows the element and tells each difference, after the views have been brought up to date.
pub(super) fn report(app: App) {
    let outside = app.outside;
    Effect::new(move |before: Option<Told>| {
        let now = look(outside);
        tell(outside, &before.unwrap_or_default(), &now);
        now
    });
}

fn look(outside: Outside) -> Told {
    let session = outside.current.get();
    let library = outside.library.get();
    let failed = match outside.page.get() {
        Page::InvalidId => Some("invalid-id"),
        _ => outside.failed.get(),
    };
    let overview = outside.page.with(|page| *page == Page::Overview) && library.is_some();
    Told {
        ready: overview || session.is_some() || failed.is_some(),
        failed,
        shown: session.map(|session| session.peek(|canvas| canvas.id.to_string())),
        revision: session.map_or(0, |session| session.revision()),
        sums: session.map(|session| (session.totals(), session.score().mean)),
        status: session.map(|session| session.status.get()),
        sync: library.and_then(|library| library.get().host.sync_state.get()),
    }
}

fn tell(outside: Outside, before: &Told, now: &Told) {
    let same = before.shown == now.shown;
    if !same {
        outside.tell("shown", &outside.detail());
    }
    if now.ready && !before.ready {
        outside.tell("ready", &outside.detail());
    }
    if let Some(code) = now.failed.filter(|_| before.failed != now.failed) {
        outside.error(code);
    }
    if now.shown.is_some() {
        if now.sums != before.sums || !same {
            outside.tell("totals", &totals(outside));
        }
        if same && now.revision != before.revision {
            let detail = outside.detail();
            let dirty = outside
                .open_canvas()
                .is_some_and(|shared| shared.is_unsaved());
            put(&detail, "dirty", &dirty.into());
            outside.tell("change", &detail);
        }
        if same && now.status != before.status {
            match now.status {
                Some(SaveStatus::Saved) if before.status.is_some() => {
                    outside.tell("saved", &outside.detail());
                }
                Some(SaveStatus::Failed(_)) => outside.error("save"),
                _ => {}
            }
        }
    }
    if now.sync != before.sync && now.sync.is_some() {
        let detail = outside.detail();
        put(
            &detail,
            "state",
            &now.sync.map_or(JsValue::NULL, JsValue::from_str),
        );
        outside.tell("sync", &detail);
    }
}

/// The totals of the open canvas, as decimal strings.
fn totals(outside: Outside) -> Object {
    let detail = outside.detail();
    if let Some(session) = outside.current.get_untracked() {
        fill(&detail, session);
    }
    detail
}

fn fill(detail: &Object, session: Session) {
    let totals = session.with(|shared| shared.sums());
    let mean = session.peek(|canvas| canvas.satisfaction.score().mean);
    for scenario in Scenario::ALL {
        put(detail, scenario.wire(), &text(totals.get(scenario), 2));
    }
    put(detail, "besparing", &text(totals.differences().saving, 2));
    put(
        detail,
        "cijfer",
        &mean.map_or(JsValue::NULL, |mean| text(mean, 1)),
    );
}

/// A number as the wire has it.
fn text(mut number: Decimal, decimals: u32) -> JsValue {
    number.rescale(decimals);
    number.to_string().into()
}

impl Outside {
    /// The totals of the open canvas, as the event tells them; `None` where none is open.
    #[must_use]
    pub fn totals(self) -> Option<Object> {
        self.current.get_untracked().map(|_| totals(self))
    }
}
