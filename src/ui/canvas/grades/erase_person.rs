//! The button that erases a person for good, with its question.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::ItemId;
use crate::session::EraseError;
use crate::texts::{grades as g, labels};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::{focus_in_place, focus_soon};
use crate::ui::view::{Alive, derived, dynamic, handler, spawn_guarded};

/// Is told how it went: what to say, and whether it failed.
pub(in crate::ui::canvas) type Tell = Rc<dyn Fn(&'static str, bool)>;

/// What the button and its question share.
#[derive(Clone, Copy)]
struct Erasure {
    app: ElementContext,
    context: CanvasContext,
    alive: Alive,
    person: ItemId,
    role: Signal<String>,
    asking: RwSignal<bool>,
    beside: fn(CanvasContext, ItemId) -> String,
    tell: StoredValue<Tell, LocalStorage>,
}

/// The button; when it is pressed, the question what that does. `beside` is a selector for what gets the focus once
/// the person is gone. `tell` may be called when these views are gone too.
pub(in crate::ui::canvas) fn erase_person(
    person: ItemId,
    role: Signal<String>,
    beside: fn(CanvasContext, ItemId) -> String,
    tell: Tell,
) -> AnyView {
    let erasure = Erasure {
        app: ElementContext::here(),
        context: CanvasContext::here(),
        alive: Alive::here(),
        person,
        role,
        asking: RwSignal::new(false),
        beside,
        tell: StoredValue::new_local(tell),
    };
    dynamic(move || {
        if erasure.asking.get() {
            erasure.question()
        } else {
            erasure.button()
        }
    })
    .into_any()
}

impl Erasure {
    fn hook(self, what: &str) -> String {
        [what, "-", &self.person.to_string()].concat()
    }

    fn focus(self, what: &str) {
        let hook = ["[data-hook=\"", &self.hook(what), "\"]"].concat();
        focus_soon(self.app.root, hook);
    }

    fn button(self) -> AnyView {
        let role = self.role;
        let name = derived(move || [g::ERASE, ": ", &g::role(&role.get())].concat());
        let ask = move |_| {
            self.app.toaster.clear();
            self.asking.set(true);
            self.focus("bewaar");
        };
        view! {
            <Button kind=ButtonKind::Text label=name hook=self.hook("wis") on_press=handler(ask)>{g::ERASE}</Button>
        }
        .into_any()
    }

    fn question(self) -> AnyView {
        let id = self.app.id(&self.hook("wisvraag"));
        let keep = move |_| {
            self.asking.set(false);
            self.focus("wis");
        };
        view! {
            <div class="sure" role="group" aria-labelledby=id.clone()>
                <p class="sure__text" id=id.clone()>{g::ERASE_SURE}</p>
                <Button kind=ButtonKind::Primary class="sure__yes"
                    on_press=handler(move |_| self.erase())>{g::ERASE_YES}</Button>
                <Button kind=ButtonKind::Secondary hook=self.hook("bewaar") on_press=handler(keep)>{labels::CANCEL}</Button>
            </div>
        }
        .into_any()
    }

    fn erase(self) {
        let next = (self.beside)(self.context, self.person);
        let open_canvas = self.context.handle.with(Rc::clone);
        let (person, tell) = (self.person, self.tell.get_value());
        // The row goes while this is done.
        let work = async move {
            match open_canvas.erase_person(person).await {
                Ok(()) => tell(g::ERASED, false),
                Err(EraseError::NotSaved) => tell(g::ERASED_NOT_SAVED, true),
                Err(EraseError::ReadOnly(_) | EraseError::Storage(_)) => tell(g::NOT_ERASED, true),
            }
        };
        spawn_guarded(self.alive, work, drop);
        focus_in_place(self.app.root, next);
    }
}
