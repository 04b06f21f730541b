//! Voor de raad: the report for the council, as it prints, with what is hidden and why.

mod controller;
mod draft;
mod form;
mod page;
mod released;
mod why;

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::domain::results::council::{Release, shared_file};
use crate::texts::{council as t, data_sheet, results as r};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::icon::{Icon, icon};
use crate::ui::markup::{element, text};
use crate::ui::overview::{download, file_name};
use crate::ui::view::{dynamic, handler};

use super::pass::ResultsController;
use controller::CouncilController;

/// The view.
pub(super) fn council(results: ResultsController) -> AnyView {
    let controller = CouncilController::new(results);
    controller.read_released();
    draft::follow(controller);
    let body = move || match controller.open.get() {
        Some(id) => reopened(controller, id),
        None => being_made(controller),
    };
    let parts = vec![dynamic(body).into_any(), released::list(controller)];
    element("div", "council", parts)
}

/// The report that is being made: what is typed, what is hidden, and the page.
fn being_made(controller: CouncilController) -> AnyView {
    let shown = move || match controller.report() {
        None => text("p", "loading", crate::texts::labels::LOADING),
        Some(report) => sheet(controller, report, true),
    };
    let parts = vec![
        form::form(controller),
        why::hidden(controller),
        form::release_button(controller),
        text("h4", "results__title council__preview", t::PREVIEW),
        dynamic(shown).into_any(),
    ];
    element("div", "council__made", parts)
}

/// A report that was released, as it was.
fn reopened(controller: CouncilController, id: ItemId) -> AnyView {
    let back = move |_| {
        controller.open.set(None);
        controller.results.overview.focus("[data-hook=\"council\"]");
    };
    let shown = move || {
        let found = controller.released.with(|all| {
            let all = all.as_ref()?;
            let found = all.iter().find(|(its, _)| *its == id);
            found.map(|(_, release)| release.clone())
        });
        found.map(|release| sheet(controller, release, false))
    };
    view! {
        <div class="council__made">
            <Button kind=ButtonKind::Text on_press=handler(back)>{icon(Icon::Back)}<span>{t::NEW_REPORT}</span></Button>
            {dynamic(shown)}
        </div>
    }
    .into_any()
}

/// A report as it prints, with the buttons that take it elsewhere.
fn sheet(controller: CouncilController, report: Release, is_draft: bool) -> AnyView {
    let overview = controller.results.overview;
    let own = overview.library.get().own().get_untracked().names;
    let today = overview.library.get().environment().today();
    let sheets = StoredValue::new(t::sheets(&report, &own));
    let csv = move |_| {
        let name = file_name(t::PLANS_FILE, "", today, "csv");
        download(&name, &sheets.with_value(|sheets| data_sheet::csv(sheets)));
    };
    let xlsx = move |_| {
        let text = sheets.with_value(|sheets| data_sheet::workbook(sheets));
        let name = file_name(t::PLANS_FILE, "", today, "xlsx");
        super::workbook::download_workbook(overview, name, text);
    };
    let print = move |_| super::workbook::print_page();
    let others = (!is_draft).then(|| {
        let shared = report.aggregates();
        let share = move |_| {
            let name = file_name(t::SHARE_FILE, &shared.team, today, "json");
            download(&name, &shared_file(&shared));
        };
        view! {
            <Button kind=ButtonKind::Text on_press=handler(share)>{icon(Icon::Save)}<span>{t::SHARE}</span></Button>
        }
        .into_any()
    });
    view! {
        <div class="council__out">
            <Button kind=ButtonKind::Text on_press=handler(print)>{icon(Icon::Print)}<span>{r::PRINT}</span></Button>
            <Button kind=ButtonKind::Text on_press=handler(xlsx)>{icon(Icon::Save)}<span>{r::XLSX}</span></Button>
            <Button kind=ButtonKind::Text on_press=handler(csv)>{icon(Icon::Save)}<span>{r::CSV}</span></Button>
            {others}
        </div>
        {page::page(&report, &own)}
    }
    .into_any()
}
