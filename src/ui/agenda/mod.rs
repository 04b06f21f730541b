//! The agendas of tables: the cases of a day over all canvases, in the order in which they are discussed.

mod case;
mod controller;
mod paper;
mod turn;

use leptos::prelude::*;
use leptos::web_sys::CustomEvent;

use crate::session::{Late, Part};
use crate::store::Agenda;
use crate::texts::agenda as t;
use crate::ui::canvas::Dragging;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::field::{Look, select_field};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::text;
use crate::ui::styles::adopt;
use crate::ui::view::{For, callback, derived, dynamic, handler, memo};

use controller::AgendaController;

use turn::STYLE;

pub(crate) use turn::turn_in_bar;

/// The view.
pub(crate) static AGENDA: Late<fn() -> AnyView> = Late::new(Part::Method);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    AGENDA.give(view);
}

fn view() -> AnyView {
    let controller = AgendaController::new();
    let app = controller.app;
    if let Some(root) = app.root.get_untracked() {
        adopt(app.number, &root, STYLE);
    }
    paper::follow_prints(controller);
    let is_none = memo(move |_| controller.agendas.with(Vec::is_empty));
    let shown = dynamic(move || match is_none.get() {
        true => text("p", "agenda__none", t::NONE),
        false => held(controller),
    });
    view! {
        <section class="pane agenda" data-block="tafels">
            <div class="pane__head">
                <h3 class="overview__heading" tabindex="-1" data-hook="list-heading">{t::TABLES}</h3>
                <p class="pane__hint">{t::HINT}</p>
            </div>
            {shown}
        </section>
    }
    .into_any()
}

/// The choice of a table, and its cases.
fn held(controller: AgendaController) -> AnyView {
    let choices = derived(move || {
        let choice = |agenda: &Agenda| {
            let name = t::choice(agenda.kind(), agenda.on, agenda.cases.len());
            (controller::name(agenda), name)
        };
        controller
            .agendas
            .with(|all| all.iter().map(choice).collect())
    });
    let chosen = derived(move || {
        let name = controller.shown.with(controller::name);
        (name.clone(), name)
    });
    let choose = callback(move |name: String| {
        controller.choose(name);
        None
    });
    let which = select_field(
        "tafel",
        Signal::stored(t::WHICH.to_owned()),
        choices,
        chosen,
        choose,
        Signal::stored(false),
        Look::Above,
    );
    view! {
        <div class="agenda__tools">
            {which}
            <Button kind=ButtonKind::Primary on_press=handler(move |_| controller.show_first())>
                {t::TO_SCREEN}
            </Button>
            <Button kind=ButtonKind::Text on_press=handler(move |_| app_print(controller))>
                {icon(Icon::Print)}<span>{t::PRINT}</span>
            </Button>
        </div>
        {cases(controller)}
    }
    .into_any()
}

fn app_print(controller: AgendaController) {
    controller.app.print();
}

/// The cases, to be put in order by dragging and by buttons.
fn cases(controller: AgendaController) -> AnyView {
    let dragging = Dragging::of("casus", controller.locked);
    let drop = move |event: CustomEvent| {
        event.stop_propagation();
        let detail = event.detail().as_string().unwrap_or_default();
        if let Some((moved, before)) = detail.split_once(' ') {
            controller.drop_before(moved, before);
        }
    };
    view! {
        <ol class="agenda__cases" role="list" aria-label=t::LIST data-drop="casus" on:mwc-drop=handler(drop)
            on:pointerdown=handler(move |event| dragging.start(&event))
            on:pointermove=handler(move |event| dragging.moved(&event))
            on:pointerup=handler(move |event| dragging.drop(&event))
            on:pointercancel=handler(move |event| dragging.cancel(&event))>
            <For each=controller.keys key=String::clone let:key>{case::case(controller, key)}</For>
        </ol>
    }
    .into_any()
}
