//! The buttons that show an open canvas in another way.

use leptos::prelude::*;

use super::components::{Button, ButtonKind};
use super::context::ElementContext;
use super::icon::{Icon, icon};
use super::location::CanvasView;
use super::view::handler;
use crate::session::Part;
use crate::texts::{analysis_page, method, reading, together};

/// The button of a view. The view shows once its part is there.
pub(crate) fn view_button(view: CanvasView) -> AnyView {
    let app = ElementContext::here();
    let (part, shape, text) = match view {
        CanvasView::Together => (Part::Views, Icon::People, together::TOGETHER),
        CanvasView::Reading => (Part::Views, Icon::Eye, reading::READING),
        CanvasView::Method => (Part::Method, Icon::List, method::AROUND),
        _ => (Part::Analysis, Icon::Chart, analysis_page::ANALYSIS),
    };
    let press = move |_| app.with_part(part, move || app.bridge.set_view(view));
    view! {
        <Button kind=ButtonKind::SecondaryText hook=view.name() on_press=handler(press)>
            {icon(shape)}<span>{text}</span>
        </Button>
    }
    .into_any()
}

/// The buttons of the views for the family and for who reads along.
pub(crate) fn view_buttons() -> AnyView {
    view! {
        <div class="views">{view_button(CanvasView::Together)}{view_button(CanvasView::Reading)}{view_button(CanvasView::Method)}</div>
    }
    .into_any()
}
