//! The printed recovery sheet: a page of its own, for as long as it is being printed.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::texts::lock as t;
use crate::ui::canvas::PRINTS;
use crate::ui::markup::{element, text};
use crate::ui::styles::{PRINT, adopt};

/// The sheet beside the app.
pub(crate) struct PrintedSheet {
    holder: HtmlElement,
    _page: UnmountHandle<AnyViewState>,
}

/// What is said of a code on its sheet.
#[derive(Clone, Copy)]
pub(crate) struct SheetTexts {
    pub(crate) title: &'static str,
    /// The label of the line for whose code it is.
    pub(crate) owner: &'static str,
    pub(crate) paragraphs: [&'static str; 3],
}

impl PrintedSheet {
    /// Puts the sheet of a code beside the app's outermost element. What else would be printed stays away.
    pub(super) fn of(
        app: &HtmlElement,
        number: u32,
        groups: &[String],
        texts: &SheetTexts,
    ) -> Option<Self> {
        let holder: HtmlElement = app.parent_element()?.dyn_into().ok()?;
        adopt(number, app, PRINT);
        let rows: Vec<String> = groups.chunks(4).map(|four| four.join("  ")).collect();
        let texts = *texts;
        let page = mount_to(holder.clone(), move || page(&rows, &texts));
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

fn page(rows: &[String], texts: &SheetTexts) -> AnyView {
    let line = |name: &str| {
        let name = text("p", "print__label", name);
        element("div", "print__field", vec![name])
    };
    let code = rows
        .iter()
        .map(|row| text("p", "print__code", row.clone()))
        .collect();
    let mut all = vec![
        text("h1", "print__title", texts.title),
        element("div", "print__codes", code),
    ];
    let paragraphs = texts.paragraphs.into_iter();
    all.extend(paragraphs.map(|it| text("p", "print__text", it)));
    let fields = vec![line(texts.owner), line(t::PRINT_DATE)];
    all.push(element("div", "print__fields", fields));
    view! { <div class="print print--a4 print--sheet" lang="nl">{all}</div> }.into_any()
}
