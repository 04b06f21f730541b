//! The page: thirteen boxes in the paper canvas's order and shape.

use std::time::Duration;

use crate::ui::view::{Show, dynamic, of};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use crate::domain::{ActionBox, Place, TextBox};
use crate::session::{ReadOnly, Session};
use crate::texts::sentences;
use crate::ui::analysis::analysis;
use crate::ui::calculation::calculation;
use crate::ui::context::{App, Sheet};
use crate::ui::notices::Notices;
use crate::ui::who::WhoAsk;

use super::action_box::ActionBoxPanel;
use super::costs::CostsPanel;
use super::findings::FindingsPanel;
use super::header::HeaderPanel;
use super::status::{ReadOnlyNotice, SkippedNotice};
use super::text_box::TextBoxPanel;
use super::toolbar::Toolbar;

/// A canvas is shown with its findings beside it from this width on, in pixels.
const WIDE: i32 = 1360;
/// The totals are said this long after the last change.
const SAY_AFTER: Duration = Duration::from_secs(1);

/// One canvas.
#[component]
pub(crate) fn CanvasPage(session: Session) -> impl IntoView {
    let app = App::here();
    let read_only = Memo::new(move |_| {
        let host = app.setup.read().readonly.then_some(ReadOnly::Host);
        host.or_else(|| session.read_only())
    });
    let locked = Memo::new(move |_| read_only.get().is_some());
    let said = RwSignal::new(String::new());
    let sheet = Sheet {
        session,
        read_only,
        locked,
        calculating: RwSignal::new(None),
        analysis: RwSignal::new(false),
        say: Callback::new(move |text| said.set(text)),
    };
    sheet.provide();
    let findings = RwSignal::new(
        app.root
            .get_untracked()
            .is_some_and(|root| root.client_width() >= WIDE),
    );
    let findings_id = app.id("nog-te-doen");
    let grades = RwSignal::new(false);
    let reveal = Callback::new(move |place| {
        if matches!(
            place,
            Place::People | Place::Person(_) | Place::Grade(_) | Place::Grades
        ) {
            grades.set(true);
        }
    });
    say_totals(sheet);
    view! {
        <Toolbar findings_open=findings findings_id=findings_id.clone() />
        <Notices />
        <WhoAsk />
        <ReadOnlyNotice />
        <SkippedNotice />
        {dynamic(move || sheet.analysis.get().then(analysis))}
        <div class="sheet" hidden=of(move || sheet.analysis.get()) class:sheet--beside=of(move || findings.get())>
            <div class="canvas">
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
                <Show when=move || findings.get()>
                    <FindingsPanel reveal />
                </Show>
            </div>
        </div>
        {calculation()}
        <p class="visually-hidden" role="status">{of(move || said.get())}</p>
    }
    .into_any()
}

/// Says the totals and the saving to who listens, once changes have paused.
fn say_totals(sheet: Sheet) {
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |first: Option<()>| {
        let totals = sheet.session.totals();
        if first.is_none() {
            return;
        }
        stop();
        let say = move || sheet.say.run(sentences::spoken_totals(&totals));
        timer.set_value(set_timeout_with_handle(say, SAY_AFTER).ok());
    });
    on_cleanup(stop);
}
