//! The agenda on paper.

use leptos::prelude::*;

use crate::store::{Agenda, AgendaCase};
use crate::texts::{agenda as t, date, labels, print};
use crate::ui::canvas::{PRINTS, Paper, Printing};
use crate::ui::markup::{element, text};
use crate::ui::view::on_window;

use super::case::{known, rows, time};
use super::controller::AgendaController;

/// Shows the printed page from just before a print until just after.
pub(super) fn follow_prints(controller: AgendaController) {
    let printing = StoredValue::new_local(None::<Printing>);
    on_window("beforeprint", move || {
        let Some(Some(app)) = controller.app.root.try_get_untracked() else {
            return;
        };
        printing.update_value(|printing| {
            drop(printing.take());
            let holder = app.parent_element();
            if holder.is_some_and(|holder| holder.class_list().contains(PRINTS)) {
                return;
            }
            let content = untrack(|| page(controller));
            let footer = untrack(|| footer(controller));
            let number = controller.app.number;
            *printing = Printing::of(&app, number, Paper::A4, content, &footer);
        });
    });
    let drop_it = move || {
        printing.try_update_value(|printing| drop(printing.take()));
    };
    on_window("afterprint", drop_it);
    on_cleanup(drop_it);
}

fn footer(controller: AgendaController) -> print::Footer {
    let today = controller.library.get().environment().today();
    let name = controller
        .shown
        .with(|agenda| t::table_on(agenda.kind(), agenda.on));
    print::Footer {
        case: name,
        dates: [print::PRINTED_ON, " ", &date::format_date(today)].concat(),
    }
}

fn page(controller: AgendaController) -> AnyView {
    let agenda = controller.shown.get();
    let cases = agenda.cases.iter().enumerate();
    let cases = cases.map(|(at, case)| printed(controller, at, case));
    let parts = vec![
        head(&agenda),
        element("ol", "print__agenda", cases.collect()),
    ];
    parts.into_any()
}

fn head(agenda: &Agenda) -> AnyView {
    let title = t::table_on(agenda.kind(), agenda.on);
    let parts = vec![
        text("h2", "print__title", title),
        text("p", "print__text", labels::PRODUCT),
    ];
    element("header", "print__head", parts)
}

fn printed(controller: AgendaController, at: usize, case: &AgendaCase) -> AnyView {
    let facts = controller.with_summary(&case.id, known).unwrap_or_default();
    let mut parts = vec![
        element(
            "h3",
            "print__heading",
            vec![
                time(controller, at),
                text("span", "agenda__name", controller.called(&case.id)),
            ],
        ),
        text("p", "print__text", facts),
    ];
    let rows = controller.with_canvas(&case.id, |canvas| rows(canvas, case));
    parts.extend(rows.map(|rows| element("dl", "agenda__told", rows)));
    element("li", "print__box agenda__printed", parts)
}
