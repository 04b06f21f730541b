//! The printed recovery sheet: a page of its own, for as long as it is being printed.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::crypto::RecoveryCode;
use crate::texts::lock as t;
use crate::ui::canvas::PRINTS;
use crate::ui::markup::{element, text};
use crate::ui::styles::{PRINT, adopt};

/// The sheet beside the app.
pub(super) struct PrintedSheet {
    holder: HtmlElement,
    _page: UnmountHandle<AnyViewState>,
}

impl PrintedSheet {
    /// Puts the sheet beside the app's outermost element. What else would be printed stays away.
    pub(super) fn start(app: &HtmlElement, number: u32, code: &RecoveryCode) -> Option<Self> {
        let holder: HtmlElement = app.parent_element()?.dyn_into().ok()?;
        adopt(number, app, PRINT);
        let groups = code.groups();
        let rows: Vec<String> = groups.chunks(4).map(|four| four.join("  ")).collect();
        let page = mount_to(holder.clone(), move || page(&rows));
        holder.class_list().add_1(PRINTS).ok();
        Some(Self {
            holder,
            _page: page,
        })
    }
}

impl Drop for PrintedSheet {
    fn drop(&mut self) {
        self.holder.class_list().remove_1(PRINTS).ok();
    }
}

fn page(rows: &[String]) -> AnyView {
    let line = |name: &str| {
        let name = text("p", "print__label", name);
        element("div", "print__field", vec![name])
    };
    let code = rows
        .iter()
        .map(|row| text("p", "print__code", row.clone()))
        .collect();
    let all = vec![
        text("h1", "print__title", t::PRINT_TITLE),
        element("div", "print__codes", code),
        text("p", "print__text", t::PRINT_FOR),
        text("p", "print__text", t::PRINT_KEEP),
        text("p", "print__text", t::PRINT_HOW),
        element(
            "div",
            "print__fields",
            vec![line(t::PRINT_OF), line(t::PRINT_DATE)],
        ),
    ];
    view! { <div class="print print--a4 print--sheet" lang="nl">{all}</div> }.into_any()
}
