//! The archive: an approved plan as one bundle, as a file, on paper, and sent to where the host page says.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::ShadowRoot;

use crate::domain::method::{Archived, EntryList, archived, standing};
use crate::domain::{Bundle, Canvas, Command, PlanHash, Stamp};
use crate::session::ArchiveError;
use crate::texts::archive as t;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext, WorkspaceHandle};
use crate::ui::icon::{Icon, icon};
use crate::ui::location::CanvasView;
use crate::ui::markup::{element, text};
use crate::ui::overview::download;
use crate::ui::view::{Alive, derived, dynamic, handler, memo, spawn_guarded};

/// The attribute with the address of the archive.
const ADDRESS: &str = "archive-url";

/// Its section.
pub(super) fn section() -> AnyView {
    let context = CanvasContext::here();
    let told = RwSignal::new(String::new());
    let is_approved = memo(move |_| {
        context
            .handle
            .read_all(|canvas| standing(canvas).is_valid())
    });
    let choices = move || match is_approved.get() {
        true => buttons(context, told),
        false => text("p", "method__hint", t::NOT_YET),
    };
    let content = vec![
        dynamic(move || context.handle.read_all(listed)).into_any(),
        dynamic(choices).into_any(),
        view! { <p role="status">{derived(move || told.get())}</p> }.into_any(),
    ];
    super::section::section("archief", t::ARCHIVE, t::HINT, content)
}

/// What was archived, each with its link.
fn listed(canvas: &Canvas) -> Option<AnyView> {
    let all = archived(canvas);
    let now = standing(canvas).plan;
    let rows: Vec<AnyView> = all.iter().map(|it| row(it, now)).collect();
    (!rows.is_empty()).then(|| element("ul", "method__days", rows))
}

fn row(it: &Archived, now: PlanHash) -> AnyView {
    let words = t::archived(it, now);
    let address = it.address.clone();
    let is_link = address.starts_with("https://") || address.starts_with("http://");
    let link = is_link.then(|| {
        view! { " "<a class="utrecht-link utrecht-link--html-a" href=address target="_blank" rel="noopener noreferrer">{t::LINK}</a> }
    });
    view! { <li>{words}{link}</li> }.into_any()
}

fn buttons(context: CanvasContext, told: RwSignal<String>) -> AnyView {
    let (app, library) = (ElementContext::here(), WorkspaceHandle::here());
    let alive = Alive::here();
    let file = move |_| {
        if let Some(bundle) = bundle(context, library) {
            download(&file_name(bundle.plan), &bundle.text);
            told.set(t::FILE_DONE.to_owned());
        }
    };
    let print = move |_| {
        // Printed with its rules, its decisions and its analysis from there.
        app.bridge.set_view(CanvasView::Analysis);
        app.print();
    };
    let send = move |_| {
        let Some((address, bundle)) = address(app).zip(bundle(context, library)) else {
            return;
        };
        told.set(t::SENDING.to_owned());
        let workspace = library.get();
        let plan = bundle.plan;
        let work = async move { workspace.archive(&address, bundle.text).await };
        spawn_guarded(alive, work, move |sent| {
            told.set(record(context, plan, sent));
        });
    };
    let has_archive = address(app).is_some();
    let send = (has_archive && !context.locked.get()).then(|| {
        view! {
            <Button kind=ButtonKind::Primary on_press=handler(send)>{t::SEND}</Button>
        }
    });
    let hint = has_archive.then(|| text("p", "method__hint", t::SEND_HINT));
    view! {
        <div class="method__buttons">
            <Button kind=ButtonKind::SecondaryText on_press=handler(file)>{icon(Icon::Save)}<span>{t::AS_FILE}</span></Button>
            <Button kind=ButtonKind::SecondaryText on_press=handler(print)>{icon(Icon::Print)}<span>{t::PRINT}</span></Button>
            {send}
        </div>
        {hint}
    }
    .into_any()
}

/// The bundle of the plan of now; `None` if it isn't approved any more.
fn bundle(context: CanvasContext, library: WorkspaceHandle) -> Option<Bundle> {
    context.handle.commit_typing();
    let workspace = library.get();
    let stamp = Stamp {
        by: workspace.author().get_untracked(),
        at: workspace.environment().now(),
    };
    context.handle.peek(|canvas| Bundle::of(canvas, &stamp))
}

/// A name for the file that says nothing of the family.
fn file_name(plan: PlanHash) -> String {
    let hash = plan.to_string();
    ["maatwerkplan-", hash.get(..8).unwrap_or_default(), ".json"].concat()
}

/// The address of the archive, as the host page has set it now. It is read here and not by the shim: who never
/// archives loads nothing for it.
fn address(app: ElementContext) -> Option<String> {
    let root = app.root.get_untracked()?.get_root_node();
    let host = root.dyn_into::<ShadowRoot>().ok()?.host();
    host.get_attribute(ADDRESS)
        .filter(|address| !address.trim().is_empty())
}

/// Puts in the canvas that its plan was archived. Returns what to say.
fn record(context: CanvasContext, plan: PlanHash, sent: Result<String, ArchiveError>) -> String {
    let address = match sent {
        Ok(address) => address,
        Err(ArchiveError::Address) => return t::WRONG_ADDRESS.to_owned(),
        Err(ArchiveError::Silent) => return t::SILENT.to_owned(),
        Err(ArchiveError::SignIn) => return t::SIGN_IN.to_owned(),
        Err(ArchiveError::Refused(status)) => return t::refused(status),
    };
    let environment = context.handle.environment();
    let it = Archived {
        plan,
        address,
        on: Some(environment.today()),
    };
    let is_known = context.handle.peek(|canvas| {
        archived(canvas)
            .iter()
            .any(|old| old.plan == plan && old.address == it.address)
    });
    let entry = Some(Box::new(it.entry()));
    let put = Command::PutEntry(EntryList::Archives, environment.item_id(), entry);
    if is_known || context.handle.dispatch(put).is_ok() {
        t::SENT.to_owned()
    } else {
        t::NOT_RECORDED.to_owned()
    }
}
