//! That this is a worked example, and the way to a canvas of one's own that begins with it.

use leptos::prelude::*;

use crate::store::Namespace;
use crate::texts::{examples, labels as t};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::setup::Setup;
use crate::ui::view::handler;

/// Whether the canvas is among the worked examples.
pub(super) fn is_example(library: WorkspaceHandle) -> bool {
    library.get().namespace().namespace == examples::NAMESPACE
}

/// Where one's own canvases are; `None` where the element has no other place than the examples, or
/// where nothing may be changed.
fn own(app: ElementContext) -> Option<Namespace> {
    let setup = app.setup.get_untracked();
    let own = Setup::namespace(&setup);
    (own.namespace != examples::NAMESPACE && !setup.readonly).then_some(own)
}

/// The banner of an example; nothing on a canvas of one's own.
#[component]
pub(crate) fn ExampleBanner() -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let library = WorkspaceHandle::here();
    let own = StoredValue::new(own(app));
    let offered = own.with_value(Option::is_some);
    let begin = move |_| {
        let environment = context.handle.environment();
        let (Some(own), Some(id)) = (own.get_value(), environment.document_id()) else {
            return;
        };
        let today = environment.today();
        let mut canvas = context.handle.peek(|canvas| canvas.start_of(id, today));
        canvas.lead = library.get().author().get_untracked().name;
        app.start(own, canvas);
    };
    is_example(library).then(|| {
        view! {
            <section class="banner" aria-label=t::EXAMPLE>
                <p class="banner__text">{t::EXAMPLE_TEXT}</p>
                {offered.then(|| view! {
                    <Button kind=ButtonKind::Secondary on_press=handler(begin)>{t::USE_EXAMPLE}</Button>
                })}
            </section>
        }
        .into_any()
    })
}
