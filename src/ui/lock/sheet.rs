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
pub(crate) struct PrintedSheet {
    holder: HtmlElement,
    _page: UnmountHandle<AnyViewState>,
}

impl PrintedSheet {
    /// Puts the sheet beside the app's outermost element. What else would be printed stays away.
    pub(super) fn start(app: &HtmlElement, number: u32, code: &RecoveryCode) -> Option<Self> {
        let texts = [t::PRINT_FOR, t::PRINT_KEEP, t::PRINT_HOW];
        let names = (t::PRINT_TITLE, t::PRINT_OF);
        Self::of(app, number, names, &code.groups(), &texts)
    }

    /// The same for another code: its title and whose it is, its groups, and what is said of it.
    pub(crate) fn of(
        app: &HtmlElement,
        number: u32,
        names: (&'static str, &'static str),
        groups: &[String],
        texts: &[&'static str],
    ) -> Option<Self> {
        let holder: HtmlElement = app.parent_element()?.dyn_into().ok()?;
        adopt(number, app, PRINT);
        let rows: Vec<String> = groups.chunks(4).map(|four| four.join("  ")).collect();
        let texts = texts.to_vec();
        let page = mount_to(holder.clone(), move || page(names, &rows, &texts));
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

fn page((title, whose): (&'static str, &str), rows: &[String], texts: &[&'static str]) -> AnyView {
    let line = |name: &str| {
        let name = text("p", "print__label", name);
        element("div", "print__field", vec![name])
    };
    let code = rows
        .iter()
        .map(|row| text("p", "print__code", row.clone()))
        .collect();
    let mut all = vec![
        text("h1", "print__title", title),
        element("div", "print__codes", code),
    ];
    all.extend(texts.iter().map(|it| text("p", "print__text", *it)));
    let fields = vec![line(whose), line(t::PRINT_DATE)];
    all.push(element("div", "print__fields", fields));
    view! { <div class="print print--a4 print--sheet" lang="nl">{all}</div> }.into_any()
}
