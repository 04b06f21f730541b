//! "Eerdere versies": what a canvas was before it was replaced as a whole, to look at and put back.

use leptos::prelude::*;

use crate::domain::Canvas;
use crate::session::{Late, Part};
use crate::store::{SavedVersion, StoreError};
use crate::texts::{labels, versions as t};
use crate::ui::canvas::print::{paper::Paper, print_page, whole};
use crate::ui::components::{Button, ButtonKind, DialogHandle, TitledDialog};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};
use crate::ui::late::late;
use crate::ui::overview::download_canvas;
use crate::ui::styles::{PRINT, adopt};
use crate::ui::view::{Alive, callback, derived, dynamic, handler, spawn_guarded};

use super::former_people::former_people;
use super::frozen::frozen_plans;
use super::signed::signed;

const HOOK: &str = "[data-hook=\"versions\"]";

/// The list while it is open.
#[derive(Clone, Copy)]
struct Kept {
    alive: Alive,
    app: ElementContext,
    context: CanvasContext,
    library: WorkspaceHandle,
    open: RwSignal<bool>,
    /// The last one first.
    list: RwSignal<Vec<SavedVersion>>,
    told: RwSignal<&'static str>,
}

impl Kept {
    /// Says what was done, and looks again, unless the canvas was closed meanwhile.
    fn tell(self, text: &'static str) {
        if self.alive.get() {
            self.told.set(text);
            self.show();
        }
    }

    /// Looks which versions there are, and shows them.
    fn show(self) {
        self.context.handle.commit_typing();
        let workspace = self.library.get();
        let id = self.context.handle.peek(|canvas| canvas.id.clone());
        let work = async move { workspace.library().versions(&id).await };
        spawn_guarded(self.alive, work, move |found| match found {
            Ok(list) => {
                self.list.set(list);
                self.open.set(true);
            }
            Err(error) => self.fail(error),
        });
    }

    fn close(self) {
        self.open.set(false);
        self.told.set("");
        focus_soon(self.app.root, HOOK.to_owned());
    }

    fn put_back(self, canvas: Canvas) {
        let workspace = self.library.get();
        let work = async move { workspace.library().put_back(canvas).await };
        spawn_guarded(self.alive, work, move |done| match done {
            Ok(false) => {}
            Ok(true) => self.tell(t::PUT_BACK_DONE),
            Err(error) => self.fail(error),
        });
    }

    fn fail(self, error: StoreError) {
        self.library.get().report_failure(error);
    }
}

/// The button that opens the list, and the list.
pub(super) fn versions() -> AnyView {
    let kept = Kept {
        alive: Alive::here(),
        app: ElementContext::here(),
        context: CanvasContext::here(),
        library: WorkspaceHandle::here(),
        open: RwSignal::new(false),
        list: RwSignal::new(Vec::new()),
        told: RwSignal::new(""),
    };
    view! {
        <Button kind=ButtonKind::Text title=t::VERSIONS hook="versions" opens_dialog=true
            on_press=handler(move |_| kept.app.with_part(Part::Paper, move || kept.show()))>
            {icon(Icon::Clock)}<span class="toolbar__word toolbar__word--step">{t::VERSIONS}</span>
        </Button>
        {dynamic(move || kept.open.get().then(|| late(&VERSIONS, move |dialog| dialog(kept))))}
    }
    .into_any()
}

/// The list of versions.
static VERSIONS: Late<fn(Kept) -> AnyView> = Late::new(Part::Paper);

/// Gives what is late here; called by the part.
pub(crate) fn give() {
    VERSIONS.give(dialog);
}

fn dialog(kept: Kept) -> AnyView {
    if let Some(root) = kept.app.root.get_untracked() {
        adopt(kept.app.number, &root, PRINT);
    }
    let handle = DialogHandle::new();
    let id = kept.app.id("versies");
    let none = move || {
        let none = kept.list.with(Vec::is_empty);
        none.then(|| view! { <p>{t::NONE}</p> })
    };
    view! {
        <TitledDialog handle class="versions" id title=t::VERSIONS on_close=callback(move |()| kept.close())>
            {frozen_plans()}
            <h4 class="versions__heading">{t::REPLACED}</h4>
            <p role="status">{derived(move || kept.told.get())}</p>
            {dynamic(none)}
            <ul class="versions__list" role="list">
                {dynamic(move || {
                    let list = kept.list.get().into_iter();
                    list.map(|it| version(kept, it)).collect::<Vec<_>>()
                })}
            </ul>
            {former_people(kept.list, move |text| kept.tell(text))}
            <Button kind=ButtonKind::Secondary hook="versions-close" on_press=handler(move |_| handle.close())>{labels::CLOSE}</Button>
        </TitledDialog>
    }
    .into_any()
}

/// One version: when it was changed last, why it was kept, and what can be done with it.
fn version(kept: Kept, SavedVersion { why, canvas }: SavedVersion) -> AnyView {
    let when = signed(&kept.context, canvas.changed.as_ref());
    let about = [": ", &when].concat();
    let viewed = RwSignal::new(false);
    let locked = kept.context.locked;
    let canvas = StoredValue::new(canvas);
    let save = move |_| {
        let today = kept.context.handle.environment().today();
        download_canvas(canvas.get_value(), today);
    };
    let paper = move || {
        let own = kept.library.get().own().get_untracked().names;
        viewed.get().then(|| {
            let page =
                canvas.with_value(|it| print_page(whole(it, &own, None), Paper::A4, String::new(), None));
            view! { <div class="versions__paper" role="group" tabindex="0" aria-label=t::VIEW>{page}</div> }
        })
    };
    view! {
        <li class="versions__item">
            <p class="versions__when">{when}</p>
            <p>{t::why(&why)}</p>
            <div class="sync__buttons">
                {button(t::VIEW, &about, handler(move |_| viewed.update(|viewed| *viewed = !*viewed)))}
                {button(labels::EXPORT, &about, handler(save))}
                {dynamic(move || (!locked.get()).then(|| {
                    button(t::PUT_BACK, &about, handler(move |_| kept.put_back(canvas.get_value())))
                }))}
            </div>
            {dynamic(paper)}
        </li>
    }
    .into_any()
}

fn button(
    text: &'static str,
    about: &str,
    press: Box<dyn FnMut(leptos::ev::MouseEvent)>,
) -> AnyView {
    let name = [text, about].concat();
    view! {
        <Button kind=ButtonKind::Secondary label=name on_press=handler(press)>{text}</Button>
    }
    .into_any()
}
