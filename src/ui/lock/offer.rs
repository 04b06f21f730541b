//! The offer to seal what the stand-alone app stores: calm, and put off for a week at a time.

use leptos::prelude::*;

use crate::session::Part;
use crate::texts::lock as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::page::Page;
use crate::ui::view::{Show, derived, handler};

/// The offer, where there is something to seal.
pub(crate) fn offer() -> AnyView {
    let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
    let workspace = library.get();
    let may_offer = app
        .setup
        .with_untracked(|setup| setup.standalone && !setup.gives_key)
        && workspace.can_seal();
    if !may_offer {
        return ().into_any();
    }
    let sealed: ReadSignal<bool> = workspace.is_sealed().into();
    let put_off = RwSignal::new(workspace.is_sealing_put_off());
    let later = move |_| {
        library.get().put_off_sealing();
        put_off.set(true);
        focus_soon(
            app.root,
            "[data-hook=\"list-heading\"], .header input".to_owned(),
        );
    };
    view! {
        <Show when=derived(move || !sealed.get() && !put_off.get())>
            <section class="banner" aria-label=t::OFFER_TITLE data-hook="offer">
                <p class="banner__text"><strong>{t::OFFER_TITLE}". "</strong>{t::OFFER}</p>
                <div class="banner__buttons">
                    <Button kind=ButtonKind::Secondary opens_dialog=true on_press=handler(move |_| open_secure(app))>{t::SECURE}</Button>
                    <Button kind=ButtonKind::Subtle on_press=handler(later)>{t::LATER}</Button>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// The offer on the first canvas that is made on this device, and on no other.
pub(crate) fn first_offer() -> AnyView {
    let app = ElementContext::here();
    let summaries = WorkspaceHandle::here().get().library().summaries();
    let is_first =
        app.page.get_untracked() == Page::Canvas(None) && summaries.with_untracked(Vec::is_empty);
    if is_first { offer() } else { ().into_any() }
}

/// Opens the dialog that seals.
pub(crate) fn open_secure(app: ElementContext) {
    app.with_part(Part::Secure, move || app.securing.set(true));
}
