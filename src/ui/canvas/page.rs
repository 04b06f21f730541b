//! The page: thirteen boxes in the paper canvas's order and shape.

use std::time::Duration;

use crate::ui::view::{
    Alive, Show, callback, derived, dynamic, effect, later, memo, spawn_guarded,
};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::domain::{ActionBox, Place, TextBox};
use crate::session::{CanvasHandle, Late, Part, ReadOnly};
use crate::texts::sentences;
use crate::ui::analysis::ANALYSIS;
use crate::ui::author::WhoAsk;
use crate::ui::calculation::CALCULATION;
use crate::ui::components::ToastBar;
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::element_bridge::VIEW;
use crate::ui::late::late;
use crate::ui::location::CanvasView;
use crate::ui::lock::first_offer;
use crate::ui::notices::Notices;
use crate::ui::view_button::view_buttons;

use super::actions::ActionBoxPanel;
use super::costs::CostsPanel;
use super::findings::{self, FINDINGS};
use super::header::{
    ExampleBanner, FullNotice, HeaderPanel, ReadOnlyNotice, SkippedNotice, TITLE, Title, Toolbar,
};
use super::live_region::{announcer, live_region};
use super::method::METHOD;
use super::reading::READING;
use super::text_box::TextBoxPanel;
use super::together::TOGETHER;

/// A canvas is shown with its findings beside it from this width on, in pixels.
const WIDE: i32 = 1360;
/// The totals are announced this long after the last change.
const ANNOUNCE_AFTER: Duration = Duration::from_secs(1);

/// One canvas.
pub(crate) static CANVAS: Late<fn(CanvasHandle) -> AnyView> = Late::new(Part::Canvas);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    CANVAS.give(|handle| view! { <CanvasPage handle /> }.into_any());
}

/// One canvas.
#[component]
fn CanvasPage(handle: CanvasHandle) -> impl IntoView {
    let app = ElementContext::here();
    let read_only = memo(move |_| {
        let host = app.setup.read().readonly.then_some(ReadOnly::Host);
        host.or_else(|| handle.read_only())
    });
    let locked = memo(move |_| read_only.get().is_some());
    let said = RwSignal::new(String::new());
    let context = CanvasContext {
        handle,
        read_only,
        locked,
        calculating: RwSignal::new(None),
        announce: announcer(said),
        said: said.into(),
    };
    context.provide();
    let findings = RwSignal::new(
        app.root
            .get_untracked()
            .is_some_and(|root| root.client_width() >= WIDE),
    );
    let findings_id = app.id("nog-te-doen");
    let target = app.bridge.take_target();
    let grades = RwSignal::new(matches!(target, Some(Place::Person(_))));
    let reveal = callback(move |place| {
        if matches!(
            place,
            Place::People | Place::Person(_) | Place::Grade(_) | Place::Grades
        ) {
            grades.set(true);
        }
    });
    // Made with the first that is asked for, and kept.
    let calculates = memo(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || context.calculating.get().is_some()
    });
    announce_totals(context);
    // The canvas doesn't wait for them.
    spawn_guarded(Alive::here(), handle.load_findings(), |_| ());
    announce_messages(app, context);
    if let Some(place) = target {
        app.arrive_at(findings::place_selector(place));
    }
    app.arrive(match untrack(|| app.bridge.view()) {
        CanvasView::Boxes => TITLE,
        _ => VIEW,
    });
    view! {
        <Title />
        <Toolbar findings_open=findings findings_id=findings_id.clone() />
        <ExampleBanner />
        <Notices />
        <WhoAsk />
        {first_offer()}
        <ReadOnlyNotice />
        <SkippedNotice />
        <FullNotice />
        {dynamic(move || over(app.bridge.view()))}
        <div class="sheet" hidden=derived(move || app.bridge.view() != CanvasView::Boxes) class:sheet--beside=derived(move || findings.get())>
            <div class="canvas">
                {view_buttons()}
                <HeaderPanel grades />
                <TextBoxPanel place=TextBox::Situation />
                <TextBoxPanel place=TextBox::Perspective />
                <TextBoxPanel place=TextBox::Breakthrough />
                {ActionBox::ALL.map(|place| view! { <ActionBoxPanel place /> }).into_iter().collect_view()}
                <CostsPanel />
                <TextBoxPanel place=TextBox::Legitimacy />
                <TextBoxPanel place=TextBox::Commitment />
            </div>
            <div class="beside" id=findings_id>
                <Show when=derived(move || findings.get())>
                    {late(&FINDINGS, move |list| list(findings, reveal))}
                </Show>
            </div>
        </div>
        {dynamic(move || calculates.get().then(|| late(&CALCULATION, |calculation| calculation())))}
        {live_region(context)}
        <ToastBar otherwise=TITLE />
    }
    .into_any()
}

/// What shows in place of the boxes.
fn over(view: CanvasView) -> AnyView {
    match view {
        CanvasView::Boxes => ().into_any(),
        CanvasView::Analysis => late(&ANALYSIS, |analysis| analysis()),
        CanvasView::Reading => late(&READING, |reading| reading()),
        CanvasView::Together => late(&TOGETHER, |together| together()),
        CanvasView::Method => late(&METHOD, |method| method()),
    }
}

/// Announces the totals and the saving to screen readers, once changes have paused.
fn announce_totals(context: CanvasContext) {
    let alive = Alive::here();
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |first: Option<()>| {
        let totals = context.handle.totals();
        if first.is_none() {
            return;
        }
        stop();
        let announce = move || context.announce.run(sentences::spoken_totals(&totals));
        timer.set_value(later(alive, ANNOUNCE_AFTER, announce));
    });
    on_cleanup(stop);
}

/// Announces the message about what was just done, and takes it away once another change follows.
fn announce_messages(app: ElementContext, context: CanvasContext) {
    let handle = context.handle;
    effect(move || {
        if let Some(text) = app.toaster.text() {
            context.announce.run(text);
        }
    });
    effect(move || app.toaster.expire(handle.own_changes()));
}
