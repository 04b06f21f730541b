//! "Rond het plan": agreement, tables, questions, decisions, parties, rules, follow-up and lessons, in a view of their own.

mod archive;
mod budgets;
mod decide;
mod fields;
mod follow_up;
mod list;
mod question;
mod realised;
mod section;
mod single;
mod standing;
mod table;
mod team;

use leptos::prelude::*;

use crate::domain::method::{EntryList, SingleEntry};
use crate::session::{Late, Part};
use crate::texts::{analysis_page, method as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::ElementContext;
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;
use crate::ui::markup::{element, text};
use crate::ui::styles::adopt;
use crate::ui::view::handler;

use section::STYLE;

pub(crate) use team::TEAM;

/// The view.
pub(super) static METHOD: Late<fn() -> AnyView> = Late::new(Part::Method);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    METHOD.give(method);
    team::give();
}

fn method() -> AnyView {
    let app = ElementContext::here();
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    let heading = app.id("kop-rond");
    let labelled = heading.clone();
    let back = move |_| app.bridge.set_view(CanvasView::Boxes);
    view! {
        <section class="method" aria-labelledby=labelled>
            <div class="method__head">
                <Button kind=ButtonKind::Text on_press=handler(back)>
                    {icon(Icon::Back)}<span>{analysis_page::TO_CANVAS}</span>
                </Button>
                <h3 class="method__title" id=heading tabindex="-1" data-hook="view">{t::AROUND}</h3>
                <p class="method__hint">{t::AROUND_HINT}</p>
                {how()}
            </div>
            {single::section(SingleEntry::Agreement)}
            {list::section(EntryList::Registrations)}
            {list::section(EntryList::Questions)}
            {standing::section()}
            {archive::section()}
            {list::section(EntryList::Parties)}
            {list::section(EntryList::Rules)}
            {follow_up::section()}
            {list::section(EntryList::Lessons)}
            {single::section(SingleEntry::Publication)}
            {single::other_team()}
        </section>
    }
    .into_any()
}

/// The steps of the method, folded away.
fn how() -> AnyView {
    let steps = t::STEPS.map(|step| text("li", "", step));
    let summary = text("summary", "method__how", t::HOW);
    let steps = element("ol", "method__steps", steps.into());
    element("details", "method__details", vec![summary, steps])
}
