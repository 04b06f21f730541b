//! "Eerdere versies": what a canvas was before it was replaced as a whole, to look at and put back.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{Canvas, Export, canonical};
use crate::store::{Notice, StoreError, Version};
use crate::texts::{date, labels, versions as t};
use crate::ui::context::{App, Library, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};
use crate::ui::overview::{download, file_name};
use crate::ui::view::{dynamic, of, then};

use super::paper::Paper;
use super::print_page::print_page;

const HOOK: &str = "[data-hook=\"versions\"]";

/// The list while it is open.
#[derive(Clone, Copy)]
struct Kept {
    app: App,
    sheet: Sheet,
    library: Library,
    open: RwSignal<bool>,
    /// The last one first.
    list: RwSignal<Vec<Version>>,
    told: RwSignal<&'static str>,
}

impl Kept {
    /// Looks which versions there are, and shows them.
    fn show(self) {
        self.sheet.session.settle();
        let workspace = self.library.get();
        let id = self.sheet.session.peek(|canvas| canvas.id.clone());
        spawn_local(async move {
            match workspace.versions(&id).await {
                Ok(list) => {
                    self.list.try_set(list);
                    self.open.try_set(true);
                }
                Err(error) => self.fail(error),
            }
        });
    }

    fn close(self) {
        self.open.set(false);
        self.told.set("");
        focus_soon(self.app.root, HOOK.to_owned());
    }

    fn put_back(self, canvas: Canvas) {
        let workspace = self.library.get();
        spawn_local(async move {
            match workspace.put_back(canvas).await {
                Ok(false) => {}
                Ok(true) => {
                    self.told.try_set(t::PUT_BACK_DONE);
                    self.show();
                }
                Err(error) => self.fail(error),
            }
        });
    }

    fn fail(self, error: StoreError) {
        let notices = self.library.get().notices.clone();
        notices.update(|notices| notices.push(Notice::NoArchive(error)));
    }
}

/// The button that opens the list, and the list.
pub(super) fn versions() -> AnyView {
    let kept = Kept {
        app: App::here(),
        sheet: Sheet::here(),
        library: Library::here(),
        open: RwSignal::new(false),
        list: RwSignal::new(Vec::new()),
        told: RwSignal::new(""),
    };
    view! {
        <button type="button" class="utrecht-button utrecht-button--subtle text-button" title=t::VERSIONS
            data-hook="versions" aria-haspopup="dialog" on:click=then(move |_| kept.show())>
            {icon(Icon::Clock)}<span class="toolbar__word toolbar__word--step">{t::VERSIONS}</span>
        </button>
        {dynamic(move || kept.open.get().then(|| dialog(kept)))}
    }
    .into_any()
}

fn dialog(kept: Kept) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let id = kept.app.id("versies");
    let labelled = id.clone();
    Effect::new(move || {
        if let Some(dialog) = node.get() {
            // It is in the page and not open: nothing to refuse.
            drop(dialog.show_modal());
        }
    });
    let none = move || {
        let none = kept.list.with(Vec::is_empty);
        none.then(|| view! { <p>{t::NONE}</p> })
    };
    view! {
        <dialog class="question versions" node_ref=node aria-labelledby=labelled
            on:cancel=then(move |event: leptos::ev::Event| {
                event.prevent_default();
                kept.close();
            })>
            <h3 class="question__title" id=id tabindex="-1" autofocus>{t::VERSIONS}</h3>
            <p role="status">{of(move || kept.told.get())}</p>
            {dynamic(none)}
            <ul class="versions__list" role="list">
                {dynamic(move || {
                    let list = kept.list.get().into_iter();
                    list.map(|it| version(kept, it)).collect::<Vec<_>>()
                })}
            </ul>
            {button(labels::CLOSE, "", then(move |_| kept.close()))}
        </dialog>
    }
    .into_any()
}

/// One version: when it was changed last, why it was kept, and what can be done with it.
fn version(kept: Kept, Version { why, canvas }: Version) -> AnyView {
    let when = when(kept, &canvas);
    let about = [": ", &when].concat();
    let viewed = RwSignal::new(false);
    let locked = kept.sheet.locked;
    let canvas = StoredValue::new(canvas);
    let save = move |_| {
        let today = kept.sheet.session.environment().today();
        canvas.with_value(|canvas| {
            let name = file_name(&canvas.case_number, today);
            download(&name, &canonical(&Export::new(vec![canvas.clone()])));
        });
    };
    let paper = move || {
        let own = kept.library.get().own.get_untracked().names;
        viewed.get().then(|| {
            let page =
                canvas.with_value(|it| print_page(it, Paper::A4, String::new(), &own, false, None));
            view! { <div class="versions__paper" role="group" tabindex="0" aria-label=t::VIEW>{page}</div> }
        })
    };
    view! {
        <li class="versions__item">
            <p class="versions__when">{when}</p>
            <p>{t::why(&why)}</p>
            <div class="sync__buttons">
                {button(t::VIEW, &about, then(move |_| viewed.update(|viewed| *viewed = !*viewed)))}
                {button(labels::EXPORT, &about, then(save))}
                {dynamic(move || (!locked.get()).then(|| {
                    button(t::PUT_BACK, &about, then(move |_| kept.put_back(canvas.get_value())))
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
        <button type="button" class="utrecht-button utrecht-button--secondary-action" aria-label=name
            on:click=press>{text}</button>
    }
    .into_any()
}

/// When and by whom a version was changed last.
fn when(kept: Kept, canvas: &Canvas) -> String {
    let changed = canvas.changed.as_ref();
    let Some(at) = changed.and_then(|stamp| stamp.at) else {
        return t::NEVER_CHANGED.to_owned();
    };
    let offset = kept.sheet.session.environment().offset_minutes;
    let when = date::format_timestamp(at, offset(at));
    let by = changed.and_then(|stamp| stamp.by.as_ref());
    match by.map(|by| by.name.as_str()) {
        Some(name) if !name.is_empty() => [&when, ", ", name].concat(),
        _ => when,
    }
}
