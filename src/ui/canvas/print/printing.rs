//! The views and the page rule that a print adds to the page, and removes again.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::AnyView;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, HtmlElement};

use crate::domain::OwnNames;
use crate::session::{CanvasHandle, Late, Part};
use crate::texts::{print as p, together};
use crate::ui::location::CanvasView;
use crate::ui::styles::{PRINT, adopt};

use super::page::{print_page, whole};
use super::paper::{Paper, page_rule};
use super::plan::printed_plan;

/// Marks the element's own box while its printed page is in it.
pub(crate) const CLASS: &str = "mwc--printing";

/// A printed page beside the app, for as long as this value lives.
///
/// It is built at once and from a copy of the document: the browser lays out the print right
/// after it has asked, before anything that waits gets its turn.
pub(crate) struct Printing {
    holder: HtmlElement,
    _page: UnmountHandle<AnyViewState>,
    rules: Option<Rules>,
}

/// What is printed.
pub(super) struct Job {
    /// The app's outermost element.
    pub app: HtmlElement,
    /// The number of the element.
    pub number: u32,
    pub paper: Paper,
    pub handle: CanvasHandle,
    /// The municipality's own names.
    pub own: OwnNames,
    /// How the canvas shows. Who looks at the analysis prints it behind the canvas, which stays one page
    /// for all others; who goes through it together with the family prints what that keeps.
    pub view: CanvasView,
}

/// Puts the printed page beside the app's outermost element.
pub(super) static PRINTING: Late<fn(Job) -> Option<Printing>> = Late::new(Part::Paper);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    PRINTING.give(Printing::start);
}

impl Printing {
    fn start(job: Job) -> Option<Self> {
        let Job {
            app,
            number,
            paper,
            handle,
            own,
            view,
        } = job;
        let canvas = handle.peek(Clone::clone);
        let today = handle.environment().today();
        let (content, footer) = match view {
            CanvasView::Together => (printed_plan(&canvas), together::footer(&canvas, today)),
            _ => (
                whole(
                    &canvas,
                    &own,
                    (view == CanvasView::Analysis).then_some(today),
                ),
                p::footer(&canvas, today),
            ),
        };
        Self::of(&app, number, paper, content, &footer)
    }

    /// Prints `content` in place of the app; `number` is that of the element. `None` outside a page.
    pub(crate) fn of(
        app: &HtmlElement,
        number: u32,
        paper: Paper,
        content: AnyView,
        footer: &p::Footer,
    ) -> Option<Self> {
        let holder: HtmlElement = app.parent_element()?.dyn_into().ok()?;
        adopt(number, app, PRINT);
        let name = paper.page_name(number);
        let rules = Rules::add(&page_rule(&name, paper, footer));
        let on_every_page = rules.as_ref().is_some_and(Rules::have_a_foot);
        let last_line = (!on_every_page).then(|| footer.line());
        let page = mount_to(holder.clone(), move || {
            print_page(content, paper, name, last_line)
        });
        // Without the mark the app would be printed too; the document itself is unharmed.
        holder.class_list().add_1(CLASS).ok();
        Some(Self {
            holder,
            _page: page,
            rules,
        })
    }
}

impl Drop for Printing {
    fn drop(&mut self) {
        self.holder.class_list().remove_1(CLASS).ok();
        if let Some(rules) = self.rules.take() {
            rules.remove();
        }
    }
}

/// Page rules of the whole document: a browser reads them in no other place.
struct Rules {
    document: Document,
    context: CssStyleSheet,
}

impl Rules {
    /// Adds the rules; `None` where the browser can't, which prints without them.
    fn add(rules: &str) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let context = CssStyleSheet::new().ok()?;
        context.replace_sync(rules).ok()?;
        let sheets = document.adopted_style_sheets();
        document.set_adopted_style_sheets(&sheets.concat(&js_sys::Array::of1(&context)));
        Some(Self { document, context })
    }

    /// Whether the browser knows page footers; one that doesn't leaves out the rule.
    fn have_a_foot(&self) -> bool {
        let rule = self.context.css_rules().ok().and_then(|rules| rules.get(0));
        rule.is_some_and(|rule| rule.css_text().contains("@bottom-left"))
    }

    /// Takes them away again; what the host page has added meanwhile stays.
    fn remove(self) {
        let sheets = self.document.adopted_style_sheets();
        let ours: JsValue = self.context.into();
        let others = sheets.filter(&mut |context, _, _| context != ours);
        self.document.set_adopted_style_sheets(&others);
    }
}
